/* cmd_charts.c - firestat charts SOURCE SPEC.csv -o DIR: one chart a row, all in one pass.
 *
 * Models are made one after the other, for they share the answers' memory; the work is in the ink, and
 * that is done side by side. Each thread writes what it drew and lets it go, so that memory does not
 * grow with the number of charts. */
#include "charts_spec.h"
#include "gallery.h"
#include "manifest.h"
#include "progress.h"

#include "firestat/report.h"

#include <pthread.h>
#include <string.h>

#define FILES_A_CHART 2 /* the picture and its figures */

struct batch {
    struct session *session;
    struct charts_spec spec;
    struct source source;
    struct questions questions;
    struct fire_chart *chart;     /* [n_charts] */
    struct plate *plate;          /* [n_charts] */
    struct fire_buffer *data;     /* [n_charts] figures as CSV */
    struct manifest_entry *entry; /* [n_charts * FILES_A_CHART] */
    struct fire_folder *folder;
    struct progress_count progress;
    pthread_mutex_t mutex; /* of the progress */
};

/* ---- before the ink -------------------------------------------------------------------------- */

static void tell_chart(const struct batch *batch, int32_t i, const char *why)
{
    tell(batch->session, "%s:%lld: %s is not drawn: %s", batch->spec.path,
         (long long)batch->spec.chart[i].line, batch->spec.chart[i].output, why);
}

/* The figures of a chart: what `table` or `compare` would write of its questions. */
static fire_status write_data(struct batch *batch, int32_t i, struct fire_buffer *out,
                              struct fire_error *err)
{
    const struct drawing *drawing = &batch->spec.drawing[i];
    const struct fire_report_options options = { .format = FIRE_FORMAT_CSV,
                                                 .language = batch->session->language };
    if (drawing->comparison != NULL)
        return fire_report_comparison(drawing->comparison, drawing->total, &options, out, err);
    for (int32_t q = 0; q < drawing->n_shown; q++) {
        if (q > 0) fire_buffer_add_text(out, "\n");
        FIRE_TRY(fire_report_summary(batch->questions.summary[drawing->first_query + q],
                                     &options, out, err));
    }
    return FIRE_OK;
}

/* "a/b.csv" beside "a/b.png"; "a/b-svg.csv" beside "a/b.svg" where the first is taken. */
static const char *data_name(const struct batch *batch, int32_t i)
{
    struct fire_arena *arena = batch->source.arena;
    const char *output = batch->spec.chart[i].output;
    const char *dot = strrchr(output, '.');
    const char *name = fire_arena_printf(arena, "%.*s.csv", (int)(dot - output), output);
    for (int32_t j = 0; name != NULL && j < i; j++) {
        const struct manifest_entry *entry = &batch->entry[(size_t)j * FILES_A_CHART];
        if (entry->name != NULL && strcmp(entry->data, name) == 0)
            return fire_arena_printf(arena, "%.*s-%s.csv", (int)(dot - output), output,
                                     dot + 1);
    }
    return name;
}

static bool is_taken(const struct batch *batch, int32_t i)
{
    for (int32_t j = 0; j < i; j++)
        if (batch->plate[j].chart != NULL &&
            strcmp(batch->spec.chart[j].output, batch->spec.chart[i].output) == 0)
            return true;
    return false;
}

/* Make the model of one chart; what is wrong is told, and its plate stays empty. */
static fire_status prepare(struct batch *batch, int32_t i)
{
    struct drawing *drawing = &batch->spec.drawing[i];
    const char *output = batch->spec.chart[i].output;
    struct plate *plate = &batch->plate[i];
    plate_format format;
    *plate = (struct plate){ .look = drawing->look, .err = { .say = batch->session->say } };
    if (!plate_format_of(output, &format)) {
        tell_chart(batch, i, batch->session->say("a chart ends in .png, .svg or .pdf"));
        return FIRE_OK;
    }
    if (is_taken(batch, i)) {
        tell_chart(batch, i, batch->session->say("another chart has this name"));
        return FIRE_OK;
    }
    plate->formats = 1u << format;
    fire_status status = drawing_chart(drawing, &batch->source, &batch->questions,
                                       batch->source.arena, &batch->chart[i]);
    if (status == FIRE_OK)
        status = write_data(batch, i, &batch->data[i], &drawing->session.err);
    if (status == FIRE_ENOMEM) return fire_fail_memory(&batch->session->err);
    if (status == FIRE_OK)
        plate->chart = &batch->chart[i];
    else
        tell_chart(batch, i, drawing->session.err.message);
    return FIRE_OK;
}

/* ---- the ink ---------------------------------------------------------------------------------- */

/* Write what a thread drew, and its figures beside it. */
static fire_status write_plate(struct batch *batch, int32_t i, struct plate *plate)
{
    struct manifest_entry *entry = &batch->entry[(size_t)i * FILES_A_CHART];
    plate_format format = PLATE_PNG;
    (void)plate_format_of(batch->spec.chart[i].output, &format);
    FIRE_TRY(manifest_put(batch->folder, &entry[0], &plate->file[format], &plate->err));
    return manifest_put(batch->folder, &entry[1], &batch->data[i], &plate->err);
}

static void drawn(void *self, struct plate *plate)
{
    struct batch *batch = self;
    const int32_t i = (int32_t)(plate - batch->plate);
    if (plate->status == FIRE_OK) plate->status = write_plate(batch, i, plate);
    fire_buffer_finish(&batch->data[i]);
    batch->data[i] = (struct fire_buffer){ 0 };
    plate_clear(plate);
    pthread_mutex_lock(&batch->mutex);
    progress_count(&batch->progress);
    pthread_mutex_unlock(&batch->mutex);
}

