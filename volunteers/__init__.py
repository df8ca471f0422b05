"""People who give time."""
