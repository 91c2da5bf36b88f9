# Every target first makes the environment it needs; when that is up to date it costs a tenth of a second.
PYTHON ?= python3
SAYSO = .venv/bin/sayso
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run shell train check test encoder eval bench lint format lock clean

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */  make \1\t/' | expand -t 15

setup:  ## make or refresh .venv
	@$(PYTHON) tools/environment.py main

run: setup  ## start Sayso and print its address (PORT=5010 for another port)
	@$(SAYSO) run $(if $(PORT),--port $(PORT)) $(ARGS)

shell: setup  ## the same talk in the terminal
	@$(SAYSO) shell $(ARGS)

train: setup  ## train the model if what it is made from has changed
	@$(SAYSO) train $(ARGS)

check: setup  ## check the scenarios
	@$(SAYSO) check $(ARGS)

test: setup  ## everything (ONLY=unit for one stage; ARGS go to it)
	@.venv/bin/python tools/test.py $(ONLY) $(if $(ARGS),--more $(ARGS))

encoder: setup  ## tune the marker encoder again on the corpus (about fifty minutes; goes on where it stopped)
	@$(PYTHON) tools/environment.py encoder
	@OMP_WAIT_POLICY=passive .venv-encoder/bin/python -m encoder.train $(ARGS)
	@.venv-encoder/bin/python -m encoder.export
	@.venv/bin/python -m encoder.both

eval: setup  ## how well turns are read: the blind sets (ARGS="markers --brief")
	@.venv/bin/python -m bench.evaluate $(ARGS)

bench: setup  ## what is fast, beside the stock assistant (about ten minutes)
	@.venv/bin/python -m bench.budgets $(ARGS)

lint: setup  ## ruff, mypy and import-linter only
	@.venv/bin/python tools/test.py lint format types imports

format: setup  ## let ruff tidy up
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format --quiet .

lock:  ## compile requirements/*.in again, with hashes and without addresses
	@$(PYTHON) tools/lock.py

clean:  ## remove the environments, models and caches (never .sayso, which holds the log)
	rm -rf .venv .venv-* models build .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
