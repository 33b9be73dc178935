#!/usr/bin/env python3
"""Turn the shipped tables of areas into C arrays: embed.py OUT units.csv changes.csv."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402


def array(kind, path):
    name = f"shipped_area_{kind}s"
    lines = [f"const struct shipped_area_{kind} {name}[] = {{"]
    lines += ["    { " + ", ".join(map(text, row.values())) + " }," for row in rows(path)]
    return lines + ["};", f"const size_t n_{name} = sizeof {name} / sizeof {name}[0];", ""]


def main(out_path, units_path, changes_path):
    lines = ['#include "shipped_areas.h"', "", *array("unit", units_path), *array("change", changes_path)]
    pathlib.Path(out_path).write_text("\n".join(lines), encoding="utf-8")


main(*sys.argv[1:])
