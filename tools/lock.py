#!/usr/bin/env python3
"""Compile requirements/*.in to locked versions with hashes: `make lock`.

The locks hold no index addresses; main.txt and dev.txt hold for Linux and macOS (pyproject.toml, [tool.uv]).
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, Problem, only_one, uv_command

OVERRIDES = ["--override", "requirements/overrides.txt"]
# What to compile, the oldest Python it is for, and what else to say. Rasa's two take pyproject.toml's limits.
LOCKS = {
    "uv": ["3.8", "--no-config"],
    "main": ["3.10", *OVERRIDES],
    "dev": ["3.10", *OVERRIDES],
    "web": ["3.10", "--no-config"],
    "new": ["3.11", "--no-config"],
    "encoder": ["3.11", "--no-config", *OVERRIDES],
}
COMMON = [
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--quiet",
    "--custom-compile-command",
    "make lock",
]


def compile_lock(uv: str, name: str) -> None:
    """Write requirements/<name>.txt. Raises CalledProcessError when the versions do not fit together."""
    python, *more = LOCKS[name]
    files = [f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
    subprocess.run([uv, "pip", "compile", *COMMON, "--python-version", python, *more, *files], cwd=ROOT, check=True)
    print(f"  requirements/{name}.txt", file=sys.stderr)


def main() -> int:
    """Compile all, or those named. A lock keeps its versions where it can; delete it to renew them."""
    try:
        with only_one():
            uv = uv_command()
            for name in sys.argv[1:] or LOCKS:
                compile_lock(uv, name)
    except (Problem, subprocess.CalledProcessError) as error:
        print(f"  {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
