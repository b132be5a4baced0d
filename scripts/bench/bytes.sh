# shellcheck shell=bash
# What a first visit loads, as really sent (brotli), page by page.
# Not here: time.

bench_bytes() {
    local url="http://127.0.0.1:39873" cookie page html css js wasm
    unset KVITOK_DATA_DIR KVITOK_DATABASE_URL KVITOK_PUBLIC_URL
    "$KVITOK" demo --listen 127.0.0.1:39873 >"$WORK/demo.out" 2>&1 &
    SERVER=$!
    wait_for "$url/sign-in"
    curl -s -o /dev/null -c "$WORK/cookies" -H 'accept: text/html' --data-urlencode login=anna@example.ru \
        --data-urlencode 'password=квитанция 2026' "$url/api/sign-in"
    cookie="$(awk '/kvitok_session/ { print $6 "=" $7 }' "$WORK/cookies")"
    echo
    echo "### First-load bytes, brotli, as sent (goal: HTML + CSS ≤ 25 000)"
    echo
    echo "| page | HTML | CSS | HTML + CSS | JS | WASM |"
    echo "|---|---|---|---|---|---|"
    for page in / /sign-in /addresses /receipts; do
        local session=()
        [[ "$page" == /addresses || "$page" == /receipts ]] && session=(-H "cookie: $cookie")
        curl -s "${session[@]}" "$url$page" >"$WORK/page.html"
        html="$(sent "$page" "${session[@]}")"
        css="$(sent "$(grep -o '/pkg/[^"]*\.css' "$WORK/page.html" | head -1)")"
        js="$(sent "$(grep -o '/pkg/[^"]*\.js' "$WORK/page.html" | head -1)")"
        wasm="$(sent "$(grep -o '/pkg/[^"]*\.wasm' "$WORK/page.html" | head -1)")"
        echo "| $page | $html | $css | $((html + css)) | $js | $wasm |"
    done
    kill "$SERVER"
    wait "$SERVER" 2>/dev/null || true
    SERVER=""
}

sent() {
    local path="$1"
    shift
    curl -s "$@" -H 'accept-encoding: br' -o "$WORK/body" -w '%{http_code} %{size_download}' "$url$path" >"$WORK/sent"
    read -r code size <"$WORK/sent"
    [[ "$code" == 200 ]] || fail "$path answers $code"
    echo "$size"
}
