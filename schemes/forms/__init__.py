"""What is typed about a scheme. Forms clean and word their errors; services decide."""
