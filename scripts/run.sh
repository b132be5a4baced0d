#!/usr/bin/env bash
# From whatever machine this is to a running demo: sets up, builds, says how long each step took, starts.
# Usage: scripts/run.sh [--postgres] [what `kvitok demo` takes]
# Not here: what the demo is (the server).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

goal=run
if [[ "${1:-}" == --postgres ]]; then
    goal=postgres
    shift
fi

scripts/setup.sh "$goal"
scripts/build-web.sh
step "Server (four minutes the first time, then seconds)" cargo build --bin kvitok

if [[ $goal == run ]]; then
    print_steps
    rm -f "$KVITOK_STEPS"
    exec "$KVITOK_BIN" demo "$@"
fi

port="${KVITOK_PG_PORT:-54329}"
folder="$(mktemp -u /tmp/kvitok-postgres.XXXXXX)"
trap 'scripts/postgres.sh stop "$folder"; rm -f "$KVITOK_STEPS"' EXIT
step "PostgreSQL, a throw-away one" scripts/postgres.sh start "$folder" "$port"
print_steps
KVITOK_DATABASE_URL="postgres://kvitok@127.0.0.1:$port/kvitok" "$KVITOK_BIN" demo "$@"
