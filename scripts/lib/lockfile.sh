# shellcheck shell=bash
# uv.lock is written from pyproject.toml, and requirements_test.txt from uv.lock.

# export_requirements FILE: the tests' packages for people and tools that use pip. Needs UV.
export_requirements() {
  {
    echo "# Written by scripts/lock from uv.lock. Do not edit."
    "$UV" export --quiet --project "$REPO_ROOT" --python "$VENV/bin/python" --frozen --offline --no-header \
      --no-hashes --no-annotate --no-emit-project --group test
  } >"$1"
}
