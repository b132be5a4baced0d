#!/usr/bin/env bash
# A throw-away PostgreSQL, for trying and measuring: loopback only, no password, faster than it is safe.
# Usage: scripts/postgres.sh start FOLDER PORT   (prints its URL)  |  stop FOLDER   (and deletes it)
# Not here: the databases of the Rust tests, which start their own.

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

usage="usage: scripts/postgres.sh start FOLDER PORT | stop FOLDER"
action="${1:-}"
folder="${2:-}"
[[ "$folder" == /* ]] || fail "$usage (FOLDER is a full path)"
command -v initdb >/dev/null || fail "PostgreSQL is missing: run scripts/setup.sh postgres"

# It refuses to run as root.
as=()
if [[ $EUID == 0 ]]; then
    user=nobody
    id -u postgres >/dev/null 2>&1 && user=postgres
    as=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME="$folder")
fi

case "$action" in
start)
    port="${3:?$usage}"
    [[ ! -e "$folder" ]] || fail "$folder is there already"
    mkdir -p "$folder"
    [[ $EUID == 0 ]] && chown "$user" "$folder"
    chmod 700 "$folder"
    cd "$folder"
    "${as[@]}" initdb --pgdata=data --username=kvitok --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >initdb.log ||
        { cat initdb.log >&2 && fail "initdb failed"; }
    "${as[@]}" pg_ctl --pgdata=data --log="$folder/server.log" --wait --silent start --options \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=${KVITOK_PG_FSYNC:-off} -c max_connections=200" ||
        { cat "$folder/server.log" >&2 && fail "PostgreSQL did not start"; }
    "${as[@]}" createdb --host=127.0.0.1 --port="$port" --username=kvitok kvitok
    echo "postgres://kvitok@127.0.0.1:$port/kvitok"
    ;;
stop)
    [[ -d "$folder/data" ]] || exit 0
    cd "$folder"
    "${as[@]}" pg_ctl --pgdata=data --mode=immediate --silent stop || true
    cd /
    rm -rf "$folder"
    ;;
*) fail "$usage" ;;
esac
