/* declared.c - see declared.h.
 *
 * A profile says `2024-H1` in its own calendar; from here on it is days, so that it means the same
 * in a store, whatever that is asked by. Files and stores are given theirs by the same text. */
#include "declared.h"

#include "firestat/date.h"
#include "firestat/period.h"

#include <string.h>

/* ---- what a profile says ------------------------------------------------------------------ */

static const char *constant_of(const struct fire_profile *profile, const char *field)
{
    for (size_t i = 0; i < profile->n_constants; i++)
        if (strcmp(profile->constant[i].field, field) == 0) return profile->constant[i].value;
    return NULL;
}

/* "province/district/commune" of the constants, as far as they go without a gap. */
static void add_constant_area(const struct fire_profile *profile, struct fire_buffer *out)
{
    static const char *const fields[] = { "province", "district", "commune" };
    for (int i = 0; i < 3; i++) {
        const char *value = constant_of(profile, fields[i]);
        if (value == NULL || value[0] == '\0') return;
        if (i > 0) fire_buffer_add_text(out, "/");
        fire_buffer_add_text(out, value);
    }
}

static fire_status read_area(struct session *session, const struct fire_profile *profile,
                             const char *said, struct fire_arena *arena, const char **out)
{
    struct fire_buffer text = { 0 };
    if (said != NULL)
        fire_buffer_add_text(&text, said);
    else
        add_constant_area(profile, &text);
    *out = text.size_bytes == 0 ? NULL : fire_arena_copy(arena, text.bytes, text.size_bytes);
    const bool failed = text.failed || (text.size_bytes > 0 && *out == NULL);
    fire_buffer_finish(&text);
    return failed ? fire_fail_memory(&session->err) : FIRE_OK;
}

static void add_days(struct fire_buffer *out, struct fire_window days)
{
    char first[11];
    char last[11];
    fire_day_to_iso(days.first_day, first);
    fire_day_to_iso(days.last_day, last);
    fire_buffer_printf(out, "%s%s..%s", out->size_bytes == 0 ? "" : "|", first, last);
}

static fire_status read_days(struct session *session, const struct fire_profile *profile,
                             const char *said, struct fire_arena *arena, const char **out)
{
    const int32_t today = source_latest_day() - 1;
    const struct fire_calendar *calendar;
    struct fire_window *days;
    int32_t n = 0;
    struct fire_buffer text = { 0 };
    FIRE_TRY(
        fire_calendar_open(fire_profile_calendar(profile), arena, &calendar, &session->err));
    FIRE_TRY(fire_periods_days(calendar, fire_text_of(said), arena, &days, &n, &session->err));
    for (int32_t i = 0; i < n; i++) {
        if (days[i].first_day > today) continue;
        if (days[i].last_day > today) days[i].last_day = today;
        add_days(&text, days[i]);
    }
    if (text.size_bytes == 0 && !text.failed)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "the declared coverage '%s' begins after today", said);
    *out = text.failed ? NULL : fire_arena_copy(arena, text.bytes, text.size_bytes);
    fire_buffer_finish(&text);
    return *out != NULL ? FIRE_OK : fire_fail_memory(&session->err);
}

fire_status declaration_read(struct session *session, const struct fire_profile *profile,
                             const char *path, struct fire_arena *arena,
                             struct declaration *out)
{
    struct fire_profile_covered covered;
    *out = (struct declaration){ NULL, NULL };
    FIRE_TRY(fire_profile_coverage(profile, path, arena, &covered, &session->err));
    if (covered.coverage == NULL && covered.area != NULL)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "coverage_area '%s' is said without coverage", covered.area);
    if (covered.coverage == NULL) return FIRE_OK;
    FIRE_TRY(read_days(session, profile, covered.coverage, arena, &out->coverage));
    return read_area(session, profile, covered.area, arena, &out->area);
}

fire_status declarations_check(struct session *session, const struct fire_profile *profile,
                               struct fire_arena *arena)
{
    struct declaration declaration;
    FIRE_TRY(declaration_read(session, profile, NULL, arena, &declaration));
    for (size_t i = 0; i < profile->n_covered; i++)
        FIRE_TRY(
            declaration_read(session, profile, profile->covered[i].file, arena, &declaration));
    return FIRE_OK;
}

/* ---- what a source gets ------------------------------------------------------------------- */

/* The parts of "province/district/commune". */
static void split_area(const char *text, struct fire_text_view out[3])
{
    for (int i = 0; i < 3; i++) {
        const size_t size = i < 2 ? strcspn(text, "/") : strlen(text);
        out[i] = (struct fire_text_view){ text, size };
        text += size;
        if (*text == '/') text++;
    }
}

static fire_status give(struct session *session, struct source *source,
                        const struct declaration *declaration, int32_t number)
{
    const struct fire_calendar *calendar;
    struct fire_window *days;
    struct fire_text_view area[3];
    int32_t n = 0;
    FIRE_TRY(fire_calendar_open("calendar", source->arena, &calendar, &session->err));
    FIRE_TRY(fire_periods_days(calendar, fire_text_of(declaration->coverage), source->arena,
                               &days, &n, &session->err));
    split_area(declaration->area == NULL ? "" : declaration->area, area);
    struct fire_declared *declared = FIRE_TAKE(source->arena, source->n_declared + n,
                                               struct fire_declared);
    if (declared == NULL) return fire_fail_memory(&session->err);
    for (int32_t i = 0; i < source->n_declared; i++)
        declared[i] = source->declared[i];
    for (int32_t i = 0; i < n; i++)
        declared[source->n_declared + i] = (struct fire_declared){
            .source = number, .days = days[i], .area = { area[0], area[1], area[2] }
        };
    source->declared = declared;
    source->n_declared += n;
    return FIRE_OK;
}

fire_status declarations_give(struct session *session, struct source *source,
                              const struct declaration declaration[], int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (declaration[i].coverage != NULL)
            FIRE_TRY(give(session, source, &declaration[i], (int32_t)i));
    return FIRE_OK;
}
