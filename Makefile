# Every command is a script; this only names them. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run run-postgres web test lint fmt test-rust test-e2e screens receipts bench bench-web faults cluster image clean

help: ## this list
	@awk -F ":.*## " '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and the demo need and is missing (a few minutes on a bare machine)
	@scripts/setup.sh run

run: ## set up, build and start the demo; ARGS="…" goes to `kvitok demo`
	@scripts/run.sh $(ARGS)

run-postgres: ## the same on a throw-away PostgreSQL
	@scripts/run.sh --postgres $(ARGS)

web: ## build only what the browser loads
	@scripts/setup.sh run && scripts/build-web.sh

test: ## every check: format, lints, dependencies, Rust tests, browser tests
	@scripts/test.sh all

lint: ## format, clippy and dependency rules only
	@scripts/test.sh lint

fmt: ## format the Rust code
	@cargo fmt --all

test-rust: ## dependency rules and Rust tests only
	@scripts/test.sh rust

test-e2e: ## browser tests only
	@scripts/test.sh e2e

screens: ## take the screenshots of every page
	@scripts/screens.sh

receipts: ## take pictures of receipts of ten households
	@scripts/receipts.sh

bench: ## the measurements
	@scripts/setup.sh bench
	@if [[ -x scripts/bench.sh ]]; then scripts/bench.sh; else echo "no scripts/bench.sh yet"; fi

bench-web: ## the measurements of what the browser gets
	@scripts/setup.sh bench && scripts/bench-web.sh

faults: ## kills, refusals, silence, a lost database, a full disk, on a release build; counts what was lost or doubled
	@scripts/setup.sh bench && cargo build --release --locked --bin kvitok && scripts/faults.sh

cluster: ## two servers and two workers on one PostgreSQL behind nginx: whether they work as one
	@scripts/setup.sh test && cargo build --locked --bin kvitok && scripts/cluster.sh

image: ## a container image from Debian's packages and a release build, tried before it is written to an archive
	@scripts/setup.sh image && scripts/build-web.sh && cargo build --release --locked --bin kvitok && scripts/image.sh

clean: ## delete what was built (not the tools in the cache folder)
	@source scripts/env.sh && rm -rf "$$TARGET_DIR" end2end/node_modules end2end/test-results end2end/playwright-report
