"""The rules, one file each, with their thresholds and codes beside them.

To add a rule: write its file, list its codes here and give it its place in
``arbitration.py``.
"""

from enum import StrEnum
from typing import Final

from .autonomy import AutonomyCode
from .override import OverrideCode
from .r1_surplus import R1Code
from .r2_autarky import R2Code
from .r3_safety import R3Code
from .r4_forecast import R4Code
from .r5_stability import R5Code

ALL_CODES: Final[tuple[StrEnum, ...]] = (
    *R1Code,
    *R2Code,
    *R3Code,
    *R4Code,
    *R5Code,
    *OverrideCode,
    *AutonomyCode,
)
"""Every reason a decision or a vote can give."""
