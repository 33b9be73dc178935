/* reviewing.c - see reviewing.h: blocks are put one behind the other, headings, tables and figures
 * numbered as they come. */
#include "reviewing.h"

#include <stdio.h>
#include <string.h>

void *reviewing_take(struct reviewing *r, int64_t count, size_t item_bytes)
{
    void *items = fire_arena_take(r->phrase.arena, (size_t)count, item_bytes);
    if (items == NULL) r->failed = true;
    return items;
}

static void put_block(struct reviewing *r, struct fire_block block)
{
    if (r->n_blocks == r->capacity) {
        const int64_t capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
        struct fire_block *grown = REVIEW_TAKE(r, capacity, struct fire_block);
        if (grown == NULL) return;
        if (r->n_blocks > 0) memcpy(grown, r->block, (size_t)r->n_blocks * sizeof *grown);
        r->block = grown;
        r->capacity = capacity;
    }
    r->block[r->n_blocks++] = block;
}

/* ---- words -------------------------------------------------------------------------------- */

void reviewing_of_comparison(struct reviewing *r, const struct fire_comparison *comparison,
                             const struct fire_comparison *total)
{
    r->compare.comparison = comparison;
    r->compare.total = total;
    r->compare.writer.summary = comparison->about;
}

void reviewing_of_summary(struct reviewing *r, const struct fire_summary *summary)
{
    r->compare.writer.summary = summary;
}

const char *reviewing_word(const struct reviewing *r, fire_word word)
{
    return fire_word_text(r->phrase.language, word);
}

const char *reviewing_join(struct reviewing *r, const char *list, const char *between,
                           const char *more)
{
    if (list[0] == '\0') return more;
    if (more[0] == '\0') return list;
    return fire_phrase_format(&r->phrase, "%s%s%s", list, between, more);
}

const char *reviewing_sentence(struct reviewing *r, const char *text)
{
    const size_t n = strlen(text);
    if (n == 0) return "";
    return fire_phrase_format(&r->phrase, "%s%s", text, text[n - 1] == '.' ? "" : ".");
}

/* ---- blocks --------------------------------------------------------------------------------- */

static const char *roman(int32_t number)
{
    static const char *const numbers[] = { "0", "I",  "II",  "III",  "IV",
                                           "V", "VI", "VII", "VIII", "IX",
                                           "X", "XI", "XII", "XIII", "XIV" };
    const int32_t n = (int32_t)(sizeof numbers / sizeof numbers[0]);
    return numbers[number < n ? number : n - 1];
}

/* "II. ", "3. ", "b) ": of its level, as the administration numbers. */
static const char *heading_number(struct reviewing *r, int32_t level)
{
    r->number[level]++;
    for (int32_t below = level + 1; below <= REVIEW_LEVELS; below++)
        r->number[below] = 0;
    const int32_t number = r->number[level];
    if (level == 1 && r->is_annex) return "";
    if (level == 1) return fire_phrase_format(&r->phrase, "%s. ", roman(number));
    if (level == 2) return fire_phrase_format(&r->phrase, "%d. ", (int)number);
    return fire_phrase_format(&r->phrase, "%c) ", (char)('a' + (number - 1) % 26));
}

static void put_heading(struct reviewing *r, const struct fire_review_section *section)
{
    if (section->level < 1 || section->level > REVIEW_LEVELS || section->title[0] == '\0')
        return;
    const char *number = heading_number(r, section->level);
    put_block(
        r, (struct fire_block){
               .kind = FIRE_BLOCK_HEADING,
               .heading = {
                   .level = section->level,
                   .text = fire_phrase_format(&r->phrase, "%s%s", number, section->title),
                   .anchor = fire_phrase_format(&r->phrase, "section-%s", section->name) } });
}

/* Sections that are below no heading. */
static bool stands_alone(const struct fire_review_section *section)
{
    return section->kind == FIRE_SECTION_PAGE_BREAK ||
           section->kind == FIRE_SECTION_LETTERHEAD || section->kind == FIRE_SECTION_TITLE ||
           section->kind == FIRE_SECTION_SIGNATURE;
}

/* A section has something to put: is a waiting heading one above it? */
static void end_waiting(struct reviewing *r)
{
    const struct fire_review_section *pending = r->pending;
    const int32_t level = r->section->level;
    r->pending = NULL;
    if (pending == NULL || stands_alone(r->section)) return;
    if (level == 0 || level > pending->level) put_heading(r, pending);
}

