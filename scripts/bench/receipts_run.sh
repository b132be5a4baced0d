# shellcheck shell=bash
# A receipt for every account of a register, laid out and sealed in one process and dropped.
# Not here: the database (see print_run.sh), HTTP (see receipt.sh).

bench_receipts_run() {
    local times=() receipts sum milliseconds peak mean greatest sample
    detailed_register "$BENCH_ACCOUNTS"
    rm -rf "$WORK/samples"
    mkdir -p "$WORK/samples"
    for _ in 1 2 3; do
        measure receipts_run "$RECEIPTS_RUN" "$REGISTER" "$WORK/suppliers.csv" "$WORK/samples"
        read -r receipts sum milliseconds peak mean greatest <"$WORK/receipts_run.out"
        times+=("$milliseconds")
    done
    # The generator says what the register holds: "2026-09: 62000 accounts, 303784 lines, 373 801 112,68 ₽".
    [[ "$receipts" == "$BENCH_ACCOUNTS" ]] || fail "$receipts receipts of $BENCH_ACCOUNTS accounts"
    [[ "$sum" == "$(sed 's/.*lines, //; s/[^0-9]//g' "$REGISTER.totals")" ]] || fail "the receipts come to $sum kopecks"
    for sample in "$WORK"/samples/*.pdf; do
        qpdf --check "$sample" >"$WORK/qpdf.out" 2>&1 || fail "qpdf --check: $(tail -3 "$WORK/qpdf.out")"
        pdftotext "$sample" - | tr -d '[:space:]\302\240' | grep -qaF "$(basename "$sample" .pdf)" ||
            fail "$(basename "$sample") does not name its account"
    done
    echo
    echo "### $receipts receipts with QR codes to memory in one process (median of 3; sums and samples checked)"
    echo
    echo "| CPU ms a receipt | goal | peak MB | goal | mean bytes | greatest | goal |"
    echo "|---|---|---|---|---|---|---|"
    echo "| $(median "${times[@]}") | ≤ 1.5 | $peak | ≤ 200 | $mean | $greatest | ≤ 20 000 |"
}
