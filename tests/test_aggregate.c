/* test_aggregate.c - questions with answers made by hand.
 *
 * What random rows (test_aggregate_sql.c) do not meet: sums that do not fit, names that
 * collide, words and labels, the order of letters, and every refusal. */
#include "test_aggregate_rows.h"

/* ---- asking -------------------------------------------------------------------------- */

struct question {
    const char *by;      /* NULL: nothing */
    const char *measure; /* NULL: incidents */
    const char *where[3];
    const char *period; /* NULL: none */
    bool complete;
};

static fire_status ask(struct world *world, const struct question *question,
                       struct fire_arena *arena, const struct fire_summary **out,
                       struct fire_error *err)
{
    struct fire_query *query = NULL;
    FIRE_TRY(
        fire_query_create(world->schema, world->areas, world->calendar, arena, &query, err));
    if (question->by != NULL) FIRE_TRY(fire_query_by(query, question->by, err));
    FIRE_TRY(fire_query_measure(
        query, question->measure != NULL ? question->measure : "incidents", err));
    for (size_t i = 0; i < CHECK_N(question->where) && question->where[i] != NULL; i++)
        FIRE_TRY(fire_query_where(query, question->where[i], err));
    if (question->period != NULL) FIRE_TRY(fire_query_period(query, question->period, err));
    if (question->complete) fire_query_complete(query);
    return fire_query_run(query, world->table, arena, out, err);
}

static void append(char **text, const char *more, size_t size)
{
    if (size == 0) return;
    const size_t used = strlen(*text);
    *text = realloc(*text, used + size + 1);
    memcpy(*text + used, more, size);
    (*text)[used + size] = '\0';
}

/* " 2.5", " null", " 7(2)": with incidents that are not known, if any. */
static void append_value(char **text, struct fire_value value, int64_t unknown, int32_t scale)
{
    char number[64] = " null";
    if (!value.is_null) {
        const bool negative = value.number < 0;
        uint64_t size = negative ? 0 - (uint64_t)value.number : (uint64_t)value.number;
        while (scale > 0 && size % 10 == 0) {
            size /= 10;
            scale--;
        }
        char digits[32];
        int n = snprintf(digits, sizeof digits, "%0*llu", (int)scale + 1,
                         (unsigned long long)size);
        n -= (int)scale;
        snprintf(number, sizeof number, " %s%.*s%s%s", negative ? "-" : "", n, digits,
                 scale > 0 ? "." : "", digits + n);
    }
    append(text, number, strlen(number));
    if (unknown == 0) return;
    snprintf(number, sizeof number, "(%lld)", (long long)unknown);
    append(text, number, strlen(number));
}

/* "2024|Hà Nội: 3 0(1); ... = 4 0(1)": rows, and the total behind the equals sign. Null keys
 * are a dash. */
static char *answer(struct world *world, const struct question *question)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = NULL;
    struct fire_error err = { 0 };
    char *text = calloc(1, 1);
    if (ask(world, question, arena, &summary, &err) != FIRE_OK) {
        append(&text, err.message, strlen(err.message));
        fire_arena_free(arena);
        return text;
    }
    for (int64_t row = 0; row < summary->n_rows; row++) {
        if (row > 0) append(&text, "; ", 2);
        for (int32_t d = 0; d < summary->n_dims; d++) {
            const struct fire_key *key = fire_summary_key(summary, row, d);
            if (d > 0) append(&text, "|", 1);
            if (key->is_null) append(&text, "-", 1);
            append(&text, key->text.bytes, key->text.size_bytes);
        }
        append(&text, ":", 1);
        for (int32_t m = 0; m < summary->n_measures; m++)
            append_value(&text, fire_summary_value(summary, row, m),
                         fire_summary_unknown(summary, row, m), summary->measure[m].scale);
    }
    append(&text, " =", 2);
    for (int32_t m = 0; m < summary->n_measures; m++)
        append_value(&text, summary->total[m], summary->total_unknown[m],
                     summary->measure[m].scale);
    fire_arena_free(arena);
    return text;
}

/* ---- answers ------------------------------------------------------------------------- */

/* Rows until the first NULL. "source" alone starts another source. */
struct sample {
    const char *row[12];
};

static struct world *world_of(const struct sample *sample)
{
    struct world *world = world_create();
    for (size_t i = 0; i < CHECK_N(sample->row) && sample->row[i] != NULL; i++) {
        if (strcmp(sample->row[i], "source") == 0) {
            world_flush(world);
            world->source++;
        } else {
            world_row(world, sample->row[i]);
        }
    }
    world_flush(world);
    return world;
}

static const struct sample nothing = { { NULL } };

/* shared/cases/14-same-commune-two-districts */
static const struct sample tan_lap = { {
    "day=2024-01-04; district=Huyện Núi Xanh; commune=Xã Tân Lập; damage=5000000",
    "day=2024-01-05; district=Huyện Sông Con; commune=Xã Tân Lập; damage=5000000",
    "day=2024-01-06; commune=Xã Tân Lập; deaths=1; damage=1000000",
} };

/* Two districts of one name with a commune of one name, and names that differ by letters
 * that sort late. */
