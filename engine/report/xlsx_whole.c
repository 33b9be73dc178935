/* xlsx_whole.c - is the workbook whole?
 *
 * The library writes each part into a file of its own first and does not look whether that
 * worked: on a full disk it packs half a sheet and says that all is well. So the archive is
 * opened once more, and every part must end with what it began with. */
#include "xlsx.h"

#include <string.h>
#include <zip.h>

#define HEAD_BYTES 256
#define TAIL_BYTES 64

/* The first and the last bytes of a part, each with a NUL behind them. */
struct ends {
    char head[HEAD_BYTES + 1];
    char tail[TAIL_BYTES + 1];
};

static void keep_tail(struct ends *ends, const char *bytes, size_t size)
{
    const size_t n = size < TAIL_BYTES ? size : TAIL_BYTES;
    const size_t kept = strlen(ends->tail);
    const size_t lost = kept + n > TAIL_BYTES ? kept + n - TAIL_BYTES : 0;
    memmove(ends->tail, ends->tail + lost, kept - lost);
    memcpy(ends->tail + kept - lost, bytes + size - n, n);
    ends->tail[kept - lost + n] = '\0';
}

/* "<?xml ...?>\n<worksheet ..." ends with "</worksheet>". */
static bool is_closed(const struct ends *ends)
{
    const char *root = strstr(ends->head, "?>");
    root = root == NULL ? NULL : strchr(root, '<');
    if (root == NULL) return false;
    const size_t size = strcspn(root + 1, " />");
    size_t end = strlen(ends->tail);
    while (end > 0 && strchr("\r\n", ends->tail[end - 1]) != NULL)
        end--;
    return end >= size + 3 && strncmp(ends->tail + end - size - 3, "</", 2) == 0 &&
           strncmp(ends->tail + end - size - 1, root + 1, size) == 0 &&
           ends->tail[end - 1] == '>';
}

static bool is_whole_part(zip_t *archive, zip_uint64_t number)
{
    char bytes[16384];
    struct ends ends = { "", "" };
    zip_file_t *file = zip_fopen_index(archive, number, 0);
    if (file == NULL) return false;
    zip_int64_t n = 0;
    while ((n = zip_fread(file, bytes, sizeof bytes)) > 0) {
        const size_t room = HEAD_BYTES - strlen(ends.head);
        strncat(ends.head, bytes, (size_t)n < room ? (size_t)n : room);
        keep_tail(&ends, bytes, (size_t)n);
    }
    return zip_fclose(file) == 0 && n == 0 && is_closed(&ends);
}

bool xlsx_is_whole(struct fire_text_view workbook)
{
    zip_source_t *source = zip_source_buffer_create(workbook.bytes, workbook.size_bytes, 0,
                                                    NULL);
    zip_t *archive = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (archive == NULL) {
        zip_source_free(source);
        return false;
    }
    const zip_int64_t n_parts = zip_get_num_entries(archive, 0);
    bool is_whole = n_parts > 0;
    for (zip_int64_t i = 0; i < n_parts && is_whole; i++)
        is_whole = is_whole_part(archive, (zip_uint64_t)i);
    zip_discard(archive);
    return is_whole;
}
