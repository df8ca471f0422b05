"""What all tests share: a real browser."""

pytest_plugins = ["befriending.journeys.browser"]
