/* review_levels.c - see review_levels.h.
 *
 * An incident is of a level or a higher one when it reaches any of their bounds, and what is not
 * known reaches none. A query takes conditions that hold together, so incidents that reach any of
 * several are counted by inclusion and exclusion: those of each bound, less those of each two, and
 * so on. With five criteria that are 31 queries a level, of a pass that is made in any case. */
#include "review_levels.h"

#include <string.h>

/* The lowest bound of each criterion among a level and those above it. */
struct reaching {
    const char *condition[FIRE_SEVERITY_CRITERIA_MOST];
    int32_t n;
};

static struct reaching reaching_of(const struct fire_severity_scheme *scheme, int32_t level)
{
    struct reaching reaching = { .n = 0 };
    const char *criterion[FIRE_SEVERITY_CRITERIA_MOST];
    for (int32_t b = 0; b < scheme->n_bounds; b++) {
        const struct fire_severity_bound *bound = &scheme->bound[b];
        int32_t i = 0;
        while (i < reaching.n && strcmp(criterion[i], bound->criterion) != 0)
            i++;
        if (bound->level < level || i < reaching.n) continue; /* the first one is the lowest */
        criterion[reaching.n] = bound->criterion;
        reaching.condition[reaching.n++] = bound->condition;
    }
    return reaching;
}

/* The days of a window in which a scheme is in force. */
static bool days_of(const struct fire_severity_scheme *scheme, struct fire_window window,
                    struct fire_window *out)
{
    *out = (struct fire_window){
        scheme->first_day > window.first_day ? scheme->first_day : window.first_day,
        scheme->last_day < window.last_day ? scheme->last_day : window.last_day
    };
    return out->first_day <= out->last_day;
}

static bool has_bounds(const struct fire_severity *schemes, struct fire_window window)
{
    struct fire_window days;
    for (int32_t i = 0; i < schemes->n; i++)
        if (schemes->scheme[i].n_bounds > 0 && days_of(&schemes->scheme[i], window, &days))
            return true;
    return false;
}

static fire_status add_count(struct session *session, const struct source *source,
                             struct fire_window days, const struct reaching *reaching,
                             unsigned chosen, const char *measures, struct questions *out)
{
    struct fire_query *query;
    struct fire_error *err = &session->err;
    FIRE_TRY(question_begin(session, source, out, &query, err));
    for (int32_t i = 0; i < reaching->n; i++)
        if ((chosen >> i & 1u) != 0)
            FIRE_TRY(fire_query_where(query, reaching->condition[i], err));
    FIRE_TRY(fire_query_measure(query, measures, err));
    fire_query_days(query, days);
    return questions_add(out, source, query, err);
}

fire_status review_levels_ask(struct session *session, const struct source *source,
                              const struct fire_severity *schemes, struct fire_window window,
                              struct questions *out)
{
    const struct reaching none = { .n = 0 };
    if (!has_bounds(schemes, window)) return FIRE_OK;
    for (int32_t i = 0; i < schemes->n; i++) {
        const struct fire_severity_scheme *scheme = &schemes->scheme[i];
        struct fire_window days;
        if (!days_of(scheme, window, &days)) continue;
        FIRE_TRY(add_count(session, source, days, &none, 0, "incidents,damage", out));
        for (int32_t level = 1; level < scheme->n_levels; level++) {
            const struct reaching reaching = reaching_of(scheme, level);
            for (unsigned chosen = 1; chosen < 1u << reaching.n; chosen++)
                FIRE_TRY(add_count(session, source, days, &reaching, chosen, "incidents", out));
        }
    }
    return FIRE_OK;
}

/* ---- the answers ----------------------------------------------------------------------------- */

static int64_t incidents_of(const struct fire_summary *summary)
{
    return summary->n_rows == 0 || summary->total[0].is_null ? 0 : summary->total[0].number;
}

static bool is_odd(unsigned bits)
{
    bool odd = false;
    for (; bits != 0; bits &= bits - 1)
        odd = !odd;
    return odd;
}

/* Incidents of a level or a higher one; `*at` moves behind the queries of it. */
static int64_t count_from(const struct fire_severity_scheme *scheme, int32_t level,
                          const struct questions *questions, int32_t *at)
{
    const struct reaching reaching = reaching_of(scheme, level);
    int64_t n = 0;
    for (unsigned chosen = 1; chosen < 1u << reaching.n; chosen++) {
        const int64_t both = incidents_of(questions->summary[(*at)++]);
        n += is_odd(chosen) ? both : -both;
    }
    return n;
}

static fire_status conclude_scheme(const struct fire_severity_scheme *scheme,
                                   struct fire_window days, const struct questions *questions,
                                   int32_t *at, struct fire_arena *arena,
                                   struct fire_review_levels *out, struct fire_error *err)
{
    const struct fire_summary *all = questions->summary[(*at)++];
    int64_t *n = FIRE_TAKE(arena, scheme->n_levels + 1, int64_t);
    if (n == NULL) return fire_fail_memory(err);
    *out = (struct fire_review_levels){
        .scheme = scheme,
        .window = days,
        .n_incidents = incidents_of(all),
        .n_open = all->n_rows == 0 ? 0 : all->total_unknown[1],
        .is_grouped = incidents_of(all) != all->n_records,
        .n = n,
    };
    int64_t n_above = 0;
    for (int32_t level = scheme->n_levels - 1; level >= 0; level--)
        n[level] = 0;
    for (int32_t level = 1; level < scheme->n_levels; level++)
        n[level] = count_from(scheme, level, questions, at);
    if (scheme->n_levels > 0) n[0] = out->n_incidents;
    for (int32_t level = scheme->n_levels - 1; level >= 0; level--) {
        const int64_t from_here = n[level];
        n[level] -= n_above;
        n_above = from_here;
    }
    return FIRE_OK;
}

fire_status review_levels_conclude(const struct fire_severity *schemes,
                                   struct fire_window window, const struct source *source,
                                   const struct questions *questions, int32_t first,
                                   struct fire_review_section *section, struct fire_error *err)
{
    struct fire_review_levels *levels = FIRE_TAKE(source->arena, schemes->n + 1,
                                                  struct fire_review_levels);
    if (levels == NULL) return fire_fail_memory(err);
    section->levels = levels;
    if (!has_bounds(schemes, window) ||
        !fire_severity_is_in(schemes, questions->summary[first]->currency))
        return FIRE_OK;
    for (int32_t i = 0; i < schemes->n; i++) {
        struct fire_window days;
        if (!days_of(&schemes->scheme[i], window, &days)) continue;
        FIRE_TRY(conclude_scheme(&schemes->scheme[i], days, questions, &first, source->arena,
                                 &levels[section->n_levels], err));
        section->n_levels++;
    }
    return FIRE_OK;
}
