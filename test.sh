#!/usr/bin/env bash
# Runs every test there is. Installs what they need: a browser and readers of PDF (Debian's
# chromium, poppler-utils and qpdf, as root or with sudo), the driver for the browser (npm, from the
# lock file), readers of open data and of documents and storage to publish to (pip, by hash, into
# target/), and Java for the reader of e-books. Needs Rust, bash, Node.js 20 or newer and Python 3.11 or newer.
#
# `./test.sh --long` tries the properties with cases by chance, and runs each fuzz target for a
# minute at the end.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$*"; }

# Installs Debian's packages of these names.
debian() {
  local as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends "$@"
}

# Makes target/NAME a Python with what the tests in FOLDER need: venv NAME FOLDER.
venv() {
  [ -x "target/$1/bin/python" ] || python3 -m venv "target/$1"
  "target/$1/bin/pip" install -q --disable-pip-version-check --require-hashes -r "tests/$2/requirements.txt"
}

step "tools"
if ! command -v chromium >/dev/null || ! command -v pdftotext >/dev/null || ! command -v qpdf >/dev/null; then
  debian chromium poppler-utils qpdf
fi
python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
command -v java >/dev/null || debian default-jre-headless
npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund

step "form"
cargo fmt --all --check
cargo clippy --locked --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

step "unit, fixture and command line tests"
# The properties are tried with the same cases each time, so that a change is judged by what it
# changes; with --long, by chance.
[ "${1:-}" = --long ] || export PROPTEST_RNG_SEED=1991
INSTA_UPDATE=no cargo test --locked

step "publishing to storage"
venv storage publish
cargo test --locked --test publish -- --ignored

step "this repository's own site"
# As the tests were compiled, for that is at hand; both profiles write the same bytes.
cargo run --locked -- build

step "its data, read by other programs"
venv opendata opendata
target/opendata/bin/python tests/opendata/validate.py site
target/opendata/bin/python tests/opendata/validate.py site --self-test

step "its documents, read by other programs"
venv office office
target/office/bin/python tests/office/validate.py site
target/office/bin/python tests/office/validate.py site --self-test

step "the site in a browser"
node --test tests/browser/

if [ "${1:-}" = --long ]; then
  # cargo-fuzz asks for a nightly compiler's flags; the pinned one takes them when told to.
  export RUSTC_BOOTSTRAP=1
  command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
  for target in $(cargo fuzz list); do
    step "fuzz: $target"
    mkdir -p "fuzz/corpus/$target"
    cargo fuzz run "$target" "fuzz/corpus/$target" data content -- \
      -max_total_time=60 -rss_limit_mb=1024 -timeout=10
  done
fi
