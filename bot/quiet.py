"""Keeps Rasa, TensorFlow and what they bring along off the network, off the graphics card, and quiet."""

from __future__ import annotations

import os
import warnings

# Small models on a small machine: more threads only fight over the cores.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONUNBUFFERED": "1",
    "PYTHONWARNINGS": "ignore",
}
"""The environment of every program of ours that imports Rasa; TensorFlow reads it once, when it is imported."""


def hush() -> None:
    """Set that environment where nothing is set yet, and drop warnings; libraries switch filters on again."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    warnings.showwarning = _drop


def _drop(*_: object, **__: object) -> None:
    """Show no warning."""
