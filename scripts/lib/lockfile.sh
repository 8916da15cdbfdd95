# shellcheck shell=bash
# uv.lock is written from pyproject.toml, and what pip needs from uv.lock.
# shellcheck disable=SC2034  # used by the scripts that source this

REQUIREMENTS=(requirements_test.txt addon/requirements.txt)

# export_requirements FILE: what the lock says for it, on standard output. Needs UV.
export_requirements() {
  echo "# Written by scripts/lock from uv.lock. Do not edit."
  case $1 in
    # The tests' packages, for people and tools that use pip.
    requirements_test.txt) export_locked --no-hashes --group test ;;
    # The image's packages, which pip installs only where they are what was locked.
    addon/requirements.txt) export_locked --no-default-groups --group agent ;;
    *) die "no requirements are written to $1." ;;
  esac
}

# write_requirements: all of them anew.
write_requirements() {
  local name
  for name in "${REQUIREMENTS[@]}"; do
    export_requirements "$name" >"$REPO_ROOT/$name"
  done
}

export_locked() {
  "$UV" export --quiet --project "$REPO_ROOT" --python "$VENV/bin/python" --frozen --offline --no-header \
    --no-annotate --no-emit-project "$@"
}
