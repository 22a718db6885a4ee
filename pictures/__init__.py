"""The pictures of `docs/pictures`: the portal's screens as SVG, and the bytes of the wire as bars."""
