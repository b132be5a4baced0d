#!/usr/bin/env bash
# Measures what issue texts and documents promise, each figure beside a peer in the same run, output checked first.
# Usage: scripts/bench.sh [import|publish|pages|bytes|receipt|receipts_run|print_run|mail|mail_pages|sms …]; without arguments
# everything. Prints Markdown tables. BENCH_BUILT=1 measures the binaries that are there; BENCH_BIN_DIR says where;
# BENCH_ACCOUNTS and BENCH_MANY are the sizes for receipts, for trying the scripts.
# Not here: setting up (see setup.sh bench).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

WORK="$(mktemp -d)"
PG="$(mktemp -u /tmp/kvitok-bench-postgres.XXXXXX)" # not below WORK: PostgreSQL is another user
cleanup() {
    [[ -n "${SERVER:-}" ]] && kill "$SERVER" 2>/dev/null
    [[ -n "${BARE:-}" ]] && kill "$BARE" 2>/dev/null
    [[ -n "${SINK:-}" ]] && kill "$SINK" 2>/dev/null
    [[ -d "$PG" ]] && scripts/postgres.sh stop "$PG" >/dev/null 2>&1
    rm -rf "$WORK"
}
trap cleanup EXIT

BIN_DIR="${BENCH_BIN_DIR:-$TARGET_DIR/release}"
BENCH_ACCOUNTS="${BENCH_ACCOUNTS:-62000}"
BENCH_MANY="${BENCH_MANY:-250000}"
if [[ -z "${BENCH_BUILT:-}" ]]; then
    scripts/build-web.sh >&2
    cargo build --release --locked -p kvitok -p testbed -p cabinet --bin kvitok --bin bare --example receipts_run >&2
fi
KVITOK="$BIN_DIR/kvitok"
BARE_BIN="$BIN_DIR/bare"
RECEIPTS_RUN="$BIN_DIR/examples/receipts_run"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
export KVITOK_LOG=warn
source scripts/bench/measure.sh
source scripts/bench/import.sh
source scripts/bench/publish.sh
source scripts/bench/pages.sh
source scripts/bench/bytes.sh
source scripts/bench/receipt.sh
source scripts/bench/receipts_run.sh
source scripts/bench/print_run.sh
source scripts/bench/mail.sh
source scripts/bench/sms.sh

parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(import publish pages bytes receipt receipts_run print_run mail mail_pages sms)
echo "Machine: $(nproc) cores, $(uname -m); load before: $(cut -d' ' -f1-3 /proc/loadavg); commit $(git rev-parse --short HEAD 2>/dev/null || echo none)"
for part in "${parts[@]}"; do
    "bench_$part"
done
