#!/usr/bin/env bash
# Measures what issue texts and documents promise, each figure beside a peer in the same run, output checked first.
# Usage: scripts/bench.sh [import|publish|pages|bytes …]; without arguments everything. Prints Markdown tables.
# Not here: setting up (see setup.sh bench).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

WORK="$(mktemp -d)"
PG="$(mktemp -u /tmp/kvitok-bench-postgres.XXXXXX)" # not below WORK: PostgreSQL is another user
cleanup() {
    [[ -n "${SERVER:-}" ]] && kill "$SERVER" 2>/dev/null
    [[ -n "${BARE:-}" ]] && kill "$BARE" 2>/dev/null
    [[ -d "$PG" ]] && scripts/postgres.sh stop "$PG" >/dev/null 2>&1
    rm -rf "$WORK"
}
trap cleanup EXIT

# BENCH_BUILT=1 measures the release binary that is there.
if [[ -z "${BENCH_BUILT:-}" ]]; then
    scripts/build-web.sh >&2
    cargo build --release --locked -p kvitok -p testbed --bin kvitok --bin bare >&2
fi
KVITOK="$TARGET_DIR/release/kvitok"
BARE_BIN="$TARGET_DIR/release/bare"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
export KVITOK_LOG=warn
source scripts/bench/measure.sh
source scripts/bench/import.sh
source scripts/bench/publish.sh
source scripts/bench/pages.sh
source scripts/bench/bytes.sh

parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(import publish pages bytes)
echo "Machine: $(nproc) cores, $(uname -m); load before: $(cut -d' ' -f1-3 /proc/loadavg); commit $(git rev-parse --short HEAD 2>/dev/null || echo none)"
for part in "${parts[@]}"; do
    "bench_$part"
done
