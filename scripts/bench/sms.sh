# shellcheck shell=bash
# SMS at the pace that a gateway allows: how much of it is used, and how soon a halved one is kept.
# Not here: what an answer of a gateway means (see server/messaging/tests), SMPP (see scripts/check-smpp.sh).

# More than any of the rows takes from the queue.
SMS_ACCOUNTS=5000

bench_sms() {
    fresh_sqlite
    register "$SMS_ACCOUNTS" 2026-09
    "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
    "$KVITOK" import register "$REGISTER" >/dev/null
    "$KVITOK" generate-residents --count "$SMS_ACCOUNTS" --seed 3 >/dev/null
    # Residents of a trial have not asked for SMS; their letters are not what is measured.
    sqlite3 "$WORK/data/kvitok.db" 'update holder set sms_notices = 1'
    "$KVITOK" publish --period 2026-09 >/dev/null
    sqlite3 "$WORK/data/kvitok.db" "update message set not_before = 9999999999999 where channel = 'email'; pragma wal_checkpoint(truncate)" >/dev/null
    cp "$WORK/data/kvitok.db" "$WORK/sms.db"
    echo
    echo "### SMS to a stand-in for SMSC.ru with a token bucket: 12 s at its limit, 10 s at half of it (one run each; SQLite; texts and numbers checked)"
    echo
    echo "| allowed a second | set | refuses with | answers after ms | found after s | accepted a second | ÷ allowed | goal | half of it met after s | goal | strictly after s | then ÷ allowed | asked | refused |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    sms_row 20 40 429 100
    sms_row 60 200 9 100
    sms_row 100 100 429 250
    sms_row 150 300 429 0
}

# sms_row ALLOWED SET REFUSAL THINK
sms_row() {
    local found rate used met strictly late asked refused
    rm -f "$WORK"/data/kvitok.db*
    cp "$WORK/sms.db" "$WORK/data/kvitok.db"
    KVITOK_QUIET_HOURS=off node scripts/bench/sms.mjs "$KVITOK" "$WORK/data/kvitok.db" "$@" >"$WORK/sms.out" || fail "no figures"
    read -r found rate used met strictly late asked refused <"$WORK/sms.out"
    [[ "$met" != - ]] || met="never above"
    echo "| $1 | $2 | $([[ "$3" == 429 ]] && echo "HTTP 429" || echo "error $3") | $4 | $found | $rate | $used | ≥ 0.95 | $met | ≤ 5 | $strictly | $late | $asked | $refused |"
}
