#!/usr/bin/env bash
# A month through a real mail server (Postfix): it takes letters, puts one off, refuses one, and sends one back later. What
# comes of it must be as product rule 13 says: told by SMS, printed in a supplement, and on paper the month after.
# Usage: scripts/mail.sh   (MAIL_BIN: another program than the one of the browser tests). Not here: rates (see bench.sh mail), crashes (see faults.sh).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

if [[ $EUID != 0 ]]; then
    sudo -n true 2>/dev/null && exec sudo -n --preserve-env=CI,HOME,CARGO_TARGET_DIR,MAIL_BIN "$ROOT/scripts/mail.sh"
    echo "left out: Postfix starts as root only (sudo scripts/mail.sh)"
    exit 0
fi
KVITOK="${MAIL_BIN:-$KVITOK_BIN}"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
WORK="$(mktemp -d)"
chmod 755 "$WORK"
POSTFIX=(postfix -c "$WORK/etc")
cleanup() {
    "${POSTFIX[@]}" stop >/dev/null 2>&1 || true
    rm -rf "$WORK"
}
trap cleanup EXIT

# --- A mail server of our own: nothing of it is outside the folder --------------------------------------

PORT="$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"
mkdir -p "$WORK"/{etc,spool,lib,mail}
chown postfix "$WORK/lib"
chown -R mail:mail "$WORK/mail"
# The settings that Debian's package brings are those of the machine, not ours; its list of services is.
sed -E "s/^smtp +inet.*/127.0.0.1:$PORT inet n - n - - smtpd/; s/^([a-z]+ +(unix|unix-dgram) +[-yn] +[-yn] +)y/\1n/" \
    /etc/postfix/master.cf.proto >"$WORK/etc/master.cf" 2>/dev/null ||
    sed -E "s/^smtp +inet.*/127.0.0.1:$PORT inet n - n - - smtpd/; s/^([a-z]+ +(unix|unix-dgram) +[-yn] +[-yn] +)y/\1n/" \
        /usr/share/postfix/master.cf.dist >"$WORK/etc/master.cf"
cat >"$WORK/etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $WORK/spool
data_directory = $WORK/lib
maillog_file = $WORK/postfix.log
maillog_file_prefixes = $WORK
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.town.test
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
recipient_delimiter = +
virtual_mailbox_domains = trial.example, kvitok.test
virtual_mailbox_base = $WORK/mail
virtual_mailbox_maps = texthash:$WORK/etc/boxes
virtual_uid_maps = static:$(id -u mail)
virtual_gid_maps = static:$(id -g mail)
virtual_minimum_uid = 1
transport_maps = texthash:$WORK/etc/transport
smtpd_recipient_restrictions = check_recipient_access texthash:$WORK/etc/access, permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
CF
cat >"$WORK/etc/boxes" <<'MAP'
bounces@kvitok.test bounces/
@trial.example residents/
MAP
# Taken, and found out to be nobody later: a report comes back.
echo 'resident-000000@trial.example error:5.1.1 no such mailbox' >"$WORK/etc/transport"
cat >"$WORK/etc/access" <<'MAP'
resident-000001@trial.example 550 5.1.1 no such mailbox
resident-000002@trial.example 450 4.2.0 try again later
MAP
"${POSTFIX[@]}" start >"$WORK/start.log" 2>&1 || { cat "$WORK/start.log" >&2 && fail "Postfix does not start"; }

# --- A town with ten electronic households -----------------------------------------------------------------

