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

/* So many charts share a pass over the source; each takes some 60 KiB, and where the rows are not kept
 * 2 MiB, for the groups of its questions in each thread. */
#define CHARTS_A_ROUND 256
#define CHARTS_A_PASS  64

#define FILES_A_SHEET  2 /* the picture and its figures */

/* In `output` it stands for the number of a page, and all pages are drawn. */
#define PAGE "{page}"

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
    int32_t n_missing;     /* charts that are not drawn, or not whole */
    bool has_any;          /* picture */
};

/* A picture on its way, and its figures; of several pages the first one has those of all. */
struct sheet {
    const struct spec_chart *of;
    const char *output;
    const char *data; /* name of the file with its figures */
    bool has_figures;
    struct fire_buffer figures; /* as CSV */
    struct fire_chart_look look;
    plate_format format;
    struct fire_chart chart;
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
    size_t capacity;
    struct sheet *sheet;          /* [n_sheets] */
    struct plate *plate;          /* [n_sheets] */
    struct manifest_entry *entry; /* [n_sheets * FILES_A_SHEET] */
};

static void tell_chart(const struct batch *batch, const struct spec_chart *chart,
                       const char *output, const char *why)
{
    tell(batch->session, "%s:%lld: %s is not drawn: %s", batch->spec->path,
         (long long)batch->spec->row[chart->row].line, output, why);
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

/* Take the names of a sheet's two files. false: no memory */
static bool name_files(const struct round *round, struct sheet *sheet)
{
    struct batch *batch = round->batch;
    if (!take_name(batch, sheet->output)) return false;
    if (!sheet->has_figures) return true;
    sheet->data = data_name(batch, sheet->output, round->arena);
    return sheet->data != NULL && take_name(batch, sheet->data);
}

/* "areas-2.svg" of "areas-{page}.svg". NULL: no memory */
static const char *page_name(const struct round *round, const char *output, int32_t page)
{
    const char *at = strstr(output, PAGE);
    return at == NULL ? output
                      : fire_arena_printf(round->arena, "%.*s%d%s", (int)(at - output), output,
                                          (int)page, at + sizeof PAGE - 1);
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

static void let_go(struct sheet *sheet)
{
    fire_buffer_finish(&sheet->figures);
    sheet->figures = (struct fire_buffer){ 0 };
}

/* Make the model of a page into a sheet.
 *   data   the file with the figures of all pages; NULL: this is the first */
static fire_status make_sheet(struct round *round, struct drawing *drawing, const char *data,
                              struct sheet *out)
{
    struct fire_error *err = &drawing->session.err;
    if (!plate_format_of(out->output, &out->format))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a chart ends in .png, .svg or .pdf");
    if (is_taken(round->batch, out->output))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "another chart has this name");
    FIRE_TRY(drawing_chart(drawing, &round->source, &round->questions, round->source.arena,
                           &out->chart));
    out->look = drawing->look;
    out->data = data;
    out->has_figures = data == NULL;
    if (out->has_figures) FIRE_TRY(write_figures(round, drawing, &out->figures, err));
    return name_files(round, out) ? FIRE_OK : fire_fail_memory(err);
}

/* A place for one more; NULL: no memory. */
static struct sheet *add_sheet(struct round *round, const struct spec_chart *of, int32_t page)
{
    const char *output = page_name(round, of->output, page);
    struct sheet *grown = fire_array_grow(round->sheet, &round->capacity,
                                          (size_t)round->n_sheets + 1, sizeof *grown);
    if (grown != NULL) round->sheet = grown;
    if (grown == NULL || output == NULL) return NULL;
    struct sheet *sheet = &grown[round->n_sheets++];
    *sheet = (struct sheet){ .of = of, .output = output };
    return sheet;
}

/* Make one chart, page by page where its name asks for all; what is wrong is told. */
static fire_status prepare(struct round *round, int32_t i)
{
    struct batch *batch = round->batch;
    struct drawing *drawing = &round->drawing[i];
    const int32_t first = drawing->page == 0 ? 1 : drawing->page;
    const bool has_all = drawing->page == 0 && strstr(round->of[i].output, PAGE) != NULL;
    const char *data = NULL;
    int32_t last = first;
    batch->n_asked += drawing->status == FIRE_OK;
    for (int32_t page = first; page <= last; page++) {
        struct sheet *sheet = add_sheet(round, &round->of[i], page);
        if (sheet == NULL) return fire_fail_memory(&batch->session->err);
        if (has_all) drawing->page = page;
        const fire_status status = make_sheet(round, drawing, data, sheet);
        if (status == FIRE_ENOMEM) return fire_fail_memory(&batch->session->err);
        if (status != FIRE_OK) {
            tell_chart(batch, sheet->of, sheet->output, drawing->session.err.message);
            let_go(sheet);
            round->n_sheets--;
            batch->n_missing++;
            return FIRE_OK;
        }
        data = sheet->data;
        if (has_all) last = sheet->chart.n_pages;
    }
    return FIRE_OK;
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
    struct session *own = FIRE_TAKE(round->arena, 1, struct session);
    if (round->drawing == NULL || own == NULL) return fire_fail_memory(&batch->session->err);
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
static fire_status write_sheet(struct batch *batch, const struct sheet *sheet,
                               struct manifest_entry entry[], struct plate *plate)
{
    FIRE_TRY(manifest_put(batch->folder, &entry[0], &plate->file[sheet->format], &plate->err));
    if (!sheet->has_figures) return FIRE_OK;
    return manifest_put(batch->folder, &entry[1], &sheet->figures, &plate->err);
}

static void drawn(void *self, struct plate *plate)
{
    struct round *round = self;
    struct batch *batch = round->batch;
    const size_t i = (size_t)(plate - round->plate);
    struct sheet *sheet = &round->sheet[i];
    if (plate->status == FIRE_OK)
        plate->status = write_sheet(batch, sheet, &round->entry[i * FILES_A_SHEET], plate);
    let_go(sheet);
    plate_clear(plate);
    pthread_mutex_lock(&batch->mutex);
    if (sheet->has_figures) progress_count(&batch->progress); /* one of several is counted */
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

/* Plates of all sheets, and what the manifest says of them. */
static fire_status lay_out(struct round *round)
{
    const int32_t n = round->n_sheets;
    round->plate = FIRE_TAKE(round->arena, n, struct plate);
    round->entry = FIRE_TAKE(round->arena, n * FILES_A_SHEET, struct manifest_entry);
    if (round->plate == NULL || round->entry == NULL)
        return fire_fail_memory(&round->batch->session->err);
    for (int32_t i = 0; i < n; i++) {
        const struct sheet *sheet = &round->sheet[i];
        const struct fire_chart *chart = &sheet->chart;
        struct manifest_entry *entry = &round->entry[(size_t)i * FILES_A_SHEET];
        round->plate[i] = (struct plate){ .chart = chart,
                                          .look = sheet->look,
                                          .formats = 1u << sheet->format,
                                          .err = { .say = round->batch->session->say } };
        entry[0] = (struct manifest_entry){ sheet->output, chart->title, chart->description,
                                            sheet->data, "" };
        if (sheet->has_figures)
            entry[1] = (struct manifest_entry){ sheet->data, chart->title, "", "", "" };
    }
    return FIRE_OK;
}

/* Charts that failed in the ink are told, in the order of the table, and the others listed. */
static fire_status list(struct round *round)
{
    struct batch *batch = round->batch;
    const struct spec_chart *missing = NULL;
    for (int32_t i = 0; i < round->n_sheets; i++) {
        const struct plate *plate = &round->plate[i];
        const struct sheet *sheet = &round->sheet[i];
        if (plate->status == FIRE_OK) {
            batch->has_any = true;
            continue;
        }
        tell_chart(batch, sheet->of, sheet->output, plate->err.message);
        batch->n_missing += missing != sheet->of;
        missing = sheet->of;
        for (int f = 0; f < FILES_A_SHEET; f++)
            round->entry[i * FILES_A_SHEET + f].name = NULL;
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
    FIRE_TRY(lay_out(round));
    FIRE_TRY(open_folder(batch));
    FIRE_TRY(gallery_draw(&batch->inks, round->plate, round->n_sheets, session_n_jobs(session),
                          taker, &session->err));
    return list(round);
}

/*   at   the first of them; becomes the first of the next round */
static fire_status draw_round(struct batch *batch, int32_t *at, bool *asked)
{
    const int32_t first = *at;
    const int32_t n_left = batch->spec->n_charts - first;
    const int32_t n_most = standing_keeps(batch->standing, batch->session) ? CHARTS_A_ROUND
                                                                           : CHARTS_A_PASS;
    struct round round = { .batch = batch,
                           .arena = fire_arena_create(),
                           .of = &batch->spec->chart[first],
                           .n = n_left < n_most ? n_left : n_most };
    *at += round.n;
    if (round.arena == NULL) return fire_fail_memory(&batch->session->err);
    const fire_status status = draw(&round, asked);
    for (int32_t i = 0; i < round.n_sheets; i++)
        let_go(&round.sheet[i]);
    free(round.sheet);
    standing_release(batch->standing, &round.source);
    fire_arena_free(round.arena);
    return status;
}

/* ---- the folder ------------------------------------------------------------------------------- */

static fire_status finish(struct batch *batch, bool *asked)
{
    struct session *session = batch->session;
    const int32_t n = batch->spec->n_charts;
    if (batch->n_missing > 0)
        tell(session, "%d of %d charts are not drawn", (int)batch->n_missing, (int)n);
    *asked = batch->n_asked == 0;
    if (!batch->has_any || (session->options.strict && batch->n_missing > 0))
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
    for (int32_t at = 0; status == FIRE_OK && at < n;)
        status = draw_round(batch, &at, asked);
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