static void put(struct reviewing *r, struct fire_block block)
{
    end_waiting(r);
    put_block(r, block);
}

void reviewing_heading(struct reviewing *r)
{
    end_waiting(r);
    put_heading(r, r->section);
}

/* A heading for the sections below it; without any of them it is not there. */
static void wait_heading(struct reviewing *r)
{
    r->pending = r->section;
}

void reviewing_paragraph(struct reviewing *r, fire_paragraph_style style, const char *text)
{
    reviewing_lead(r, style, "", text);
}

void reviewing_lead(struct reviewing *r, fire_paragraph_style style, const char *lead,
                    const char *text)
{
    struct fire_run *run = REVIEW_TAKE(r, 2, struct fire_run);
    if (run == NULL || (text[0] == '\0' && lead[0] == '\0')) return;
    int32_t n = 0;
    if (lead[0] != '\0') run[n++] = (struct fire_run){ .text = lead, .is_bold = true };
    if (text[0] != '\0') run[n++] = (struct fire_run){ .text = text };
    put(r, (struct fire_block){ .kind = FIRE_BLOCK_PARAGRAPH,
                                .paragraph = { .style = style, .n_runs = n, .run = run } });
}

static const char *counted(struct reviewing *r, fire_word word, int32_t number,
                           const char *text)
{
    return fire_phrase_word(&r->phrase, word, fire_phrase_count(&r->phrase, number), text);
}

void reviewing_grid(struct reviewing *r, struct fire_grid grid)
{
    if (grid.chart.kind == FIRE_TABLE_NO_CHART) grid.chart.title = "";
    grid.caption = counted(r, FIRE_WORD_REVIEW_TABLE, ++r->n_tables, grid.caption);
    put(r, (struct fire_block){ .kind = FIRE_BLOCK_GRID, .grid = grid });
}

void reviewing_figures(struct reviewing *r)
{
    for (int32_t i = 0; i < r->section->n_figures; i++) {
        const struct fire_review_figure *figure = &r->section->figure[i];
        const char *title = figure->title != NULL ? figure->title : figure->picture->title;
        put(r, (struct fire_block){ .kind = FIRE_BLOCK_FIGURE,
                                    .figure = { .anchor = figure->name,
                                                .caption = counted(r, FIRE_WORD_REVIEW_FIGURE,
                                                                   ++r->n_figures, title),
                                                .picture = figure->picture,
                                                .png = figure->png } });
    }
}

/* ---- what the template says itself ----------------------------------------------------------- */

/* One column of a line: "*" bold, "~" italic, "_" ruled below, before the text. */
static struct fire_paragraph_line line_of(struct reviewing *r, const char *text, size_t size)
{
    struct fire_paragraph_line line = { .text = "" };
    for (; size > 0 && strchr("*~_", text[0]) != NULL; text++, size--) {
        line.is_bold = line.is_bold || text[0] == '*';
        line.is_italic = line.is_italic || text[0] == '~';
        line.is_underlined = line.is_underlined || text[0] == '_';
    }
    line.text = fire_phrase_format(&r->phrase, "%.*s", (int)size, text);
    return line;
}

static int32_t n_lines(const char *text)
{
    int32_t n = 1;
    for (; *text != '\0'; text++)
        n += *text == '\n';
    return n;
}

static void put_two_columns(struct reviewing *r)
{
    const char *text = r->section->text;
    r->is_annex = r->is_annex || r->section->kind == FIRE_SECTION_SIGNATURE;
    const int32_t most = n_lines(text);
    struct fire_paragraph_line *left = REVIEW_TAKE(r, most, struct fire_paragraph_line);
    struct fire_paragraph_line *right = REVIEW_TAKE(r, most, struct fire_paragraph_line);
    if (left == NULL || right == NULL || text[0] == '\0') return;
    int32_t n = 0;
    for (const char *at = text; n < most; n++) {
        const size_t size = strcspn(at, "\n");
        const char *bar = memchr(at, '|', size);
        const size_t left_size = bar == NULL ? size : (size_t)(bar - at);
        left[n] = line_of(r, at, left_size);
        right[n] = bar == NULL ? line_of(r, "", 0) : line_of(r, bar + 1, size - left_size - 1);
        at += size + (at[size] == '\n');
    }
    put(r, (struct fire_block){ .kind = FIRE_BLOCK_TWO_COLUMNS,
                                .two_columns = { n, n, left, right } });
}

