"""Matches: who supports whom, from when to when, and why it ended."""
