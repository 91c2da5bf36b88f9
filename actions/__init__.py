"""What Rasa's action server runs: one thin module per capability. Tracker in, app called, events and utterances out."""
