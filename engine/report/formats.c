/* formats.c - the door of the room: a summary in, a format by name out. */
#include "compare.h"
#include "trends.h"

#include <string.h>

static const struct {
    const char *name;
    void (*write)(struct writer *writer);
    void (*compare)(struct compare_writer *compare);
    void (*trends)(struct trends_writer *trends);
} formats[] = {
    [FIRE_FORMAT_TABLE] = { "table", write_table, compare_write_table, trends_write_table },
    [FIRE_FORMAT_CSV] = { "csv", write_csv, compare_write_csv, trends_write_csv },
    [FIRE_FORMAT_JSON] = { "json", write_json, compare_write_json, trends_write_json },
    [FIRE_FORMAT_TSV] = { "tsv", write_tsv, compare_write_tsv, trends_write_tsv },
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

fire_status fire_report_comparison(const struct fire_comparison *comparison,
                                   const struct fire_comparison *total,
                                   const struct fire_report_options *options,
                                   struct fire_buffer *out, struct fire_error *err)
{
    struct compare_writer compare = {
        .writer = { .summary = comparison->about,
                    .options = options,
                    .out = out,
                    .arena = fire_arena_create() },
        .comparison = comparison,
        .total = total,
    };
    if (compare.writer.arena == NULL) return fire_fail_memory(err);
    formats[options->format].compare(&compare);
    fire_arena_free(compare.writer.arena);
    return compare.writer.failed || out->failed ? fire_fail_memory(err) : FIRE_OK;
}

fire_status fire_report_trends(const struct fire_trends *trends,
                               const struct fire_trends *total,
                               const struct fire_report_options *options,
                               struct fire_buffer *out, struct fire_error *err)
{
    struct trends_writer all = {
        .writer = { .summary = trends->about,
                    .options = options,
                    .out = out,
                    .arena = fire_arena_create() },
        .trends = trends,
        .total = total,
    };
    if (all.writer.arena == NULL) return fire_fail_memory(err);
    formats[options->format].trends(&all);
    fire_arena_free(all.writer.arena);
    return all.writer.failed || out->failed ? fire_fail_memory(err) : FIRE_OK;
}
