"""Scenarios: talks that trainers write as data, that the checker proves and that a rehearsal walks."""