static const struct sample chau_thanh = { {
    "day=2024-01-01; province=Long An; district=Châu Thành; commune=An Lục",
    "day=2024-01-01; province=Tiền Giang; district=Châu Thành; commune=An Lục",
    "day=2024-01-01; province=Tiền Giang; district=Cái Bè; commune=An Lục",
    "day=2024-01-01; province=Đồng Tháp; commune=Z",
    "day=2024-01-01; province=An Giang; district=Á; commune=z",
    "day=2024-01-01; province=Zz",
    "day=2024-01-01",
} };

static const struct sample hours = { {
    "day=2024-02-29; time=24:00; deaths=1",
    "day=2024-02-29; time=23:59",
    "day=2024-03-01; time=0:00; deaths=3",
    "day=2024-03-02",
    "day=2024-03-01; last=2024-03-31; time=9:00; incidents=5; deaths=2",
} };

static const struct sample periods = { {
    "day=2024-01-01; last=2024-12-31; incidents=100; deaths=7",
    "day=2024-04-01; last=2024-06-30; incidents=30; deaths=3",
    "day=2024-06-01; last=2024-06-30; incidents=11",
    "day=2024-06-29; last=2024-07-02; incidents=2; deaths=1",
    "day=2024-06-30; deaths=0",
    "day=1800-01-01; last=2299-12-31; incidents=1000; deaths=50",
} };

/* Unknown damage counts incidents; a row of no incidents knows its damage. */
static const struct sample unknowns = { {
    "day=2024-01-01; cause=A; damage=1.01",
    "day=2024-01-02; cause=A; damage=1; incidents=2",
    "day=2024-01-03; cause=A; incidents=4",
    "day=2024-01-04; cause=B",
    "day=2024-01-05; cause=B; incidents=3",
    "day=2024-01-06; cause=C; damage=0; incidents=0",
    "day=2024-01-07; cause=D; damage=-0.05; deaths=-1",
    "day=2024-01-08; cause=D; damage=0; deaths=0",
    "day=2024-01-08; cause=D; damage=0; deaths=0; forest_ha=0.000000001",
    "day=2024-01-09; cause=E; forest_ha=0.000000002; deaths=2",
    "day=2024-01-09; cause=E; forest_ha=0.000000001; deaths=3",
} };

/* Some are known of one kind only. */
static const struct sample casualties = { {
    "day=2024-01-01; cause=A; deaths=1; injuries=2; damage=10; saved_value=1",
    "day=2024-01-01; cause=A; deaths=0; injuries=0; damage=4",
    "day=2024-01-02; cause=A; injuries=2; incidents=2",
    "day=2024-01-03; cause=A; deaths=2; incidents=2",
    "day=2024-01-04; cause=B; deaths=1; incidents=2",
    "day=2024-01-05; cause=C; deaths=0; injuries=0; incidents=0",
    "day=2024-01-06; cause=A",
} };

/* January and March of one source; a commune that burnt only once. */
static const struct sample gaps = { {
    "day=2024-01-01; kind=fire; district=A; commune=X",
    "day=2024-01-31; kind=fire; district=A; commune=X",
    "source",
    "day=2024-03-01; kind=rescue; district=B; commune=Y",
    "day=2024-04-30; kind=fire; district=B; commune=Y",
    "day=2024-05-02; kind=fire; commune=X",
} };

/* The lists of two districts, and then one of their province. */
static const struct sample reports = { {
    "day=2023-01-01; kind=rescue; district=A; province=P",
    "day=2023-12-31; kind=fire; district=A; province=P; commune=X",
    "source",
    "day=2023-01-01; kind=fire; district=B; province=P",
    "day=2024-12-31; kind=fire; district=B; province=P",
    "source",
    "day=2025-01-01; kind=fire; district=B; province=P",
    "day=2025-12-31; kind=fire; district=C; province=P",
} };

static const struct sample letters = { {
    "day=2024-01-01; cause=z",
    "day=2024-01-01; cause=Đ",
    "day=2024-01-01; cause=Á",
    "day=2024-01-01; cause=a",
    "day=2024-01-01; cause=B",
    "day=2024-01-01; cause=é,f",
    "day=2024-01-01",
    "day=2024-01-01; cause=10",
    "day=2024-01-01; cause=9",
} };

/* shared/cases/13-sum-overflow, and what it asks of every path */
static const struct sample too_large = { {
    "day=2024-01-01; cause=one; deaths=9000000000000000000",
    "day=2024-01-02; cause=one; deaths=9000000000000000000",
    "day=2024-01-03; cause=two; deaths=9000000000000000000",
    "day=2024-01-04; cause=three; deaths=9000000000000000000; injuries=-9223372036854775808",
    "day=2024-01-05; cause=three; deaths=-9000000000000000000; injuries=9223372036854775807",
    "day=2024-01-06; cause=three; deaths=9223372036854775807",
    "day=2024-01-07; cause=four; injuries=9007199254740993",
} };

/* each small enough, and wrapped to a plausible number together */
static const struct sample together = { {
    "day=2024-01-01; deaths=4000000000000000000",
    "day=2024-01-01; deaths=4000000000000000000",
    "day=2024-01-01; deaths=4000000000000000000",
} };

