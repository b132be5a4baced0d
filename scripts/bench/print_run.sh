# shellcheck shell=bash
# The print run as PDF files: what a sheet costs, and whether that or the memory grows with the town.
# Not here: what is in a sheet (see receipt.sh), publishing (see publish.sh).

bench_print_run() {
    source scripts/agent.sh
    echo
    echo "### Print run as PDF files of 2000 sheets, 8 % of accounts electronic (one run each; manifest and sheets checked)"
    echo
    echo "| accounts | wall s | CPU s | peak MB | of it its own | files | sheets | CPU ms a sheet | wall ms a sheet | MB of PDF |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
    print_run_of "$BENCH_ACCOUNTS"
    local cpu="$SHEET_CPU" wall="$SHEET_WALL"
    print_run_of "$BENCH_MANY"
    echo "| cost of a sheet at $BENCH_MANY ÷ at $BENCH_ACCOUNTS, goal ≤ 1.1 | | | | | | | $(ratio "$SHEET_CPU" "$cpu") | $(ratio "$SHEET_WALL" "$wall") | |"
}

print_run_of() {
    local accounts="$1" run="$WORK/print-run" files sheets file pages bytes
    published "$accounts"
    rm -rf "$run"
    measure print-run "$KVITOK" print-run --period 2026-09 --output "$run"
    check_print_run "$run"
    read -r files sheets <"$WORK/print-run.checked"
    file="$(sed -n 's/.*"name": "\(.*\)".*/\1/p' "$run/manifest.json" | tail -1)"
    pages="$(pdfinfo "$run/$file" | awk '/^Pages:/ { print $2 }')"
    grep -A3 "\"name\": \"$file\"" "$run/manifest.json" | grep -q "\"sheets\": $pages," ||
        fail "$file has $pages pages, which is not what the manifest says"
    [[ "$(sha256sum <"$run/$file" | cut -d' ' -f1)" == "$(sed -n 's/.*"sha256": "\(.*\)".*/\1/p' "$run/manifest.json" | tail -1)" ]] ||
        fail "$file is not the one of the manifest"
    bytes="$(du -cb "$run"/*.pdf | tail -1 | cut -f1)"
    SHEET_CPU="$(calc "$CPU * 1000 / $sheets")"
    SHEET_WALL="$(calc "$WALL * 1000 / $sheets")"
    echo "| $accounts | $WALL | $CPU | $RSS | $ANON | $files | $sheets | $SHEET_CPU | $SHEET_WALL | $((bytes / 1000000)) |"
}

# The files of the manifest add up to it, and it to what was published on paper.
check_print_run() {
    node - "$1/manifest.json" "$WORK/publish.json" >"$WORK/print-run.checked" <<'JS'
const fs = require("fs");
const manifest = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const published = JSON.parse(fs.readFileSync(process.argv[3], "utf8").trim().split("\n").pop());
const sum = (of) => manifest.files.reduce((all, file) => all + of(file), 0);
const equal = (what, a, b) => {
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};
equal("documents", sum((file) => file.documents), manifest.documents);
equal("kopecks", sum((file) => file.total), manifest.total);
for (const [inn, paper] of Object.entries(published.paper)) equal(inn, manifest.by_supplier[inn] ?? 0, paper);
console.log(manifest.files.length, sum((file) => file.sheets));
JS
}
