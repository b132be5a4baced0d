#!/usr/bin/env bash
# Builds what the browser loads into $SITE_DIR, or does nothing if it is up to date.
# Not here: the work itself (build-web.mjs) and its tools (setup.sh).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

use_wasm_toolchain && [[ -x "$BINDGEN" && -d "$WEB_TOOLS_DIR/node_modules" ]] || fail "run \`make setup\` first"
step "Web build: WASM, JavaScript, CSS" node scripts/build-web.mjs