static const struct sample cents = { {
    "day=2024-01-01; damage=0.1",
    "day=2024-01-02; damage=0.2",
    "day=2024-01-02; damage=9007199254740993",
} };

static const struct {
    const struct sample *sample;
    struct question question;
    const char *answer;
} answers[] = {
    /* nothing at all */
    { &nothing, { NULL, "incidents,deaths,mean(deaths)" }, ": 0 null null = 0 null null" },
    { &nothing, { "year" }, " = 0" },
    { &nothing, { "year,cause,weekday", .complete = true }, " = 0" },
    { &nothing, { .where = { "month=2024-07", "cause=x", "deaths>1" } }, ": 0 = 0" },

    /* areas of one name */
    { &tan_lap,
      { "commune", "incidents,damage" },
      "Xã Tân Lập (?): 1 1000000; Xã Tân Lập (Huyện Núi Xanh): 1 5000000; "
      "Xã Tân Lập (Huyện Sông Con): 1 5000000 = 3 11000000" },
    { &tan_lap,
      { "district,commune", "damage" },
      "Huyện Núi Xanh|Xã Tân Lập: 5000000; Huyện Sông Con|Xã Tân Lập: 5000000; "
      "-|Xã Tân Lập: 1000000 = 11000000" },
    { &tan_lap,
      { "commune", .where = { "district!=null" } },
      "Xã Tân Lập (Huyện Núi Xanh): 1; Xã Tân Lập (Huyện Sông Con): 1 = 2" },
    { &tan_lap, { "commune", .where = { "district=huyện  núi xanh" } }, "Xã Tân Lập: 1 = 1" },
    { &tan_lap, { "province", .where = { "commune=XÃ TÂN LẬP" } }, "-: 3 = 3" },
    { &chau_thanh,
      { "commune" },
      "An Lục (Châu Thành, Long An): 1; An Lục (Châu Thành, Tiền Giang): 1; "
      "An Lục (Cái Bè): 1; Z: 1; z: 1; -: 2 = 7" },
    { &chau_thanh,
      { "district" },
      "Châu Thành (Long An): 1; Châu Thành (Tiền Giang): 1; Cái Bè: 1; Á: 1; -: 3 = 7" },
    { &chau_thanh,
      { "district,province", .where = { "district=châu thành" } },
      "Châu Thành|Long An: 1; Châu Thành|Tiền Giang: 1 = 2" },
    { &chau_thanh,
      { "province,commune", .where = { "commune=an lục" } },
      "Long An|An Lục (Châu Thành): 1; Tiền Giang|An Lục (Châu Thành): 1; "
      "Tiền Giang|An Lục (Cái Bè): 1 = 3" },
    { &chau_thanh,
      { "province" },
      "An Giang: 1; Long An: 1; Tiền Giang: 2; Zz: 1; Đồng Tháp: 1; -: 1 = 7" },

    /* hours and weekdays; rows of more than a day have neither */
    { &hours, { "hour", "incidents,deaths" }, "0: 1 3; 23: 2 1(1); -: 6 2(1) = 9 6(2)" },
    { &hours, { "weekday" }, "4: 2; 5: 1; 6: 1; -: 5 = 9" },
    { &hours, { "weekday", .where = { "hour>=23" } }, "4: 2 = 2" },
    { &hours, { .where = { "weekday!=4,5" } }, ": 6 = 6" },
    { &hours, { .where = { "hour=null" } }, ": 6 = 6" },
    { &hours,
      { "day", .period = "2024-02-29..2024-03-01" },
      "2024-02-29: 2; 2024-03-01: 1 = 3" },
    { &hours, { .where = { "occurred_at>=2024-03-01" } }, ": 2 = 2" },
    { &hours, { .where = { "occurred_at=null" } }, ": 5 = 5" },

    /* rows of long periods */
    { &periods, { "year", "incidents,deaths" }, "2024: 144 11(11); -: 1000 50 = 1144 61(11)" },
    { &periods, { "half" }, "2024-H1: 42; -: 1102 = 1144" },
    { &periods, { "quarter" }, "2024-Q2: 42; -: 1102 = 1144" },
    { &periods, { "month" }, "2024-06: 12; -: 1132 = 1144" },
    { &periods, { "day" }, "2024-06-30: 1; -: 1143 = 1144" },
    { &periods, { "year,month" }, "2024|2024-06: 12; 2024|-: 132; -|-: 1000 = 1144" },
    { &periods, { "month", .period = "2024-H1" }, "2024-06: 12; -: 30 = 42" },
    { &periods, { .where = { "period=2024-Q2,2024-06" } }, ": 41 = 41" },
    { &periods, { .where = { "period=null" } }, ": 1 = 1" },
    { &periods, { .where = { "period!=null", "incidents<100" } }, ": 43 = 43" },
    { &periods, { .where = { "year=null" } }, ": 1000 = 1000" },
    { &periods, { .where = { "quarter<=2024-Q2", "quarter>2024-Q1" } }, ": 42 = 42" },
    { &periods,
      { "year", "median(deaths),max(deaths)" },
      "2024: 0(143) 0(143); -: null(1000) null(1000) = 0(1143) 0(1143)" },

    /* null is not zero */
    { &unknowns,
      { "cause", "damage,mean(damage),share(damage)" },
      "A: 2.01(4) 0.67(4) 102.551(4); B: null(4) null(4) null(4); C: 0 null 0; "
      "D: -0.05 -0.0167 -2.551; E: null(2) null(2) null(2) = 1.96(10) 0.3267(10) 100(10)" },
    { &unknowns,
      { "cause", "median(damage),min(damage)" },
      "A: 1.01(6) 1.01(6); B: null(4) null(4); C: null null; D: 0 -0.05; E: null(2) null(2) "
      "= 0(12) -0.05(12)" },
    { &unknowns,
      { "cause", "median(deaths),mean(deaths)", .where = { "cause=D,E" } },
      "D: 0 -0.333333; E: 2.5 2.5 = 0 0.8" },
    { &unknowns,
      { "cause", "median(forest_ha),mean(forest_ha)", .where = { "cause=D,E" } },
      "D: 0.000000001(2) 0.000000001(2); E: 0.000000002 0.000000002 "
      "= 0.000000001(2) 0.000000001(2)" },
    { &unknowns,
      { NULL, "share(incidents),mean(incidents),median(incidents),max(incidents)" },
      ": 100 1 1(9) 1(9) = 100 1 1(9) 1(9)" },
    { &unknowns, { .where = { "damage=null" } }, ": 10 = 10" },
    { &unknowns, { .where = { "damage!=0" } }, ": 14 = 14" },
    { &unknowns, { .where = { "damage<1.010000000000000001" } }, ": 6 = 6" },
    { &unknowns, { .where = { "damage>1.009" } }, ": 1 = 1" },
    { &unknowns, { .where = { "damage<=-0.049999" } }, ": 1 = 1" },
    { &unknowns,
      { .where = { "damage<-99999999999999999999999999999999999999999999" } },
      ": 0 = 0" },
    { &unknowns,
      { .where = { "damage<99999999999999999999999999999999999999999999" } },
      ": 6 = 6" },
    { &unknowns, { .where = { "forest_ha>0.0000000010" } }, ": 1 = 1" },
    { &unknowns, { .where = { "forest_ha>0.0000000001" } }, ": 3 = 3" },
    { &unknowns, { .where = { "forest_ha=0.0000000011" } }, ": 0 = 0" },
    { &unknowns, { .where = { "incidents=1", "cause!=A,null" } }, ": 6 = 6" },
    { &unknowns, { .where = { "incidents=null" } }, ": 0 = 0" },

    /* sums of fields: what is null in one part is null */
    { &casualties,
      { "cause",
        "deaths,injuries,deaths+injuries,mean(deaths+injuries),median(deaths+injuries)" },
      "A: 3(3) 4(3) 3(5) 1.5(5) 1.5(5); B: 1 null(2) null(2) null(2) null(2); C: 0 0 0 null null "
      "= 4(3) 4(5) 3(7) 1.5(7) 1.5(7)" },
    { &casualties, { NULL, "incidents", .where = { "deaths+injuries>0" } }, ": 1 = 1" },
    { &casualties, { NULL, "incidents", .where = { "injuries+deaths=null" } }, ": 7 = 7" },
    { &casualties,
      { NULL, "damage+saved_value,max(damage+saved_value),deaths+injuries+rescued" },
      ": 11(8) 11(8) null(9) = 11(8) 11(8) null(9)" },

    /* groups without incidents */
    { &gaps,
      { "month,kind", .complete = true },
      "2024-01|fire: 2; 2024-01|rescue: 0; 2024-03|fire: 0; 2024-03|rescue: 1; "
      "2024-04|fire: 1; 2024-04|rescue: 0; 2024-05|fire: 1 = 5" },
    { &gaps, { "kind,year", .complete = true }, "fire|2024: 4; rescue|2024: 1 = 5" },
    { &gaps,
      { "commune,month", "incidents,deaths,mean(deaths)", .complete = true },
      "X (?)|2024-01: null null null; X (?)|2024-03: 0 0 null; X (?)|2024-04: 0 0 null; "
      "X (?)|2024-05: 1 null(1) null(1); X (A)|2024-01: 2 null(2) null(2); "
      "X (A)|2024-03: 0 0 null; X (A)|2024-04: 0 0 null; Y|2024-01: null null null; "
      "Y|2024-03: 1 null(1) null(1); Y|2024-04: 1 null(1) null(1) = 5 null(5) null(5)" },
    { &gaps,
      { "district,commune,quarter", .complete = true, .period = "2024-03..2024-06" },
      "B|Y|2024-Q1: 1; B|Y|2024-Q2: 1; -|X|2024-Q2: 1 = 3" },
    { &gaps, { "month", .complete = true, .period = "2024-01..2024-02" }, "2024-01: 2 = 2" },
    { &gaps,
      { "month", "deaths", .complete = true, .where = { "kind=rescue" },
        .period = "2024-01..2024-04" },
      "2024-01: 0; 2024-03: null(1); 2024-04: 0 = null(1)" },
    { &gaps,
      { "month", "incidents,deaths", .complete = true, .where = { "kind=none" },
        .period = "2024-02..2024-04" },
      "2024-03: 0 0; 2024-04: 0 0 = 0 0" },
    { &gaps,
      { "year,month", .complete = true, .period = "2024-01..2024-03" },
      "2024|2024-01: 2; 2024|2024-03: 1 = 3" },
    { &gaps,
      { "day,weekday", .complete = true, .period = "2024-05-01..2024-05-03" },
      "2024-05-01|3: 0; 2024-05-02|4: 1 = 1" },
    { &gaps, { "weekday", .complete = true }, "1: 1; 2: 1; 3: 1; 4: 1; 5: 1; 6: 0; 7: 0 = 5" },

    /* no report is not zero: A sent nothing in 2024, C reports with its province from 2025 on */
    { &reports,
      { "year,district", "incidents,deaths", .complete = true },
      "2023|A: 2 null(2); 2023|B: 1 null(1); 2023|C: null null; 2024|A: null null; 2024|B: 1 null(1); "
      "2024|C: null null; 2025|A: 0 0; 2025|B: 1 null(1); 2025|C: 1 null(1) "
      "= 6 null(6)" },
    { &reports,
      { "year", .where = { "district=A" }, .complete = true, .period = "2023..2025" },
      "2023: 2; 2024: null; 2025: 0 = 2" },
    { &reports,
      { "year", .where = { "district!=A" }, .complete = true },
      "2023: 1; 2024: 1; 2025: 2 = 4" },
    { &reports,
      { "year,district", .where = { "kind=rescue" }, .complete = true, .period = "2023..2024" },
      "2023|A: 1; 2024|A: null = 1" },
    { &reports,
      { "district,half", .where = { "district=A,B" }, .complete = true,
        .period = "2024..2024" },
      "B|2024-H1: 0; B|2024-H2: 1 = 1" },

    /* letters sort by code point, null last; a comma in a name is written with a backslash */
    { &letters, { "cause" }, "10: 1; 9: 1; B: 1; a: 1; z: 1; Á: 1; é,f: 1; Đ: 1; -: 1 = 9" },
    { &letters, { "cause", .where = { "cause=é\\,f, đ ,null" } }, "é,f: 1; Đ: 1; -: 1 = 3" },
    { &letters, { "cause", .where = { "cause=\xc3\x81" } }, "Á: 1 = 1" },
    { &letters, { "cause", .where = { "cause=A\xcc\x81" } }, "Á: 1 = 1" },

    /* sums are right or refused */
    { &too_large,
      { "cause", "deaths", .where = { "cause=two,three" } },
      "deaths of all rows is too large for a 64-bit number" },
    { &too_large,
      { "cause", "deaths", .where = { "cause=three" } },
      "three: 9223372036854775807 = 9223372036854775807" },
    { &too_large,
      { "cause,year", "incidents,sum(deaths)", .where = { "cause=one" } },
      "sum(deaths) of one, 2024 is too large for a 64-bit number" },
    { &too_large,
      { NULL, "injuries,min(injuries),max(injuries),median(injuries)" },
      ": 9007199254740992(4) -9223372036854775808(4) 9223372036854775807(4) "
      "9007199254740993(4) = 9007199254740992(4) -9223372036854775808(4) "
      "9223372036854775807(4) 9007199254740993(4)" },
    { &too_large,
      { NULL, "median(deaths)", .where = { "cause=two" } },
      "median(deaths) of all rows is too large for a 64-bit number" },
    { &too_large,
      { NULL, "injuries,min(injuries)", .where = { "injuries!=9007199254740993" } },
      ": -1(4) -9223372036854775808(4) = -1(4) -9223372036854775808(4)" },
    { &together, { NULL, "deaths" }, "deaths of all rows is too large for a 64-bit number" },
    { &too_large, { NULL, "share(deaths)", .where = { "deaths!=null" } }, ": 100 = 100" },
    { &too_large,
      { NULL, "injuries", .where = { "cause=four" } },
      ": 9007199254740993 = 9007199254740993" },
    { &cents, { NULL, "damage" }, ": 9007199254740993.3 = 9007199254740993.3" },
};

