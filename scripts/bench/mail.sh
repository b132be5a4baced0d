# shellcheck shell=bash
# A mass run by SMTP beside smtp-source on the same sink with letters of the same size, and codes while it goes on.
# Not here: what becomes of letters in bad weather (see scripts/faults.sh).

MAIL_PORT=39876
# Of kvitok and of its peer.
MAIL_CONNECTIONS=32

sink_start() {
    smtp-sink -u nobody -c "127.0.0.1:$MAIL_PORT" 1024 >"$WORK/sink.out" 2>&1 &
    SINK=$!
    local tries
    for tries in $(seq 100); do
        (exec 3<>"/dev/tcp/127.0.0.1/$MAIL_PORT") 2>/dev/null && return
        sleep 0.05
    done
    fail "smtp-sink does not answer after $tries tries"
}
sink_stop() {
    kill "$SINK" 2>/dev/null || true
    wait "$SINK" 2>/dev/null || true
    SINK=""
}

# everybody ACCOUNTS: a published month in which every account goes by e-mail.
everybody() {
    if [[ "$2" == SQLite ]]; then fresh_sqlite; else fresh_postgres; fi
    detailed_register "$1"
    "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
    "$KVITOK" import register "$REGISTER" >/dev/null
    "$KVITOK" generate-residents --count "$1" --seed 3 >/dev/null
    "$KVITOK" publish --period 2026-09 >/dev/null
}

bench_mail() {
    local letters size peer engine dkim rate
    echo
    echo "### $BENCH_ACCOUNTS letters with a PDF by SMTP to a sink on loopback, $MAIL_CONNECTIONS connections each; making letter and PDF, and two durable commits a letter, counted"
    echo
    echo "| engine | DKIM | bytes a letter | smtp-source, letters/s | kvitok, letters/s | ratio | goal | CPU s | own MB |"
    echo "|---|---|---|---|---|---|---|---|---|"
    openssl genrsa -out "$WORK/dkim.pem" 2048 2>/dev/null
    for engine in SQLite PostgreSQL; do
        for dkim in no RSA-2048; do
            [[ "$engine/$dkim" != PostgreSQL/RSA-2048 ]] || continue
            everybody "$BENCH_ACCOUNTS" "$engine"
            letters="$(messages)"
            # Ten letters into the folder say how large one is.
            size="$(letter_size)"
            sink_start
            measure source smtp-source -s $MAIL_CONNECTIONS -l "$size" -m "$letters" -f bench@kvitok.test -t resident@trial.example "127.0.0.1:$MAIL_PORT"
            peer="$(calc "$letters / $WALL")"
            sink_stop
            sink_start
            measure deliver env KVITOK_SMTP_URL="smtp://127.0.0.1:$MAIL_PORT?connections=$MAIL_CONNECTIONS" \
                KVITOK_DKIM_KEY="$([[ $dkim == no ]] || echo "$WORK/dkim.pem")" "$KVITOK" deliver --until-idle
            sink_stop
            grep -q "\"sent\":$letters" "$WORK/deliver.out" || fail "not all letters were sent: $(tail -1 "$WORK/deliver.out")"
            rate="$(calc "$letters / $WALL")"
            echo "| $engine | $dkim | $size | $(calc "int($peer)") | $(calc "int($rate)") | $(ratio "$rate" "$peer") | ≥ 0.4 | $CPU | $ANON |"
        done
    done
}

messages() {
    if [[ "$KVITOK_DATABASE_URL" == sqlite* ]]; then
        sqlite3 "$WORK/data/kvitok.db" "select count(*) from message where channel = 'email'"
    else
        psql -qtAX "$PG_URL" -c "select count(*) from message where channel = 'email'"
    fi
}

