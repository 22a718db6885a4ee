"""Textual's compositor, which renders nothing that an update does not show."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Textual's own renders each widget that meets the box around an update, at each key."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed since the last update, or None."""
        screen = self.size.region
        changed = [seen for region in self._dirty_regions if (seen := region.intersection(screen))]
        self._dirty_regions.clear()
        if not changed:
            return None
        spans = list(self._regions_to_spans(changed))
        columns: dict[int, tuple[int, int]] = {}
        for y, start, end in spans:
            left, right = columns.get(y, (start, end))
            columns[y] = min(left, start), max(right, end)
        return ChopsUpdate(self._pieces(columns), spans, [cut[1:] for cut in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        wanted = {y: crop.column_span for y in crop.line_range if is_rendered_line(y)}
        return self._pieces(wanted)

    def _pieces(self, columns: Mapping[int, tuple[int, int]]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line, by their first column; those of `columns` are rendered.

        A line is cut where widgets begin and end; the front-most widget fills the piece.
        """
        cuts = self.cuts
        lines: list[dict[int, Strip | None]] = [dict.fromkeys(cut[:-1]) for cut in cuts]
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            empty = {
                y: pieces
                for y, (left, right) in columns.items()
                if seen.y <= y < seen.bottom
                and (pieces := _empty(cuts[y], lines[y], max(left, seen.x), min(right, seen.right)))
            }
            if not empty:
                continue
            first, last = min(empty), max(empty)
            shown = Region(seen.x - region.x, first - region.y, seen.width, last - first + 1)
            strips = widget.render_lines(shown)
            for y, pieces in empty.items():
                for start, end in pieces:
                    lines[y][start] = strips[y - first].crop(start - seen.x, end - seen.x)
        return cast("Sequence[Mapping[int, Strip]]", lines)


def _empty(
    cuts: list[int], line: Mapping[int, Strip | None], left: int, right: int
) -> list[tuple[int, int]]:
    """From which to which column `line` is empty, as far as it meets the columns given."""
    return [
        (start, end)
        for start, end in pairwise(cuts)
        if start < right and end > left and line[start] is None
    ]