static void test_answers(void)
{
    for (size_t i = 0; i < CHECK_N(answers); i++) {
        struct world *world = world_of(answers[i].sample);
        char *got = answer(world, &answers[i].question);
        CHECK(strcmp(got, answers[i].answer) == 0, "answer %zu, by %s:\n got  %s\n want %s", i,
              answers[i].question.by != NULL ? answers[i].question.by : "nothing", got,
              answers[i].answer);
        free(got);
        world_free(world);
    }
}

/* ---- refusals ------------------------------------------------------------------------ */

static const struct {
    struct question question;
    fire_status status;
    const char *part; /* of the message */
} refusals[] = {
    { { "yaer" }, FIRE_ESCHEMA, "no dimension 'yaer' (there are: year, half, quarter" },
    { { "year,,cause" }, FIRE_ESCHEMA, "no dimension ''" },
    { { "deaths" }, FIRE_ESCHEMA, "no dimension 'deaths'" },
    { { "id" }, FIRE_ESCHEMA, "no dimension 'id'" },
    { { "year, cause ,year" }, FIRE_ESCHEMA, "'year' is asked twice" },
    { { NULL, "dead" }, FIRE_ESCHEMA, "no measure 'dead' (there are: incidents, deaths" },
    { { NULL, "cause" }, FIRE_ESCHEMA, "no measure 'cause'" },
    { { NULL, "mean(deaths" }, FIRE_ESCHEMA, "no measure 'mean(deaths'" },
    { { NULL, "mode(deaths)" }, FIRE_ESCHEMA, "no measure 'mode(deaths)'" },
    { { NULL, "(" }, FIRE_ESCHEMA, "no measure '('" },
    { { NULL, "deaths+" }, FIRE_ESCHEMA, "no measure 'deaths+'" },
    { { NULL, "+" }, FIRE_ESCHEMA, "no measure '+'" },
    { { NULL, "deaths+deaths" }, FIRE_ESCHEMA, "no measure 'deaths+deaths'" },
    { { NULL, "deaths+damage" }, FIRE_ESCHEMA, "no measure 'deaths+damage'" },
    { { NULL, "forest_ha+area_m2" }, FIRE_ESCHEMA, "no measure 'forest_ha+area_m2'" },
    { { NULL, "incidents+incidents" }, FIRE_ESCHEMA, "no measure 'incidents+incidents'" },
    { { NULL, "deaths+cause" }, FIRE_ESCHEMA, "no measure 'deaths+cause'" },
    { { NULL, "real(deaths+injuries)" }, FIRE_ESCHEMA, "no measure 'real(deaths+injuries)'" },
    { { .where = { "deaths+damage>0" } },
      FIRE_ESCHEMA,
      "no field or dimension 'deaths+damage'" },
    { { NULL, "deaths," }, FIRE_ESCHEMA, "no measure ''" },
    { { .where = { "cause" } }, FIRE_EVALUE, "has no operator" },
    { { .where = { "cause!x" } }, FIRE_EVALUE, "has no operator" },
    { { .where = { "" } }, FIRE_EVALUE, "has no operator" },
    { { .where = { "couse=x" } },
      FIRE_ESCHEMA,
      "no field or dimension 'couse' (there are: year" },
    { { .where = { "=x" } }, FIRE_ESCHEMA, "no field or dimension ''" },
    { { .where = { "year,month=2024" } }, FIRE_ESCHEMA, "no field or dimension 'year,month'" },
    { { .where = { "cause>x" } }, FIRE_EVALUE, "'cause' has no order" },
    { { .where = { "commune<=x" } }, FIRE_EVALUE, "'commune' has no order" },
    { { .where = { "id>x" } }, FIRE_EVALUE, "'id' has no order" },
    { { .where = { "period>2024" } }, FIRE_EVALUE, "'period' has no order" },
    { { .where = { "deaths>=null" } }, FIRE_EVALUE, "'null' has no order" },
    { { .where = { "deaths=" } }, FIRE_EVALUE, "is empty" },
    { { .where = { "cause=a,,b" } }, FIRE_EVALUE, "is empty" },
    { { .where = { "deaths=two" } }, FIRE_EVALUE, "'two' is not a number" },
    { { .where = { "deaths=1e3" } }, FIRE_EVALUE, "'1e3' is not a number" },
    { { .where = { "deaths=-" } }, FIRE_EVALUE, "'-' is not a number" },
    { { .where = { "damage=1.2.3" } }, FIRE_EVALUE, "'1.2.3' is not a number" },
    { { .where = { "arrived_at=2024-02-30" } }, FIRE_EVALUE, "'2024-02-30' is not a day" },
    { { .where = { "weekday=8" } }, FIRE_EVALUE, "'8' is not a weekday" },
    { { .where = { "weekday=1.5" } }, FIRE_EVALUE, "'1.5' is not a weekday" },
    { { .where = { "hour=24" } }, FIRE_EVALUE, "'24' is not an hour" },
    { { .where = { "month=2024" } }, FIRE_EVALUE, "'2024' is not one period" },
    { { .where = { "year=2024-01" } }, FIRE_EVALUE, "'2024-01' is not one period" },
    { { .where = { "year=x" } }, FIRE_EVALUE, "'x' is not one period" },
    { { .where = { "period=x" } }, FIRE_EVALUE, "x" },
    { { .where = { "cause=\xff" } }, FIRE_EVALUE, "not UTF-8" },
    { { .period = "2024-13" }, FIRE_EVALUE, "2024-13" },
};

