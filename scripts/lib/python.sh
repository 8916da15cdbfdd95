# shellcheck shell=bash
# Finds a Python that Home Assistant runs on, or brings one.
# shellcheck disable=SC2034  # PYTHON is for the caller

PYTHON_SERIES=3.14
PYTHON_MIN=3.14.2
PYTHON_RANGE=">=$PYTHON_MIN,<3.15"

# Sets PYTHON.
ensure_python() {
  if PYTHON=$(installed_python); then
    return
  elif debian_python_ready; then
    PYTHON="$DEBIAN_PREFIX/usr/bin/python3.14"
  elif note "none on this machine, asking uv for one" && PYTHON=$(python_from_uv); then
    return
  elif debian_python_possible; then
    note "uv cannot download one here, taking Debian's packages"
    with_lock python-3.14 build_debian_python || die "Debian's Python $PYTHON_SERIES could not be prepared."
    PYTHON="$DEBIAN_PREFIX/usr/bin/python3.14"
  else
    die "no Python $PYTHON_MIN or newer with its headers, and none could be brought here." \
      "Install Python $PYTHON_SERIES so that 'python$PYTHON_SERIES' is on the PATH, then run this again:" \
      "  macOS: brew install python@3.14        Fedora: dnf install python3.14-devel" \
      "  Debian 14, Ubuntu 26.04: apt install python3.14-dev" \
      "  elsewhere: https://www.python.org/downloads/"
  fi
}

python_is_new_enough() {
  command -v "$1" >/dev/null &&
    "$1" -c 'import sys; sys.exit(not (3, 14, 2) <= sys.version_info < (3, 15))' 2>/dev/null
}

# Prints the interpreter itself, never a virtual environment or a pyenv shim in front of it.
installed_python() {
  local candidate
  for candidate in "python$PYTHON_SERIES" python3 "$(python_known_to_uv)"; do
    if python_is_new_enough "$candidate" && python_has_headers "$candidate"; then
      "$candidate" -c 'import sys; print(sys._base_executable)'
      return
    fi
  done
  return 1
}

python_known_to_uv() { "$UV" python find --system --no-project --no-python-downloads "$PYTHON_RANGE" 2>/dev/null; }

# Two of Home Assistant's packages compile.
python_has_headers() {
  "$1" -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'
}

# uv's builds come from GitHub. Many machines reach only package mirrors, so a silent connection is given up soon.
python_from_uv() {
  UV_HTTP_TIMEOUT=15 UV_HTTP_RETRIES=0 "$UV" python install --no-bin "$PYTHON_SERIES" >/dev/null 2>&1 &&
    installed_python
}
