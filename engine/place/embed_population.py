#!/usr/bin/env python3
"""Turn the shipped tables of population into C: embed_population.py OUT lam_dong.csv..."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402

# In the order of population.c
COLUMNS = ("area", "level", "year", "population", "definition", "parent", "valid_from", "valid_to", "flag")


def main(out_path, *paths):
    table = [row for path in paths for row in rows(path)]
    lines = ['#include "population_shipped.h"', "", "const struct shipped_people shipped_people[] = {"]
    lines += ["    { { " + ", ".join(text(row[column]) for column in COLUMNS) + " } }," for row in table]
    lines += ["};", f"const int32_t n_shipped_people = {len(table)};"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