static void test_refusals(void)
{
    struct world *world = world_of(&unknowns);
    for (size_t i = 0; i < CHECK_N(refusals); i++) {
        struct fire_arena *arena = fire_arena_create();
        const struct fire_summary *summary = NULL;
        struct fire_error err = { 0 };
        const fire_status status = ask(world, &refusals[i].question, arena, &summary, &err);
        CHECK(status == refusals[i].status, "refusal %zu: %d %s", i, (int)status, err.message);
        CHECK(strstr(err.message, refusals[i].part) != NULL, "refusal %zu: %s", i, err.message);
        CHECK(summary == NULL, "refusal %zu gave an answer", i);
        fire_arena_free(arena);
    }
    world_free(world);
}

/* A call that fails leaves the question as it was. */
static void test_failed_call(void)
{
    struct world *world = world_of(&letters);
    struct fire_arena *arena = fire_arena_create();
    struct fire_query *query = NULL;
    const struct fire_summary *summary = NULL;
    CHECK_OR_RETURN(fire_query_create(world->schema, world->areas, world->calendar, arena,
                                      &query, NULL) == FIRE_OK,
                    "create");
    CHECK(fire_query_by(query, "year", NULL) == FIRE_OK, "by year");
    CHECK(fire_query_by(query, "kind,nonsense", NULL) == FIRE_ESCHEMA, "by nonsense");
    CHECK(fire_query_measure(query, "deaths,nonsense", NULL) == FIRE_ESCHEMA, "nonsense");
    CHECK(fire_query_measure(query, "incidents", NULL) == FIRE_OK, "incidents");
    CHECK(fire_query_where(query, "cause=a,", NULL) == FIRE_EVALUE, "where");
    CHECK(fire_query_period(query, "nonsense", NULL) == FIRE_EVALUE, "period");
    CHECK_OR_RETURN(fire_query_run(query, world->table, arena, &summary, NULL) == FIRE_OK,
                    "run");
    CHECK(summary->n_dims == 1 && summary->n_measures == 1 && !summary->has_window &&
              summary->total[0].number == 9,
          "%d dims, %d measures, %lld incidents", summary->n_dims, summary->n_measures,
          (long long)summary->total[0].number);
    fire_arena_free(arena);
    world_free(world);
}

