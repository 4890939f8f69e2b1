# `make run` shows Anlan at work, `make test` proves it. Everything else is a part of these two.
.PHONY: help install run test check lint types bench ci assets lock wheel tables screenshots clean
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

python := .venv/bin/python
pip := $(python) -m pip install --quiet --disable-pip-version-check
anlan := PYTHONPATH=src $(python) -m anlan
PORT ?= 8000
unexport PYTHONDONTWRITEBYTECODE  # compiled once, a start is a second quicker

help:  ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: .venv/.base .venv/.assets  ## make .venv with the anlan command, and fetch the web assets

run: install  ## the demo township on 127.0.0.1:8000 (PORT=… for another port)
	@$(anlan) serve --demo --port $(PORT)

test: install .venv/.dev  ## install what tests need, then every test on SQLite and on PostgreSQL
	@scripts/test

check: install .venv/.dev lint types  ## lint, types and the unit tests on SQLite, in under two minutes
	@$(python) -m pytest -q -n 2 --ignore=tests/browser -m "not browser and not slow and not page"

lint: .venv/.dev  ## ruff, and migrations that match the models
	@$(python) -m ruff check .
	@$(anlan) makemigrations --check --dry-run

types: .venv/.dev  ## mypy
	@$(python) -m mypy

bench: install .venv/.dev  ## measure on both databases and write docs/performance.md (HAZARDS=… for another size)
	@PYTHONPATH=src:. $(python) scripts/performance.py

ci: ; @.ci/run  ## what the build server runs

assets:  ## fetch the web assets again
	@rm -f .venv/.assets; $(MAKE) .venv/.assets

lock: .venv/.dev  ## pin the dependencies again (UPGRADE=1 for newer versions); needs uv
	@UPGRADE=$(UPGRADE) scripts/lock

wheel: install  ## dist/anlan-*.whl, complete: needs no Node and no network but for its dependencies
	@$(python) -m hatchling build -t wheel

tables: install  ## the tables of docs/ that the code holds
	@PYTHONPATH=src:. $(python) scripts/tables.py

screenshots: install .venv/.dev  ## the pictures of the README
	@PYTHONPATH=src $(python) scripts/screenshots.py

clean:  ## remove what was installed and built; the data under var/ stays
	rm -rf .venv node_modules build dist src/anlan/core/static/vendor src/anlan/files/fonts

.venv/bin/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Anlan needs Python 3.11 or newer."; exit 1; }
	@python3 -m venv .venv || { rm -rf .venv; echo "No venv in this Python: on Debian, install python3-venv."; exit 1; }

.venv/.base: requirements/base.txt requirements/build.txt pyproject.toml | .venv/bin/python
	@echo "Installing the locked dependencies"
	@$(pip) --require-hashes -r requirements/base.txt -r requirements/build.txt
	@[ -x .venv/bin/anlan ] || $(pip) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/.base
	@echo "Installing what develops and tests it"
	@$(pip) --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.assets: package-lock.json scripts/assets scripts/vendor.mjs | .venv/.base
	@echo "Fetching the web assets"
	@scripts/assets
	@touch $@
