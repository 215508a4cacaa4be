"""Free text at rest: sealed with AES-GCM, bound to the row it belongs to.

The row's identity is the associated data, so a sealed text copied into another row does not
open there. Keys have ids, so that a new one can be put in front while old rows still open.
"""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes; 96 random bits, as NIST SP 800-38D recommends
_KEY_ID = 4  # bytes


class CannotOpen(Exception):
    """A sealed text does not belong to this row, was changed, or its key is gone."""


@dataclass(frozen=True)
class Keys:
    """The keys that open, by id, and the one that seals."""

    sealing: str
    by_id: Mapping[str, bytes]

    def seal(self, text: bytes, row: str) -> bytes:
        """Seal a text for a row; `row` names it for good, such as `letter 0190…`."""
        nonce = os.urandom(_NONCE)
        box = AESGCM(self.by_id[self.sealing]).encrypt(nonce, text, row.encode())
        return self.sealing.encode() + nonce + box

    def open(self, sealed: bytes, row: str) -> bytes:
        """The text sealed for this row.

        Raises:
            CannotOpen: it was sealed for another row, changed, or its key is gone.
        """
        key = self.by_id.get(sealed[:_KEY_ID].decode(errors="replace"))
        if key is None:
            raise CannotOpen(row)
        nonce, box = sealed[_KEY_ID : _KEY_ID + _NONCE], sealed[_KEY_ID + _NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, box, row.encode())
        except InvalidTag:
            raise CannotOpen(row) from None


def new_keys() -> Keys:
    """One fresh key."""
    key_id = secrets.token_hex(_KEY_ID // 2)
    return Keys(key_id, {key_id: AESGCM.generate_key(bit_length=256)})


def keys_in(file: Path) -> Keys:
    """The keys of a key file; a missing file is made, readable by its owner alone."""
    if not file.exists():
        _write(file, new_keys())
    kept = json.loads(file.read_text())
    return Keys(
        kept["sealing"], {name: base64.b64decode(key) for name, key in kept["keys"].items()}
    )


def _write(file: Path, keys: Keys) -> None:
    """Make the file whole at once; of processes that start together, the first makes it."""
    kept = {name: base64.b64encode(key).decode() for name, key in keys.by_id.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}.") as out:
        json.dump({"sealing": keys.sealing, "keys": kept}, out)  # mode 600
        out.flush()
        os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(out.name, file)
