"""Pages about the scheme itself: guard, form, service, redirect."""
