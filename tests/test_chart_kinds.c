/* test_chart_kinds.c - every kind of chart of random registers, by the road of the program: read, asked,
 * made, laid out. What a page promises (chart_pages.h) holds for all of them, in every size, in both
 * languages, in colours and greys; no panel is empty, and with the real fonts no letter is unknown.
 *
 * It stands in the place of `firestat chart` (as dump_chart.c does), so that options are what they
 * are for people: meson calls it with the boundaries. */
#include "chart_pages.h"
#include "check.h"
#include "cli/drawing.h"
#include "firestat/chart_draw.h"

#include <string.h>

#define ROUNDS     100
#define INK_EVERY  12  /* a round with the real fonts */
#define ROWS_MOST  200 /* of a register */
#define PART_LEAST 0.1 /* of the rounds a kind must have been drawn in */
#define NAMES_MOST 40

static const struct session *asked_session;

/* ---- random registers ---------------------------------------------------------------------- */

/* What a register is like. */
struct shape {
    int n_rows;
    int first_year;
    int n_years;
    int n_areas;
    int n_causes;
    int damage_scale;    /* powers of ten */
    int unknown_percent; /* of damages */
    bool is_quiet;       /* nobody died, nothing was damaged */
};

static const char *area_name(int i, unsigned long long seed)
{
    static const char *const real[] = {
        "Thành phố Đà Lạt", "Huyện Đức Trọng", "Huyện Di Linh",  "Thành phố Bảo Lộc",
        "Huyện Lâm Hà",     "Huyện Bảo Lâm",   "Huyện Đạ Huoai", "Huyện Đạ Tẻh",
        "Huyện Cát Tiên",   "Huyện Đơn Dương", "Huyện Đam Rông", "Huyện Lạc Dương"
    };
    static const char *const odd[] = {
        "강원특별자치도",
        "Xã có một cái tên dài đến mức không dòng nào chứa hết được nó",
        "A",
        "<b>&amp;\"",
        "東京都",
        "N'Thol Hạ",
        "ぁ"
    };
    static char made[NAMES_MOST][64];
    if (seed % 3 > 0) return real[i % (int)CHECK_N(real)];
    if (i < (int)CHECK_N(odd)) return odd[i];
    snprintf(made[i % NAMES_MOST], sizeof made[0], "Huyện %d", i);
    return made[i % NAMES_MOST];
}

static struct shape random_shape(unsigned long long *seed)
{
    struct shape shape = { .n_rows = 1 + (int)(check_random(seed) % ROWS_MOST) };
    shape.n_years = 1 + (int)(check_random(seed) % 9);
    shape.first_year = 2024 - shape.n_years + 1;
    shape.n_areas = 1 + (int)(check_random(seed) % (NAMES_MOST - 1));
    shape.n_causes = 1 + (int)(check_random(seed) % 12);
    shape.damage_scale = 1 + (int)(check_random(seed) % 13);
    shape.unknown_percent = check_random(seed) % 4 == 0 ? 100 : (int)(check_random(seed) % 60);
    shape.is_quiet = check_random(seed) % 8 == 0;
    return shape;
}

static void add_row(struct fire_buffer *out, const struct shape *shape, unsigned long long kind,
                    unsigned long long *seed)
{
    static const char *const causes[] = { "Sự cố hệ thống, thiết bị điện",
                                          "Đốt cỏ, rác",
                                          "부주의",
                                          "Đang điều tra",
                                          "Hàn cắt",
                                          "Tự cháy" };
    const int area = (int)(check_random(seed) % (unsigned)shape->n_areas);
    const int cause = (int)(check_random(seed) % (unsigned)shape->n_causes);
    long long damage = 1 + (long long)(check_random(seed) % 99);
    for (int i = (int)(check_random(seed) % (unsigned)shape->damage_scale); i > 0; i--)
        damage *= 10;
    fire_buffer_printf(out, "%d-%02d-%02d %02d:15,Lâm Đồng,",
                       shape->first_year + (int)(check_random(seed) % (unsigned)shape->n_years),
                       1 + (int)(check_random(seed) % 12), 1 + (int)(check_random(seed) % 28),
                       (int)(check_random(seed) % 24));
    const char *name = area_name(area, kind);
    fire_buffer_add_text(out, "\"");
    for (const char *at = name; *at != '\0'; at++)
        fire_buffer_printf(out, *at == '"' ? "\"\"" : "%c", *at);
    fire_buffer_printf(out, "\",\"%s%s\",", causes[cause % (int)CHECK_N(causes)],
                       cause < (int)CHECK_N(causes) ? "" : " khác");
    const bool is_unknown = (int)(check_random(seed) % 100) < shape->unknown_percent;
    fire_buffer_printf(out, "%d,%d,", shape->is_quiet ? 0 : check_random(seed) % 9 == 0,
                       (int)(check_random(seed) % 3));
    if (!is_unknown) fire_buffer_printf(out, "%lld", shape->is_quiet ? 0 : damage);
    fire_buffer_add_text(out, "\n");
}

