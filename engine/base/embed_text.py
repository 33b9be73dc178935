"""How a shipped CSV table gets into a C file; each room's embed.py says which tables."""
import csv


def text(value):
    """A C string literal; octal escapes, so that a digit behind one cannot join it."""
    out = []
    for byte in value.encode("utf-8"):
        plain = 0x20 <= byte < 0x7F and byte not in b'"\\?'
        out.append(chr(byte) if plain else "\\%03o" % byte)
    return '"' + "".join(out) + '"'


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
