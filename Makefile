# Fixpath. `make run` starts the site; `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help run test lint fmt bench faults fuzz mutants editor lock secrets
SHELL := /bin/sh
export PYTHON

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: ## Start the site (PORT=8000 HOST=127.0.0.1), ready to use
	@bin/environment
	@exec .venv/bin/python manage.py serve

editor: ## Make an editor's login
	@bin/environment
	@.venv/bin/python manage.py editor

test: ## Try a share of all that is tested (ARGS=--all for all of it, as CI; ARGS='-k walk' for what is named)
	@bin/environment dev
	@bin/test $(ARGS)

lint: ## Check style, types, layers and migrations; changes nothing
	@bin/environment dev
	@bin/lint

fmt: ## Put the code and the templates into shape
	@bin/environment dev
	@bin/fmt

bench: ## Measure speed, memory and growth (ARGS=pages for one bench; TEST_POSTGRES_URL for PostgreSQL)
	@bin/environment dev
	@.venv/bin/python -m tests.bench $(ARGS)

fuzz: ## Try a million odd inputs each (ARGS="walk --inputs 20000 --by atheris" for some)
	@bin/environment dev
	@.venv/bin/python -m tests.fuzz $(ARGS)

mutants: ## Change the engine in small ways, and see whether its tests notice (ARGS=--sample=200 for some)
	@bin/environment dev
	@.venv/bin/python -m tests.mutants $(ARGS)

secrets: ## Make the secrets that compose.yaml needs, once
	@bin/secrets

faults: ## Damage a running site's servers, and see what was promised kept (ARGS='database' for some of it, --list)
	@bin/environment dev
	@.venv/bin/python -m tests.faults $(ARGS)

lock: ## Pin the packages anew (ARGS=--upgrade for newer ones)
	@bin/environment dev
	@bin/lock $(ARGS)
