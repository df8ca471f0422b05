"""What the image and compose.yaml need to run the site; nothing in the site itself imports it."""
