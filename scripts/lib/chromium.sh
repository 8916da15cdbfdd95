# shellcheck shell=bash
# The browser tests drive the Chromium of the machine.

# Sets and exports CHROMIUM, or returns 1 after saying what to install.
ensure_chromium() {
  find_chromium && return 0
  if can_install_packages; then
    step "Installing Chromium for the browser tests, about 100 MB"
    with_lock chromium install_packages chromium fonts-liberation || die "Chromium could not be installed." \
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
