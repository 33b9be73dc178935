/* cmd_review.c - firestat review SOURCE --period P -o DIR: the whole review, in every format.
 *
 * All figures and charts come out of two passes over the source; then the document is made once and
 * each writer gives it out in its own format. The folder appears whole or not at all. */
#include "manifest.h"
#include "reading.h"
#include "review_parameters.h"
#include "review_parts.h"

#include "firestat/reader.h"
#include "firestat/sentence.h"

#include <string.h>

struct reviewing_command {
    struct session *session;
    bool is_quiet; /* as it was asked; asking twice makes the session so */
    struct review_template rows;
    struct review_parts parts;
    struct source source;
    struct questions questions;
    struct fire_chart *chart; /* [n_drawings] */
    bool *is_made;
    struct plate *plate; /* [n_drawings] */
    struct fire_review review;
    struct fire_document document;
    struct fire_unknown_letters unknown; /* of charts and of the PDF */
    struct fire_folder *folder;
    struct manifest_entry *entry;
    int32_t n_entries;
    int32_t capacity;
};

static struct fire_arena *arena_of(const struct reviewing_command *c)
{
    return c->source.arena;
}

/* ---- charts ---------------------------------------------------------------------------------- */

/* A chart that cannot be drawn is told of, and the others go on. */
static void tell_undrawn(const struct reviewing_command *c, const struct review_part *part,
                         const struct fire_error *err)
{
    if (err->message[0] != '\0' && !c->is_quiet)
        tell(c->session, "a chart of section '%s' is left out: %s", part->row->name,
             err->message);
}

static fire_status draw_charts(struct reviewing_command *c)
{
    const int32_t n = c->parts.n_drawings;
    struct fire_error *err = &c->session->err;
    c->plate = FIRE_TAKE(arena_of(c), n + 1, struct plate);
    if (c->plate == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++)
        c->plate[i] = (struct plate){ .chart = c->is_made[i] ? &c->chart[i] : NULL,
                                      .look = c->parts.drawing[i].look,
                                      .formats = 1u << PLATE_PNG | 1u << PLATE_SVG,
                                      .err = { .say = c->session->say } };
    const struct gallery_taker taker = { .is_stopped = is_interrupted };
    struct gallery_inks inks = { 0 };
    const fire_status status = gallery_draw(&inks, c->plate, n, session_n_jobs(c->session),
                                            taker, err);
    gallery_inks_free(&inks, &c->unknown);
    return status;
}

/* "totals-cumulative": the section's name and the chart's kind, and a number where it is there
 * twice. */
static const char *figure_name(const struct reviewing_command *c,
                               const struct review_part *part, int32_t drawing)
{
    const fire_chart_kind kind = c->parts.drawing[drawing].kind;
    int32_t n_before = 0;
    for (int32_t i = part->first_drawing; i < drawing; i++)
        n_before += c->parts.drawing[i].kind == kind;
    if (n_before == 0)
        return fire_arena_printf(arena_of(c), "%s-%s", part->row->name,
                                 fire_chart_kind_name(kind));
    return fire_arena_printf(arena_of(c), "%s-%s-%d", part->row->name,
                             fire_chart_kind_name(kind), (int)n_before + 1);
}

/* Hand a section its pictures. */
static fire_status take_figures(struct reviewing_command *c, struct review_part *part)
{
    struct fire_review_figure *figure = FIRE_TAKE(arena_of(c), part->n_drawings + 1,
                                                  struct fire_review_figure);
    if (figure == NULL) return fire_fail_memory(&c->session->err);
    int32_t n = 0;
    for (int32_t i = 0; i < part->n_drawings; i++) {
        const int32_t at = part->first_drawing + i;
        const struct plate *plate = &c->plate[at];
        const struct drawing *drawing = &c->parts.drawing[at];
        if (drawing->status != FIRE_OK || plate->status != FIRE_OK) {
            tell_undrawn(c, part,
                         drawing->status != FIRE_OK ? &drawing->session.err : &plate->err);
            continue;
        }
        figure[n] = (struct fire_review_figure){
            .name = figure_name(c, part, at),
            .picture = &plate->picture,
            .png = { plate->file[PLATE_PNG].bytes, plate->file[PLATE_PNG].size_bytes },
        };
        if (figure[n].name == NULL) return fire_fail_memory(&c->session->err);
        n++;
    }
    part->section.n_figures = n;
    part->section.figure = figure;
    return FIRE_OK;
}

