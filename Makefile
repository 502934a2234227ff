# Vitrine. Two commands matter:
#
#   make play    builds what is missing and serves the playground on http://localhost:8000 (PORT= changes the port)
#   make test    builds and runs everything; the last line is "N passed, N failed"
#
# Both install what they need first, where they may (.ci/install). Also: make bench, native, wasm, asan, site, package, clean.

PORT ?= 8000
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

# Debian's emcc finds its optimiser's helper only when told where Debian keeps node modules.
export NODE_PATH := /usr/share/nodejs$(if $(NODE_PATH),:$(NODE_PATH))
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)

MODULE := build/wasm/vitrine.wasm
# Ninja's own edges, and nothing else, decide what is out of date: these targets always ask it.
build = cmake --build build/$(1) $(if $(2),--target $(2))

.PHONY: help play serve test bench native asan wasm wasm-tests site package tools test-tools npm clean

help:
	@sed -n '2,8s/^# \{0,1\}//p' Makefile

play: tools site
	@PORT=$(PORT) node web/build/serve.mjs build/site

test: test-tools
	@node tests/run.mjs --build

bench: test-tools wasm build/native/build.ninja
	@$(call build,native,compile_tool)
	@$(call build,wasm,compile_tool)
	@node tests/bench/run.mjs

tools:
	@.ci/install play

test-tools:
	@.ci/install test

build/native/build.ninja:
	@cmake --preset native >/dev/null

build/asan/build.ninja:
	@cmake --preset asan >/dev/null

build/wasm/build.ninja:
	@emcmake cmake --preset wasm >/dev/null

native: build/native/build.ninja
	@$(call build,native)

asan: build/asan/build.ninja
	@$(call build,asan)

wasm: build/wasm/build.ninja
	@$(call build,wasm,vitrine_wasm)

wasm-tests: build/wasm/build.ninja
	@$(call build,wasm)

npm: web/node_modules/.package-lock.json tests/node_modules/.package-lock.json

%/node_modules/.package-lock.json: %/package-lock.json
	@cd $* && npm ci --no-audit --no-fund
	@touch $@

# The site is built again when the module, the package or the pages have changed.
site: wasm web/node_modules/.package-lock.json
	@$(MAKE) --no-print-directory build/site/index.html

build/site/index.html: $(MODULE) $(shell find web/src web/build site -type f 2>/dev/null) web/vite.config.ts web/package-lock.json
	@cd web && npm run --silent build:site

package: wasm web/node_modules/.package-lock.json
	@cd web && npm run --silent build:package

clean:
	rm -rf build web/dist
