"""Who runs a command, as the journal names them."""

import os
import pwd


def operator() -> str:
    """The name of the system's user, or its number where it has no name.

    Not `getpass.getuser`, which believes environment variables that anybody can set.
    """
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
