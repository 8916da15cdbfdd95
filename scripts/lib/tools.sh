# shellcheck shell=bash
# Programs that PyPI ships as wheels, and uv, which makes the environment.

UV_VERSION=0.13.8
UV_OLDEST=0.13

# Any Python from 3.9 on will do to fetch the tools that bring the right one.
older_python() {
  local candidate
  for candidate in python3 /usr/bin/python3 python3.{14,13,12,11,10,9} python; do
    command -v "$candidate" >/dev/null || continue
    "$candidate" -c 'import sys, ssl, zipfile; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || continue
    echo "$candidate"
    return
  done
  return 1
}

# fetch_tool NAME VERSION WHEEL_PLATFORM DESTINATION
fetch_tool() {
  local python
  python=$(older_python) || die "no Python 3.9 or newer was found to fetch $1 with." \
    "Install Python 3 (Debian: apt-get install python3), or put $1 on the PATH."
  "$python" "$REPO_ROOT/scripts/lib/fetch_tool.py" "$@"
}

uv_wheel_platform() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") echo manylinux_2_17_x86_64 ;;
    "Linux aarch64") echo manylinux_2_17_aarch64 ;;
    "Darwin arm64") echo macosx_11_0_arm64 ;;
    "Darwin x86_64") echo macosx_10_12_x86_64 ;;
    *) die "uv has no ready wheel for $(uname -sm)." "Install uv (https://docs.astral.sh/uv) and run this again." ;;
  esac
}

# Sets UV. The machine's own uv is taken when it is recent, but not the one that Home Assistant brings into .venv.
ensure_uv() {
  UV=$(command -v uv) || UV=""
  if [[ -z $UV || $UV == "$REPO_ROOT"/* ]] || ! uv_is_recent "$UV"; then
    UV="$CACHE_DIR/tools/uv-$UV_VERSION"
  fi
  if [[ ! -x $UV ]]; then
    note "fetching uv $UV_VERSION from PyPI"
    fetch_tool uv "$UV_VERSION" "$(uv_wheel_platform)" "$UV" || die "uv could not be fetched from PyPI."
  fi
  # Company proxies sign with certificates that only the system's store knows.
  export UV_SYSTEM_CERTS=1
}

uv_is_recent() {
  local version
  version=$("$1" --version 2>/dev/null | awk '{ print $2 }')
  [[ $(printf '%s\n' "$UV_OLDEST" "$version" | sort -V | head -n 1) == "$UV_OLDEST" ]]
}