letter_size() {
    local trial="$WORK/trial"
    if [[ ! -e "$WORK/letter.size" ]]; then
        rm -rf "$trial"
        mkdir -p "$trial"
        (
            export KVITOK_DATA_DIR="$trial" KVITOK_DATABASE_URL="sqlite://$trial/kvitok.db"
            local few="$WORK/few.csv"
            "$KVITOK" generate-register --accounts 200 --period 2026-09 --seed 7 --details --output "$few" 2>/dev/null
            "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
            "$KVITOK" import register "$few" >/dev/null
            "$KVITOK" generate-residents --count 100 --seed 3 >/dev/null
            "$KVITOK" publish --period 2026-09 >/dev/null
            "$KVITOK" deliver --until-idle >/dev/null
        )
        cat "$trial"/outbox/mail/*.eml | wc -c | awk -v n="$(find "$trial/outbox/mail" -name '*.eml' | wc -l)" '{ print int($1 / n) }' >"$WORK/letter.size"
    fi
    cat "$WORK/letter.size"
}

# The receipts page at a steady pace, and codes, with nothing to send and while the whole town's letters go out.
bench_mail_pages() {
    local port=39877 url="http://127.0.0.1:39877" token cookie idle busy code n worst=0 sent
    everybody "$BENCH_ACCOUNTS" SQLite
    local db="$WORK/data/kvitok.db"
    sql() { sqlite3 -cmd '.timeout 20000' "$db" "$1"; }
    sql "update message set not_before = 9999999999999"
    token="$(openssl rand -hex 32)"
    sql "insert into session (token_hash, resident_id, created_at, seen_at, expires_at, user_agent)
        select x'$(node -p 'require("crypto").createHash("sha256").update(Buffer.from(process.argv[1], "hex")).digest("hex")' "$token")', id, $(date +%s)000, $(date +%s)000, $(date +%s)000 + 86400000, 'bench' from resident limit 1"
    cookie="kvitok_session=$token"
    sink_start
    KVITOK_SMTP_URL="smtp://127.0.0.1:$MAIL_PORT?connections=16" KVITOK_LISTEN="127.0.0.1:$port" "$KVITOK" serve >"$WORK/serve.out" 2>&1 &
    SERVER=$!
    wait_for "$url/sign-in"
    curl -s -H "cookie: $cookie" "$url/receipts" | grep -q 'ул\.\|пр-т\|кв-л\|пер\.' || fail "the receipts page shows no address"
    node scripts/bench/paced.mjs "$url/receipts" "$cookie" 50 3 >/dev/null
    idle="$(node scripts/bench/paced.mjs "$url/receipts" "$cookie" 50 8)"
    sql "update message set not_before = 0"
    sleep 1
    busy="$(node scripts/bench/paced.mjs "$url/receipts" "$cookie" 50 8)"
    for n in $(seq 10); do
        code="$(openssl rand -hex 16)"
        sql "insert into message (id, channel, kind, recipient, payload, dedupe, state, priority, not_before, queued_at, changed_at)
            values (x'$code', 'sms', 'code', '+7913000000$((n - 1))', '{\"kind\":\"code\",\"confirmation\":\"$(sed -E 's/(.{8})(.{4})(.{4})(.{4})/\1-\2-\3-\4-/' <<<"$code")\"}', 'bench-$code', 'queued', 0, 0, $(date +%s%3N), 0)"
        for _ in $(seq 100); do
            sent="$(sql "select sent_at - queued_at from message where id = x'$code' and state = 'sent'")"
            [[ -z "$sent" ]] || break
            sleep 0.05
        done
        [[ -n "$sent" ]] || fail "a code was not sent within five seconds"
        ((sent <= worst)) || worst="$sent"
    done
    local left
    left="$(sql "select count(*) from message where state in ('queued', 'claimed')")"
    kill "$SERVER"
    wait "$SERVER" 2>/dev/null || true
    SERVER=""
    sink_stop
    ((left > 0)) || echo "(the run ended before the measurement did: larger BENCH_ACCOUNTS)"
    echo
    echo "### The receipts page at 50 requests a second, and codes, while $BENCH_ACCOUNTS letters go out (SQLite)"
    echo
    echo "| | nothing to send | during the run | ratio | goal |"
    echo "|---|---|---|---|---|"
    echo "| p50 ms | ${idle% *} | ${busy% *} | $(ratio "${busy% *}" "${idle% *}") | |"
    echo "| p99 ms | ${idle#* } | ${busy#* } | $(ratio "${busy#* }" "${idle#* }") | ≤ 2 |"
    echo "| slowest of 10 codes, from the queue to the gateway, ms | | $worst | | ≤ 2000 |"
}