/* A thousand causes, a year of days and 24 hours are more than ten million groups. */
static void test_too_many_groups(void)
{
    struct world *world = world_create();
    for (int i = 0; i < 1200; i++) {
        char row[64];
        char day[11];
        fire_day_to_iso(world_day("2023-01-01") + i % 400, day);
        snprintf(row, sizeof row, "day=%s; time=1:00; cause=%d", day, i);
        world_row(world, row);
    }
    world_flush(world);
    char *got = answer(world, &(struct question){ "cause,day,hour", .complete = true });
    CHECK(strstr(got, "more than 10000000") != NULL, "%.200s", got);
    free(got);
    world_free(world);
}

/* ---- words --------------------------------------------------------------------------- */

static void check_text(struct fire_text_view got, const char *want)
{
    CHECK(fire_text_equal(got, fire_text_of(want)), "'%.*s', not '%s'", (int)got.size_bytes,
          got.bytes, want);
}

static void test_words(void)
{
    struct world *world = world_of(&hours);
    world_row(world, "day=2024-03-09; kind=fire; scope=a; damage=12.5; time=7:30");
    world_flush(world);
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = NULL;
    struct fire_error err = { 0 };
    const struct question question = { "kind,month,weekday,hour",
                                       "incidents,mean(deaths),mean(damage),median(deaths),"
                                       "median(forest_ha),share(damage)",
                                       .period = "2024-02-29..2024-03-30" };
    CHECK(fire_schema_set_label(world->schema, FIRE_FIELD_KIND, 0, fire_text_of("Cháy"),
                                fire_text_of("Fire"), NULL) == FIRE_OK,
          "label");
    CHECK_OR_RETURN(ask(world, &question, arena, &summary, &err) == FIRE_OK, "%s", err.message);

    static const int32_t scales[] = { 0, 6, 4, 1, 9, 4 };
    for (int32_t m = 0; m < 6; m++)
        CHECK(summary->measure[m].scale == scales[m], "%s has scale %d",
              summary->measure[m].name, summary->measure[m].scale);
    CHECK(strcmp(summary->measure[5].unit_vi, "%") == 0, "%s", summary->measure[5].unit_vi);
    CHECK(strcmp(summary->measure[2].name, "mean(damage)") == 0, "name");
    CHECK(summary->measure[2].type == FIRE_TYPE_MONEY, "type");
    CHECK(strcmp(summary->dim[1].label_vi, "Tháng") == 0, "%s", summary->dim[1].label_vi);
    CHECK(strcmp(summary->dim[3].name, "hour") == 0, "%s", summary->dim[3].name);

    const struct fire_key *key[4];
    for (int32_t d = 0; d < 4; d++)
        key[d] = fire_summary_key(summary, 0, d);
    check_text(key[0]->text, "fire");
    check_text(key[0]->label_vi, "Cháy");
    check_text(key[0]->label_en, "Fire");
    check_text(key[1]->text, "2024-03");
    check_text(key[2]->text, "6");
    check_text(key[2]->label_vi, "Thứ Bảy");
    check_text(key[2]->label_en, "Saturday");
    check_text(key[3]->text, "7");
    check_text(key[3]->label_vi, "07");
    CHECK(key[3]->number == 7, "hour %lld", (long long)key[3]->number);
    const struct fire_key *last = fire_summary_key(summary, summary->n_rows - 1, 0);
    CHECK(last->is_null && last->text.size_bytes == 0 && last->number == 0, "null key");

    CHECK(summary->has_window && summary->window.first_day == world_day("2024-02-29"),
          "window");
    CHECK(summary->has_data && summary->data.last_day == world_day("2024-03-31"), "data");
    CHECK(summary->n_records == 5, "%lld records", (long long)summary->n_records);
    CHECK(summary->n_straddling == 1, "%lld straddling", (long long)summary->n_straddling);
    CHECK(summary->n_coarse == 0, "%lld coarse", (long long)summary->n_coarse);
    CHECK(summary->n_scopes == 2, "%lld scopes", (long long)summary->n_scopes);
    CHECK(summary->calendar == world->calendar, "another calendar");
    fire_arena_free(arena);
    world_free(world);
}