/* Names of the two files of each chart that is going to be drawn. */
static fire_status name_files(struct batch *batch)
{
    for (int32_t i = 0; i < batch->spec.n_charts; i++) {
        const struct fire_chart *chart = batch->plate[i].chart;
        struct manifest_entry *entry = &batch->entry[(size_t)i * FILES_A_CHART];
        if (chart == NULL) continue;
        const char *output = batch->spec.chart[i].output;
        const char *data = data_name(batch, i);
        if (data == NULL) return fire_fail_memory(&batch->session->err);
        entry[0] = (struct manifest_entry){ output, chart->title, chart->description, data,
                                            "" };
        entry[1] = (struct manifest_entry){ data, chart->title, "", "", "" };
    }
    return FIRE_OK;
}

static fire_status prepare_all(struct batch *batch)
{
    const int32_t n = batch->spec.n_charts;
    struct fire_arena *arena = batch->source.arena;
    batch->chart = FIRE_TAKE(arena, n + 1, struct fire_chart);
    batch->data = FIRE_TAKE(arena, n + 1, struct fire_buffer);
    batch->entry = FIRE_TAKE(arena, (n + 1) * FILES_A_CHART, struct manifest_entry);
    batch->plate = FIRE_TAKE(arena, n + 1, struct plate);
    if (batch->chart == NULL || batch->data == NULL || batch->entry == NULL ||
        batch->plate == NULL)
        return fire_fail_memory(&batch->session->err);
    for (int32_t i = 0; i < n; i++)
        FIRE_TRY(prepare(batch, i));
    return name_files(batch);
}

/* Charts that failed in the ink are told, in the order of the table. */
static int32_t tell_failed(struct batch *batch)
{
    int32_t n_drawn = 0;
    for (int32_t i = 0; i < batch->spec.n_charts; i++) {
        const struct plate *plate = &batch->plate[i];
        if (plate->chart == NULL) continue;
        if (plate->status == FIRE_OK) {
            n_drawn++;
            continue;
        }
        tell_chart(batch, i, plate->err.message);
        batch->entry[(size_t)i * FILES_A_CHART].name = NULL;
        batch->entry[(size_t)i * FILES_A_CHART + 1].name = NULL;
    }
    return n_drawn;
}

static fire_status draw(struct batch *batch)
{
    struct session *session = batch->session;
    const struct options *options = &session->options;
    const int32_t n = batch->spec.n_charts;
    const struct gallery_taker taker = { batch, drawn, is_interrupted };
    FIRE_TRY(prepare_all(batch));
    FIRE_TRY(fire_folder_open(options->output, options->force, &batch->folder, &session->err));
    progress_count_begin(&batch->progress, session, n);
    const fire_status status = gallery_draw(batch->plate, n, session_n_jobs(session), taker,
                                            &session->err);
    progress_count_end(&batch->progress);
    FIRE_TRY(status);
    const int32_t n_drawn = tell_failed(batch);
    if (n_drawn < n) tell(session, "%d of %d charts are not drawn", (int)(n - n_drawn), (int)n);
    if (n_drawn == 0 || (options->strict && n_drawn < n))
        return fire_fail(&session->err, FIRE_ENODATA,
                         (struct fire_location){ .file = batch->spec.path },
                         "no folder is made, as charts are missing");
    FIRE_TRY(
        manifest_write(batch->folder, batch->entry, (int64_t)n * FILES_A_CHART, &session->err));
    struct fire_folder *folder = batch->folder;
    batch->folder = NULL;
    return fire_folder_commit(folder, &session->err);
}

/* ---- the command ----------------------------------------------------------------------------- */

static void tell_rows(const struct batch *batch)
{
    for (int32_t i = 0; i < batch->spec.n_rows; i++) {
        const struct spec_row *row = &batch->spec.row[i];
        if (row->status != FIRE_OK)
            tell(batch->session, "%s:%lld: %s is not drawn: %s", batch->spec.path,
                 (long long)row->line, row->output, row->session.err.message);
    }
}

static fire_status ask(struct batch *batch, bool *asked)
{
    const int32_t n = batch->spec.n_charts;
    if (n == 0)
        return fire_fail(&batch->session->err, FIRE_ENODATA,
                         (struct fire_location){ .file = batch->spec.path }, "has no chart");
    return drawings_ask(batch->spec.drawing, n, batch->session, &batch->source,
                        &batch->questions, asked);
}

int cmd_charts(struct session *session)
{
    struct batch batch = { .session = session, .mutex = PTHREAD_MUTEX_INITIALIZER };
    const char *path = session->argument[--session->n_arguments]; /* behind the files */
    const bool is_quiet = session->options.quiet;
    struct fire_arena *arena = fire_arena_create();
    bool asked = true;
    if (session->options.output == NULL) {
        tell(session, "charts needs -o DIR");
        fire_arena_free(arena);
        return EXIT_USAGE;
    }
    fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                       : charts_spec_read(session, path, arena, &batch.spec,
                                                          &session->err);
    if (status == FIRE_OK) {
        asked = false;
        status = charts_spec_expand(&batch.spec, session, arena, &asked);
        tell_rows(&batch);
    }
    if (status == FIRE_OK) status = ask(&batch, &asked);
    if (status == FIRE_OK) {
        asked = false;
        session->options.quiet = is_quiet; /* which asking twice has set */
        status = draw(&batch);
    }
    if (status != FIRE_OK) tell_error(session);
    fire_folder_abandon(batch.folder);
    for (int32_t i = 0; batch.data != NULL && i < batch.spec.n_charts; i++)
        fire_buffer_finish(&batch.data[i]);
    source_unload(&batch.source);
    fire_arena_free(arena);
    return exit_code_of(status, asked);
}
