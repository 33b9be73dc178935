#!/usr/bin/env python3
"""Turn the shipped words for what is not known yet into a C array:
embed_open_words.py OUT open_words.csv"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "engine" / "base"))
from embed_text import rows, text  # noqa: E402


def main(out_path, words_path):
    lines = ['#include "open_words.h"', "", "const char *const shipped_open_words[] = {"]
    lines += ["    " + text(row["word"]) + "," for row in rows(words_path)]
    lines += ["};", "const size_t n_shipped_open_words =",
              "    sizeof shipped_open_words / sizeof shipped_open_words[0];"]
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
