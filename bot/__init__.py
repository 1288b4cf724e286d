"""The service: the path of a citizen's message from the page to Rasa and back, its store, and the command line."""