/* A category can be asked for by what people are shown, too. */
/* Which days a summary says it is about: a table that stops early must not look whole. */
static void test_window(void)
{
    static const struct {
        struct question question;
        bool asked;
        const char *first;
        const char *last;
    } cases[] = {
        { { .period = NULL }, false, "2023-03-04", "2024-10-11" },
        { { .period = "2024" }, true, "2024-01-01", "2024-12-31" },
        { { .where = { "occurred_at<2024-10-01" } }, true, "2023-01-01", "2024-09-30" },
        { { .where = { "occurred_at>=2024-02-29" } }, true, "2024-02-29", "2024-12-31" },
        { { .where = { "occurred_at>2024-01-01", "occurred_at<=2024-03-31" } },
          true,
          "2024-01-02",
          "2024-03-31" },
        { { .where = { "occurred_at<2024-07-01" }, .period = "2024" },
          true,
          "2024-01-01",
          "2024-06-30" },
        { { .where = { "occurred_at=2024-05-05" } }, true, "2024-05-05", "2024-05-05" },
        { { .where = { "occurred_at!=2024-05-05" } }, false, "2023-03-04", "2024-10-11" },
        { { .where = { "reported_at<2024-05-05" } }, false, "2023-03-04", "2024-10-11" },
    };
    struct world *world = world_create();
    world_row(world, "day=2023-03-04");
    world_row(world, "day=2024-10-11");
    world_flush(world);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_error err = { 0 };
        const struct fire_summary *summary;
        char first[11];
        char last[11];
        CHECK_OR_RETURN(ask(world, &cases[i].question, arena, &summary, &err) == FIRE_OK, "%s",
                        err.message);
        fire_day_to_iso(summary->window.first_day, first);
        fire_day_to_iso(summary->window.last_day, last);
        CHECK(summary->has_window == cases[i].asked && strcmp(first, cases[i].first) == 0 &&
                  strcmp(last, cases[i].last) == 0,
              "case %zu: %s..%s", i, first, last);
        fire_arena_free(arena);
    }
    world_free(world);
}

