#!/usr/bin/env bash
# Two servers and two workers on one PostgreSQL behind the nginx of deploy/nginx.conf, and whether they work as one: pages and
# forms, codes, letters, a rolling restart, a server that is killed. Fails at the first thing that is not so.
# Usage: scripts/cluster.sh   (CLUSTER_BIN says which program, CLUSTER_LETTERS how many). Not here: the trial (see cluster/run.mjs).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

KVITOK="${CLUSTER_BIN:-$KVITOK_BIN}"
[[ -x "$KVITOK" ]] || fail "$KVITOK is missing: cargo build --bin kvitok"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
# Debian keeps nginx where only root looks.
PATH="$PATH:/usr/sbin"
command -v nginx >/dev/null || fail "nginx is missing: run scripts/setup.sh test"
WORK="$(mktemp -d)"
chmod 755 "$WORK" # the proxy's workers are another user
PG="$(mktemp -u /tmp/kvitok-cluster-postgres.XXXXXX)" # not below WORK: PostgreSQL is another user, too
NGINX=(nginx -p "$WORK" -c "$WORK/nginx.conf" -e "$WORK/nginx.error")
cleanup() {
    "${NGINX[@]}" -s stop 2>/dev/null || true
    # What node could not end because it was killed itself.
    if [[ -e "$WORK/pids" ]]; then
        while read -r pid; do
            [[ "$(readlink "/proc/$pid/exe")" != "$(readlink -f "$KVITOK")" ]] || kill -9 "$pid" 2>/dev/null || true
        done <"$WORK/pids"
    fi
    [[ -d "$PG" ]] && scripts/postgres.sh stop "$PG" >/dev/null 2>&1
    rm -rf "$WORK"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# All at once, or the same port comes twice: the database, the proxy (https, http), two servers, four monitors.
read -r -a ports < <(node -e '
    const { createServer } = require("node:net");
    const all = Array.from({ length: 9 }, () => createServer().listen(0, "127.0.0.1"));
    setTimeout(() => { console.log(all.map((one) => one.address().port).join(" ")); all.forEach((one) => one.close()); }, 100);')
URL="$(scripts/postgres.sh start "$PG" "${ports[0]}" | tail -1)"

# The delivered file with the addresses of this trial and its second server; nothing else is changed.
HOST=kvitok.example.ru
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj "/CN=$HOST" -addext "subjectAltName=DNS:$HOST" \
    -keyout "$WORK/key.pem" -out "$WORK/fullchain.pem" 2>/dev/null
sed -e "s#/etc/ssl/kvitok#$WORK#" -e "s#/var/log/nginx#$WORK#" -e '/listen \[::\]/d' \
    -e "s#listen 443#listen 127.0.0.1:${ports[1]}#" -e "s#listen 80#listen 127.0.0.1:${ports[2]}#" \
    -e "s#server 127.0.0.1:3000#server 127.0.0.1:${ports[3]}#" -e "s|# server 10.0.0.2:3000|server 127.0.0.1:${ports[4]}|" \
    deploy/nginx.conf >"$WORK/site.conf"
[[ "$(grep -c '^ *server 127.0.0.1:' "$WORK/site.conf")" == 2 ]] || fail "deploy/nginx.conf does not name two servers"
cat >"$WORK/nginx.conf" <<CONF
pid $WORK/nginx.pid;
error_log $WORK/nginx.error;
# One, so that the two servers strictly take turns.
worker_processes 1;
events {}
http {
    access_log off;
    client_body_temp_path $WORK/body;
    proxy_temp_path $WORK/proxy;
    fastcgi_temp_path $WORK/fastcgi;
    uwsgi_temp_path $WORK/uwsgi;
    scgi_temp_path $WORK/scgi;
    include $WORK/site.conf;
}
CONF
"${NGINX[@]}" || fail "nginx does not start: $(cat "$WORK/nginx.error")"

node scripts/cluster/run.mjs "$KVITOK" "$WORK" "$URL" "$HOST" "${ports[1]}" "${ports[@]:3}" || exit 1
say "Two servers and two workers work as one ($SECONDS s)"
