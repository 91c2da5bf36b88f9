"""The rehearsal itself, pure: a turn, the coach's words, the debrief, a statement. No Rasa, no database, no clock."""
