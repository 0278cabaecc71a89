# make demo: the main job on the sample; make test: everything that must be green. Both set up .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PHP_PARSER ?= /usr/share/php/PhpParser/autoload.php

.PHONY: demo test lint bench bench-accuracy bench-quality golden clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/secateur analyze samples/bricomarket
	@echo "The report is in reports/bricomarket/index.html"

lint: $(STAMP)
	$(BIN)/ruff format --check analyzer tests benchmarks
	$(BIN)/ruff check analyzer tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

bench: $(STAMP)
	benchmarks/corpora.sh
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/quality.py

bench-quality: $(STAMP)
	benchmarks/corpora.sh
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/quality_order.py
	$(BIN)/python benchmarks/quality.py --ablation
	$(BIN)/python benchmarks/quality.py --stability

bench-accuracy: $(STAMP)
	benchmarks/corpora.sh
	$(BIN)/python benchmarks/accuracy/accuracy.py --autoload $(PHP_PARSER)
	benchmarks/accuracy/runtime/run.sh

golden: $(STAMP)
	$(BIN)/secateur analyze samples/bricomarket --no-cache --no-previous --quiet > /dev/null
	$(BIN)/python -m tests.golden.test_golden

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
