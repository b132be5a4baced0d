# shellcheck shell=bash
# Timing of whole processes: wall seconds, CPU seconds, peak memory.
# Not here: what is measured.

# measure NAME COMMAND…: runs it; sets WALL, CPU (seconds), RSS and ANON (MB); output goes to $WORK/NAME.out.
# ANON is the peak of what the program has taken for itself, seen ten times a second: in RSS the pages of a mapped
# database file count as well, which the system takes back at will.
measure() {
    local name="$1" timer own
    shift
    /usr/bin/time -o "$WORK/$name.time" -f '%e %U %S %M' "$@" >"$WORK/$name.out" 2>"$WORK/$name.err" &
    timer=$!
    ANON=0
    while kill -0 "$timer" 2>/dev/null; do
        own="$(awk '/^RssAnon/ { print int($2 / 1024) }' "/proc/$(pgrep -P "$timer" || echo none)/status" 2>/dev/null || true)"
        ((${own:-0} > ANON)) && ANON="$own"
        sleep 0.1
    done
    wait "$timer" || fail "$name: $(tail -3 "$WORK/$name.err")"
    read -r WALL user system kilobytes <"$WORK/$name.time"
    CPU="$(calc "$user + $system")"
    RSS="$(calc "int($kilobytes / 1024)")"
}

calc() { awk "BEGIN { printf \"%.6g\", $1 }"; }
median() { printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }

fresh_sqlite() { # sets the environment to an empty SQLite database
    rm -rf "$WORK/data"
    mkdir -p "$WORK/data"
    export KVITOK_DATA_DIR="$WORK/data" KVITOK_DATABASE_URL="sqlite://$WORK/data/kvitok.db"
}

PG_PORT=54391
fresh_postgres() { # sets the environment to an empty PostgreSQL database
    [[ -d "$PG" ]] || PG_URL="$(KVITOK_PG_FSYNC=on scripts/postgres.sh start "$PG" "$PG_PORT" | tail -1)"
    rm -rf "$WORK/data"
    mkdir -p "$WORK/data"
    psql -q "$PG_URL" -c 'drop schema public cascade' -c 'create schema public' 2>/dev/null
    export KVITOK_DATA_DIR="$WORK/data" KVITOK_DATABASE_URL="$PG_URL"
}

# register ACCOUNTS PERIOD: makes $WORK/ACCOUNTS-PERIOD.csv and suppliers.csv once.
register() {
    REGISTER="$WORK/$1-$2.csv"
    [[ -e "$REGISTER" ]] || "$KVITOK" generate-register --accounts "$1" --period "$2" --seed 7 --output "$REGISTER" \
        --suppliers-output "$WORK/suppliers.csv" --electronic-from 2026-09 2>/dev/null
}

# detailed_register ACCOUNTS: the same with meters, norms, instalments and reasons, for what prints receipts.
detailed_register() {
    REGISTER="$WORK/$1-detailed.csv"
    [[ -e "$REGISTER" ]] || "$KVITOK" generate-register --accounts "$1" --period 2026-09 --seed 7 --details \
        --output "$REGISTER" --suppliers-output "$WORK/suppliers.csv" --electronic-from 2026-09 2>"$REGISTER.totals"
}

# published ACCOUNTS: an SQLite database with that register published, 8 % of the accounts electronic.
published() {
    fresh_sqlite
    detailed_register "$1"
    "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
    "$KVITOK" import register "$REGISTER" >/dev/null
    "$KVITOK" generate-residents --count $(($1 * 8 / 100)) --seed 3 >/dev/null
    "$KVITOK" publish --period 2026-09 >"$WORK/publish.json"
}
