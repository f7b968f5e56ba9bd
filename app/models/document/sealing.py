"""How a value of the private drawer becomes ciphertext, and how the drawer's key is locked away.

A value is written as JSON, padded so that its length says little, and encrypted with AES-256-GCM under the
document's data key. Record type, id and field are bound into it: moved elsewhere it does not open. The data
key itself stands in the file only wrapped, under a key that scrypt makes of the passphrase or of the recovery
code (``docs/decisions/0005-the-private-drawer.md``).

Pure functions and frozen values. Thread: any.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.document.recovery_code import code_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = "sealed:1:"
"""What every stored ciphertext begins with; then the key's name, a colon and base64."""
KEY_BYTES, NONCE_BYTES, SALT_BYTES, NAME_BYTES = 32, 12, 16, 4
PAD = 64
Entropy = Callable[[int], bytes]
"""Gives so many random bytes: the system's, but in files that must come out the same each time."""
SHORTEST = 10
"""Least weight of a passphrase; a character beyond ASCII weighs two."""
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 17, 8, 1
"""Measured: 0.3 s of one slow core and 128 MB."""
MOST_N, MOST_R, MOST_P = 1 << 20, 16, 4
"""More is not taken from a file: it would only eat the memory of whoever opens it."""

CLEAR, PASSPHRASE, RECOVERY = "clear", "passphrase", "recovery"
"""The ways to the data key: as it is (practice files), by passphrase, by recovery code."""


class Ciphertext(str):
    """A sealed value as it is stored; the only thing but nothing that a sealed column takes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Ciphertext(●●●)"


class WrongKeyError(Exception):
    """What was tried does not open it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs: record type, id and field."""

    type: str
    record: str
    field: str

    def bound(self, key: str) -> bytes:
        """Return what is bound into the ciphertext besides the value."""
        return _json([key, self.type, self.record, self.field])


@dataclass(frozen=True)
class DataKey:
    """The key of one document's drawer.

    Args:
        name: tells it from other keys of the same document, in eight hexadecimal digits.
        secret: 32 random bytes.
    """

    name: str
    secret: bytes = field(repr=False)

    @classmethod
    def random(cls, entropy: Entropy = os.urandom) -> DataKey:
        """Return a new key."""
        return cls(entropy(NAME_BYTES).hex(), entropy(KEY_BYTES))

    @cached_property
    def _cipher(self) -> AESGCM:
        return _aead(self.secret)

    def seal(self, place: Place, value: object, entropy: Entropy = os.urandom) -> Ciphertext:
        """Return the ciphertext of *value* (text, whole number or None)."""
        nonce = entropy(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, _padded(_json(value)), place.bound(self.name))
        return Ciphertext(f"{MARK}{self.name}:{base64.b64encode(nonce + sealed).decode('ascii')}")

    def open(self, place: Place, text: str) -> object:
        """Return the value of a ciphertext.

        Raises:
            WrongKeyError: it belongs to another key or place, or was altered.
        """
        if key_of(text) != self.name:
            raise WrongKeyError
        try:
            raw = base64.b64decode(text.removeprefix(MARK).partition(":")[2], validate=True)
        except (binascii.Error, ValueError) as error:
            raise WrongKeyError from error
        return json.loads(_opened(self._cipher, raw, place.bound(self.name)).rstrip(b"\0"))


@dataclass(frozen=True, slots=True)
class Lock:
    """One way to the data key, as it is stored.

    Args:
        way: ``clear``, ``passphrase`` or ``recovery``.
        key: name of the data key.
        n, r, p: parameters of scrypt, 0 where there is none.
        salt: hexadecimal.
        wrapped: the data key, encrypted (``clear``: as it is), in base64.
    """

    way: str
    key: str
    n: int = 0
    r: int = 0
    p: int = 0
    salt: str = ""
    wrapped: str = field(default="", repr=False)

    def bound(self) -> bytes:
        """Return what is bound into the wrapped key, so that no parameter can be exchanged."""
        return _json(["drawer", self.way, self.key, self.n, self.r, self.p, self.salt])


def is_ciphertext(value: object) -> bool:
    """Say whether a stored value is sealed."""
    return isinstance(value, str) and value.startswith(MARK)


def key_of(text: str) -> str:
    """Return the name of the key that sealed *text*, "" where it is no ciphertext."""
    return text.removeprefix(MARK).partition(":")[0] if text.startswith(MARK) else ""


def normal(passphrase: str) -> str:
    """Return a passphrase as it counts: full and half width alike, without spaces around it."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def is_strong(passphrase: str) -> bool:
    """Say whether a passphrase is long enough: ten letters, or five Chinese characters."""
    return sum(1 if one.isascii() else 2 for one in normal(passphrase)) >= SHORTEST


def clear_lock(key: DataKey) -> Lock:
    """Return the lock that is none: practice files keep the key as it is until a passphrase is set."""
    return Lock(CLEAR, key.name, wrapped=base64.b64encode(key.secret).decode("ascii"))


def lock_with(key: DataKey, way: str, secret: str, *, cost: int = SCRYPT_N, entropy: Entropy = os.urandom) -> Lock:
    """Lock *key* away.

    Takes about half a second: for the pool, never the document lane.

    Args:
        key: the data key.
        way: ``passphrase`` or ``recovery``.
        secret: what was typed, or the recovery code.
        cost: scrypt's N, a power of two.
        entropy: source of salt and nonce.
    """
    bare = Lock(way, key.name, cost, SCRYPT_R, SCRYPT_P, entropy(SALT_BYTES).hex())
    nonce = entropy(NONCE_BYTES)
    sealed = _aead(_derived(bare, secret)).encrypt(nonce, key.secret, bare.bound())
    return Lock(way, key.name, bare.n, bare.r, bare.p, bare.salt, base64.b64encode(nonce + sealed).decode("ascii"))


def unlock(lock: Lock, secret: str = "") -> DataKey:
    """Return the data key behind *lock*; as slow as :func:`lock_with`.

    Raises:
        WrongKeyError: *secret* is not the one, or the lock was altered.
    """
    try:
        raw = base64.b64decode(lock.wrapped, validate=True)
        if lock.way == CLEAR:
            return DataKey(lock.key, raw)
        return DataKey(lock.key, _opened(_aead(_derived(lock, secret)), raw, lock.bound()))
    except (binascii.Error, ValueError, TypeError) as error:
        raise WrongKeyError from error


def _derived(lock: Lock, secret: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    numbers = all(isinstance(one, int) for one in (lock.n, lock.r, lock.p))  # a damaged file may hold anything
    if not numbers or not (1 < lock.n <= MOST_N and 0 < lock.r <= MOST_R and 0 < lock.p <= MOST_P):
        raise WrongKeyError
    known = code_bytes(secret) if lock.way == RECOVERY else normal(secret).encode("utf-8")
    return Scrypt(salt=bytes.fromhex(lock.salt), length=KEY_BYTES, n=lock.n, r=lock.r, p=lock.p).derive(known)


def _aead(secret: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(secret)


def _opened(cipher: AESGCM, raw: bytes, bound: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        raise WrongKeyError from error


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _padded(data: bytes) -> bytes:
    """Fill up to 64, 128, 256 … bytes: one choice of a list looks like any other, a word like a sentence."""
    size = PAD
    while size < len(data):
        size *= 2
    return data.ljust(size, b"\0")