/* ---- what the review is about ---------------------------------------------------------------------- */

static fire_status find_period(struct reviewing_command *c, struct fire_phrase *phrase)
{
    struct session *session = c->session;
    const struct fire_calendar *calendar;
    struct fire_period period;
    FIRE_TRY(question_calendar(session, &c->source, &calendar, &session->err));
    FIRE_TRY(fire_period_parse(calendar, fire_text_of(session->options.period), &period,
                               &session->err));
    c->review.calendar = calendar;
    c->review.window = period.window;
    c->review.period = fire_sentence_period(phrase, calendar, &period);
    for (int32_t i = 0; i < c->parts.n; i++)
        if (c->parts.part[i].has_known) {
            c->review.known = c->parts.part[i].known;
            break;
        }
    return FIRE_OK;
}

/* An option as one line of a document: without control letters and those that turn the direction of
 * writing, and with a slash for the bar that parts the columns of a letterhead. NULL: no memory, or it is
 * no UTF-8. */
static const char *line_of_option(struct reviewing_command *c, const char *name,
                                  const char *value)
{
    struct fire_buffer line = { 0 };
    struct fire_error *err = &c->session->err;
    const struct fire_text_view text = fire_text_of(value);
    if (fire_text_valid_bytes(text) != text.size_bytes) {
        fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "%s is not UTF-8", name);
        return NULL;
    }
    fire_buffer_add_fit(&line, text);
    for (size_t i = 0; i < line.size_bytes; i++) {
        if (strchr("\t\r\n", line.bytes[i]) != NULL) line.bytes[i] = ' ';
        if (line.bytes[i] == '|') line.bytes[i] = '/';
    }
    const char *kept = line.failed ? NULL
                                   : fire_arena_copy(arena_of(c), line.bytes, line.size_bytes);
    fire_buffer_finish(&line);
    if (kept == NULL) fire_fail_memory(err);
    return kept;
}

/* The options that stand in the document, each as a line. */
static fire_status take_lines(struct reviewing_command *c)
{
    struct options *options = &c->session->options;
    const struct {
        const char *name;
        const char **value;
    } lines[] = { { "--place", &options->place },
                  { "--issuer", &options->issuer },
                  { "--seat", &options->seat } };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (*lines[i].value == NULL) continue;
        *lines[i].value = line_of_option(c, lines[i].name, *lines[i].value);
        if (*lines[i].value == NULL) return c->session->err.status;
    }
    return FIRE_OK;
}

/* Titles and texts of the template, filled. */
static fire_status fill_texts(struct reviewing_command *c, struct fire_phrase *phrase)
{
    char from[FIRE_NUMBER_BYTES];
    char to[FIRE_NUMBER_BYTES];
    char year[FIRE_PERIOD_LABEL_BYTES];
    const struct fire_window window = c->review.window;
    fire_day_text(window.first_day, from);
    fire_day_text(window.last_day, to);
    fire_calendar_label(
        c->review.calendar, FIRE_UNIT_YEAR,
        fire_calendar_period(c->review.calendar, FIRE_UNIT_YEAR, window.last_day), year);
    const char *seat = c->session->options.seat;
    static const char *const name[] = { "{period}", "{place}", "{issuer}", "{seat}",
                                        "{from}",   "{to}",    "{year}" };
    const char *const value[] = { c->review.period,
                                  c->review.place,
                                  c->review.issuer,
                                  seat == NULL ? c->review.place : seat,
                                  from,
                                  to,
                                  year };
    for (int32_t i = 0; i < c->parts.n; i++) {
        struct fire_review_section *section = &c->parts.part[i].section;
        section->title = review_template_fill(phrase->arena, section->title, name, value, 7);
        section->text = review_template_fill(phrase->arena, section->text, name, value, 7);
        if (section->title == NULL || section->text == NULL)
            return fire_fail_memory(&c->session->err);
    }
    return FIRE_OK;
}

