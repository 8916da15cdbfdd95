"""Many policies over a year: the engine's decisions at block ticks, compiled.

Every module here mirrors the engine's module of the same name, function by function, for one load
with levels. Tests compare each block with the engine itself: equal, not nearly equal. What is not
mirrored is refused.
"""
