"""What `make bench` runs: our figures, a peer's from the same run, their ratio, and the budget."""
