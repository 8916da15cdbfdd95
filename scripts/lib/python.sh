# shellcheck shell=bash
# Finds a Python that Home Assistant runs on, or brings one.
# shellcheck disable=SC2034  # PYTHON is for the caller

PYTHON_SERIES=3.14
PYTHON_MIN=3.14.2
PYTHON_RANGE=">=$PYTHON_MIN,<3.15"

python_is_new_enough() {
  [[ -n $1 ]] && command -v "$1" >/dev/null &&
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 14, 2) or sys.version_info >= (3, 15))' 2>/dev/null
}

# Prints the interpreter itself, never a virtual environment or a pyenv shim in front of it.
installed_python() {
  local candidate
  for candidate in python3.14 python3 "$("$UV" python find --system --no-project --no-python-downloads "$PYTHON_RANGE" 2>/dev/null)"; do
    if python_is_new_enough "$candidate"; then
      "$candidate" -c 'import sys; print(sys._base_executable)'
      return
    fi
  done
  return 1
}

# Builds from GitHub. Many machines reach only package mirrors, so this gives up soon.
python_from_uv() {
  UV_HTTP_TIMEOUT=15 UV_HTTP_RETRIES=0 timeout 180 "$UV" python install --no-bin "$PYTHON_SERIES" >/dev/null 2>&1 &&
    installed_python
}

# Sets PYTHON.
ensure_python() {
  if PYTHON=$(installed_python); then
    return
  elif debian_python_ready; then
    PYTHON="$DEBIAN_PREFIX/usr/bin/python3.14"
  elif note "none on this machine, asking uv for one" && PYTHON=$(python_from_uv); then
    return
  elif debian_python_possible; then
    note "GitHub cannot be reached, taking Debian's packages"
    with_lock python-3.14 build_debian_python || die "Debian's Python 3.14 could not be prepared."
    PYTHON="$DEBIAN_PREFIX/usr/bin/python3.14"
  else
    die "no Python $PYTHON_MIN or newer, and none could be brought here." \
      "Install Python 3.14 so that 'python3.14' is on the PATH, then run this again:" \
      "  macOS: brew install python@3.14; Fedora, Ubuntu 26.04, Debian 14: the package python3.14;" \
      "  elsewhere: https://www.python.org/downloads/"
  fi
}
