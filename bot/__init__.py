"""Sayso: rehearse a hard talk before you have it."""
