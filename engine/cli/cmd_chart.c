/* cmd_chart.c - firestat chart SOURCE KIND -o FILE: one picture. */
#include "drawing_options.h"

#include "firestat/chart_draw.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TEXT_COLUMNS 100 /* where there is no terminal */

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
    if (ink != NULL) tell_unknown(session, fire_ink_unknown(ink));
    fire_ink_free(ink);
    return status;
}

/* Columns of the terminal that the text goes to. */
static int32_t terminal_columns(const struct session *session)
{
    struct winsize size;
    int32_t columns = TEXT_COLUMNS;
    if (session->options.output == NULL && isatty(STDOUT_FILENO) == 1 &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        columns = size.ws_col;
    if (columns < FIRE_CELLS_LEAST) return FIRE_CELLS_LEAST;
    return columns > FIRE_CELLS_MOST ? FIRE_CELLS_MOST : columns;
}

/* The same chart as text. */
static fire_status draw_text(struct session *session, struct drawing *drawing,
                             const struct source *source, const struct questions *questions,
                             int *code)
{
    int32_t columns = terminal_columns(session);
    const struct fire_chart_look look = { FIRE_SIZE_FULL, FIRE_PALETTE_MONO };
    struct fire_error *err = &session->err;
    struct fire_chart chart;
    struct fire_picture picture;
    struct fire_buffer text = { 0 };
    fire_status status = drawing_chart(drawing, source, questions, source->arena, &chart);
    if (status != FIRE_OK) *err = drawing->session.err;
    if (status == FIRE_OK)
        status = fire_layout_make(&chart, look, fire_cells_meter(&columns), source->arena,
                                  &picture, err);
    if (status == FIRE_OK) status = fire_draw_cells(&picture, columns, &text, err);
    if (status == FIRE_OK) *code = deliver(session, &text);
    fire_buffer_finish(&text);
    return status;
}

/* Whether it is to be text; told, and false in *is_right, when it can be nothing. */
static bool wants_text(struct session *session, bool *is_right)
{
    const char *format = session->options.format;
    const char *output = session->options.output;
    const size_t n = output == NULL ? 0 : strlen(output);
    *is_right = true;
    if (format != NULL && strcmp(format, "text") == 0) return true;
    if (format != NULL) {
        tell(session, "there is no format '%s': text; else the name of -o says which", format);
        *is_right = false;
    } else if (output == NULL) {
        tell(session, "a chart needs -o FILE.png, FILE.svg or FILE.pdf, or --format text");
        *is_right = false;
    } else if (n > 4 && strcmp(output + n - 4, ".txt") == 0) {
        return true;
    } else if (fire_draw_check_path(output, &session->err) != FIRE_OK) {
        tell_error(session);
        *is_right = false;
    }
    return false;
}

int cmd_chart(struct session *session)
{
    struct drawing drawing;
    bool is_right;
    int code = EXIT_DONE;
    const char *kind = session->argument[--session->n_arguments]; /* behind the files */
    if (drawing_begin(&drawing, session, kind) != FIRE_OK) {
        session->err = drawing.session.err;
        tell_error(session);
        return EXIT_USAGE;
    }
    if (drawing_check_options(drawing.kind, &session->options, &session->err) != FIRE_OK) {
        tell_error(session);
        return EXIT_USAGE;
    }
    const bool is_text = wants_text(session, &is_right);
    if (!is_right) return EXIT_USAGE;
    struct standing standing = { 0 };
    struct source source;
    struct questions questions;
    bool asked = false;
    fire_status status = drawings_ask(&drawing, 1, session, &standing, &source, &questions,
                                      &asked);
    if (status == FIRE_OK && drawing.status != FIRE_OK) {
        asked = true;
        status = drawing.status;
        session->err = drawing.session.err;
    } else if (status == FIRE_OK) {
        asked = false;
        status = is_text ? draw_text(session, &drawing, &source, &questions, &code)
                         : draw(session, &drawing, &source, &questions);
    }
    if (status != FIRE_OK) tell_error(session);
    standing_release(&standing, &source);
    standing_end(&standing);
    return status != FIRE_OK ? exit_code_of(status, asked) : code;
}
