/* charts_batch.c - see charts_batch.h. */
#include "charts_batch.h"

#include "drawing.h"
#include "gallery.h"
#include "manifest.h"
#include "progress.h"

#include "firestat/dictionary.h"
#include "firestat/report.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A pass over the source is shared by so many charts; each takes some 60 KiB. */
#define CHARTS_A_ROUND 256

#define FILES_A_SHEET  2 /* the picture and its figures */

/* What of the charts lasts. */
struct batch {
    const struct charts_spec *spec;
    struct session *session;
    struct standing *standing;
    struct fire_dictionary *files; /* names that are taken */
    struct gallery_inks inks;
    struct fire_folder *folder; /* NULL: not yet */
    struct progress_count progress;
    pthread_mutex_t mutex; /* of the progress */
    int32_t n_asked;       /* charts whose options were in order */
    int32_t n_drawn;
};

/* A picture on its way, and its figures. */
struct sheet {
    const struct spec_chart *of;
    struct fire_chart chart;
    struct fire_buffer figures;   /* as CSV */
    struct manifest_entry *entry; /* [FILES_A_SHEET] */
};

/* Charts that are drawn together. */
struct round {
    struct batch *batch;
    struct fire_arena *arena;
    const struct spec_chart *of; /* [n] */
    int32_t n;
    struct drawing *drawing; /* [n] */
    struct source source;
    struct questions questions;
    int32_t n_sheets;
    struct sheet *sheet;          /* [n_sheets] */
    struct plate *plate;          /* [n_sheets] */
    struct manifest_entry *entry; /* [n_sheets * FILES_A_SHEET] */
};

static void tell_chart(const struct batch *batch, const struct spec_chart *chart,
                       const char *why)
{
    tell(batch->session, "%s:%lld: %s is not drawn: %s", batch->spec->path,
         (long long)batch->spec->row[chart->row].line, chart->output, why);
}

/* ---- names ------------------------------------------------------------------------------------ */

static bool is_taken(const struct batch *batch, const char *name)
{
    uint32_t code;
    return fire_dictionary_find(batch->files, fire_text_of(name), &code);
}

static bool take_name(struct batch *batch, const char *name)
{
    uint32_t code;
    return fire_dictionary_add(batch->files, fire_text_of(name), fire_text_of(""), &code);
}

/* "a/b.csv" beside "a/b.png"; "a/b-svg.csv" beside "a/b.svg" where the first is taken. */
static const char *data_name(const struct batch *batch, const char *output,
                             struct fire_arena *arena)
{
    const char *dot = strrchr(output, '.');
    const int n_stem = (int)(dot - output);
    const char *name = fire_arena_printf(arena, "%.*s.csv", n_stem, output);
    if (name != NULL && is_taken(batch, name))
        name = fire_arena_printf(arena, "%.*s-%s.csv", n_stem, output, dot + 1);
    for (int n = 2; name != NULL && is_taken(batch, name); n++)
        name = fire_arena_printf(arena, "%.*s-%s-%d.csv", n_stem, output, dot + 1, n);
    return name;
}

/* The names of a sheet's two files, which are taken from now on. */
static fire_status name_files(struct round *round, struct sheet *sheet)
{
    struct batch *batch = round->batch;
    const struct fire_chart *chart = &sheet->chart;
    const char *output = sheet->of->output;
    const char *data = data_name(batch, output, round->arena);
    if (data == NULL || !take_name(batch, output) || !take_name(batch, data))
        return fire_fail_memory(&batch->session->err);
    sheet->entry[0] = (struct manifest_entry){ output, chart->title, chart->description, data,
                                               "" };
    sheet->entry[1] = (struct manifest_entry){ data, chart->title, "", "", "" };
    return FIRE_OK;
}

/* ---- before the ink -------------------------------------------------------------------------- */

/* The figures of a chart: what `table` or `compare` would write of its questions. */
static fire_status write_figures(const struct round *round, const struct drawing *drawing,
                                 struct fire_buffer *out, struct fire_error *err)
{
    const struct fire_report_options options = { .format = FIRE_FORMAT_CSV,
                                                 .language = drawing->session.language };
    if (drawing->comparison != NULL)
        return fire_report_comparison(drawing->comparison, drawing->total, &options, out, err);
    for (int32_t q = 0; q < drawing->n_shown; q++) {
        if (q > 0) fire_buffer_add_text(out, "\n");
        FIRE_TRY(fire_report_summary(round->questions.summary[drawing->first_query + q],
                                     &options, out, err));
    }
    return FIRE_OK;
}

