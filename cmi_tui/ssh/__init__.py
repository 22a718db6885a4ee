"""The portal over SSH: every session inside one process, with the manners of OpenSSH.

From the top: `service` starts and stops; a `visitor` comes over the `transport`, signs in at the `door`
and opens a `session`; `front_ends` chooses what serves it: the `screen`, the `lines`, or the `form` as
a file. Below them, `client` knows the client's side, and `loop` shares the one loop out among all.
"""
