"""The keys that words are encrypted with: where they come from, and the columns that use them.

Fernet (AES-128-CBC with HMAC-SHA256). Several keys may stand in a row: the first one encrypts, all of them
decrypt.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import re
import secrets
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from bot.settings import Settings
from bot.store.problems import KeyProblem

logger = logging.getLogger(__name__)

KEY_BYTES = 32
UNREADABLE = (
    "Some words were encrypted with a key that is not among the keys given. Put the old key back, after the new one."
)


class Keys:
    """Keys in order: the first encrypts, each of them decrypts."""

    def __init__(self, keys: Sequence[str]):
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self.names = tuple(_name(key) for key in keys)
        """A name for each key that says nothing about it, in the same order."""

    def encrypt(self, words: str) -> str:
        """The words as a token of ASCII letters. Takes every string, half of a surrogate pair too."""
        return self._fernet.encrypt(words.encode("utf-8", "surrogatepass")).decode("ascii")

    def decrypt(self, token: str) -> str:
        """The words that `encrypt` was given. Raises KeyProblem when no key fits."""
        try:
            return self._fernet.decrypt(token.encode("ascii", "replace")).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise KeyProblem(UNREADABLE) from None

    def renew(self, token: str) -> str:
        """The same words as a token under the first key. Raises KeyProblem when no key fits."""
        try:
            return self._fernet.rotate(token.encode("ascii", "replace")).decode("ascii")
        except InvalidToken:
            raise KeyProblem(UNREADABLE) from None

    @classmethod
    def generate(cls) -> Keys:
        """One new key that is kept nowhere (for tests and trials)."""
        return cls([Fernet.generate_key().decode("ascii")])


def _name(key: str) -> str:
    """Eight digits of the key's hash: enough to tell keys apart, useless for finding the key."""
    return hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()[:8]


def parse_keys(text: str, source: str) -> Keys:
    """The keys in a text that separates them by commas or lines. `source` says where it came from."""
    keys = [key for key in re.split(r"[,\s]+", text) if key]
    if not keys:
        raise KeyProblem(f"{source} holds no key. Put your key back there; without it kept words cannot be read.")
    for number, key in enumerate(keys, 1):
        if not _is_key(key):
            raise KeyProblem(
                f"Key {number} in {source} is not a key: it must be 32 bytes in urlsafe base64, as made by "
                'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())".'
            )
    return Keys(keys)


def _is_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key.encode("ascii"))) == KEY_BYTES
    except ValueError:
        return False


def find_keys(settings: Settings) -> Keys | None:
    """The keys from SAYSO_KEY or else from the key file; None when there is neither. Raises KeyProblem."""
    if settings.key:
        return parse_keys(settings.key, "SAYSO_KEY")
    return read_key_file(settings.key_file)


def read_key_file(file: Path) -> Keys | None:
    """The keys in a file, None when it is missing. A file that others can read is warned about."""
    try:
        text = file.read_text("ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyProblem(f"The key file {file} cannot be read ({type(error).__name__}).") from None
    _warn_when_open(file)
    return parse_keys(text, f"the key file {file}")


def _warn_when_open(file: Path) -> None:
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        logger.warning("Other users of this machine can get at the key file %s. Close it: chmod 600 %s", file, file)


def keys_for(settings: Settings, words_are_held: Callable[[], bool]) -> Keys:
    """The keys to use; a first run makes one. Raises KeyProblem when words are held and their key is gone."""
    if found := find_keys(settings):
        return found
    if words_are_held():
        raise KeyProblem(
            f"The database holds encrypted words, but their key is missing: {settings.key_file} is not there "
            "and SAYSO_KEY is not set. Put the key file back from your backup, or set SAYSO_KEY."
        )
    return make_key_file(settings.key_file)


def make_key_file(file: Path) -> Keys:
    """Makes a key in a file only its owner can read; if another process was first, theirs is taken."""
    try:
        make_private_folder(file.parent)
        _write_once(file, Fernet.generate_key())
    except OSError as error:
        raise KeyProblem(
            f"No key file could be made at {file} ({type(error).__name__}). "
            "Make its folder writable, or set SAYSO_KEY or SAYSO_KEY_FILE."
        ) from None
    made = read_key_file(file)
    if made is None:
        raise KeyProblem(f"The key file {file} went away while it was being made.")
    return made


def new_key() -> str:
    """A key that nobody has used."""
    return Fernet.generate_key().decode("ascii")


def replace_key_file(file: Path, keys: Sequence[str]) -> None:
    """Writes these keys, one a line, in place of those that are in the file: all of them or none. Raises KeyProblem."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        _write_once(draft, "\n".join(keys).encode("ascii"))
        os.replace(draft, file)
        _sync_folder(file.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KeyProblem(f"The key file {file} cannot be written ({type(error).__name__}). It is as it was.") from None


def make_private_folder(folder: Path) -> None:
    """Makes a folder only its owner can enter; one that exists stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write_once(file: Path, content: bytes) -> None:
    """Writes a file that then is there whole or not at all; a file already there is left alone."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        # A link, unlike a rename, does not replace the key that another process made meanwhile.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """A lost key is lost words, so its name must be on the disk too."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def give_keys(dialect: Any, keys: Keys) -> None:
    """Lets the encrypted columns of one engine use these keys."""
    dialect.sayso_keys = keys


def keys_of(dialect: Any) -> Keys:
    """The keys that `give_keys` gave: they belong to the engine, so two stores in one process keep apart."""
    keys: Keys = dialect.sayso_keys
    return keys


class Encrypted(TypeDecorator):
    """Text that the database only sees encrypted. NULL stays NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Encrypts on the way in."""
        return None if value is None else keys_of(dialect).encrypt(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Decrypts on the way out. Raises KeyProblem when no key fits."""
        return None if value is None else keys_of(dialect).decrypt(value)


class EncryptedJSON(TypeDecorator):
    """JSON that the database only sees encrypted. None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """Encrypts on the way in."""
        return None if value is None else keys_of(dialect).encrypt(json.dumps(value))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """Decrypts on the way out. Raises KeyProblem when no key fits."""
        return None if value is None else json.loads(keys_of(dialect).decrypt(value))
