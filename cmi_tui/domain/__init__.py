"""The rules of the portal, pure: forms, addresses, passwords, identities; no text, no I/O."""
