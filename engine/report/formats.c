/* formats.c - the door of the room: a summary in, a format by name out. */
#include "compare.h"
#include "trends.h"

#include <string.h>

static const struct {
    const char *name;   /* NULL: it is not chosen by name */
    const char *ending; /* of files, where it is not the name */
    void (*write)(struct writer *writer);
    void (*compare)(struct compare_writer *compare);
    void (*trends)(struct trends_writer *trends);
} formats[] = {
    [FIRE_FORMAT_TABLE] = { "table", NULL, write_table, compare_write_table,
                            trends_write_table },
    [FIRE_FORMAT_CSV] = { "csv", NULL, write_csv, compare_write_csv, trends_write_csv },
    [FIRE_FORMAT_JSON] = { "json", NULL, write_json, compare_write_json, trends_write_json },
    [FIRE_FORMAT_TSV] = { "tsv", NULL, write_tsv, compare_write_tsv, trends_write_tsv },
    [FIRE_FORMAT_EXCEL] = { NULL, NULL, write_excel, compare_write_excel, trends_write_excel },
    [FIRE_FORMAT_MARKDOWN] = { "markdown", "md", write_markdown, compare_write_markdown,
                               trends_write_markdown },
    [FIRE_FORMAT_HTML] = { "html", NULL, write_html, compare_write_html, trends_write_html },
    [FIRE_FORMAT_XLSX] = { "xlsx", NULL, write_xlsx, compare_write_xlsx, trends_write_xlsx },
};

bool fire_format_of(const char *name, fire_format *out)
{
    for (size_t i = 0; name != NULL && i < sizeof formats / sizeof formats[0]; i++) {
        const bool is_name = formats[i].name != NULL && strcmp(name, formats[i].name) == 0;
        const bool is_ending = formats[i].ending != NULL &&
                               strcmp(name, formats[i].ending) == 0;
        if (!is_name && !is_ending) continue;
        *out = (fire_format)i;
        return true;
    }
    return false;
}

bool fire_format_is_document(fire_format format)
{
    return format == FIRE_FORMAT_MARKDOWN || format == FIRE_FORMAT_HTML ||
           format == FIRE_FORMAT_XLSX;
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
        .err = err,
    };
    if (writer.arena == NULL) return fire_fail_memory(err);
    write(&writer);
    fire_arena_free(writer.arena);
    if (writer.status != FIRE_OK) return writer.status;
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
                    .arena = fire_arena_create(),
                    .err = err },
        .comparison = comparison,
        .total = total,
    };
    if (compare.writer.arena == NULL) return fire_fail_memory(err);
    formats[options->format].compare(&compare);
    fire_arena_free(compare.writer.arena);
    if (compare.writer.status != FIRE_OK) return compare.writer.status;
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
                    .arena = fire_arena_create(),
                    .err = err },
        .trends = trends,
        .total = total,
    };
    if (all.writer.arena == NULL) return fire_fail_memory(err);
    formats[options->format].trends(&all);
    fire_arena_free(all.writer.arena);
    if (all.writer.status != FIRE_OK) return all.writer.status;
    return all.writer.failed || out->failed ? fire_fail_memory(err) : FIRE_OK;
}
