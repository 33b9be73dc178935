/* cmd_chart.c - firestat chart SOURCE KIND -o FILE: one picture. */
#include "drawing.h"

#include "firestat/chart_draw.h"

static fire_status draw(struct session *session, struct drawing *drawing,
                        const struct source *source, const struct questions *questions)
{
    const struct options *options = &session->options;
    struct fire_error *err = &session->err;
    struct fire_ink *ink = NULL;
    struct fire_chart chart;
    struct fire_picture picture;
    fire_status status = drawing_chart(drawing, source, questions, source->arena, &chart);
    if (status != FIRE_OK) *err = drawing->session.err;
    if (status == FIRE_OK) status = fire_ink_create(&ink, err);
    if (status == FIRE_OK)
        status = fire_layout_make(&chart, drawing->look, fire_ink_meter(ink), source->arena,
                                  &picture, err);
    if (status == FIRE_OK)
        status = fire_draw_file(ink, &picture, options->output, options->force, err);
    fire_ink_free(ink);
    return status;
}

/* Nothing that was asked is passed over in silence. */
static bool check_base(const struct session *session, const struct drawing *drawing)
{
    const struct options *options = &session->options;
    const bool is_asked = options->against != NULL || options->criteria != NULL ||
                          options->unknown_most != NULL || options->round != NULL;
    if (!is_asked || drawing_kind_has_base(drawing->kind)) return true;
    tell(session,
         "the chart '%s' takes no --against, --criteria, --unknown-most and --round: it sets "
         "nothing against a base",
         fire_chart_kind_name(drawing->kind));
    return false;
}

int cmd_chart(struct session *session)
{
    struct drawing drawing;
    const char *kind = session->argument[--session->n_arguments]; /* behind the files */
    if (drawing_begin(&drawing, session, kind) != FIRE_OK) {
        session->err = drawing.session.err;
        tell_error(session);
        return EXIT_USAGE;
    }
    if (!check_base(session, &drawing)) return EXIT_USAGE;
    if (session->options.output == NULL) {
        tell(session, "a chart needs -o FILE.png, FILE.svg or FILE.pdf");
        return EXIT_USAGE;
    }
    if (fire_draw_check_path(session->options.output, &session->err) != FIRE_OK) {
        tell_error(session);
        return EXIT_USAGE;
    }
    struct source source;
    struct questions questions;
    bool asked = false;
    fire_status status = drawings_ask(&drawing, 1, session, &source, &questions, &asked);
    if (status == FIRE_OK) {
        asked = false;
        status = draw(session, &drawing, &source, &questions);
    }
    if (status != FIRE_OK) tell_error(session);
    source_unload(&source);
    return exit_code_of(status, asked);
}