/* Make the model of one chart; what is wrong is told, and there is no sheet of it. */
static fire_status prepare(struct round *round, int32_t i)
{
    struct batch *batch = round->batch;
    struct session *session = batch->session;
    struct drawing *drawing = &round->drawing[i];
    struct sheet *sheet = &round->sheet[round->n_sheets];
    plate_format format;
    sheet->of = &round->of[i];
    sheet->entry = &round->entry[(size_t)round->n_sheets * FILES_A_SHEET];
    batch->n_asked += drawing->status == FIRE_OK;
    if (!plate_format_of(sheet->of->output, &format)) {
        tell_chart(batch, sheet->of, session->say("a chart ends in .png, .svg or .pdf"));
        return FIRE_OK;
    }
    if (is_taken(batch, sheet->of->output)) {
        tell_chart(batch, sheet->of, session->say("another chart has this name"));
        return FIRE_OK;
    }
    fire_status status = drawing_chart(drawing, &round->source, &round->questions,
                                       round->source.arena, &sheet->chart);
    if (status == FIRE_OK)
        status = write_figures(round, drawing, &sheet->figures, &drawing->session.err);
    if (status == FIRE_ENOMEM) return fire_fail_memory(&session->err);
    if (status != FIRE_OK) {
        fire_buffer_finish(&sheet->figures);
        *sheet = (struct sheet){ 0 };
        tell_chart(batch, &round->of[i], drawing->session.err.message);
        return FIRE_OK;
    }
    round->plate[round->n_sheets++] = (struct plate){ .chart = &sheet->chart,
                                                      .look = drawing->look,
                                                      .formats = 1u << format,
                                                      .err = { .say = session->say } };
    return name_files(round, sheet);
}

/* One chart with its options.
 *   own   for a while */
static fire_status begin(const struct round *round, const struct spec_chart *chart,
                         struct session *own, struct drawing *out)
{
    const struct batch *batch = round->batch;
    const struct spec_row *row = &batch->spec->row[chart->row];
    fire_chart_kind kind;
    fire_status status = charts_spec_session(batch->spec, chart, batch->session, round->arena,
                                             own);
    if (status == FIRE_OK && fire_chart_kind_of(row->kind, &kind))
        status = charts_spec_use(row, kind, own);
    if (status == FIRE_OK) return drawing_begin(out, own, row->kind);
    out->session.err = own->err;
    return status;
}

/* Ask the charts of a round; what is wrong with one stays with it. */
static fire_status ask(struct round *round, bool *asked)
{
    struct batch *batch = round->batch;
    round->drawing = FIRE_TAKE(round->arena, round->n, struct drawing);
    round->sheet = FIRE_TAKE(round->arena, round->n, struct sheet);
    round->plate = FIRE_TAKE(round->arena, round->n, struct plate);
    round->entry = FIRE_TAKE(round->arena, round->n * FILES_A_SHEET, struct manifest_entry);
    struct session *own = FIRE_TAKE(round->arena, 1, struct session);
    if (round->drawing == NULL || round->sheet == NULL || round->plate == NULL ||
        round->entry == NULL || own == NULL)
        return fire_fail_memory(&batch->session->err);
    for (int32_t i = 0; i < round->n; i++) {
        struct drawing *drawing = &round->drawing[i];
        drawing->status = begin(round, &round->of[i], own, drawing);
        if (drawing->status == FIRE_ENOMEM) return fire_fail_memory(&batch->session->err);
    }
    return drawings_ask(round->drawing, round->n, batch->session, batch->standing,
                        &round->source, &round->questions, asked);
}

/* ---- the ink ---------------------------------------------------------------------------------- */

/* Write what a thread drew, and its figures beside it. */
static fire_status write_sheet(struct batch *batch, struct sheet *sheet, struct plate *plate)
{
    plate_format format = PLATE_PNG;
    (void)plate_format_of(sheet->of->output, &format);
    FIRE_TRY(manifest_put(batch->folder, &sheet->entry[0], &plate->file[format], &plate->err));
    return manifest_put(batch->folder, &sheet->entry[1], &sheet->figures, &plate->err);
}

static void let_go(struct sheet *sheet)
{
    fire_buffer_finish(&sheet->figures);
    sheet->figures = (struct fire_buffer){ 0 };
}

static void drawn(void *self, struct plate *plate)
{
    struct round *round = self;
    struct batch *batch = round->batch;
    struct sheet *sheet = &round->sheet[plate - round->plate];
    if (plate->status == FIRE_OK) plate->status = write_sheet(batch, sheet, plate);
    let_go(sheet);
    plate_clear(plate);
    pthread_mutex_lock(&batch->mutex);
    progress_count(&batch->progress);
    pthread_mutex_unlock(&batch->mutex);
}

