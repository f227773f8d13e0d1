# Everything one does with this project, one line each. It needs Python 3.11 or later, make, and a package index.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes
CODE := peerjournal tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help run demo test proofs screens torture check interop bench pictures fix pins

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/ready ## open the program
	@$(BIN)/peerjournal

demo: .venv/ready ## look around in a made-up journal; without a terminal its whole way is told
	@$(BIN)/peerjournal demo

test: .venv/ready .venv/tinydb-tests/pytest.ini ## the tests; they need nothing but Python and its packages
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not interop and not screens" -rs

proofs: .venv/ready ## the long proofs whole, of which the tests try one case in ten
	PEERJOURNAL_EVERY=1 $(BIN)/python -m pytest -n auto --dist worksteal -m sampled -rs

screens: .venv/ready ## the app, every screen of it, in memory and in real terminals; this takes minutes
	$(BIN)/python -m pytest -n auto --dist worksteal -m screens -rs

check: .venv/ready ## style, types, the floors of the house, and the documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest tests/test_house.py tests/test_docs.py tests/test_voice.py

torture: .venv/ready ## kill it, fill the disk, pull the plug, thousands of times; `TORTURE="--only R5"` picks a row
	$(BIN)/python -m tests.torture $(TORTURE)

interop: .venv/ready .venv-bench/ready tests/interop/node_modules/ready ## with other people's programs; says what it needs and what it skipped
	@for each in age syncthing rclone git chromium firefox-esr qpdf zsh fish jq; do command -v $$each >/dev/null || \
		echo "The $$each command is not here. On Debian and Ubuntu: apt-get install $$each"; done
	@command -v pdftotext >/dev/null || echo "The pdftotext command is not here. On Debian and Ubuntu: apt-get install poppler-utils"
	$(BIN)/python -m pytest -m interop -rs

bench: .venv/ready .venv-bench/ready ## measure us beside jrnl and stock TinyDB, in one run
	$(BIN)/python -m benchmarks --jrnl .venv-bench/bin/jrnl

pictures: .venv/ready ## draw the screens for the README and the guide; with Chromium the web page too
	$(BIN)/python -m tests.tui.pictures
	$(BIN)/python -m tests.interop.page_pictures

fix: .venv/ready ## put style, the plan of the house and the command reference right where a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.house_plan
	$(BIN)/python -m tests.command_reference

# Two steps, so that a changed setting in pyproject.toml does not fetch every package again.
.venv/packages: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Peerjournal needs Python 3.11 or later: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	rm -rf .venv
	@$(PYTHON) -m venv .venv || { echo "This Python makes no environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python $(INSTALL) -r requirements/dev.txt
	@touch $@

.venv/ready: .venv/packages pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(CODE)
	@touch $@

# TinyDB's own tests come with its source distribution, pinned by hash like every package.
.venv/tinydb-tests/pytest.ini: .venv/packages
	$(BIN)/python -m tests.vault.tinydb_suite fetch

.venv-bench/ready: requirements/bench.txt
	rm -rf .venv-bench
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python $(INSTALL) -r requirements/bench.txt
	@touch $@

# Without npm the tests that need it say so themselves.
tests/interop/node_modules/ready: tests/interop/package-lock.json
	@if command -v npm >/dev/null; then cd tests/interop && npm ci --no-audit --no-fund && touch node_modules/ready; \
	else echo "npm is not here. On Debian and Ubuntu: apt-get install nodejs npm"; fi

PIP_COMPILE := .venv-pins/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	--no-header --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

pins: ## look for newer packages and write down their hashes
	$(PYTHON) -m venv .venv-pins
	.venv-pins/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(PIP_COMPILE) --extra pdf --output-file requirements/dev.txt pyproject.toml requirements/dev.in
	$(PIP_COMPILE) --output-file requirements/bench.txt requirements/bench.in