/* The files and what was read of them; their SHA-256 from the store, or taken now. */
static fire_status list_files(struct reviewing_command *c)
{
    const struct source *source = &c->source;
    struct fire_review_file *file = FIRE_TAKE(arena_of(c), source->n_names + 1,
                                              struct fire_review_file);
    const char *reading = reading_words(c->session, arena_of(c));
    if (file == NULL || reading == NULL) return fire_fail_memory(&c->session->err);
    for (int64_t i = 0; i < source->n_names; i++) {
        const struct fire_import_counts *counts = &source->counts[i];
        const struct fire_import *import = source->imports[i];
        struct fire_file_identity identity = { .sha256 = "" };
        const char *path = c->session->argument[i < c->session->n_arguments ? i : 0];
        if (import == NULL && strcmp(path, "-") != 0)
            FIRE_TRY(fire_file_identity_of(path, &identity, &c->session->err));
        file[i] = (struct fire_review_file){
            .name = source->names[i],
            .sha256 = import != NULL ? import->sha256
                                     : fire_arena_copy(arena_of(c), identity.sha256,
                                                       strlen(identity.sha256)),
            .imported_at = import != NULL ? import->imported_at : "",
            .reading = import == NULL            ? reading
                       : import->reading == NULL ? ""
                                                 : import->reading,
            .n_read = counts->n_records,
            .n_kept = counts->n_kept,
            .n_duplicates = counts->n_duplicates,
            .n_revised = counts->n_revised,
            .n_excluded = counts->n_excluded,
            .n_rejected = counts->n_rejected,
            .n_set_aside = counts->n_set_aside,
        };
        if (file[i].sha256 == NULL) return fire_fail_memory(&c->session->err);
    }
    c->review.n_files = (int32_t)source->n_names;
    c->review.file = file;
    return FIRE_OK;
}

/* The schemes, where they are of the country that the figures are of. */
static const struct fire_severity *severity_of(const struct reviewing_command *c)
{
    const struct fire_severity *schemes = &c->parts.severity;
    return fire_severity_is_in(schemes, c->questions.summary[0]->currency) ? schemes : NULL;
}

static fire_status make_document(struct reviewing_command *c)
{
    struct session *session = c->session;
    struct fire_phrase phrase = { .arena = arena_of(c), .language = session->language };
    struct fire_review_section *section = FIRE_TAKE(arena_of(c), c->parts.n + 1,
                                                    struct fire_review_section);
    if (section == NULL) return fire_fail_memory(&session->err);
    FIRE_TRY(take_lines(c));
    c->review = (struct fire_review){
        .language = session->language,
        .place = session->options.place != NULL ? session->options.place
                                                : drawing_province(&c->source),
        .issuer = session->options.issuer == NULL ? "" : session->options.issuer,
        .version = FIRESTAT_VERSION,
        .severity = severity_of(c),
        .n_sections = c->parts.n,
        .section = section,
    };
    c->review.place = line_of_option(c, "--place", c->review.place);
    if (c->review.place == NULL) return session->err.status;
    FIRE_TRY(find_period(c, &phrase));
    FIRE_TRY(fill_texts(c, &phrase));
    FIRE_TRY(list_files(c));
    FIRE_TRY(review_parameters_list(session, &c->parts, &phrase, &c->review));
    for (int32_t i = 0; i < c->parts.n; i++) {
        FIRE_TRY(take_figures(c, &c->parts.part[i]));
        section[i] = c->parts.part[i].section;
    }
    if (phrase.failed) return fire_fail_memory(&session->err);
    return fire_review_document(&c->review, arena_of(c), &c->document, &session->err);
}

/* ---- the folder ---------------------------------------------------------------------------------- */

