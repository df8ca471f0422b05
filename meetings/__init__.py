"""Meetings, record sheets, rhythm and the phone."""
