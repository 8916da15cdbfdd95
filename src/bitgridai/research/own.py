"""What only the household can tell: that a bundle is its own, and which load is which."""

from dataclasses import dataclass
from pathlib import Path

from .disguise import Disguise
from .errors import ResearchError
from .make import bundle_secret, commitment_key, commitments, household_name, stretch_between, stretch_of
from .manifest import Manifest
from .secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What the household's key and archive say about a bundle of its own."""

    first_hash: str
    last_hash: str
    """Of the ledger's own records: what the commitments were made over."""
    commitment_key: str
    """Shown together with both hashes, it opens the commitments to anybody: HMAC-SHA256 over ``["<hash>"]``."""
    loads: dict[str, str]
    """Ids by pseudonym."""


def recognise(manifest: Manifest, folder: Path, ledger: str, secret: Secret) -> Own:
    """Recognise a bundle by the archive and the key that it was made with.

    Raises ResearchError where it is another household's, or records were added to its last day since, and
    ArchiveError where the archive cannot be read.
    """
    chain = manifest.chain
    if chain is None:
        stretch = stretch_of(folder, manifest.request)
    else:
        # An open period holds more records today than it did then.
        stretch = stretch_between(folder, chain.first_seq, chain.last_seq)
    key = bundle_secret(secret, ledger, manifest.request, stretch)
    told = commitments(key, stretch.first.hash, stretch.last.hash)
    if household_name(key) != manifest.household or told != manifest.commitments:
        raise ResearchError("this archive and this key did not make the bundle as the archive is now")
    loads = {pseudonym: load for load, pseudonym in Disguise(key, stretch.loads).loads.items()}
    return Own(
        first_hash=stretch.first.hash,
        last_hash=stretch.last.hash,
        commitment_key=commitment_key(key).reveal(),
        loads=loads,
    )
