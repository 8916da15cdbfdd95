"""The demo's dashboard, made of Home Assistant's own cards."""

from .install import install

__all__ = ["install"]
