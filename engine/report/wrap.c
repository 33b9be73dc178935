/* wrap.c - see wrap.h. One look at each letter: a word of a megabyte takes no longer than many. */
#include "wrap.h"

#include "writer.h"

struct fire_text_view wrap_next(struct fire_text_view *rest, int64_t max_columns,
                                bool cuts_words)
{
    if (rest->size_bytes == 0) return (struct fire_text_view){ NULL, 0 };
    struct fire_text_view line = { rest->bytes, rest->size_bytes };
    size_t last_space = 0; /* 0: none yet that could end the line */
    int64_t n_columns = 0;
    for (size_t at = 0, size = 0; at < rest->size_bytes; at += size) {
        terminal_letter(*rest, at, &size);
        n_columns += fire_text_columns((struct fire_text_view){ rest->bytes + at, size });
        const bool is_space = rest->bytes[at] == ' ';
        if (is_space && at > 0 && n_columns <= max_columns + 1) last_space = at;
        if (n_columns <= max_columns) continue;
        if (last_space > 0)
            line.size_bytes = last_space;
        else if (is_space || (cuts_words && at > 0))
            line.size_bytes = at;
        else
            continue;
        break;
    }
    rest->bytes += line.size_bytes;
    rest->size_bytes -= line.size_bytes;
    if (rest->size_bytes > 0 && rest->bytes[0] == ' ') {
        rest->bytes++;
        rest->size_bytes--;
    }
    return line;
}

int32_t wrap_count(struct fire_text_view text, int64_t max_columns, bool cuts_words)
{
    int32_t n_lines = 0;
    while (text.size_bytes > 0) {
        wrap_next(&text, max_columns, cuts_words);
        n_lines++;
    }
    return n_lines;
}
