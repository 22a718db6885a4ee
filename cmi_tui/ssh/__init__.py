"""The portal over SSH: every session inside one process, with the manners of OpenSSH."""
