#!/usr/bin/env bash
# Has the files of deploy/ checked by the programs they are for: systemd-analyze, nginx, fetchmail.
# What is not installed is named and left out. Usage: scripts/check-deploy.sh
# Not here: the container image (see image.sh, which builds and tries it).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
left_out=()

if command -v systemd-analyze >/dev/null; then
    for unit in deploy/*.service; do
        # A program that is there, and no user of that name: both belong to the machine that runs it.
        sed -e "s#/usr/local/bin/kvitok#/bin/true#" -e '/^User=/d' -e '/^Group=/d' "$unit" >"$work/$(basename "$unit")"
        said="$(systemd-analyze verify "$work/$(basename "$unit")" 2>&1)" || fail "$unit: $said"
        [[ -z "$said" ]] || fail "$unit: $said"
        echo "systemd-analyze: $unit is fine"
    done
else
    left_out+=(systemd-analyze)
fi

if command -v nginx >/dev/null; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=kvitok.example.ru \
        -keyout "$work/key.pem" -out "$work/fullchain.pem" 2>/dev/null
    sed -e "s#/etc/ssl/kvitok#$work#" -e "s#/var/log/nginx#$work#" deploy/nginx.conf >"$work/site.conf"
    cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    include $work/site.conf;
}
CONF
    nginx -t -q -p "$work" -c "$work/nginx.conf" || fail "deploy/nginx.conf is not fine"
    echo "nginx: deploy/nginx.conf is fine"
else
    left_out+=(nginx)
fi

if command -v fetchmail >/dev/null; then
    # The lines of the runbook that bring letters back from a mailbox at a provider.
    sed -n '/^ *poll /,/^ *```/p' docs/runbook.md | grep -v '```' >"$work/fetchmailrc"
    chmod 600 "$work/fetchmailrc"
    fetchmail --configdump -f "$work/fetchmailrc" >"$work/fetchmail.said" || fail "docs/runbook.md: not for fetchmail"
    grep -qF '"mda":"/usr/local/bin/kvitok' "$work/fetchmail.said" || fail "docs/runbook.md: fetchmail reads no mda"
    echo "fetchmail: the lines of docs/runbook.md are fine"
else
    left_out+=(fetchmail)
fi

[[ ${#left_out[@]} -eq 0 ]] || echo "Not checked, since it is not installed: ${left_out[*]}"
