"""Organisations, schemes, their words, roles and set-up."""
