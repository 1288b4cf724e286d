"""Reading the persons of a message, step by step; `arabic.persons` puts the steps together."""
