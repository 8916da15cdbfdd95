"""Bundles for research: a household's records without its names, which another machine verifies and replays.

``consent`` reads from the archive whether there may be a bundle, ``disguise`` takes out what names a
household, ``make`` writes the bundle, ``container`` and ``seal`` are its outside, ``opening`` is what a
researcher does with it, and ``own`` what only the household can.
"""

from .consent import consent_in
from .errors import BundleError, NoConsentError, NothingToExportError, RecipientError, ResearchError
from .make import Made, make_bundle
from .opening import Opened, open_bundle
from .own import Own, recognise
from .request import ResearchRequest, Scope
from .secret import Secret, keep_secret

__all__ = [
    "BundleError",
    "Made",
    "NoConsentError",
    "NothingToExportError",
    "Opened",
    "Own",
    "RecipientError",
    "ResearchError",
    "ResearchRequest",
    "Scope",
    "Secret",
    "consent_in",
    "keep_secret",
    "make_bundle",
    "open_bundle",
    "recognise",
]
