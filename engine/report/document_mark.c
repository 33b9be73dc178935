/* document_mark.c - marks of notes. */
#include "document_parts.h"

#include <string.h>

void note_mark(int32_t note, char out[NOTE_MARK_BYTES])
{
    char backwards[NOTE_MARK_BYTES];
    size_t n = 0;
    for (int32_t left = note; left > 0 && n + 1 < sizeof backwards; left = (left - 1) / 26)
        backwards[n++] = (char)('a' + (left - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = backwards[n - 1 - i];
    out[n] = '\0';
}
