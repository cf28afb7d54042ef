# Goodgate: `make demo` shows the main job, `make test` proves it. Each does its own set-up.
.DEFAULT_GOAL := help
SHELL := /bin/bash
JOBS ?= $(shell nproc)

.PHONY: help setup demo build test test-asan bench fuzz mutants format lint package clean

help:            ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+: .*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build:           ## the release binary: build/release/goodgate
	@tools/setup run
	@cmake --preset release >/dev/null
	@ninja -C build/release -j $(JOBS) --quiet

demo: build      ## build, make the sample production, gate it, and serve the desk on it
	@demo/run build/release

test:            ## every test: g++, and clang with AddressSanitizer and UBSan; corpus replay, checks (UNITS=ON: all with g++ too)
	@tools/setup test
	@tools/test

bench:           ## speed and memory, side by side with the peers that are installed
	@tools/setup all
	@$(MAKE) --no-print-directory build
	@ninja -C build/release -j $(JOBS) --quiet rulebook_bench http_bench ledger_bench bindings_bench
	@status=0; for one in run rulebooks http ledger bindings credentials signing desk web; do bench/$$one build/release || status=$$?; done; exit $$status

fuzz:            ## a bounded round of every fuzz target (FUZZ_SECONDS=20 each)
	@tools/setup test
	@tools/fuzz

mutants:         ## half a million damaged files through validation and scan (MUTANTS=500000, SANITIZE=1, ONE=NUMBER)
	@tools/setup test
	@tools/mutants

format:          ## lay out every C++ file as .clang-format says
	@tools/setup all
	@git ls-files '*.cpp' '*.h' | xargs -r clang-format-19 -i

lint:            ## clang-tidy on the files that changed since main's last commit (ALL=1: every file)
	@tools/setup all
	@tools/lint

package: build   ## a Debian package in build/release
	@tools/setup all
	@cd build/release && cpack -G DEB

clean:           ## remove build outputs
	rm -rf build goodgate-demo
