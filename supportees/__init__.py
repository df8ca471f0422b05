"""People who are supported."""
