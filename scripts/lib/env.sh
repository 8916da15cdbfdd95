# shellcheck shell=bash
# The one way to a working environment. A script that needs packages says:
#
#   . "$(dirname -- "$0")/lib/env.sh"
#   ensure_env demo
#   exec "$VENV/bin/hass" ...
#
# Groups are the dependency groups of pyproject.toml.

_lib=$(dirname -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$_lib/common.sh"
# shellcheck source=scripts/lib/tools.sh
. "$_lib/tools.sh"
# shellcheck source=scripts/lib/apt.sh
. "$_lib/apt.sh"
# shellcheck source=scripts/lib/python-debian.sh
. "$_lib/python-debian.sh"
# shellcheck source=scripts/lib/python.sh
. "$_lib/python.sh"
unset _lib

VENV="$REPO_ROOT/.venv"
VENV_STAMP="$VENV/.bitgridai-installed"
VENV_UNFINISHED="$VENV/.bitgridai-unfinished"

# Where Python is told to keep no caches, every process would compile Home Assistant anew.
keep_compiled() {
  [[ -n ${PYTHONDONTWRITEBYTECODE:-} ]] || return 0
  unset PYTHONDONTWRITEBYTECODE
  export PYTHONPYCACHEPREFIX="$VENV/pycache"
}

# ensure_env GROUP...: afterwards $VENV has the locked packages of these groups. Costs nothing when it has them already.
ensure_env() {
  env_is_current "$@" && return 0
  step "Looking for uv, which installs the packages"
  ensure_uv
  note "$("$UV" --version)"
  step "Looking for Python $PYTHON_MIN or newer"
  ensure_python
  note "$PYTHON"
  step "Installing the packages that uv.lock names"
  with_lock venv sync_env "$@" || die "the packages could not be installed." \
    "The lines above say why; a run of scripts/setup continues from here."
}

# The stamp's first line says what was installed from, the second line which groups.
env_source() { printf '%s %s\n' "$REPO_ROOT" "$(cat "$REPO_ROOT/uv.lock" "$REPO_ROOT/pyproject.toml" | cksum)"; }

installed_groups() { sed -n 2p "$VENV_STAMP" 2>/dev/null || true; }

env_is_current() {
  local group groups
  [[ -r $VENV_STAMP && ! -e $VENV_UNFINISHED && $(sed -n 1p "$VENV_STAMP") == "$(env_source)" ]] || return 1
  python_is_new_enough "$VENV/bin/python" || return 1
  groups=" $(installed_groups) "
  for group in "$@"; do
    [[ $groups == *" $group "* ]] || return 1
  done
}

# Groups that are already there stay: a demo must not take the tests' packages away.
sync_env() {
  local group groups="" arguments=()
  env_is_current "$@" && return 0
  clear_unusable_env
  for group in $(installed_groups) "$@"; do
    [[ " $groups " == *" $group "* ]] && continue
    groups="${groups:+$groups }$group"
    arguments+=("--group=$group")
  done
  note "groups: $groups"

  export_python_headers "$PYTHON"
  mkdir -p "$VENV" && : >"$VENV_UNFINISHED" || return 1
  [[ -e $VENV/pyvenv.cfg ]] || "$UV" venv --quiet --allow-existing --python "$PYTHON" "$VENV" || return 1
  # What uv has in its cache needs no network, nor a compiler.
  uv_sync "${arguments[@]}" --offline --quiet 2>/dev/null || {
    ensure_compiler
    uv_sync "${arguments[@]}" 2>&1 | brief >&2
  } || return 1
  printf '%s\n' "$(env_source)" "$groups" >"$VENV_STAMP"
  rm -f "$VENV_UNFINISHED"
}

uv_sync() {
  env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$VENV" UV_HTTP_TIMEOUT=120 \
    "$UV" sync --project "$REPO_ROOT" --frozen --python "$PYTHON" "$@"
}

# uv's output without a line per finished package.
brief() { awk '!/^ [-+~] |^ *(Downloaded|Built) / { sub(/^   /, ""); print "      " $0; fflush() }'; }

# Two of Home Assistant's packages have no wheels.
ensure_compiler() {
  command -v c++ >/dev/null || command -v g++ >/dev/null && return 0
  if can_install_packages; then
    install_packages g++ || return 0
  else
    note "NOTICE: no C++ compiler here. Should a package fail to build: apt-get install g++"
  fi
}

# A killed install may leave packages with files missing, and a copied folder still points at the original.
clear_unusable_env() {
  [[ -e $VENV ]] || return 0
  if [[ -e $VENV_UNFINISHED ]] || ! python_is_new_enough "$VENV/bin/python" ||
    { [[ -r $VENV_STAMP ]] && [[ $(sed -n 1p "$VENV_STAMP") != "$REPO_ROOT "* ]]; }; then
    # Compiled code may be all there is yet.
    [[ ! -e $VENV/bin ]] || note "the last install is unusable, starting over"
    rm -rf "$VENV"
  fi
}
