#!/usr/bin/env python3
"""Turn shipped CSV tables into C arrays:
embed.py OUT headers.csv rules.csv figure_headers.csv figure_parts.csv codes_<field>.csv..."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402


def main(out_path, headers_path, rules_path, figures_path, parts_path, *code_paths):
    lines = ['#include "shipped.h"', "", "const struct shipped_header shipped_headers[] = {"]
    for row in rows(headers_path):
        cells = (row["field"], row["part"], row["header"])
        lines.append("    { " + ", ".join(map(text, cells)) + " },")
    lines += ["};", "const size_t n_shipped_headers =",
              "    sizeof shipped_headers / sizeof shipped_headers[0];", "",
              "const struct shipped_rule shipped_rules[] = {"]
    for row in rows(rules_path):
        cells = (row["name"], row["field"], row["op"], row["other"], row["message"])
        lines.append("    { " + ", ".join(map(text, cells)) + " },")
    lines += ["};", "const size_t n_shipped_rules = sizeof shipped_rules / sizeof shipped_rules[0];", "",
              "const struct shipped_figure shipped_figures[] = {"]
    for row in rows(figures_path):
        cells = (row["role"], row["place"], row["header"])
        lines.append("    { " + ", ".join(map(text, cells)) + " },")
    lines += ["};", "const size_t n_shipped_figures =",
              "    sizeof shipped_figures / sizeof shipped_figures[0];", "",
              "const struct shipped_part shipped_parts[] = {"]
    for row in rows(parts_path):
        lines.append("    { " + ", ".join(map(text, (row["whole"], row["label"]))) + " },")
    lines += ["};", "const size_t n_shipped_parts = sizeof shipped_parts / sizeof shipped_parts[0];", "",
              "const struct shipped_code shipped_codes[] = {"]
    for path in code_paths:
        field = pathlib.Path(path).stem.removeprefix("codes_")
        for row in rows(path):
            cells = (field, row["source"], row["code"], row["label_vi"], row["label_en"])
            lines.append("    { " + ", ".join(map(text, cells)) + " },")
    lines += ["};", "const size_t n_shipped_codes = sizeof shipped_codes / sizeof shipped_codes[0];"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
