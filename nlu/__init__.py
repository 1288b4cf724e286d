"""What runs inside Rasa's process: the intent classifier, and the scripts that measure it. Imports `arabic` only."""
