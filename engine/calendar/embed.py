#!/usr/bin/env python3
"""Turn the shipped calendars into C: embed.py OUT calendars.csv tet.csv.

What a row means is said in datasets/README.md and read once more, for users' tables, by load.c; a
test reads the shipped table with that and compares."""
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import rows, text  # noqa: E402

FIRST_MONTH_OF_YEAR_BEFORE = 7  # a year that begins in July or later is named after its end


def day(iso):
    return (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days


def rule(row):
    month, start_day = map(int, row["year_starts"].split("-"))
    shift = month - 1 if month < FIRST_MONTH_OF_YEAR_BEFORE else month - 13
    first_day = day(row["valid_from"]) if row["valid_from"] else "FIRE_DAY_FIRST"
    return f"    {{ {first_day}, {shift}, {start_day} }},"


def main(out_path, calendars_path, tet_path):
    calendars = {}
    for row in rows(calendars_path):
        calendars.setdefault(row["calendar"], []).append(row)
    lines = ['#include "shipped.h"', ""]
    for number, of_name in enumerate(calendars.values()):
        lines += [f"static const struct calendar_rule rules_{number}[] = {{", *map(rule, of_name), "};"]
    lines += ["", "const struct fire_calendar shipped_calendars[] = {"]
    for number, (name, of_name) in enumerate(calendars.items()):
        words = ", ".join(map(text, (name, of_name[0]["label_vi"], of_name[0]["label_en"])))
        lines.append(f"    {{ {words}, {len(of_name)}, rules_{number} }},")
    lines += ["};", f"const int32_t n_shipped_calendars = {len(calendars)};", "",
              "const struct shipped_tet shipped_tets[SHIPPED_N_TETS] = {"]
    for row in rows(tet_path):
        lines.append(f"    {{ {row['lunar_year']}, {day(row['first_day'])}, {row['days_of_chap']} }},")
    lines.append("};")
    pathlib.Path(out_path).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
