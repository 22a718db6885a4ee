"""How much a client may ask of the server, and for how long; times in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Startups:
    """OpenSSH's `MaxStartups start:rate:full`, of connections that have not signed in."""

    start: int = 100
    """From so many on, newcomers are refused at random …"""
    rate: int = 30
    """… with this probability in percent, rising to 100 …"""
    full: int = 300
    """… at so many."""


@dataclass(frozen=True)
class Limits:
    """The limits of one server process."""

    startups: Startups = Startups()
    per_source: int = 20
    """Connections of one address (of one /64 in IPv6) that have not signed in."""
    kept_per_source: int = 3
    """So many of them give way to nobody."""
    answer_time: float = 120
    """How long each question of the sign-in waits for its answer, the host key's included."""
    sign_in_time: float = 360
    """How long signing in may take in all."""
    unused: float = 30
    """How long a connection that has signed in may ask for nothing."""
    tries: int = 3
    """How many sign-ins a connection may try."""
    sessions_per_account: int = 3
    connections_per_account: int = 6
    """Connections that have signed in, whatever they do."""
    last_words: float = 10
    """How long a client may take to read the last words and close."""
    keepalive_interval: float = 15
    keepalive_count: int = 3
    """So many unanswered keep-alives end a connection."""
    unread: float = 60
    """How long a client may leave unread what was sent to it."""
    refusals: int = 20
    """How many refused requests (forwarding, commands, …) end a connection."""
    farewell: float = 2
    """How long the notice of the server's end stands before sessions are closed."""
    leaving: float = 7
    """How long the server's end may take in all."""
