"""Deciding records by compiled code, and by the engine whatever that does not settle.

``reading`` reads values where they must stand, ``memory_form`` and ``form`` are a record made of them,
``deciding`` says which records are settled and leaves the others to the engine. Needs numba.
"""

from .deciding import quick, settled

__all__ = ["quick", "settled"]
