#!/usr/bin/env python3
"""Turn the shipped table of prices into C: embed_prices.py OUT cpi.csv."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402


def main(out_path, prices_path):
    table = rows(prices_path)
    lines = ['#include "prices_shipped.h"', "", "const struct shipped_price shipped_prices[] = {"]
    lines += [f"    {{ {text(row['year'])}, {text(row['index'])} }}," for row in table]
    lines += ["};", f"const int32_t n_shipped_prices = {len(table)};",
              f"const char shipped_prices_source[] = {text(table[0]['source'])};"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
