/* encoding.c - one table of names: what is shown, what is typed, what is also understood. */
#include "encoding.h"

#include "firestat/reader.h"

#include <stddef.h>

static const struct {
    const char *label;
    const char *option;
    const char *aliases[2];
} names[] = {
    [ENCODING_UTF8] = { "UTF-8", "utf-8", { "utf8" } },
    [ENCODING_UTF16] = { "UTF-16", "utf-16", { "utf16" } },
    [ENCODING_UTF16LE] = { "UTF-16LE", "utf-16le", { "utf16le" } },
    [ENCODING_UTF16BE] = { "UTF-16BE", "utf-16be", { "utf16be" } },
    [ENCODING_WINDOWS_1258] = { "windows-1258", "windows-1258", { "cp1258" } },
    [ENCODING_WINDOWS_1252] = { "windows-1252", "windows-1252", { "cp1252", "latin1" } },
    [ENCODING_TCVN3] = { "TCVN3", "tcvn3", { "abc" } },
    [ENCODING_VNI] = { "VNI", "vni", { "vni-windows" } },
    [ENCODING_VISCII] = { "VISCII", "viscii", { NULL } },
};

enum { N_NAMES = sizeof names / sizeof names[0] };

const char *encoding_label(enum encoding encoding)
{
    return names[encoding].label;
}

const char *encoding_option(enum encoding encoding)
{
    return names[encoding].option;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool same(const char *name, const char *known)
{
    if (known == NULL) return false;
    while (*name != '\0' && lower(*name) == *known) {
        name++;
        known++;
    }
    return *name == *known;
}

bool encoding_find(const char *name, enum encoding *out)
{
    for (int i = 0; i < N_NAMES; i++) {
        if (same(name, names[i].option) || same(name, names[i].aliases[0]) ||
            same(name, names[i].aliases[1])) {
            *out = (enum encoding)i;
            return true;
        }
    }
    return false;
}

/* Written out, for it is also a text of the help; tests/test_read_encoding.c reads it back. */
const char *fire_encoding_names(void)
{
    return "utf-8, utf-16, utf-16le, utf-16be, windows-1258, windows-1252, tcvn3, vni, viscii";
}
