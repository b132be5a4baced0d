#!/usr/bin/env bash
# Sends SMS over SMPP to an SMSC of somebody else's making, the npm package `smpp`, and compares what arrives.
# Not a part of `make test`: the tests have an SMSC of their own. Usage: scripts/check-smpp.sh

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

peer="$TOOLS_DIR/smpp-$(sha256sum scripts/smpp/package-lock.json | cut -c1-12)"
if [[ ! -d "$peer/node_modules/smpp" ]]; then
    mkdir -p "$peer"
    cp scripts/smpp/package.json scripts/smpp/package-lock.json "$peer"
    (cd "$peer" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
fi
cargo build -p messaging --example send_sms --locked
work="$(mktemp -d)"
cp scripts/smpp/smsc.mjs "$peer/smsc.mjs"
node "$peer/smsc.mjs" "$work/port" >"$work/arrived" &
smsc=$!
trap 'kill "$smsc" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [[ -s "$work/port" ]] && break; sleep 0.1; done

send="$TARGET_DIR/debug/examples/send_sms"
url="smpp://town:p%40ss@127.0.0.1:$(cat "$work/port")?sender=EIRC&rate=50"
"$send" "$url" "8 912 345-67-89" | tee "$work/said"
grep -qx "0 without a report" "$work/said" || fail "not every message came back as delivered"
[[ "$(grep -c '^report .* Delivered$' "$work/said")" -eq 3 ]] || fail "three messages, three reports"
cat "$work/arrived"
for text in "123456 — код для перехода" "@kvitok.example.ru #123456" "123456 is your code" "к оплате 3"; do
    grep -qF "$text" "$work/arrived" || fail "it did not arrive: $text"
done
if "$send" "${url/p%40ss/wrong}" "8 912 345-67-89" 2>"$work/refused"; then fail "a wrong password was let in"; fi
grep -qF "refuses user, password" "$work/refused" || fail "the refusal is not named: $(cat "$work/refused")"
echo "SMPP: what was sent has arrived, receipts came back, a wrong password is named"
