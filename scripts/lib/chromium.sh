# shellcheck shell=bash
# The browser tests drive the Chromium of the machine.

# Sets CHROMIUM, or returns 1 after saying what to install.
ensure_chromium() {
  find_chromium && return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null && grep -qE '^ID=debian' /etc/os-release; then
    step "Installing Chromium for the browser tests, about 100 MB"
    with_lock chromium install_chromium || die "Chromium could not be installed." \
      "The lines above are apt's. 'apt-get update && apt-get install chromium' must work here."
    find_chromium && return 0
  fi
  say ""
  say "NOTICE: no Chromium on this machine, so the browser tests are left out."
  say "        Debian: apt-get install chromium fonts-liberation; elsewhere: put chromium or google-chrome on the PATH."
  say ""
  return 1
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    CHROMIUM=$(command -v "$name") && export CHROMIUM && return 0
  done
  return 1
}

install_chromium() {
  find_chromium && return 0
  local log
  log=$(mktemp)
  if ! { retry 3 quiet_apt "$log" update && retry 3 quiet_apt "$log" install --no-install-recommends chromium fonts-liberation; }; then
    tail -n 15 "$log" >&2
    return 1
  fi
  rm -f "$log"
}

quiet_apt() {
  local log=$1
  shift
  note "apt-get $*"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=4 -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}
