#!/usr/bin/env bash
# All the checks there are, the quick ones first; stops at the first that fails.
# Usage: scripts/test.sh [all|lint|rust|e2e]
# Not here: the tests.

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

what="${1:-all}"
[[ "$what" =~ ^(all|lint|rust|e2e)$ ]] || fail "usage: scripts/test.sh [all|lint|rust|e2e]"
wants() { [[ "$what" == all || "$what" == "$1" ]]; }

began=$SECONDS
logs="$TARGET_DIR/test-logs"
mkdir -p "$logs"
rm -f "$logs"/*
# The last lines of a failed run say why: of a long log that is often all one gets to see.
export KVITOK_TEST_REASONS="$logs/browser.reasons"
# Nothing in it may fail: under `set -e` that would be the end of a run that passed.
trap 'print_steps; [[ ! -e "$KVITOK_TEST_REASONS" ]] || cat "$KVITOK_TEST_REASONS"; rm -f "$KVITOK_STEPS"' EXIT

# `frontend` is left out: one cargo call with both would unify `hydrate` and `ssr`. The web build compiles it.
native=(--workspace --exclude frontend --features app/ssr --locked)

rust_tests() { cargo test "${native[@]}" 2>&1 | tee "$logs/rust.log"; }
deny() { "$TOOLS_DIR/cargo-deny/bin/cargo-deny" --locked check --hide-inclusion-graph bans licenses sources; }
browser_tests() { (cd end2end && npx playwright test) 2>&1 | tee "$logs/browser.log"; }

scripts/setup.sh test
if wants lint; then
    step "Format" cargo fmt --all --check
    step "Clippy" cargo clippy "${native[@]}" --all-targets -- -D warnings
fi
if wants lint || wants rust; then
    step "Dependencies: bans, licences, sources" deny
    echo "(advisories need the network: cargo deny check advisories)"
fi
# Before the tests: the server embeds the site, and so is compiled once and not twice.
if [[ "$what" != lint ]]; then
    scripts/build-web.sh
    step "Sizes of the web build" node scripts/web-sizes.mjs
fi
if wants rust; then step "Rust tests" rust_tests; fi
if wants e2e; then
    step "Server" cargo build --bin kvitok --locked
    step "A month through a real mail server" scripts/mail.sh
    step "Two servers and two workers on one database" scripts/cluster.sh
    step "Browser tests" browser_tests
fi
print_steps

# One line over all, in the words of cargo's own, after the runners' own lines above.
sum() { # sum FILE PATTERN: adds up the numbers that stand before PATTERN
    [[ -e "$1" ]] || { echo 0 && return; }
    { grep -oE "[0-9]+ $2" "$1" || true; } | awk '{ n += $1 } END { print n + 0 }'
}
grep -E '^test result: ' "$logs/rust.log" >"$logs/rust.sum" 2>/dev/null || true
rust="$(sum "$logs/rust.sum" passed)"
browser="$(sum "$logs/browser.log" 'passed \(')"
if [[ "$what" != lint ]]; then
    echo "$rust Rust tests and $browser browser tests"
    echo "test result: ok. $((rust + browser)) passed; 0 failed; $(sum "$logs/rust.sum" ignored) ignored;" \
        "0 measured; 0 filtered out; finished in $((SECONDS - began)).00s"
fi