export KVITOK_LOG=warn KVITOK_DATA_DIR="$WORK/data" KVITOK_DATABASE_URL="sqlite://$WORK/data/kvitok.db"
export KVITOK_SMTP_URL="smtp://127.0.0.1:$PORT?connections=4&notify=success" KVITOK_MAIL_FROM=info@kvitok.test
export KVITOK_BOUNCE_ADDRESS=bounces@kvitok.test KVITOK_QUIET_HOURS=off KVITOK_DKIM_KEY="$WORK/dkim.pem"
mkdir -p "$WORK/data"
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$WORK/dkim.pem" 2>/dev/null
sql() { sqlite3 -cmd '.timeout 5000' "$WORK/data/kvitok.db" "$1"; }
month() { # month PERIOD: takes and publishes it
    "$KVITOK" generate-register --accounts 40 --period "$1" --seed 7 --output "$WORK/register.csv" \
        --suppliers-output "$WORK/suppliers.csv" --electronic-from 2026-09 2>/dev/null
    "$KVITOK" import suppliers "$WORK/suppliers.csv" >/dev/null
    "$KVITOK" import register "$WORK/register.csv" >/dev/null
    [[ "$1" != 2026-09 ]] || "$KVITOK" generate-residents --count 10 --seed 3 >/dev/null
    "$KVITOK" publish --period "$1" | tail -1
}
is() { # is WHAT RIGHT FOUND
    [[ "$2" == "$3" ]] || fail "$1: should be '$2', is '$3'"
    printf '  %-68s %s\n' "$1" "$3"
}
posted() { # waits until the server has delivered, or sent back, everything
    for _ in $(seq 300); do
        [[ "$(postqueue -c "$WORK/etc" -j | wc -l)" == 0 ]] && return
        read -rt 0.1 <> <(:) || true
    done
    fail "the queue of the mail server does not get empty: $(postqueue -c "$WORK/etc" -p)"
}
bounces() { # gives every report to kvitok, as the mail server's pipe would
    local file
    for file in "$WORK"/mail/bounces/new/*; do
        [[ -e "$file" ]] || continue
        "$KVITOK" bounce <"$file" >>"$WORK/bounces.out"
        rm "$file"
    done
}
state() { sql "select state from message where kind = 'receipt' and channel = 'email' and recipient like '$1@%' order by queued_at desc limit 1"; }
paper() { node -p "JSON.parse(require('fs').readFileSync('$1/manifest.json')).documents"; }

month 2026-09 >/dev/null
done="$("$KVITOK" deliver --until-idle | tail -1)"
is "taken at once, refused at once, put off" '{"failed":1,"in_doubt":0,"sent":8,"waiting":1}' \
    "$(node -e 'const d = JSON.parse(process.argv[1]); console.log(JSON.stringify({failed: d.failed, in_doubt: d.in_doubt, sent: d.sent - 1, waiting: d.waiting}))' "$done")"
posted
is "letters in mailboxes" 7 "$(find "$WORK/mail/residents/new" -type f | wc -l)"
bounces
is "told to have arrived" 7 "$(sql "select count(*) from message where kind = 'receipt' and state = 'delivered'")"
is "the one nobody lives at" returned "$(state resident-000000)"
is "the one refused at the door" failed "$(state resident-000001)"
is "the one that was put off" deferred "$(state resident-000002)"

# An hour later the third mailbox takes letters again.
: >"$WORK/etc/access"
"${POSTFIX[@]}" reload >/dev/null 2>&1
sql "update message set not_before = 0 where state = 'deferred'"
"$KVITOK" deliver --until-idle >/dev/null
posted
bounces
is "the one that was put off, an hour later" delivered "$(state resident-000002)"
is "letters in mailboxes, each Message-ID once" "8 8" "$(find "$WORK/mail/residents/new" -type f | wc -l) $(cat "$WORK"/mail/residents/new/* | sed -n 's/^Message-ID: *//p' | sort -u | wc -l)"
is "letters signed with DKIM" 8 "$(grep -l '^DKIM-Signature: v=1; a=rsa-sha256' "$WORK"/mail/residents/new/* | wc -l)"
is "SMS that letters do not get through" 2 "$(grep -l 'не доходят' "$WORK"/data/outbox/sms/*.json | wc -l)"

"$KVITOK" print-run --period 2026-09 --output "$WORK/main" --csv-only >/dev/null
"$KVITOK" print-run --period 2026-09 --output "$WORK/supplement" --supplement >/dev/null
is "receipts in the supplement" 2 "$(paper "$WORK/supplement")"
is "receipts in a second supplement" "" "$("$KVITOK" print-run --period 2026-09 --output "$WORK/none" --supplement | grep -v 'печатать нечего' || true)"
both="$(tail -qn +2 "$WORK"/main/print-run.csv "$WORK"/supplement/print-run.csv | sort | uniq -d | wc -l)"
is "lines printed twice" 0 "$both"
electronic() { node -e 'console.log(Object.values(JSON.parse(process.argv[1]).electronic).reduce((a, b) => a + b, 0))' "$1"; }
is "households by e-mail in October" 8 "$(month 2026-10 >"$WORK/october.json"; sql "select count(*) from receipt where period = (select max(period) from receipt) and electronic_suppliers <> '[]' and electronic_suppliers <> ''")"
is "something goes by e-mail in October" true "$([[ "$(electronic "$(cat "$WORK/october.json")")" -gt 0 ]] && echo true)"

# Whoever reads a mailbox can forge a report, but not the tag in its address.
sed "s/bounces+[0-9a-f]*@/bounces+$(printf '0%.0s' $(seq 48))@/g" <<'DSN' >"$WORK/forged"
To: bounces+0@kvitok.test
X-Failed-Recipients: resident-000003@trial.example

550 5.1.1 no such user
DSN
before="$(sql 'select count(*) from resident where email_failing_at is not null')"
"$KVITOK" bounce <"$WORK/forged" >/dev/null
is "addresses that fail, before and after a forged report" "$before $before" "$before $(sql 'select count(*) from resident where email_failing_at is not null')"
say "A month through a real mail server: as it must be"
