/* dump_chart.c - the program with a display list in the place of ink: `chart SOURCE KIND` writes its
 * shapes to standard output, a line a shape, for goldens that no library's rounding can change. */
#include "chart_pages.h"
#include "cli/drawing.h"
#include "firestat/chart_draw.h"

static fire_status dump(struct session *session, struct drawing *drawing,
                        const struct source *source, const struct questions *questions)
{
    struct fire_ink *ink = NULL;
    struct fire_chart chart;
    struct fire_picture picture;
    struct fire_buffer text = { 0 };
    fire_status status = drawing_chart(drawing, source, questions, source->arena, &chart);
    if (status != FIRE_OK) session->err = drawing->session.err;
    if (status == FIRE_OK) status = fire_ink_create(&ink, &session->err);
    if (status == FIRE_OK)
        status = fire_layout_make(&chart, drawing->look, fire_ink_meter(ink), source->arena,
                                  &picture, &session->err);
    if (status == FIRE_OK) {
        chart_dump(&picture, &text);
        fwrite(text.bytes, 1, text.size_bytes, stdout);
    }
    fire_buffer_finish(&text);
    fire_ink_free(ink);
    return status;
}

int cmd_chart(struct session *session)
{
    struct drawing drawing;
    const char *kind = session->argument[--session->n_arguments];
    struct standing standing = { 0 };
    struct source source = { 0 };
    struct questions questions;
    bool asked = true;
    fire_status status = drawing_begin(&drawing, session, kind);
    if (status != FIRE_OK) session->err = drawing.session.err;
    if (status == FIRE_OK)
        status = drawings_ask(&drawing, 1, session, &standing, &source, &questions, &asked);
    if (status == FIRE_OK && drawing.status != FIRE_OK) {
        asked = true;
        session->err = drawing.session.err;
        status = drawing.status;
    }
    if (status == FIRE_OK) {
        asked = false;
        status = dump(session, &drawing, &source, &questions);
    }
    if (status != FIRE_OK) tell_error(session);
    standing_release(&standing, &source);
    standing_end(&standing);
    return exit_code_of(status, asked);
}
