# shellcheck shell=bash
# The receipts page with session and database, beside a bare handler that answers with the same bytes.
# Not here: the size of pages.

bench_pages() {
    local port=39871 bare_port=39872 url="http://127.0.0.1:39871"
    unset KVITOK_DATA_DIR KVITOK_DATABASE_URL KVITOK_PUBLIC_URL
    "$KVITOK" demo --listen "127.0.0.1:$port" >"$WORK/demo.out" 2>&1 &
    SERVER=$!
    wait_for "$url/sign-in"
    curl -s -o /dev/null -c "$WORK/cookies" -H 'accept: text/html' --data-urlencode login=anna@example.ru \
        --data-urlencode 'password=квитанция 2026' "$url/api/sign-in"
    local cookie
    cookie="$(awk '/kvitok_session/ { print $6 "=" $7 }' "$WORK/cookies")"
    curl -s -H "cookie: $cookie" "$url/receipts" >"$WORK/receipts.html"
    grep -q 'ул\.\|пр-т\|кв-л\|пер\.' "$WORK/receipts.html" || fail "the receipts page shows no address"
    "$BARE_BIN" "127.0.0.1:$bare_port" "$WORK/receipts.html" &
    BARE=$!
    wait_for "http://127.0.0.1:$bare_port/"
    cmp -s <(curl -s "http://127.0.0.1:$bare_port/") "$WORK/receipts.html" || fail "the bare handler answers with other bytes"
    echo
    echo "### The receipts page: session, database, $(stat -c %s "$WORK/receipts.html") bytes of HTML (wrk, 50 connections, 8 s, median of 3)"
    echo
    echo "| server | requests a second | requests a CPU-second | p50 ms | p99 ms |"
    echo "|---|---|---|---|---|"
    local rates=() per_cpu=() p50=() p99=() bare_rates=() bare_cpu=() bare50=() bare99=()
    for _ in 1 2 3; do
        load "$BARE" "http://127.0.0.1:$bare_port/" "x: y"
        bare_rates+=("$RATE") bare_cpu+=("$PER_CPU") bare50+=("$P50") bare99+=("$P99")
        load "$SERVER" "$url/receipts" "cookie: $cookie"
        rates+=("$RATE") per_cpu+=("$PER_CPU") p50+=("$P50") p99+=("$P99")
    done
    echo "| bare axum handler, the same bytes | $(median "${bare_rates[@]}") | $(median "${bare_cpu[@]}") | $(median "${bare50[@]}") | $(median "${bare99[@]}") |"
    echo "| kvitok /receipts | $(median "${rates[@]}") | $(median "${per_cpu[@]}") | $(median "${p50[@]}") | $(median "${p99[@]}") |"
    kill "$SERVER" "$BARE"
    wait "$SERVER" "$BARE" 2>/dev/null || true
    SERVER="" BARE=""
}

wait_for() {
    for _ in $(seq 300); do
        curl -s -o /dev/null "$1" && return
        sleep 0.1
    done
    fail "$1 does not answer"
}

cpu_of() { awk '{ print ($14 + $15) / 100 }' "/proc/$1/stat"; }

# load PID URL HEADER: sets RATE, PER_CPU, P50, P99.
load() {
    local before after requests
    wrk -t1 -c50 -d1s -H "$3" "$2" >/dev/null
    before="$(cpu_of "$1")"
    wrk -t1 -c50 -d8s --latency -H "$3" "$2" >"$WORK/wrk.out"
    after="$(cpu_of "$1")"
    if grep -q 'Non-2xx' "$WORK/wrk.out"; then fail "errors under load: $(grep Non-2xx "$WORK/wrk.out")"; fi
    requests="$(awk '/requests in/ { print $1 }' "$WORK/wrk.out")"
    RATE="$(awk '/Requests\/sec/ { printf "%d", $2 }' "$WORK/wrk.out")"
    PER_CPU="$(awk "BEGIN { printf \"%d\", $requests / ($after - $before) }")"
    P50="$(milliseconds 50%)"
    P99="$(milliseconds 99%)"
}

milliseconds() {
    awk -v row="$1" '$1 == row { v = $2; if (v ~ /us$/) print v / 1000; else if (v ~ /ms$/) print v + 0; else print v * 1000 }' "$WORK/wrk.out"
}
