"""Measurements of the product that take longer than a test."""
