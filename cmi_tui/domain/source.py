"""Where someone signs in from."""

from ipaddress import IPv6Address, ip_address

from cmi_tui.domain.text import printable

LOCAL_SOURCE = "local"
"""The source of whoever sits at this machine's own terminal."""
_MAX_LENGTH = 64
_NETWORK_BITS = 64


def source_named(address: str) -> str:
    """The source as the journal names it: the network address, or this machine's terminal."""
    return printable(address)[:_MAX_LENGTH] or LOCAL_SOURCE


def counted_source(source: str) -> str:
    """The source as the throttle counts it: of IPv6, which is handed out by network, the /64."""
    try:
        address = ip_address(source.partition("%")[0])
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    kept = int(address) >> _NETWORK_BITS << _NETWORK_BITS
    return f"{IPv6Address(kept)}/{_NETWORK_BITS}"
