# The steps are in scripts/check.py, which runs without make too.
PYTHON = .venv/bin/python

.PHONY: setup check style types test slow speed wheel pages pictures release

setup:
	python3 -m venv .venv
	$(PYTHON) -m pip install -q -e '.[dev]'

check:
	$(PYTHON) scripts/check.py

style types test slow speed wheel pages pictures release:
	$(PYTHON) scripts/check.py $@
