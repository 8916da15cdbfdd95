# shellcheck shell=bash
# What scripts/card and scripts/page share: sources in card/, bundles in the repository that are byte for byte theirs.

# sources_pass: types and tests of everything in card/.
sources_pass() {
  (cd card && npx --no-install tsc --noEmit) || return 1
  (cd card && npx --no-install vitest run)
}

# small_enough FILE KB
small_enough() {
  local kb
  kb=$(($(gzip -9c "$1" | wc -c) / 1000))
  note "$kb kB gzip, $2 allowed"
  ((kb <= $2))
}

# same_bytes FRESH COMMITTED SCRIPT: whether two folders or files are alike.
same_bytes() {
  diff -rq "$1" "$2" || { say "$2 is not what its sources give: run $3"; return 1; }
}
