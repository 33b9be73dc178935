/* fuzz_split.c - any bytes as CSV rows: what is cut at once has the cells that libcsv finds, both
 * with and without what newer processors have. */
#include "fuzz.h"
#include "split_oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = { ',', ';', '\t', '|' };
    enum { AHEAD_BYTES = 4000 }; /* so that the rest lies across what is looked at at once */
    static char text[AHEAD_BYTES + 4096 + FIRE_SPLIT_PADDING];
    if (size < 1 || size - 1 > 4096) return 0;
    const size_t ahead = data[0] & 64 ? AHEAD_BYTES : 0;
    memset(text, 'x', ahead);
    if (ahead > 0 && data[0] & 32) text[0] = '"';
    memcpy(text + ahead, data + 1, size - 1);
    size += ahead;
    memset(text + size - 1, data[0] & 128 ? '"' : 0, FIRE_SPLIT_PADDING); /* whatever it is */
    const struct fire_text_view view = { text, size - 1 };
    const char *wrong = split_differs(view, delimiters[data[0] % 4], 2 + data[0] / 4 % 8, NULL);
    if (wrong != NULL) fprintf(stderr, "%s\n", wrong);
    FUZZ_CHECK(wrong == NULL);
    return 0;
}
