# shellcheck shell=bash
# What every script needs: where things are, and how to speak to the person who runs it.
# shellcheck disable=SC2034  # used by the scripts that source this

REPO_ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
CACHE_DIR="${XDG_CACHE_HOME:-$HOME/.cache}/bitgridai"

say() { printf '%s\n' "$*" >&2; }
note() { say "      $*"; }

# step TEXT: numbers the stages of a run. A script with stages of its own sets STEPS first.
STEPS=3
_step=0
step() {
  _step=$((_step + 1))
  say "[$_step/$STEPS] $* ..."
}

die() {
  say ""
  say "Stopped: $1"
  shift
  local line
  for line in "$@"; do say "  $line"; done
  exit 1
}

# retry TIMES COMMAND...: mirrors and package indexes fail now and then.
retry() {
  local times=$1 attempt
  shift
  for ((attempt = 1; attempt <= times; attempt++)); do
    "$@" && return 0
    ((attempt == times)) || { note "attempt $attempt of $times failed, trying again"; sleep $((attempt * 3)); }
  done
  return 1
}

# with_lock NAME COMMAND...: two scripts may start at the same time, and must not build the same thing twice.
with_lock() {
  local name=$1
  shift
  mkdir -p "$CACHE_DIR"
  command -v flock >/dev/null || { "$@"; return; }
  (
    flock -n 9 || { note "another run is preparing $name, waiting for it"; flock 9; }
    "$@"
  ) 9>"$CACHE_DIR/$name.lock"
}
