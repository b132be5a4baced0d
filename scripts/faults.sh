#!/usr/bin/env bash
# Bad weather on purpose, on both engines: kills, refusals, silence, SIGTERM, a database that goes away, a full disk. Prints a
# table of what was lost (nothing) and doubled (nothing); fails if that is not so.
# Usage: scripts/faults.sh [kills|refusals|hang|workers|stops|database|disk …]; FAULT_KILLS, FAULT_ACCOUNTS, FAULT_HANG (seconds);
# FAULT_BIN says which program. Not here: the faults themselves (see faults/run.mjs).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

BIN="${FAULT_BIN:-$TARGET_DIR/release/kvitok}"
[[ -x "$BIN" ]] || fail "$BIN is missing: cargo build --release --bin kvitok"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
faults=("$@")
[[ ${#faults[@]} -gt 0 ]] || faults=(kills refusals hang workers stops database disk)
WORK="$(mktemp -d)"
PG="$(mktemp -u /tmp/kvitok-faults-postgres.XXXXXX)" # not below WORK: PostgreSQL is another user
PG_PORT=54392
cleanup() {
    umount "$WORK/small" 2>/dev/null || true
    [[ -d "$PG" ]] && scripts/postgres.sh stop "$PG" >/dev/null 2>&1
    rm -rf "$WORK"
}
trap cleanup EXIT

PG_URL="$(KVITOK_PG_FSYNC=on scripts/postgres.sh start "$PG" "$PG_PORT" | tail -1)"
# Stops and starts the database in the middle of a run.
as="env"
[[ $EUID == 0 ]] && as="setpriv --reuid=$(stat -c %U "$PG") --regid=$(stat -c %G "$PG") --clear-groups env HOME=$PG"
cat >"$WORK/postgres" <<SH
#!/usr/bin/env bash
cd "$PG"
case "\$1" in
stop) $as "$(command -v pg_ctl)" --pgdata=data --mode=fast --wait stop ;;
start) $as "$(command -v pg_ctl)" --pgdata=data --log=$PG/server.log --wait start --options "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$PG -c max_connections=200" ;;
esac
SH
chmod +x "$WORK/postgres"
export FAULT_POSTGRES="$WORK/postgres"

echo "Commit $(git rev-parse --short HEAD 2>/dev/null || echo none); $(nproc) cores."
echo
echo "| fault | engine | letters | lost | doubled | again under the same Message-ID | refused for good | |"
echo "|---|---|---|---|---|---|---|---|"
rc=0
for fault in "${faults[@]}"; do
    database="$WORK/kvitok.db"
    [[ "$fault" != disk ]] || database="$WORK/small/kvitok.db"
    node scripts/faults/run.mjs "$BIN" "$WORK" SQLite "sqlite://$database" "$fault" || rc=1
    node scripts/faults/run.mjs "$BIN" "$WORK" PostgreSQL "$PG_URL" "$fault" || rc=1
done
exit "$rc"
