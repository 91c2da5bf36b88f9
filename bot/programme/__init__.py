"""IPT's frame, pure: focus areas in plain words, help lines, progress."""
