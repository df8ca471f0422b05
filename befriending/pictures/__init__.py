"""The pictures of the README: real pages of the demo scheme, on a day that stays the same."""
