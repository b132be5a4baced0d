#!/usr/bin/env bash
# Looks at what is there and installs what is missing, without a question; run again, it does nothing.
# Usage: scripts/setup.sh run|postgres|test|bench|image   (each of the others includes run)
# Not here: building the project itself.

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

goal="${1:-run}"
[[ "$goal" =~ ^(run|postgres|test|bench|image)$ ]] || fail "usage: scripts/setup.sh run|postgres|test|bench|image"

DENY_VERSION=0.20.2

# --- Debian packages ---------------------------------------------------------------------------

missing=()
need() { # need COMMAND-OR-PATH PACKAGE…
    [[ "$1" == /* && -e "$1" ]] || command -v "$1" >/dev/null || missing+=("${@:2}")
}

library() { # library NAME PACKAGE
    compgen -G "/usr/lib/*/$1.so.0" >/dev/null || missing+=("$2")
}

install_missing() {
    local root=()
    if [[ $EUID != 0 ]]; then
        sudo -n true 2>/dev/null ||
            fail "needs root once: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
        root=(sudo -n)
    fi
    # The tests bring their own settings for Postfix; no mail server is to run on this machine because of them.
    [[ " ${missing[*]} " != *" postfix "* ]] ||
        echo "postfix postfix/main_mailer_type select No configuration" | "${root[@]}" debconf-set-selections
    # Another repository's trouble must not stop us: what matters is whether the packages install.
    "${root[@]}" apt-get -qq update || echo "apt-get update reported errors; trying with what it got"
    # Its own messages only when it fails: they are long.
    local log
    log="$(mktemp)"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
        { cat "$log" >&2 && fail "apt-get could not install: ${missing[*]}"; }
    rm -f "$log"
}

packages() { # packages WHAT-FOR HOW-LONG: installs what `need` has collected
    [[ ${#missing[@]} == 0 ]] && return
    echo "missing: ${missing[*]}"
    step "Debian packages for $1 ($2)" install_missing
    missing=()
}

# --- WASM target -------------------------------------------------------------------------------

RUSTUP_REFUSED="$CACHE_DIR/rustup-refused"

# Where Rust's download site does not answer, rustup waits for long: one try, and remembered.
rustup_target() {
    timeout 40 rustup target add wasm32-unknown-unknown && has_wasm_std rustc && return
    mkdir -p "$CACHE_DIR"
    date >"$RUSTUP_REFUSED"
    echo "rustup could not get it: taking Debian's compiler (delete $RUSTUP_REFUSED to try rustup again)"
}

link_debian() { rustup run debian rustc --version >/dev/null 2>&1 || rustup toolchain link debian /usr; }

wasm_target() {
    (use_wasm_toolchain) && return
    if [[ "${KVITOK_WASM:-}" != debian && ! -e "$RUSTUP_REFUSED" ]]; then
        step "Rust's WASM target from rustup (seconds, or 40 s if refused)" rustup_target
        (use_wasm_toolchain) && return
    fi
    need /usr/bin/rustc rustc-web
    need /usr/bin/cargo cargo-web
    need /usr/lib/rustlib/src/rust/library/std/Cargo.toml rust-web-src
    [[ -n "$(wasm_linker)" ]] || missing+=(lld-22)
    packages "the WASM compiler" "half a minute"
    link_debian
    (use_wasm_toolchain) || step "Rust's standard library for WASM, built once (a minute)" scripts/wasm-std.sh
    (use_wasm_toolchain) || fail "still no WASM target: see the lines above"
}

# --- Tools of ours, each in a folder named by its version ------------------------------------------

# Only the library that does the work: wasm-bindgen-cli brings a web server and a TLS stack along,
# and takes three times as long.
build_bindgen() {
    local work="$(dirname "$(dirname "$BINDGEN")")"
    mkdir -p "$work/src" "$work/bin"
    cp scripts/web/bindgen.rs "$work/src/main.rs"
    cat >"$work/Cargo.toml" <<TOML
[package]
name = "bindgen"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
wasm-bindgen-cli-support = "=$BINDGEN_VERSION"
wasm_split_cli_support = "=$SPLIT_VERSION"
walrus = "0.27"
[profile.release]
opt-level = 1
TOML
    (cd "$work" && cargo build --quiet --release --target-dir "$work/target")
    cp "$work/target/release/bindgen" "$BINDGEN"
    rm -rf "$work/target"
}

install_web_tools() {
    mkdir -p "$WEB_TOOLS_DIR"
    cp scripts/web/package.json scripts/web/package-lock.json "$WEB_TOOLS_DIR/"
    (cd "$WEB_TOOLS_DIR" && npm ci --no-audit --no-fund --loglevel=error)
}

# At opt-level 0: it runs for a second, and would build for minutes.
install_deny() {
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install --quiet "cargo-deny@$DENY_VERSION" --no-default-features --root "$TOOLS_DIR/cargo-deny"
}

install_peers() {
    rm -rf "$PEERS_DIR"
    python3 -m venv "$PEERS_DIR"
    "$PEERS_DIR/bin/pip" install --quiet --disable-pip-version-check -r scripts/bench/requirements.txt
    touch "$PEERS_DIR/installed"
}

install_bench_web() {
    rm -rf "$BENCH_WEB_DIR"
    mkdir -p "$BENCH_WEB_DIR"
    cp scripts/bench/web/package.json scripts/bench/web/package-lock.json "$BENCH_WEB_DIR/"
    (cd "$BENCH_WEB_DIR" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
}

# Done when npm's own record of what it installed is newer than the lock file.
end2end_modules_fresh() { [[ end2end/node_modules/.package-lock.json -nt end2end/package-lock.json ]]; }
install_end2end() { (cd end2end && npm ci --no-audit --no-fund --loglevel=error); }

# --- What each goal needs --------------------------------------------------------------------------

command -v rustup >/dev/null && command -v cargo >/dev/null ||
    fail "Rust is missing: install rustup (https://rustup.rs) with its stable toolchain, then run this again"
command -v npm >/dev/null && [[ "$(node --version)" =~ ^v([0-9]+) && ${BASH_REMATCH[1]} -ge 20 ]] ||
    fail "Node.js 20 or newer with npm is missing: install it (https://nodejs.org), then run this again"

need cc gcc libc6-dev
packages "compiling" "half a minute"

if [[ "$goal" == postgres || "$goal" == test || "$goal" == bench ]]; then
    need initdb postgresql
fi
if [[ "$goal" == test || "$goal" == bench ]]; then
    need pdftoppm poppler-utils
    need zbarimg zbar-tools
    need qpdf qpdf
fi
if [[ "$goal" == test ]]; then
    need sqlite3 sqlite3
    need chromium chromium
    need openssl openssl
    need postfix postfix
    need /usr/sbin/nginx nginx
    need /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
fi
if [[ "$goal" == bench ]]; then
    need sqlite3 sqlite3
    need wrk wrk
    need smtp-sink postfix
    need chromium chromium
    need /usr/bin/time time
    need python3 python3
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    # WeasyPrint loads these while it runs.
    library libpango-1.0 libpango-1.0-0
    library libpangoft2-1.0 libpangoft2-1.0-0
    library libharfbuzz-subset libharfbuzz-subset0
fi
if [[ "$goal" == image ]]; then
    need buildah buildah
    need mmdebstrap mmdebstrap
    need curl curl
    need strip binutils
fi
packages "$goal" "a minute"

wasm_target
[[ -n "$BINDGEN_VERSION" ]] || fail "Cargo.lock names no wasm-bindgen"
[[ -x "$BINDGEN" ]] || step "wasm-bindgen $BINDGEN_VERSION and wasm-split $SPLIT_VERSION, built once (two minutes)" build_bindgen
[[ -e "$WEB_TOOLS_DIR/node_modules/.package-lock.json" ]] ||
    step "wasm-opt, esbuild and Lightning CSS from npm (seconds)" install_web_tools

if [[ "$goal" == test ]]; then
    [[ -x "$TOOLS_DIR/cargo-deny/bin/cargo-deny" ]] ||
        step "cargo-deny $DENY_VERSION, built once (two minutes)" install_deny
    if [[ -e end2end/package-lock.json ]]; then
        end2end_modules_fresh || step "Playwright from npm (seconds)" install_end2end
    fi
fi
if [[ "$goal" == bench ]]; then
    [[ -e "$PEERS_DIR/installed" ]] || step "WeasyPrint, reportlab and segno from PyPI (seconds)" install_peers
    [[ -e "$BENCH_WEB_DIR/node_modules/.package-lock.json" ]] ||
        step "Lighthouse and SvelteKit from npm (a minute)" install_bench_web
fi
