# shellcheck shell=bash
# Import of a register of 62 000 accounts beside a bare load of the same file into one table.
# Not here: publishing.

bench_import() {
    register 62000 2026-09
    local lines ours=() peer=() rss=() big
    lines=$(($(wc -l <"$REGISTER") - 1))
    local columns
    columns="$(head -1 "$REGISTER" | tr ';' ',')"
    echo
    echo "### Import of $lines lines, $(($(stat -c %s "$REGISTER") / 1000000)) MB (median of 5, wall seconds)"
    echo
    echo "| engine | peer | peer s | kvitok s | ratio | goal | peak MB |"
    echo "|---|---|---|---|---|---|---|"
    for _ in 1 2 3 4 5; do
        rm -f "$WORK/bare.db"
        measure peer sqlite3 "$WORK/bare.db" ".mode csv" ".separator ;" ".import $REGISTER register"
        [[ "$(sqlite3 "$WORK/bare.db" 'select count(*) from register')" == "$lines" ]] || fail "the peer lost lines"
        peer+=("$WALL")
        fresh_sqlite
        "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
        measure ours "$KVITOK" import register "$REGISTER"
        grep -q "строк $lines, лицевых счетов 62000" "$WORK/ours.out" || fail "the import lost lines"
        ours+=("$WALL")
        rss+=("$RSS")
    done
    row SQLite 'sqlite3 `.import`' "$(median "${peer[@]}")" "$(median "${ours[@]}")" 1.5 "$(median "${rss[@]}")"
    ours=() peer=() rss=()
    for _ in 1 2 3 4 5; do
        fresh_postgres
        psql -q "$PG_URL" -c "create table bare (${columns//,/ text, } text)"
        measure peer psql -q "$PG_URL" -c "\\copy bare from '$REGISTER' with (format csv, header, delimiter ';')"
        [[ "$(psql -qtA "$PG_URL" -c 'select count(*) from bare')" == "$lines" ]] || fail "the peer lost lines"
        psql -q "$PG_URL" -c "drop table bare"
        peer+=("$WALL")
        "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
        measure ours "$KVITOK" import register "$REGISTER"
        grep -q "строк $lines, лицевых счетов 62000" "$WORK/ours.out" || fail "the import lost lines"
        ours+=("$WALL")
        rss+=("$RSS")
    done
    row PostgreSQL '`\copy`' "$(median "${peer[@]}")" "$(median "${ours[@]}")" 2 "$(median "${rss[@]}")"
    register 250000 2026-09
    fresh_sqlite
    "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
    measure big "$KVITOK" import register "$REGISTER"
    big="$RSS"
    echo
    echo "Peak memory with four times the file (250 000 accounts): $big MB in $WALL s. Goal: at most 150 MB, not growing."
}

row() { echo "| $1 | $2 | $3 | $4 | $(ratio "$4" "$3") | ≤ $5 | $6 |"; }
