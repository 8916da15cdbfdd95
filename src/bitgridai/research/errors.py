"""What can go wrong with a bundle."""


class ResearchError(Exception):
    """A bundle cannot be made or opened; the text says what to do."""


class NoConsentError(ResearchError):
    """The ledger's last word on research use is not yes."""


class NothingToExportError(ResearchError):
    """The period holds no records."""


class RecipientError(ResearchError):
    """A bundle cannot be encrypted to, or decrypted with, what was given."""


class BundleError(ResearchError):
    """A file is no bundle, or one that somebody tampered with."""
