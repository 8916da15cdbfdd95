"""Sentences that a model is asked to put into other words, and a good answer."""

from bitgridai.engine.rephrase import order_for
from bitgridai.pages import SHOWN

FIGURES = {**SHOWN, "action": "START", "target_w": 1500.0, "previous_w": 0.0, "available_w": 1834.0, "needed_w": 1500.0}


OFF = {**FIGURES, "action": "HOLD", "target_w": 0.0, "available_w": 380.0}


STARTS = order_for("R1_SURPLUS_OK", FIGURES, "en", "Miner")


STAYS_OFF = order_for("R1_SURPLUS_LOW", OFF, "en", "Miner")


BLEIBT_AUS = order_for("R1_SURPLUS_LOW", OFF, "de", "Miner")


STARTET = order_for("R1_SURPLUS_OK", FIGURES, "de", "Miner")


GOOD = "{load} starts at {target}, as {available_w} are free and it needs {needed_w}."
