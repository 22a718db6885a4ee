"""The portal over SSH: every session inside one process, with the manners of OpenSSH.

From the top: `service` listens; a `visitor` signs in by what is at the `door`, and opens a `session`,
which one of the `front_ends` serves: the `screen`, `lines`, or the `form` as a file.
"""
