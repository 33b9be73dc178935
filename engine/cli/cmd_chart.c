/* cmd_chart.c - firestat chart SOURCE KIND -o FILE: one picture. */
#include "question.h"

#include "firestat/chart_draw.h"

#include <string.h>

/* The one province that all rows are in, for the subtitle; "" when there is none. */
static const char *only_province(const struct source *source)
{
    int32_t province = -1;
    const struct fire_areas *areas = source->areas;
    for (int32_t area = 0; area < fire_areas_n(areas); area++) {
        if (fire_area_level_of(areas, area) != FIRE_LEVEL_PROVINCE) continue;
        if (province >= 0) return "";
        province = area;
    }
    return province < 0 ? "" : fire_area_name(areas, province).bytes;
}

/* "a.csv, b.csv", or the first of many. */
static fire_status name_sources(struct session *session, const struct source *source,
                                struct fire_buffer *out)
{
    for (int64_t i = 0; i < source->n_names && i < 3; i++) {
        if (i > 0) fire_buffer_add_text(out, ", ");
        fire_buffer_add_text(out, source->names[i]);
    }
    if (source->n_names > 3) fire_buffer_add_text(out, ", …");
    return out->failed ? fire_fail_memory(&session->err) : FIRE_OK;
}

static fire_status draw(struct session *session, struct source *source, fire_chart_kind kind,
                        fire_chart_size size, const struct fire_summary *summary)
{
    const struct options *options = &session->options;
    struct fire_error *err = &session->err;
    struct fire_buffer names = { 0 };
    struct fire_ink *ink = NULL;
    struct fire_chart chart;
    struct fire_picture picture;
    fire_status status = name_sources(session, source, &names);
    const struct fire_chart_options about = {
        .language = session->language,
        .title = options->title,
        .place = options->place == NULL ? only_province(source) : options->place,
        .source = names.bytes,
        .version = FIRESTAT_VERSION,
    };
    if (status == FIRE_OK)
        status = fire_chart_make(kind, summary, &about, source->arena, &chart, err);
    if (status == FIRE_OK) status = fire_ink_create(&ink, err);
    if (status == FIRE_OK)
        status = fire_layout_make(&chart, size, fire_ink_meter(ink), source->arena, &picture,
                                  err);
    if (status == FIRE_OK)
        status = fire_draw_file(ink, &picture, options->output, options->force, err);
    fire_ink_free(ink);
    fire_buffer_finish(&names);
    return status;
}

/* The kind stands behind the files: firestat chart FILE... KIND. */
static bool take_kind(struct session *session, fire_chart_kind *kind)
{
    return fire_chart_kind_of(session->argument[--session->n_arguments], kind);
}

int cmd_chart(struct session *session)
{
    fire_chart_kind kind;
    fire_chart_size size = FIRE_SIZE_FULL;
    if (!take_kind(session, &kind)) {
        tell(session, "there is no chart '%s': trend", session->argument[session->n_arguments]);
        return EXIT_USAGE;
    }
    if (session->options.size != NULL && !fire_chart_size_of(session->options.size, &size)) {
        tell(session, "there is no size '%s': half, full or slide", session->options.size);
        return EXIT_USAGE;
    }
    if (session->options.output == NULL) {
        tell(session, "a chart needs -o FILE.png, FILE.svg or FILE.pdf");
        return EXIT_USAGE;
    }
    if (fire_draw_check_path(session->options.output, &session->err) != FIRE_OK) {
        tell_error(session);
        return EXIT_USAGE;
    }
    struct source source;
    const struct fire_summary *summary;
    bool asked;
    const struct question question = { DEFAULT_BY, DEFAULT_MEASURES, true };
    fire_status status = question_answer(session, &source, &question, &summary, &asked);
    if (status == FIRE_OK) {
        asked = false;
        status = draw(session, &source, kind, size, summary);
    }
    if (status != FIRE_OK) tell_error(session);
    source_unload(&source);
    return exit_code_of(status, asked);
}
