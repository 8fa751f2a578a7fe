# make        pages and binary
# make web    the pages alone (needs Node 20 or newer)
# make test   type check of the pages, vet, and tests of everything, with the
#             race detector where goroutines share anything, in Chromium and
#             behind nginx (installed when they are not there)
# make bench  the benchmarks, once each
# make demo   a whole session with simulated people, to look at and join

GO   ?= go
NPM  ?= npm
WEBSRC := $(shell find web/src web/css web/i18n -type f 2>/dev/null) web/build.mjs web/package-lock.json web/tsconfig.json

.PHONY: all build web test bench demo tools clean

all: build

build: web
	$(GO) build -o bin/parley ./cmd/parley

web: web/dist/phone.js

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && $(NPM) ci

web/dist/phone.js: web/node_modules/.package-lock.json $(WEBSRC)
	cd web && $(NPM) run --silent check && $(NPM) run --silent build

# What counts rather than waits for others takes ten times as long under the race
# detector: of that only the tests in which goroutines share something run with it.
ARITHMETIC := ./internal/opinion ./internal/stand ./cmd/opinion-table

test: tools web
	$(GO) vet ./...
	$(GO) test -race -timeout 14m $$($(GO) list ./... | grep -vxF "$$($(GO) list $(ARITHMETIC))")
	$(GO) test $(ARITHMETIC)
	$(GO) test -race ./internal/opinion -run 'Threads|Live|Swap|Stop|Trace'

bench: web
	$(GO) test -run '^$$' -bench . -benchtime 1s ./...

demo: build
	bin/parley demo

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

tools:
	@for p in chromium-headless-shell:chromium-headless-shell gcc:build-essential nginx:nginx-light systemd-analyze:systemd; do \
		PATH=$$PATH:/usr/sbin command -v $${p%:*} >/dev/null || missing="$$missing $${p#*:}"; done; \
	test -z "$$missing" || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $$missing)

clean:
	rm -rf bin web/dist/*.js web/dist/*.css web/dist/*.br
