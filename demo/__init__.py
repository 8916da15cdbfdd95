"""A house to try BitGridAI in: Home Assistant, a simulated household, a dashboard. Start it with scripts/demo."""