static const char *write_register(unsigned long long *seed)
{
    const struct shape shape = random_shape(seed);
    const unsigned long long kind = check_random(seed);
    struct fire_buffer text = { 0 };
    fire_buffer_add_text(&text, "occurred_at,province,district,cause,deaths,injuries,damage\n");
    for (int i = 0; i < shape.n_rows; i++)
        add_row(&text, &shape, kind, seed);
    const char *path = check_file("register.csv", text.bytes, text.size_bytes);
    fire_buffer_finish(&text);
    return path;
}

static const char *write_population(void)
{
    struct fire_buffer text = { 0 };
    fire_buffer_add_text(&text, "area,level,year,population,definition\n");
    for (int i = 0; i < 12; i++)
        for (int year = 2016; year <= 2024; year++)
            fire_buffer_printf(&text, "%s,district,%d,%d,resident\n", area_name(i, 1), year,
                               30000 + 17000 * i);
    const char *path = check_file("population.csv", text.bytes, text.size_bytes);
    fire_buffer_finish(&text);
    return path;
}

/* ---- pages ----------------------------------------------------------------------------------- */

struct tally {
    int n_made[FIRE_N_CHART_KINDS];
    struct fire_ink *ink;
};

static void check_page(struct tally *tally, const struct fire_chart *chart, int round)
{
    const struct fire_chart_look look = { (fire_chart_size)(round % FIRE_N_SIZES),
                                          (fire_palette)(round / 3 % FIRE_N_PALETTES) };
    const char *kind = fire_chart_kind_name(chart->kind);
    const bool has_ink = round % INK_EVERY == 0;
    struct fire_arena *arena = fire_arena_create();
    struct fire_picture picture;
    struct fire_error err = { 0 };
    const fire_status status = fire_layout_make(
        chart, look, has_ink ? fire_ink_meter(tally->ink) : chart_simple_meter, arena, &picture,
        &err);
    CHECK(status == FIRE_OK, "%s %d: '%s'", kind, round, err.message);
    if (status == FIRE_OK) {
        chart_check_picture(&picture, kind, round);
        chart_check_panels(&picture, kind, round);
    }
    fire_arena_free(arena);
}

static void draw_all(struct tally *tally, struct session *session, int round)
{
    static struct drawing drawing[FIRE_N_CHART_KINDS];
    struct standing standing = { 0 };
    struct source source = { 0 };
    struct questions questions;
    bool asked;
    for (int k = 0; k < FIRE_N_CHART_KINDS; k++) {
        const char *const maps[] = { "incidents", "mean(damage)", "deaths" };
        session->options.measure = k == FIRE_CHART_CHOROPLETH ? maps[round % 3] : NULL;
        CHECK_OR_RETURN(drawing_begin(&drawing[k], session,
                                      fire_chart_kind_name((fire_chart_kind)k)) == FIRE_OK,
                        "%s", drawing[k].session.err.message);
    }
    session->options.measure = NULL;
    const fire_status status = drawings_ask(drawing, FIRE_N_CHART_KINDS, session, &standing,
                                            &source, &questions, &asked);
    CHECK(status == FIRE_OK, "round %d: '%s'", round, session->err.message);
    for (int k = 0; status == FIRE_OK && k < FIRE_N_CHART_KINDS; k++) {
        struct fire_chart chart;
        if (drawing_chart(&drawing[k], &source, &questions, source.arena, &chart) != FIRE_OK) {
            CHECK(drawing[k].session.err.message[0] != '\0', "round %d: kind %d says nothing",
                  round, k);
            continue;
        }
        tally->n_made[k]++;
        check_page(tally, &chart, round);
    }
    standing_release(&standing, &source);
    standing_end(&standing);
}

static void test_all_kinds(void)
{
    struct tally tally = { .ink = NULL };
    unsigned long long seed = 7;
    const int rounds = check_rounds(ROUNDS);
    const char *population = write_population();
    CHECK_OR_RETURN(fire_ink_create(&tally.ink, NULL) == FIRE_OK, "no fonts");
    for (int round = 0; round < rounds; round++) {
        struct session session = *asked_session;
        char *path = (char *)(uintptr_t)write_register(&seed);
        session.argument = &path;
        session.n_arguments = 1;
        session.options.quiet = true;
        session.options.population = population;
        session.language = round % 2 == 0 ? FIRE_VIETNAMESE : FIRE_ENGLISH;
        draw_all(&tally, &session, round);
    }
    CHECK(fire_ink_unknown(tally.ink)->n == 0, "%d unknown letters",
          (int)fire_ink_unknown(tally.ink)->n);
    for (int k = 0; k < FIRE_N_CHART_KINDS; k++)
        CHECK(tally.n_made[k] >= PART_LEAST * rounds, "%s was drawn %d times",
              fire_chart_kind_name((fire_chart_kind)k), tally.n_made[k]);
    fire_ink_free(tally.ink);
}

int cmd_chart(struct session *session)
{
    const struct check_test tests[] = { CHECK_TEST(test_all_kinds) };
    asked_session = session;
    return CHECK_MAIN(tests);
}
