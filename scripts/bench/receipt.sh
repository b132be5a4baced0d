# shellcheck shell=bash
# One receipt as PDF with its QR codes, from the server, beside reportlab and WeasyPrint that make the same one.
# Not here: a whole month of receipts (see receipts_run.sh and print_run.sh).

bench_receipt() {
    local port=39874 url="http://127.0.0.1:39874" account id peer
    python() { "$PEERS_DIR/bin/python" "scripts/bench/$1.py" "${@:2}"; }
    source scripts/agent.sh
    export KVITOK_PUBLIC_URL="$url"
    published "$BENCH_ACCOUNTS"
    local db="$WORK/data/kvitok.db"
    sqlite3 "$db" "select number from holder join utility_account on account_id = id" >"$WORK/residents"
    account="$(python receipt_content choose "$REGISTER" "$WORK/residents")"
    id="$(session "$db" "$account")"

    # The letters first: the server would send them while it is measured.
    "$KVITOK" deliver --until-idle >/dev/null
    KVITOK_LISTEN="127.0.0.1:$port" "$KVITOK" serve >"$WORK/serve.out" 2>&1 &
    SERVER=$!
    wait_for "$url/sign-in"
    [[ "$(curl -s -o "$WORK/ours.pdf" -w '%{http_code} %{content_type}' -H "cookie: $COOKIE" "$url/receipts/$id.pdf")" \
        == "200 application/pdf" ]] || fail "the server gives no receipt"
    python receipt_content content "$REGISTER" "$WORK/suppliers.csv" "$account" "$WORK/ours.pdf" >"$WORK/content.json"
    for peer in reportlab weasyprint; do
        python receipt_peers make "$peer" "$WORK/content.json" "$WORK/$peer.pdf"
    done
    local content
    content="$(python receipt_content check "$WORK/content.json" "$WORK/ours.pdf" "$WORK/reportlab.pdf" "$WORK/weasyprint.pdf")"

    local plain=() packed=() reportlab=() weasyprint=() size sent reportlab_bytes weasyprint_bytes
    for _ in 1 2 3; do
        serve_pdfs "x: y"
        plain+=("$PER_PDF")
        serve_pdfs "accept-encoding: gzip, br"
        packed+=("$PER_PDF")
        python receipt_peers time reportlab "$WORK/content.json" 40 >"$WORK/peer.out"
        read -r peer reportlab_bytes <"$WORK/peer.out"
        reportlab+=("$peer")
        python receipt_peers time weasyprint "$WORK/content.json" 5 >"$WORK/peer.out"
        read -r peer weasyprint_bytes <"$WORK/peer.out"
        weasyprint+=("$peer")
    done
    size="$(stat -c %s "$WORK/ours.pdf")"
    sent="$(curl -s -o /dev/null -w '%{size_download}' -H "cookie: $COOKIE" -H 'accept-encoding: gzip, br' "$url/receipts/$id.pdf")"
    kill "$SERVER"
    wait "$SERVER" 2>/dev/null || true
    SERVER=""
    unset KVITOK_PUBLIC_URL

    local ours
    ours="$(median "${plain[@]}")"
    echo
    echo "### One receipt as PDF: $content, the same in each (median of 3; database of $BENCH_ACCOUNTS accounts)"
    echo
    echo "| maker | CPU ms a document | bytes | times ours | goal |"
    echo "|---|---|---|---|---|"
    echo "| kvitok over HTTP: session, database, tagged PDF/A, sealed | $ours | $size | 1 | ≤ 3 ms |"
    echo "| the same, asked for by a browser (accept-encoding: br) | $(median "${packed[@]}") | $sent | $(ratio "$(median "${packed[@]}")" "$ours") | |"
    pdf_row "reportlab $(version reportlab) and segno $(version segno), in process" "$(median "${reportlab[@]}")" "$reportlab_bytes" "≥ 20"
    pdf_row "WeasyPrint $(version weasyprint) and segno, in process" "$(median "${weasyprint[@]}")" "$weasyprint_bytes" ""
}

version() { "$PEERS_DIR/bin/python" -c "import $1; print($1.__version__ if '$1' != 'reportlab' else $1.Version)"; }

pdf_row() { echo "| $1 | $2 | $3 | $(ratio "$2" "$ours") | $4 |"; }

# session DATABASE ACCOUNT: signs the holder of an account in; prints the id of its receipt. COOKIE is what the browser holds.
COOKIE="kvitok_session=$(printf '61%.0s' {1..32})"
session() {
    local hash
    hash="$(printf 'a%.0s' {1..32} | sha256sum | cut -d' ' -f1)"
    sqlite3 "$1" "insert into session select x'$hash', resident_id, now, now, now + 86400000, 'bench'
            from holder join utility_account on account_id = id, (select unixepoch() * 1000 as now) where number = '$2';
        select substr(id, 1, 8) || '-' || substr(id, 9, 4) || '-' || substr(id, 13, 4) || '-' || substr(id, 17, 4) || '-' ||
            substr(id, 21) from (select lower(hex(receipt.id)) as id from receipt
            join utility_account on utility_account.id = account_id where number = '$2' order by version desc limit 1)"
}

# serve_pdfs HEADER: sets PER_PDF, CPU milliseconds of the server for one.
serve_pdfs() {
    local before after requests
    wrk -t1 -c4 -d2s -H "cookie: $COOKIE" -H "$1" "$url/receipts/$id.pdf" >/dev/null
    before="$(cpu_of "$SERVER")"
    wrk -t1 -c4 -d8s -H "cookie: $COOKIE" -H "$1" "$url/receipts/$id.pdf" >"$WORK/wrk.out"
    after="$(cpu_of "$SERVER")"
    if grep -q 'Non-2xx' "$WORK/wrk.out"; then fail "errors under load: $(grep Non-2xx "$WORK/wrk.out")"; fi
    requests="$(awk '/requests in/ { print $1 }' "$WORK/wrk.out")"
    PER_PDF="$(awk "BEGIN { printf \"%.3f\", ($after - $before) * 1000 / $requests }")"
}
