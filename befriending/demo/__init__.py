"""The demo: a believable scheme of made-up people, for trying out, for tests and for pictures."""

from befriending.demo.loading import Loaded, demo_scheme, load_small

__all__ = ["Loaded", "demo_scheme", "load_small"]
