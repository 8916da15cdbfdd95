# shellcheck shell=bash
# Installs Debian packages on the machine itself, where the user is allowed to.

can_install_packages() {
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null && grep -qE '^ID=debian' /etc/os-release
}

# install_packages NAME...: shows apt's output only when it fails.
install_packages() {
  local log
  log=$(mktemp)
  if retry 3 system_apt "$log" update && retry 3 system_apt "$log" install --no-install-recommends "$@"; then
    rm -f "$log"
  else
    tail -n 15 "$log" >&2
    return 1
  fi
}

system_apt() {
  local log=$1
  shift
  note "apt-get $*"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" \
    </dev/null >>"$log" 2>&1
}
