"""Plots of what a replay came to: SVG, in light and dark, that any browser shows without anything else."""

from .days import days_plot
from .differing import differing_plot
from .front import front_plot
from .powers import powers_plot

__all__ = ["days_plot", "differing_plot", "front_plot", "powers_plot"]
