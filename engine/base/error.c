/* error.c - one line about what went wrong and where.
 *
 * The line is printed to a terminal and may quote what a stranger wrote into a file, so
 * nothing leaves here that a terminal would obey or cannot show: control characters and
 * bytes that are not UTF-8 become '?'. And the line is short, so names in it are cut before
 * the line number or the reason would be lost behind them. */
#include "firestat/error.h"

#include "firestat/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    LONGEST_FILE_BYTES = 160,
    LONGEST_NAME_BYTES = 64, /* of a sheet or a column */
};

/* Text being written into a fixed array, always ended by NUL. */
struct line {
    char *out;
    size_t size; /* of the array; shrinks to what is used once something was cut */
    size_t used;
};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0u) == 0x80u;
}

/* How much of the bytes is left without a letter that was cut at their end. */
static size_t without_half_letter(const char *bytes, size_t size)
{
    size_t n_behind = 0;
    while (n_behind < 3 && n_behind < size && is_continuation(bytes[size - 1 - n_behind]))
        n_behind++;
    if (n_behind == size) return size;

    const unsigned char lead = (unsigned char)bytes[size - 1 - n_behind];
    const size_t letter_bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return n_behind + 1 < letter_bytes ? size - n_behind - 1 : size;
}

static void line_add_list(struct line *line, const char *format, va_list arguments)
{
    const size_t room = line->size - line->used;
    const int n = vsnprintf(line->out + line->used, room, format, arguments);
    if (n < 0) {
        line->out[line->used] = '\0';
    } else if ((size_t)n < room) {
        line->used += (size_t)n;
    } else {
        line->used = without_half_letter(line->out, line->size - 1);
        line->out[line->used] = '\0';
        line->size = line->used + 1;
    }
}

static void FIRE_PRINTF(2, 3) line_add(struct line *line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    line_add_list(line, format, arguments);
    va_end(arguments);
}

/* A path says most at its end. */
static void line_add_file(struct line *line, const char *file)
{
    const size_t size = strlen(file);
    if (size <= LONGEST_FILE_BYTES) {
        line_add(line, "%s", file);
        return;
    }
    size_t from = size - LONGEST_FILE_BYTES;
    while (is_continuation(file[from]))
        from++;
    line_add(line, "...%s", file + from);
}

struct short_name {
    char text[LONGEST_NAME_BYTES + 1];
};

static struct short_name shorten(const char *name)
{
    struct short_name shorter = { { 0 } };
    memcpy(shorter.text, name, fire_text_cut(fire_text_of(name), LONGEST_NAME_BYTES));
    return shorter;
}

static const char *say_english(const char *english_format)
{
    return english_format;
}

static void line_add_place(struct line *line, struct fire_location where,
                           const char *(*say)(const char *))
{
    if (where.file != NULL) line_add_file(line, where.file);
    if (where.sheet != NULL)
        line_add(line, where.file != NULL ? " [%s]" : "[%s]", shorten(where.sheet).text);
    if (line->used > 0) {
        if (where.line > 0) line_add(line, ":%lld", (long long)where.line);
        line_add(line, ": ");
    } else if (where.line > 0) {
        line_add(line, say("line %lld"), (long long)where.line);
        line_add(line, ": ");
    }

    if (where.field > 0 && where.column != NULL)
        line_add(line, say("field %d (%s)"), (int)where.field, shorten(where.column).text);
    else if (where.field > 0)
        line_add(line, say("field %d"), (int)where.field);
    else if (where.column != NULL)
        line_add(line, say("column %s"), shorten(where.column).text);
    if (where.field > 0 || where.column != NULL) line_add(line, ": ");
}

/* C1 controls are two bytes in UTF-8; many terminals take U+009B for the start of a command. */
static bool is_c1_control(const char *bytes)
{
    return (unsigned char)bytes[0] == 0xc2 && (unsigned char)bytes[1] >= 0x80 &&
           (unsigned char)bytes[1] < 0xa0;
}

static void line_hide_controls(struct line *line)
{
    size_t kept = 0;
    size_t valid_until = 0; /* bytes before it are known to be UTF-8 */
    for (size_t i = 0; i < line->used; i++) {
        if (i >= valid_until)
            valid_until = i + fire_text_valid_bytes(
                                  (struct fire_text_view){ line->out + i, line->used - i });

        const unsigned char byte = (unsigned char)line->out[i];
        char shown = line->out[i];
        if (byte < 0x20 || byte == 0x7f || i >= valid_until) {
            shown = '?';
        } else if (is_c1_control(line->out + i)) {
            shown = '?';
            i++;
        }
        line->out[kept++] = shown;
    }
    line->used = kept;
    line->out[kept] = '\0';
}

int fire_location_text(struct fire_location where, const char *(*say)(const char *), char out[],
                       int out_size)
{
    assert(out_size >= 1);
    struct line line = { out, (size_t)out_size, 0 };
    out[0] = '\0';
    line_add_place(&line, where, say != NULL ? say : say_english);
    line_hide_controls(&line);
    return (int)line.used;
}

fire_status fire_fail(struct fire_error *err, fire_status status, struct fire_location where,
                      const char *format, ...)
{
    assert(status != FIRE_OK);
    if (err == NULL || err->status != FIRE_OK) return status;

    const char *(*say)(const char *) = err->say != NULL ? err->say : say_english;
    err->status = status;
    err->line = where.line;
    err->field = where.field;

    struct line line = { err->message, sizeof err->message, 0 };
    err->message[0] = '\0';
    line_add_place(&line, where, say);
    va_list arguments;
    va_start(arguments, format);
    line_add_list(&line, fire_say(err, format), arguments);
    va_end(arguments);
    line_hide_controls(&line);
    return status;
}

const char *fire_say(const struct fire_error *err, const char *english_format)
{
    return err != NULL && err->say != NULL ? err->say(english_format) : english_format;
}

fire_status fire_fail_memory(struct fire_error *err)
{
    return fire_fail(err, FIRE_ENOMEM, FIRE_NOWHERE, "not enough memory");
}
