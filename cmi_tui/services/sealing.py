"""Sealing what the database must not give away: AES-256-GCM, with a key that is kept elsewhere."""

import base64
import binascii
import secrets
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Unavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_OCTETS = 12


class Sealer:
    """Seals texts for one place each: what is sealed for one account opens for no other."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        """`key` gives the 32 octets when they are first needed, or raises Unavailable."""
        self._key = key

    def seal(self, text: str, place: str) -> str:
        """The text, sealed for `place`. Raises Unavailable."""
        nonce = secrets.token_bytes(_NONCE_OCTETS)
        sealed = self._cipher.encrypt(nonce, text.encode("utf-8"), place.encode("utf-8"))
        return base64.b64encode(nonce + sealed).decode("ascii")

    def unseal(self, sealed: str, place: str) -> str:
        """The text that was sealed for `place`.

        Raises Unavailable: SECRET_KEY_WRONG when it was sealed with another key, or for another place.
        """
        # Loaded here because only agents need it.
        from cryptography.exceptions import InvalidTag

        cipher = self._cipher
        try:
            octets = base64.b64decode(sealed, validate=True)
            nonce, text = octets[:_NONCE_OCTETS], octets[_NONCE_OCTETS:]
            return cipher.decrypt(nonce, text, place.encode("utf-8")).decode("utf-8")
        except (InvalidTag, binascii.Error, ValueError):
            raise Unavailable(Code.SECRET_KEY_WRONG) from None

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key())
