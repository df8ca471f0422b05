"""The national demo: one programme of community organising over four years, all of it invented."""

from befriending.demo.national.loading import load_national, silently

__all__ = ["load_national", "silently"]