static fire_status open_folder(struct batch *batch)
{
    struct session *session = batch->session;
    const struct options *options = &session->options;
    if (batch->folder != NULL) return FIRE_OK;
    FIRE_TRY(fire_folder_open(options->output, options->force, &batch->folder, &session->err));
    return manifest_begin(batch->folder, &session->err);
}

/* Charts that failed in the ink are told, in the order of the table, and the others listed. */
static fire_status list(struct round *round)
{
    struct batch *batch = round->batch;
    for (int32_t i = 0; i < round->n_sheets; i++) {
        const struct plate *plate = &round->plate[i];
        struct sheet *sheet = &round->sheet[i];
        if (plate->status == FIRE_OK) {
            batch->n_drawn++;
            continue;
        }
        tell_chart(batch, sheet->of, plate->err.message);
        for (int f = 0; f < FILES_A_SHEET; f++)
            sheet->entry[f].name = NULL;
    }
    return manifest_add(batch->folder, round->entry, (int64_t)round->n_sheets * FILES_A_SHEET,
                        &batch->session->err);
}

static fire_status draw(struct round *round, bool *asked)
{
    struct batch *batch = round->batch;
    struct session *session = batch->session;
    const struct gallery_taker taker = { round, drawn, is_interrupted };
    *asked = false;
    FIRE_TRY(ask(round, asked));
    *asked = false;
    for (int32_t i = 0; i < round->n; i++)
        FIRE_TRY(prepare(round, i));
    if (round->n_sheets == 0) return FIRE_OK;
    FIRE_TRY(open_folder(batch));
    FIRE_TRY(gallery_draw(&batch->inks, round->plate, round->n_sheets, session_n_jobs(session),
                          taker, &session->err));
    return list(round);
}

static fire_status draw_round(struct batch *batch, int32_t first, bool *asked)
{
    const int32_t n_left = batch->spec->n_charts - first;
    struct round round = { .batch = batch,
                           .arena = fire_arena_create(),
                           .of = &batch->spec->chart[first],
                           .n = n_left < CHARTS_A_ROUND ? n_left : CHARTS_A_ROUND };
    if (round.arena == NULL) return fire_fail_memory(&batch->session->err);
    const fire_status status = draw(&round, asked);
    for (int32_t i = 0; round.sheet != NULL && i < round.n; i++)
        let_go(&round.sheet[i]);
    standing_release(batch->standing, &round.source);
    fire_arena_free(round.arena);
    return status;
}

/* ---- the folder ------------------------------------------------------------------------------- */

static fire_status finish(struct batch *batch, bool *asked)
{
    struct session *session = batch->session;
    const int32_t n = batch->spec->n_charts;
    if (batch->n_drawn < n)
        tell(session, "%d of %d charts are not drawn", (int)(n - batch->n_drawn), (int)n);
    *asked = batch->n_asked == 0;
    if (batch->n_drawn == 0 || (session->options.strict && batch->n_drawn < n))
        return fire_fail(&session->err, FIRE_ENODATA,
                         (struct fire_location){ .file = batch->spec->path },
                         "no folder is made, as charts are missing");
    struct fire_folder *folder = batch->folder;
    batch->folder = NULL;
    return fire_folder_commit(folder, &session->err);
}

static fire_status draw_all(struct batch *batch, bool *asked)
{
    const int32_t n = batch->spec->n_charts;
    /* the manifest's name is no chart's figures' */
    if (batch->files == NULL || !take_name(batch, FIRE_FOLDER_MANIFEST))
        return fire_fail_memory(&batch->session->err);
    progress_count_begin(&batch->progress, batch->session, n);
    fire_status status = FIRE_OK;
    for (int32_t i = 0; status == FIRE_OK && i < n; i += CHARTS_A_ROUND)
        status = draw_round(batch, i, asked);
    progress_count_end(&batch->progress);
    return status == FIRE_OK ? finish(batch, asked) : status;
}

fire_status charts_batch_draw(const struct charts_spec *spec, struct session *session,
                              struct standing *standing, bool *asked)
{
    struct batch batch = { .spec = spec,
                           .session = session,
                           .standing = standing,
                           .files = fire_dictionary_create(),
                           .mutex = PTHREAD_MUTEX_INITIALIZER };
    struct fire_unknown_letters unknown = { 0 };
    const fire_status status = draw_all(&batch, asked);
    fire_folder_abandon(batch.folder);
    gallery_inks_free(&batch.inks, &unknown);
    tell_unknown(session, &unknown);
    fire_dictionary_free(batch.files);
    return status;
}