static fire_status add_file(struct reviewing_command *c, struct manifest_entry entry,
                            const struct fire_buffer *bytes)
{
    if (c->n_entries == c->capacity) {
        const int32_t capacity = c->capacity == 0 ? 64 : 2 * c->capacity;
        struct manifest_entry *grown = FIRE_TAKE(arena_of(c), capacity, struct manifest_entry);
        if (grown == NULL) return fire_fail_memory(&c->session->err);
        if (c->n_entries > 0) memcpy(grown, c->entry, (size_t)c->n_entries * sizeof *grown);
        c->entry = grown;
        c->capacity = capacity;
    }
    c->entry[c->n_entries++] = entry;
    return manifest_put(c->folder, &c->entry[c->n_entries - 1], bytes, &c->session->err);
}

static const struct {
    const char *name;
    fire_status (*write)(const struct fire_document *document, struct fire_buffer *out,
                         struct fire_error *err); /* NULL: PDF, which needs an ink */
} formats[] = {
    { "review.docx", fire_document_docx },   { "review.pdf", NULL },
    { "review.html", fire_document_html },   { "review.xlsx", fire_document_xlsx },
    { "review.md", fire_document_markdown }, { "review.txt", fire_document_text },
};

static fire_status write_document(struct reviewing_command *c, size_t format,
                                  struct fire_ink *ink)
{
    struct fire_error *err = &c->session->err;
    struct fire_buffer bytes = { 0 };
    fire_status status = formats[format].write == NULL
                             ? fire_document_pdf(&c->document, ink, &bytes, err)
                             : formats[format].write(&c->document, &bytes, err);
    if (status == FIRE_OK)
        status = add_file(c,
                          (struct manifest_entry){ formats[format].name, c->document.title,
                                                   c->document.subject, "", "" },
                          &bytes);
    fire_buffer_finish(&bytes);
    return status;
}

static fire_status write_documents(struct reviewing_command *c)
{
    struct fire_ink *ink = NULL;
    fire_status status = fire_ink_create(&ink, &c->session->err);
    for (size_t i = 0; status == FIRE_OK && i < sizeof formats / sizeof formats[0]; i++)
        status = write_document(c, i, ink);
    if (ink != NULL) fire_unknown_add_all(&c->unknown, fire_ink_unknown(ink));
    fire_ink_free(ink);
    tell_unknown(c->session, &c->unknown);
    return status;
}

static fire_status write_grid(struct reviewing_command *c, const struct fire_grid *grid)
{
    struct fire_buffer bytes = { 0 };
    const char *name = fire_arena_printf(arena_of(c), "tables/%s.csv", grid->anchor);
    fire_status status = name == NULL ? fire_fail_memory(&c->session->err)
                                      : fire_grid_csv(grid, &bytes, &c->session->err);
    if (status == FIRE_OK)
        status = add_file(c, (struct manifest_entry){ name, grid->caption, "", "", "" },
                          &bytes);
    fire_buffer_finish(&bytes);
    return status;
}

/* "tables/totals.csv" of the section that a figure belongs to, where there is one. */
static const char *data_of(const struct reviewing_command *c, const struct review_part *part)
{
    for (int64_t i = 0; i < c->document.n_blocks; i++) {
        const struct fire_block *block = &c->document.block[i];
        if (block->kind == FIRE_BLOCK_GRID && strcmp(block->grid.anchor, part->row->name) == 0)
            return fire_arena_printf(arena_of(c), "tables/%s.csv", block->grid.anchor);
    }
    return "";
}

/* Does the document show it? A section without anything to say has no figures either. */
static bool is_shown(const struct reviewing_command *c, const char *stem)
{
    for (int64_t i = 0; i < c->document.n_blocks; i++) {
        const struct fire_block *block = &c->document.block[i];
        if (block->kind == FIRE_BLOCK_FIGURE && strcmp(block->figure.anchor, stem) == 0)
            return true;
    }
    return false;
}

