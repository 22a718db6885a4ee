"""Where someone signs in from."""

from ipaddress import IPv6Address, ip_address

from cmi_tui.domain.text import printable

LOCAL_SOURCE = "local"
"""The source of whoever sits at this machine's own terminal."""
_MAX_LENGTH = 64
_LINK_BITS = 64
_SITE_BITS = 48


def source_named(address: str) -> str:
    """The source as the journal names it: the network address, or this machine's terminal."""
    return printable(address)[:_MAX_LENGTH] or LOCAL_SOURCE


def counted_source(source: str) -> str:
    """The source as an account knows it: of IPv6, where a machine changes its address, the /64."""
    return _network(source, _LINK_BITS)


def counted_network(source: str) -> str:
    """The source as strangers are counted: of IPv6, the /48, which whoever asks is given whole."""
    return _network(source, _SITE_BITS)


def _network(source: str, bits: int) -> str:
    try:
        address = ip_address(source.partition("%")[0])
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    rest = address.max_prefixlen - bits
    return f"{IPv6Address(int(address) >> rest << rest)}/{bits}"
