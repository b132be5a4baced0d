#!/usr/bin/env bash
# Measures what the browser gets: bytes of every page, Lighthouse, and the waking up beside a SvelteKit page with the same
# table. Prints Markdown tables.
# Usage: scripts/bench-web.sh [bytes|lighthouse|clicks|lost|load …]; without arguments everything. BENCH_BUILT=1 measures
# the binary that is there, BENCH_PAGES=/,/receipts only those with Lighthouse.
# Not here: setting up (see setup.sh bench), the server's other measurements (see bench.sh).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

WORK="$(mktemp -d)"
cleanup() {
    [[ -n "${SERVER:-}" ]] && kill "$SERVER" 2>/dev/null
    [[ -n "${PEER:-}" ]] && kill "$PEER" 2>/dev/null
    rm -rf "$WORK"
}
trap cleanup EXIT

if [[ -z "${BENCH_BUILT:-}" ]]; then
    scripts/build-web.sh >&2
    cargo build --release --locked -p kvitok --bin kvitok >&2
fi
KVITOK="${BENCH_BIN_DIR:-$TARGET_DIR/release}/kvitok"
URL="http://127.0.0.1:39874"
PEER_URL="http://127.0.0.1:39875"
export KVITOK_LOG=warn CHROME_PATH="${CHROME_PATH:-/usr/bin/chromium}"
source scripts/bench/measure.sh
source scripts/bench/pages.sh

cp -R scripts/bench/web/. "$BENCH_WEB_DIR/"
tool() { (cd "$BENCH_WEB_DIR" && node "$@"); }

# The almost empty workspace in the same versions and profile: the yardstick of the main WASM, as anyone builds it or by our
# steps (`ordinary` or `ours`).
yardstick() {
    local folder="$CACHE_DIR/empty-web"
    mkdir -p "$folder"
    cp -R scripts/bench/empty-web/. "$folder/"
    cp Cargo.lock "$folder/"
    use_wasm_toolchain || fail "run \`make setup\` first"
    node scripts/bench/weigh.mjs "$folder" "$CACHE_DIR/empty-web-target/$1" "$1"
}

serve() {
    "$KVITOK" demo --listen "${URL#http://}" >"$WORK/demo.out" 2>&1 &
    SERVER=$!
    wait_for "$URL/sign-in"
}

serve_peer() {
    tool clicks.mjs rows "$URL" >"$WORK/rows.json"
    (cd "$BENCH_WEB_DIR/peer" && PEER_ROWS="$WORK/rows.json" ../node_modules/.bin/vite build >&2)
    HOST=127.0.0.1 PORT="${PEER_URL##*:}" PEER_ROWS="$WORK/rows.json" node "$BENCH_WEB_DIR/peer/build/index.js" >"$WORK/peer.out" 2>&1 &
    PEER=$!
    wait_for "$PEER_URL/receipts"
}

bench_bytes() { tool bytes.mjs "$URL" "$(yardstick ordinary)" "$(yardstick ours)"; }
bench_lighthouse() { tool lighthouse.mjs "$URL"; }
bench_clicks() {
    [[ -n "${PEER:-}" ]] || serve_peer
    tool clicks.mjs clicks "$URL" "$PEER_URL"
}
bench_lost() { tool clicks.mjs lost "$URL"; }

# HTML of the same table a CPU-second: the session and the database are ours, the peer has its rows in memory.
bench_load() {
    [[ -n "${PEER:-}" ]] || serve_peer
    local cookie ours=() peers=()
    curl -s -o /dev/null -c "$WORK/cookies" -H 'accept: text/html' --data-urlencode login=anna@example.ru \
        --data-urlencode 'password=квитанция 2026' "$URL/api/sign-in"
    cookie="$(awk '/kvitok_session/ { print $6 "=" $7 }' "$WORK/cookies")"
    for _ in 1 2 3; do
        load "$SERVER" "$URL/receipts" "cookie: $cookie"
        ours+=("$PER_CPU")
        load "$PEER" "$PEER_URL/receipts" "x: y"
        peers+=("$PER_CPU")
    done
    echo
    echo "### HTML requests a CPU-second, the same table (wrk, 50 connections, 8 s, median of 3)"
    echo
    echo "| server | requests a CPU-second |"
    echo "|---|---|"
    echo "| kvitok /receipts: session, database | $(median "${ours[@]}") |"
    echo "| SvelteKit with adapter-node: rows in memory | $(median "${peers[@]}") |"
}

parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(bytes lighthouse clicks lost load)
echo "Machine: $(nproc) cores, $(uname -m); load before: $(cut -d' ' -f1-3 /proc/loadavg); commit $(git rev-parse --short HEAD 2>/dev/null || echo none)"
serve
for part in "${parts[@]}"; do
    "bench_$part"
done