static fire_status write_figures(struct reviewing_command *c, const struct review_part *part)
{
    static const plate_format drawn[] = { PLATE_PNG, PLATE_SVG };
    for (int32_t i = 0; i < part->n_drawings; i++) {
        const int32_t at = part->first_drawing + i;
        const struct plate *plate = &c->plate[at];
        if (c->parts.drawing[at].status != FIRE_OK || plate->status != FIRE_OK) continue;
        const char *stem = figure_name(c, part, at);
        const char *data = data_of(c, part);
        if (stem == NULL) return fire_fail_memory(&c->session->err);
        if (!is_shown(c, stem)) continue;
        for (size_t f = 0; f < sizeof drawn / sizeof drawn[0]; f++) {
            const char *name = stem == NULL
                                   ? NULL
                                   : fire_arena_printf(arena_of(c), "charts/%s%s", stem,
                                                       plate_format_ending(drawn[f]));
            if (name == NULL || data == NULL) return fire_fail_memory(&c->session->err);
            FIRE_TRY(add_file(c,
                              (struct manifest_entry){ name, plate->picture.title,
                                                       plate->picture.description, data, "" },
                              &plate->file[drawn[f]]));
        }
    }
    return FIRE_OK;
}

static fire_status write_folder(struct reviewing_command *c)
{
    const struct options *options = &c->session->options;
    FIRE_TRY(fire_folder_open(options->output, options->force, &c->folder, &c->session->err));
    FIRE_TRY(write_documents(c));
    for (int64_t i = 0; i < c->document.n_blocks; i++)
        if (c->document.block[i].kind == FIRE_BLOCK_GRID)
            FIRE_TRY(write_grid(c, &c->document.block[i].grid));
    for (int32_t i = 0; i < c->parts.n; i++)
        FIRE_TRY(write_figures(c, &c->parts.part[i]));
    FIRE_TRY(manifest_begin(c->folder, &c->session->err));
    FIRE_TRY(manifest_add(c->folder, c->entry, c->n_entries, &c->session->err));
    if (is_interrupted())
        return fire_fail(&c->session->err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "stopped");
    struct fire_folder *folder = c->folder;
    c->folder = NULL;
    return fire_folder_commit(folder, &c->session->err);
}

/* ---- the command --------------------------------------------------------------------------------- */

static fire_status answer(struct reviewing_command *c, bool *asked)
{
    FIRE_TRY(review_parts_ask(&c->parts, c->session, &c->source, &c->questions, asked));
    c->chart = FIRE_TAKE(arena_of(c), c->parts.n_drawings + 1, struct fire_chart);
    c->is_made = FIRE_TAKE(arena_of(c), c->parts.n_drawings + 1, bool);
    if (c->chart == NULL || c->is_made == NULL) return fire_fail_memory(&c->session->err);
    return review_parts_conclude(&c->parts, &c->source, &c->questions, c->chart, c->is_made,
                                 &c->session->err);
}

static void finish(struct reviewing_command *c)
{
    fire_folder_abandon(c->folder);
    for (int32_t i = 0; c->plate != NULL && i < c->parts.n_drawings; i++)
        plate_clear(&c->plate[i]);
    source_unload(&c->source);
}

int cmd_review(struct session *session)
{
    const struct options *options = &session->options;
    struct reviewing_command c = { .session = session, .is_quiet = options->quiet };
    if (options->period == NULL || options->output == NULL) {
        tell(session, "review needs --period P and -o DIR");
        return EXIT_USAGE;
    }
    struct fire_arena *arena = fire_arena_create();
    bool asked = true;
    fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                       : review_template_load(options->template_path, arena,
                                                              &c.rows, &session->err);
    if (status == FIRE_OK)
        status = review_parts_make(session, &c.rows, arena, &c.parts, &session->err);
    if (status == FIRE_OK) status = answer(&c, &asked);
    if (status == FIRE_OK) {
        asked = false;
        status = draw_charts(&c);
    }
    if (status == FIRE_OK) status = make_document(&c);
    if (status == FIRE_OK) status = write_folder(&c);
    if (status != FIRE_OK) tell_error(session);
    finish(&c);
    fire_arena_free(arena);
    return exit_code_of(status, asked);
}
