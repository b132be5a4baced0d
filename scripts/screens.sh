#!/usr/bin/env bash
# Takes the screenshots of every page with the browser tests' `screens` project.
# Not here: which pages, and where the pictures go (end2end).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

scripts/setup.sh test
scripts/build-web.sh
step "Server" cargo build --bin kvitok
cd end2end
step "Screenshots" env KVITOK_SCREENS=1 npx playwright test --project=screens