/* The first line is the title, the others stand centred below it. */
static void put_title(struct reviewing *r)
{
    const char *at = r->section->title;
    for (int32_t i = 0; *at != '\0'; i++) {
        const size_t size = strcspn(at, "\n");
        const char *line = fire_phrase_format(&r->phrase, "%.*s", (int)size, at);
        if (i == 0)
            put(r, (struct fire_block){ .kind = FIRE_BLOCK_HEADING,
                                        .heading = { 0, line, "title" } });
        else
            reviewing_lead(r, FIRE_PARAGRAPH_CENTRE, line, "");
        at += size + (at[size] == '\n');
    }
}

void reviewing_lines(struct reviewing *r, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        const size_t size = strcspn(at, "\n");
        reviewing_paragraph(r, FIRE_PARAGRAPH_BODY,
                            fire_phrase_format(&r->phrase, "%.*s", (int)size, at));
        at += size + (at[size] == '\n');
    }
}

static void put_text(struct reviewing *r)
{
    reviewing_heading(r);
    reviewing_lines(r, r->section->text);
}

static void put_page_break(struct reviewing *r)
{
    put(r, (struct fire_block){ .kind = FIRE_BLOCK_PAGE_BREAK });
}

/* ---- the sections ----------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*put)(struct reviewing *r);
} sections[FIRE_N_SECTIONS] = {
    [FIRE_SECTION_LETTERHEAD] = { "letterhead", put_two_columns },
    [FIRE_SECTION_TITLE] = { "title", put_title },
    [FIRE_SECTION_HEADING] = { "heading", wait_heading },
    [FIRE_SECTION_TEXT] = { "text", put_text },
    [FIRE_SECTION_TOTALS] = { "totals", review_totals },
    [FIRE_SECTION_YEARS] = { "years", review_years },
    [FIRE_SECTION_STAGES] = { "stages", review_stages },
    [FIRE_SECTION_BREAKDOWN] = { "breakdown", review_breakdown },
    [FIRE_SECTION_LEVELS] = { "levels", review_levels },
    [FIRE_SECTION_KINDS] = { "kinds", review_kinds },
    [FIRE_SECTION_CONTRIBUTION] = { "contribution", review_contribution },
    [FIRE_SECTION_NOTABLE] = { "notable", review_notable },
    [FIRE_SECTION_FORCES] = { "forces", review_forces },
    [FIRE_SECTION_ASSESSMENT] = { "assessment", review_assessment },
    [FIRE_SECTION_METHODS] = { "methods", review_methods },
    [FIRE_SECTION_FILES] = { "files", review_files },
    [FIRE_SECTION_PARAMETERS] = { "parameters", review_parameters },
    [FIRE_SECTION_SIGNATURE] = { "signature", put_two_columns },
    [FIRE_SECTION_PAGE_BREAK] = { "page-break", put_page_break },
};

bool fire_section_kind_of(const char *name, fire_section_kind *out)
{
    for (int i = 0; i < FIRE_N_SECTIONS; i++) {
        if (strcmp(name, sections[i].name) != 0) continue;
        *out = (fire_section_kind)i;
        return true;
    }
    return false;
}

fire_status fire_review_document(const struct fire_review *review, struct fire_arena *arena,
                                 struct fire_document *out, struct fire_error *err)
{
    struct reviewing r = {
        .review = review,
        .options = { .language = review->language },
        .phrase = { .arena = arena, .language = review->language },
    };
    r.compare.writer = (struct writer){ .options = &r.options, .arena = arena };
    for (int32_t i = 0; i < review->n_sections; i++) {
        r.section = &review->section[i];
        if (r.section->fault == NULL) {
            sections[r.section->kind].put(&r);
        } else {
            reviewing_heading(&r);
            reviewing_paragraph(&r, FIRE_PARAGRAPH_BODY, r.section->fault);
        }
    }
    const char *place = review->place;
    *out = (struct fire_document){
        .title = fire_phrase_format(
            &r.phrase, "%s%s%s",
            fire_phrase_word(&r.phrase, FIRE_WORD_REVIEW_DOCUMENT, review->period),
            place[0] == '\0' ? "" : " – ", place),
        .subject = review->period,
        .author = review->issuer,
        .program = fire_phrase_format(&r.phrase, "firestat %s", review->version),
        .language = review->language,
        .n_blocks = r.n_blocks,
        .block = r.block,
    };
    return r.failed || r.phrase.failed || r.compare.writer.failed ? fire_fail_memory(err)
                                                                  : FIRE_OK;
}