static void test_shown_words(void)
{
    struct world *world = world_create();
    world_row(world, "day=2024-03-09; setting=urban");
    world_row(world, "day=2024-03-09; setting=rural");
    world_flush(world);
    CHECK(fire_schema_set_label(world->schema, FIRE_FIELD_SETTING, 0, fire_text_of("Thành thị"),
                                fire_text_of("Urban"), NULL) == FIRE_OK,
          "label");
    char *got = answer(world,
                       &(struct question){ "setting", .where = { "setting=thành thị" } });
    CHECK(strcmp(got, "urban: 1 = 1") == 0, "%s", got);
    free(got);
    world_free(world);
}

/* The largest values that are added in 64 bits, and so many of them that two cells of 64 bits
 * would not hold them. */
static void test_many_rows(void)
{
    const int64_t most = (INT64_C(1) << 40) - 1;
    const int64_t n_batches = 2100;
    struct world *world = world_create();
    static int32_t day[FIRE_BATCH_ROWS];
    static int32_t area[FIRE_BATCH_ROWS];
    static int64_t damage[FIRE_BATCH_ROWS];
    for (int i = 0; i < FIRE_BATCH_ROWS; i++)
        damage[i] = most;
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = { 0 };
    vector[FIRE_FIELD_OCCURRED_AT].day = day;
    vector[FIRE_FIELD_DAMAGE].number = damage;
    const struct fire_batch batch = {
        .schema = world->schema, .n_rows = FIRE_BATCH_ROWS, .vector = vector, .area = area
    };
    const struct fire_sink sink = fire_table_sink(world->table);
    for (int64_t i = 0; i < n_batches; i++)
        CHECK_OR_RETURN(sink.push(sink.self, &batch, NULL) == FIRE_OK, "push");

    char *got = answer(world, &(struct question){ "year", "incidents,mean(damage)" });
    CHECK(strcmp(got, "1970: 8601600 10995116277.75 = 8601600 10995116277.75") == 0, "%s", got);
    free(got);
    got = answer(world, &(struct question){ "year", "damage" });
    CHECK(strcmp(got, "damage of 1970 is too large for a 64-bit number") == 0, "%s", got);
    free(got);
    world_free(world);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_answers),     CHECK_TEST(test_refusals),
        CHECK_TEST(test_failed_call), CHECK_TEST(test_too_many_groups),
        CHECK_TEST(test_words),       CHECK_TEST(test_window),
        CHECK_TEST(test_shown_words), CHECK_TEST(test_many_rows),
    };
    return CHECK_MAIN(tests);
}
