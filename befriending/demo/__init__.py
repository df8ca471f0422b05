"""The demo: a believable scheme of made-up people, for trying out, for tests and for pictures."""

from befriending.demo.loading import Loaded, demo_scheme, load_small
from befriending.demo.national import load_national, silently

__all__ = ["Loaded", "demo_scheme", "load_national", "load_small", "silently"]
