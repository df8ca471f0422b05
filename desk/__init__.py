"""Pages that tell one story across rooms. Owns no data."""
