"""Mutation testing of the engine: break it in one place, and see whether a test notices."""
