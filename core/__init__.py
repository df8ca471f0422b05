"""Building blocks that know nothing of befriending."""
