"""What became of people: signposted, enrolled, completed, moved on; with the payment that may hang on it."""
