"""The codes that an agent's authenticator application would show."""

from datetime import datetime

import pyotp

from rig.accounts import SUPPORT_SEED


def code_at(moment: datetime, seed: str = SUPPORT_SEED) -> str:
    """The code of a seed at a moment."""
    return pyotp.TOTP(seed.replace(" ", "")).at(moment)
