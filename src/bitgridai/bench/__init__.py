"""What BitGridAI costs and gains, measured by commands anyone can run."""
