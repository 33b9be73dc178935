#!/usr/bin/env python3
"""Put the style and the script of pages into C, with the hashes a browser asks for:
embed_page.py OUT page.css page.js"""
import base64
import hashlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "base"))
from embed_text import text  # noqa: E402


def lines_of(path):
    """The lines without indentation and lines that are comments only."""
    lines = [line.strip() for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]
    kept = [line + "\n" for line in lines if line and not line.startswith(("//", "/*"))]
    if any(sign in line for line in kept for sign in "<&"):
        sys.exit(path + ": '<' and '&' mean something in XML and cannot be escaped here")
    return kept


def array(name, lines):
    digest = base64.b64encode(hashlib.sha256("".join(lines).encode("utf-8")).digest()).decode()
    return (["const char *const %s[] = {" % name] + ["    " + text(line) + "," for line in lines] +
            ["    NULL,", "};", "const char %s_sha256[] = %s;" % (name, text(digest)), ""])


def main(out_path, style_path, script_path):
    lines = ['#include "page.h"', "", "#include <stddef.h>", ""]
    lines += array("page_style", lines_of(style_path)) + array("page_script", lines_of(script_path))
    pathlib.Path(out_path).write_text("\n".join(lines), encoding="utf-8")


main(*sys.argv[1:])
