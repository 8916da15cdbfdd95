"""Where a house's readings come from."""
