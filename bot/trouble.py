"""Errors that end a command. Their text is one line for the operator that says what to do."""


class Trouble(Exception):
    """A command cannot do its work."""


class WrongInput(Trouble):
    """What the command was given is wrong."""
