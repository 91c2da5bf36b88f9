"""The page's own files, and nothing else from the disk."""

from __future__ import annotations

import re
from email.utils import formatdate
from pathlib import Path

from sanic.response import HTTPResponse, empty, file

from bot.channels.problems import Refused

KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_NAME = re.compile(r"[a-z_-]+\.(?:js|css)", re.ASCII)


async def file_of(folder: Path, name: str, seen: str | None) -> HTTPResponse:
    """The file of this name; 304 when it has not changed since `seen` (as HTTP writes dates). Raises Refused."""
    path = folder / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Refused("not_found")
    changed = formatdate(path.stat().st_mtime, usegmt=True)
    if seen == changed:
        return empty(304)
    return await file(path, mime_type=KINDS[path.suffix], headers={"Last-Modified": changed})
