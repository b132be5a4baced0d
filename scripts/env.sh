# shellcheck shell=bash
# Folders and helpers that every script shares. Source it; it changes to the project's root.
# Not here: anything that installs or builds.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"

# What outlives a clone: the tools we build, and under CI=true the build output too.
CACHE_DIR="${XDG_CACHE_HOME:-${HOME:?HOME must be set}/.cache}/kvitok"
TOOLS_DIR="$CACHE_DIR/tools"
if [[ "${CI:-}" == true ]]; then
    export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CACHE_DIR/target}"
    export npm_config_cache="${npm_config_cache:-$CACHE_DIR/npm}"
fi
TARGET_DIR="${CARGO_TARGET_DIR:-$ROOT/target}"
[[ "$TARGET_DIR" == /* ]] || TARGET_DIR="$ROOT/$TARGET_DIR"
SITE_DIR="$TARGET_DIR/site"
export ROOT CACHE_DIR TOOLS_DIR TARGET_DIR SITE_DIR
export KVITOK_SITE_DIR="$SITE_DIR"               # the server's build.rs embeds this folder
export KVITOK_BIN="$TARGET_DIR/debug/kvitok"     # the browser tests start this
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1        # they use the system's Chromium

# The npm tools of the web build live beside the other tools, one folder for each lock file.
WEB_TOOLS_DIR="$TOOLS_DIR/web-$(sha256sum scripts/web/package-lock.json | cut -c1-12)"
# wasm-bindgen refuses output of any other version than its own.
BINDGEN_VERSION="$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q}' Cargo.lock)"
SPLIT_VERSION=0.2.4
BINDGEN="$TOOLS_DIR/bindgen-$BINDGEN_VERSION-$SPLIT_VERSION-$(sha256sum scripts/web/bindgen.rs | cut -c1-12)/bin/bindgen"
# The Python peers of the measurements, likewise.
PEERS_DIR="$TOOLS_DIR/peers-$(sha256sum scripts/bench/requirements.txt | cut -c1-12)"
# Lighthouse and the peer of the browser's measurements, likewise.
BENCH_WEB_DIR="$TOOLS_DIR/bench-web-$(sha256sum scripts/bench/web/package-lock.json | cut -c1-12)"
export BENCH_WEB_DIR WEB_TOOLS_DIR BINDGEN_VERSION SPLIT_VERSION BINDGEN PEERS_DIR

# Debian keeps PostgreSQL's server programs off PATH.
if ! command -v initdb >/dev/null; then
    for bin in /usr/lib/postgresql/*/bin; do
        [[ -x "$bin/initdb" ]] && PATH="$PATH:$bin"
    done
    export PATH
fi

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Whether `rustc` (arguments: the way to call it) has a standard library for WASM.
has_wasm_std() {
    local lib
    lib="$("$@" --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" || return 1
    compgen -G "$lib/libstd-*.rlib" >/dev/null || return 1
    # Ours is made for one compiler; after an upgrade of the package it is of no use.
    [[ ! -e "$lib/made-for" ]] || [[ "$(cat "$lib/made-for")" == "$("$@" --version)" ]]
}

# Makes `cargo build` for WASM work: nothing to do with rustup's target, Debian's compiler otherwise.
# KVITOK_WASM=debian takes Debian's even so.
use_wasm_toolchain() {
    [[ "${KVITOK_WASM:-}" != debian ]] && has_wasm_std rustc && return
    has_wasm_std rustup run debian rustc || return 1
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(wasm_linker)" || return 1
    export RUSTUP_TOOLCHAIN=debian CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
}

wasm_linker() {
    compgen -c wasm-ld | sort -uV | tail -n 1 | grep .
}

# step NAME COMMAND…: says what it does, runs it, and keeps the time for the table at the end.
# The outermost script owns the table; those it calls only add to it.
step() {
    local name="$1" began rc=0
    shift
    say "→ $name"
    began=$(date +%s%N)
    # In a subshell, so that a failing command ends the step and not the account of it;
    # and not as `… || rc=$?`, which would switch `set -e` off inside.
    set +e
    (
        set -e
        "$@"
    )
    rc=$?
    set -e
    local took=$((($(date +%s%N) - began) / 10000000))
    printf '%s\t%d.%02d\n' "$name$([[ $rc == 0 ]] || echo ' — FAILED')" \
        $((took / 100)) $((took % 100)) >>"$KVITOK_STEPS"
    return "$rc"
}

print_steps() {
    [[ "$KVITOK_STEPS_OWNER" == "$$" && -s "$KVITOK_STEPS" ]] || return 0
    awk -F'\t' '
        BEGIN { printf "\n%-52s %8s\n", "Step", "Seconds" }
        { printf "%-52s %8.1f\n", $1, $2; all += $2 }
        END { printf "%-52s %8.1f\n\n", "Total", all }' "$KVITOK_STEPS"
    : >"$KVITOK_STEPS"
}

if [[ -z "${KVITOK_STEPS:-}" ]]; then
    KVITOK_STEPS="$(mktemp)"
    KVITOK_STEPS_OWNER=$$
    export KVITOK_STEPS KVITOK_STEPS_OWNER
    trap 'print_steps; rm -f "$KVITOK_STEPS"' EXIT
fi
