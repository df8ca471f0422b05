class CannotMeasure(Exception):
    """Something is in the way; `str()` of it is a sentence that says what."""
