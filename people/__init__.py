"""A person, once: name, contact, and who may see whom."""
