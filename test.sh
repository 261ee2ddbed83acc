#!/usr/bin/env bash
# Runs every test there is. Installs what they need: a browser (Debian's chromium, as root or with
# sudo) and the driver for it (npm, from the lock file). Needs Rust, bash and Node.js 20 or newer.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$*"; }

step "tools"
if ! command -v chromium >/dev/null; then
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends chromium
fi
npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund

step "form"
cargo fmt --all --check
cargo clippy --locked --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

step "unit, fixture and command line tests"
INSTA_UPDATE=no cargo test --locked

step "this repository's own site"
cargo run --locked --release -- build

step "the site in a browser"
node --test tests/browser/
