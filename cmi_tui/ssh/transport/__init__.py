"""SSH as it is on the wire: a connection and its channel, thrifty and bounded."""
