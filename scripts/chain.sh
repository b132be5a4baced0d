#!/usr/bin/env bash
# The billing month from end to end, and again with kill -9 in the middle of publish and of deliver: what comes out,
# letters and paper, must be the register to the kopeck. Usage: scripts/chain.sh [ACCOUNTS] [RESIDENTS]
# With KVITOK_DATABASE_URL of an empty PostgreSQL database it runs there. Not here: timing (see bench.sh).
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

ACCOUNTS="${1:-62000}"
RESIDENTS="${2:-5000}"
KVITOK="${CHAIN_BIN:-$TARGET_DIR/release/kvitok}"
[[ -x "$KVITOK" ]] || fail "$KVITOK is missing: cargo build --release -p kvitok"
unset KVITOK_SITE_DIR KVITOK_BIN KVITOK_STEPS KVITOK_STEPS_OWNER
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT
export KVITOK_LOG=warn

# check PUBLISH_JSON MANIFEST MAIL_DIR LETTERS: sums by supplier, and one letter for each Message-ID.
check() {
    node - "$@" <<'JS'
const fs = require("fs");
const [, , publishFile, manifestFile, mailDir, letters] = process.argv;
const published = JSON.parse(fs.readFileSync(publishFile, "utf8").trim().split("\n").pop());
const manifest = JSON.parse(fs.readFileSync(manifestFile, "utf8"));
let electronic = 0, paper = 0;
for (const [inn, register] of Object.entries(published.register)) {
  const e = published.electronic[inn] ?? 0, p = published.paper[inn] ?? 0;
  electronic += e; paper += p;
  if (e + p !== register) throw new Error(`${inn}: ${e} + ${p} is not ${register}`);
  if ((manifest.by_supplier[inn] ?? 0) !== p) throw new Error(`${inn}: the print run holds ${manifest.by_supplier[inn]}, not ${p}`);
}
const files = fs.readdirSync(mailDir).filter((name) => name.endsWith(".eml"));
const ids = new Set(files.map((name) => /^Message-ID: (.*)$/mi.exec(fs.readFileSync(`${mailDir}/${name}`, "utf8"))[1]));
if (files.length !== Number(letters) || ids.size !== files.length)
  throw new Error(`${files.length} letters with ${ids.size} Message-IDs, not ${letters}`);
const r = (kopecks) => (kopecks / 100).toFixed(2);
console.log(`accounts ${published.accounts}; letters ${files.length}, each Message-ID once; print run: ${manifest.documents} documents, ${manifest.lines} lines`);
console.log(`register ${r(electronic + paper)} = electronic ${r(electronic)} + paper ${r(paper)}, for each of ${Object.keys(published.register).length} suppliers to the kopeck`);
JS
}

# Starts a command and kills it with -9 after some milliseconds; answers whether it was still running.
killed_after() {
    local milliseconds="$1"
    shift
    "$@" >/dev/null 2>&1 &
    local pid=$!
    sleep "$(awk "BEGIN { print $milliseconds / 1000 }")"
    if kill -9 "$pid" 2>/dev/null; then
        wait "$pid" 2>/dev/null || true
        return 0
    fi
    return 1
}

month() { # month PERIOD KILLS: takes, publishes and delivers a month
    local period="$1" kills="$2" hits=0 letters_before
    "$KVITOK" generate-register --accounts "$ACCOUNTS" --period "$period" --seed 7 --output "$WORK/register.csv" 2>/dev/null
    "$KVITOK" import register "$WORK/register.csv" >"$WORK/import.out"
    sed -n 2p "$WORK/import.out"
    for ((i = 1; i <= kills; i++)); do
        if killed_after $((120 + 150 * i)) "$KVITOK" publish --period "$period"; then hits=$((hits + 1)); fi
    done
    ((kills == 0)) || echo "publish: killed $hits times of $kills, then run to its end"
    "$KVITOK" publish --period "$period" >"$WORK/publish.json"
    hits=0
    for ((i = 1; i <= kills; i++)); do
        if killed_after $((60 + 90 * i)) "$KVITOK" deliver --until-idle; then hits=$((hits + 1)); fi
    done
    ((kills == 0)) || echo "deliver: killed $hits times of $kills, letters so far: $(find "$KVITOK_DATA_DIR/outbox/mail" -name '*.eml' | wc -l)"
    "$KVITOK" deliver --until-idle
    rm -rf "$WORK/print-run"
    "$KVITOK" print-run --period "$period" --output "$WORK/print-run" >/dev/null
    letters_before="${LETTERS:-0}"
    LETTERS=$((letters_before + RESIDENTS))
    check "$WORK/publish.json" "$WORK/print-run/manifest.json" "$KVITOK_DATA_DIR/outbox/mail" "$LETTERS"
}

export KVITOK_DATA_DIR="$WORK/data"
export KVITOK_DATABASE_URL="${KVITOK_DATABASE_URL:-sqlite://$WORK/data/kvitok.db}"
mkdir -p "$KVITOK_DATA_DIR"
echo "== $ACCOUNTS accounts, $RESIDENTS residents, ${KVITOK_DATABASE_URL%%:*}"
"$KVITOK" generate-register --accounts "$ACCOUNTS" --period 2026-08 --seed 7 --output "$WORK/register.csv" \
    --suppliers-output "$WORK/suppliers.csv" --electronic-from 2026-08 2>/dev/null
"$KVITOK" import suppliers "$WORK/suppliers.csv"
"$KVITOK" import register "$WORK/register.csv" >"$WORK/import.out"
"$KVITOK" generate-residents --count "$RESIDENTS" --seed 3
echo "== 2026-08, undisturbed"
month 2026-08 0
echo "== 2026-09, with kill -9 in the middle of publish and of deliver"
month 2026-09 6
"$KVITOK" consents verify
