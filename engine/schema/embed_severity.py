#!/usr/bin/env python3
"""Turn the shipped schemes of severity into C: embed_severity.py OUT severity.csv."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402

COLUMNS = ["scheme", "valid_from", "valid_to", "level", "criterion", "at_least", "unit", "text_vi", "text_en",
           "label_vi", "label_en", "note_vi", "note_en"]


def main(out_path, table_path):
    table = rows(table_path)
    lines = ['#include "severity_shipped.h"', "", "const struct severity_row shipped_severity[] = {"]
    lines += [f"    {{ {{ {', '.join(text(row[c]) for c in COLUMNS)} }} }}," for row in table]
    lines += ["};", f"const int32_t n_shipped_severity = {len(table)};"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
