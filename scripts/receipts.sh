#!/usr/bin/env bash
# Takes receipts of households that differ as pictures into docs/screens/receipts: PDF pages at 110 dots an inch, one of
# them as a phone shows it. RECEIPTS_BIN names the binary; without it, a debug one is built. Not here: pages of the site.

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

KVITOK="${RECEIPTS_BIN:-$KVITOK_BIN}"
OUT="$ROOT/docs/screens/receipts"
PERIOD=2026-09
WORK="$(mktemp -d)"
trap 'print_steps; rm -rf "$WORK" "$KVITOK_STEPS"' EXIT

if [[ -z "${RECEIPTS_BIN:-}" ]]; then
    scripts/setup.sh test
    scripts/build-web.sh
    step "Server" cargo build --bin kvitok --locked
fi
[[ -x "$KVITOK" ]] || fail "$KVITOK is missing: cargo build --bin kvitok"

# The program takes variables of this name for its settings.
kvitok() { env -u KVITOK_SITE_DIR -u KVITOK_BIN -u KVITOK_STEPS -u KVITOK_STEPS_OWNER "$KVITOK" "$@"; }
account_of() { awk -v name="$1" '$1 == name { print $2 }' "$WORK/households"; }
receipt() { kvitok receipt "$(account_of "$1")" --period "$PERIOD" --output "$WORK/$1.pdf" >/dev/null; }

export KVITOK_LOG=warn
export KVITOK_DATA_DIR="$WORK/data" KVITOK_DATABASE_URL="sqlite://$WORK/data/kvitok.db"
export KVITOK_PUBLIC_URL=https://kvitok.example
source scripts/agent.sh

town() {
    mkdir -p "$KVITOK_DATA_DIR"
    kvitok generate-register --accounts 2500 --period "$PERIOD" --seed 7 --details --output "$WORK/town.csv" \
        --suppliers-output "$WORK/suppliers.csv" --electronic-from "$PERIOD" 2>/dev/null
    node scripts/receipts/households.mjs "$WORK/town.csv" "$WORK/first.csv" "$WORK/corrected.csv" >"$WORK/households"
    kvitok import suppliers "$WORK/suppliers.csv" >/dev/null
    kvitok import register "$WORK/first.csv" >/dev/null
    receipt preview
    kvitok generate-residents --count 2500 --seed 3 >/dev/null
    kvitok publish --period "$PERIOD" >/dev/null
}

receipts() {
    local name account page
    kvitok import register "$WORK/corrected.csv" >/dev/null
    kvitok publish --period "$PERIOD" >/dev/null
    published_on 2026-10-01
    for name in one-supplier three-suppliers five-suppliers meters instalment recalculation advance corrected \
        long-holder two-pages; do
        receipt "$name"
    done
    # The sheet of the print run with what stays on paper.
    kvitok print-run --period "$PERIOD" --output "$WORK/print-run" --sheets 20000 >/dev/null
    account="$(account_of paper-part)"
    pdftotext "$WORK/print-run/print-run-001.pdf" "$WORK/print-run.txt"
    page="$(awk -v account="$account" 'BEGIN { RS = "\f" } { text = $0; gsub(/[^0-9]/, "", text) }
        index(text, account) && !found { print NR; found = 1 }' "$WORK/print-run.txt")"
    [[ -n "$page" ]] || fail "the print run has no sheet of account $account"
    qpdf "$WORK/print-run/print-run-001.pdf" --pages . "$page" -- "$WORK/paper-part.pdf"
}

# As if published in good time: the day stands on the page, and the rest of the content is of a fixed month.
published_on() {
    sqlite3 "$WORK/data/kvitok.db" "update receipt set published_at = unixepoch('$1 03:00') * 1000"
}

pictures() {
    local pdf name
    mkdir -p "$OUT"
    rm -f "$OUT"/*.png
    for pdf in "$WORK"/*.pdf; do
        name="$(basename "$pdf" .pdf)"
        if [[ "$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')" == 1 ]]; then
            pdftoppm -r 110 -gray -png -singlefile "$pdf" "$OUT/$name"
        else
            pdftoppm -r 110 -gray -png "$pdf" "$OUT/$name"
        fi
    done
    # A phone of 360 points with three pixels a point.
    pdftoppm -scale-to-x 1080 -scale-to-y -1 -gray -png -singlefile "$WORK/five-suppliers.pdf" "$OUT/five-suppliers-phone"
}

step "A town of 2 500 households" town
step "Receipts" receipts
step "Pictures" pictures
