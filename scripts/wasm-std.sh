#!/usr/bin/env bash
# Builds Rust's standard library for WASM with Debian's compiler and puts it where a packaged
# target would be, so that every later command is the ordinary one.
# Usage: scripts/wasm-std.sh [FOLDER]   (FOLDER instead of the compiler's own, to try it out)
# Not here: the packages it needs (setup.sh).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

export RUSTUP_TOOLCHAIN=debian
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(wasm_linker)" || fail "no wasm-ld on PATH"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
into="${1:-$(rustc --print target-libdir --target wasm32-unknown-unknown)}"

work="$(mktemp -d)"
mkdir "$work/src"
touch "$work/src/lib.rs"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "wasmstd"
version = "0.0.0"
edition = "2024"
[lib]
crate-type = ["cdylib"]
[profile.release]
panic = "abort"
TOML

# Away from the project's own .cargo/config.toml. Bootstrap: the compiler is stable, the flags are not.
(
    cd "$work"
    RUSTC_BOOTSTRAP=1 cargo build --quiet --release --target wasm32-unknown-unknown \
        --target-dir "$work/target" -Z build-std=std,panic_abort -Z build-std-features=optimize_for_size
)
mkdir "$work/lib"
for lib in "$work"/target/wasm32-unknown-unknown/release/deps/lib*.rlib; do
    [[ "$lib" == */libwasmstd* ]] || cp "$lib" "$work/lib/"
done
rustc --version >"$work/lib/made-for"

# The old ones first: two `libstd-*.rlib` side by side are an error to the compiler.
as_root() { if [[ -w "$(dirname "$into")" || -w "$into" ]]; then "$@"; else sudo -n "$@"; fi; }
as_root rm -rf "$into"
as_root mkdir -p "$into"
as_root cp "$work"/lib/* "$into/"
rm -rf "$work"
