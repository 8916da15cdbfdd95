"""Checks the integration as the ecosystem's validators would: ``python -m scripts.lib.validate [FOLDER]``."""

from pathlib import Path
import sys

from scripts.lib.validate import automation, flows, icons, keys, manifest, packaging, quality, texts
from scripts.lib.validate.integration import Finding, Integration

CHECKS = (manifest, texts, flows, keys, automation, icons, packaging, quality)
REPOSITORY = Path(__file__).parents[3]


def validate(folder: Path, repository: Path = REPOSITORY) -> list[Finding]:
    """Return everything that is wrong, by file and key."""
    integration = Integration(folder, repository)
    found = {finding for module in CHECKS for finding in module.check(integration)}
    return sorted({*found, *integration.findings}, key=str)


def main() -> int:
    """Print what is wrong; 1 where something is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "custom_components" / "bitgridai"
    findings = validate(folder.resolve(), folder.resolve().parents[1])
    for finding in findings:
        print(finding)
    print(
        f"{len(findings)} findings"
        if findings
        else "manifest, texts, flows, keys, actions, icons, files and scale: sound"
    )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
