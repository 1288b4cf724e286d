"""One file a change; the number in its name is its place."""
