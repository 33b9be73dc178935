/* formats.c - the door of the room: a summary in, a format by name out. */
#include "writer.h"

#include <string.h>

static const struct {
    const char *name;
    void (*write)(struct writer *writer);
} formats[] = {
    [FIRE_FORMAT_TABLE] = { "table", write_table },
    [FIRE_FORMAT_CSV] = { "csv", write_csv },
    [FIRE_FORMAT_JSON] = { "json", write_json },
    [FIRE_FORMAT_TSV] = { "tsv", write_tsv },
};

bool fire_format_of(const char *name, fire_format *out)
{
    for (size_t i = 0; name != NULL && i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(name, formats[i].name) != 0) continue;
        *out = (fire_format)i;
        return true;
    }
    return false;
}

static fire_status report(const struct fire_summary *summary,
                          const struct fire_report_options *options,
                          void (*write)(struct writer *writer), struct fire_buffer *out,
                          struct fire_error *err)
{
    struct writer writer = {
        .summary = summary,
        .options = options,
        .out = out,
        .arena = fire_arena_create(),
    };
    if (writer.arena == NULL) return fire_fail_memory(err);
    write(&writer);
    fire_arena_free(writer.arena);
    return writer.failed || out->failed ? fire_fail_memory(err) : FIRE_OK;
}

fire_status fire_report_summary(const struct fire_summary *summary,
                                const struct fire_report_options *options,
                                struct fire_buffer *out, struct fire_error *err)
{
    return report(summary, options, formats[options->format].write, out, err);
}

fire_status fire_report_area_notes(const struct fire_summary *summary,
                                   const struct fire_report_options *options,
                                   struct fire_buffer *out, struct fire_error *err)
{
    return report(summary, options, write_area_notes, out, err);
}
