#!/usr/bin/env python3
"""Turn the shipped review template into C: embed_review.py OUT review.csv."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402

PLAIN = ["section", "name", "level"]
REST = ["by", "measure", "where", "against"]


def pair(row, column):
    return f"{{ {text(row[column + '_vi'])}, {text(row[column + '_en'])} }}"


def main(out_path, template_path):
    table = rows(template_path)
    lines = ['#include "shipped_review.h"', "", "const struct review_row shipped_review[] = {"]
    for row in table:
        cells = [text(row[c]) for c in PLAIN] + [pair(row, "title"), pair(row, "text")]
        cells += [text(row[c]) for c in REST] + [pair(row, "noun")]
        cells += [text(row[c]) for c in ("unknown", "most", "charts")]
        lines.append(f"    {{ {', '.join(cells)} }},")
    lines += ["};", f"const int32_t n_shipped_review = {len(table)};"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
