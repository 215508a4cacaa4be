"""Free text at rest: sealed with AES-GCM, bound to the row it belongs to.

The row's identity is the associated data, so a sealed text copied into another row does not
open there. Keys have ids, so that a new one can be put in front while old rows still open.
"""

import base64
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes; 96 random bits, as NIST SP 800-38D recommends
KEY_ID = 4  # bytes


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
        key = self.by_id.get(sealed[:KEY_ID].decode(errors="replace"))
        if key is None:
            raise CannotOpen(row)
        nonce, box = sealed[KEY_ID : KEY_ID + _NONCE], sealed[KEY_ID + _NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, box, row.encode())
        except InvalidTag:
            raise CannotOpen(row) from None

    def marks(self, secret: str, of: str) -> Sequence[str]:
        """What a secret comes to with each key, that which seals first: to know it again by.

        Who has no key can neither work one out nor try secrets. `of` names what it is a secret of.
        """
        order = sorted(self.by_id, key=lambda each: each != self.sealing)
        return [
            hmac.digest(self.by_id[each], f"mark of {of}: {secret}".encode(), "sha256").hex()
            for each in order
        ]


def new_keys() -> Keys:
    """One fresh key."""
    key_id = secrets.token_hex(KEY_ID // 2)
    return Keys(key_id, {key_id: AESGCM.generate_key(bit_length=256)})


class KeyFile:
    """The keys in a file, read again whenever it changed: `sparkplug rekey` works beside us."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = _looks(file)
        self._keys = read_keys(file)

    def seal(self, text: bytes, row: str) -> bytes:
        """As `Keys.seal`, with the key that seals now."""
        return self._now().seal(text, row)

    def open(self, sealed: bytes, row: str) -> bytes:
        """As `Keys.open`, with the keys there are now."""
        return self._now().open(sealed, row)

    def marks(self, secret: str, of: str) -> Sequence[str]:
        """As `Keys.marks`, with the keys there are now."""
        return self._now().marks(secret, of)

    def _now(self) -> Keys:
        with suppress(OSError):  # out of reach for a moment: those we have are good
            looks = _looks(self._file)
            if looks != self._seen:
                self._keys, self._seen = read_keys(self._file), looks
        return self._keys


def keys_in(file: Path) -> KeyFile:
    """The keys of a key file; a missing file is made, readable by its owner alone."""
    if not file.exists():
        _make(file, new_keys())
    return KeyFile(file)


def read_keys(file: Path) -> Keys:
    """The keys that a file holds now."""
    kept = json.loads(file.read_text())
    return Keys(
        kept["sealing"], {name: base64.b64decode(key) for name, key in kept["keys"].items()}
    )


def replace_keys(file: Path, keys: Keys) -> None:
    """Put other keys into a file that is there, whole at once; they are on the disk then."""
    with _written(file, keys) as made:
        new = Path(f"{made}.new")
        os.link(made, new)
        new.replace(file)
    _to_disk(file.parent)


def _make(file: Path, keys: Keys) -> None:
    """Make the file whole at once; of processes that start together, the first makes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _written(file, keys) as made, suppress(FileExistsError):
        os.link(made, file)


@contextmanager
def _written(file: Path, keys: Keys) -> Iterator[str]:
    """A file of its owner's alone beside the one it is for, gone at the end."""
    kept = {name: base64.b64encode(key).decode() for name, key in keys.by_id.items()}
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}.") as out:
        json.dump({"sealing": keys.sealing, "keys": kept}, out)  # mode 600
        out.flush()
        os.fsync(out.fileno())
        yield out.name


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _looks(file: Path) -> tuple[int, int]:
    """What tells one file in a place from the next."""
    state = file.stat()
    return state.st_mtime_ns, state.st_ino
