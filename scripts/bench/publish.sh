# shellcheck shell=bash
# Publishing 62 000 and 250 000 accounts, with residents, on both engines.
# Not here: import.

bench_publish() {
    echo
    echo "### Publish (8 % of accounts electronic; double entry checked by the program itself)"
    echo
    echo "| engine | accounts | wall s | CPU s (program) | µs an account, wall | peak MB | goal |"
    echo "|---|---|---|---|---|---|---|"
    local engine
    for engine in SQLite PostgreSQL; do
        publish_one "$engine" 62000
        local small="$PER_ACCOUNT"
        publish_one "$engine" 250000
        echo "| $engine | cost of an account at 250 000 ÷ at 62 000 | | | $(ratio "$PER_ACCOUNT" "$small") | | ≤ 1.1 |"
    done
}

publish_one() {
    local engine="$1" accounts="$2" walls=() cpus=() peaks=() runs=3
    ((accounts < 100000)) || runs=2
    for _ in $(seq "$runs"); do
        if [[ "$engine" == SQLite ]]; then fresh_sqlite; else fresh_postgres; fi
        register "$accounts" 2026-09
        "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
        "$KVITOK" import register "$REGISTER" >/dev/null
        "$KVITOK" generate-residents --count $((accounts * 8 / 100)) --seed 3 >/dev/null
        [[ "$engine" == SQLite ]] || psql -q "$PG_URL" -c analyze
        measure publish "$KVITOK" publish --period 2026-09
        tail -1 "$WORK/publish.out" | grep -q "\"accounts\":$accounts" || fail "accounts are missing"
        walls+=("$WALL") cpus+=("$CPU") peaks+=("$RSS")
    done
    WALL="$(median "${walls[@]}")"
    PER_ACCOUNT="$(calc "$WALL * 1000000 / $accounts")"
    local goal=""
    [[ "$accounts" == 62000 ]] && goal="≤ 15 s"
    echo "| $engine | $accounts | $WALL | $(median "${cpus[@]}") | $PER_ACCOUNT | $(median "${peaks[@]}") | $goal |"
}
