/* test_identity_files.c - files with rows in common give the same figures by every way: read
 * directly or stored, in any order of rows, whole or in parts, once or twice. */
#include "test_identity_told.h"

#include "firestat/store.h"

#include <stdlib.h>
#include <string.h>

static int n_stores;

static const char *new_store(void)
{
    static char path[8][300];
    char *next = path[n_stores % 8];
    snprintf(next, sizeof path[0], "%s/files%d.db", check_directory(), n_stores++);
    return next;
}

/* Import them one by one and compare with reading them directly. */
static void check_both_ways(const char *const files[], int n_files,
                            const struct reading *reading, struct fire_import_counts counts[],
                            struct fire_buffer *out)
{
    const char *store = new_store();
    struct fire_buffer stored;
    figures_of_files(files, n_files, reading, counts, out);
    for (int i = 0; i < n_files; i++) {
        struct fire_error err = { 0 };
        struct fire_import_counts own;
        CHECK(store_file(store, files[i], reading, &own, &err) == FIRE_OK, "%s", err.message);
        CHECK(own.n_kept == counts[i].n_kept && own.n_duplicates == counts[i].n_duplicates &&
                  own.n_revised == counts[i].n_revised &&
                  own.n_conflicts == counts[i].n_conflicts &&
                  own.n_rejected == counts[i].n_rejected,
              "%s: counts differ", files[i]);
        CHECK(own.n_records == own.n_kept + own.n_duplicates + own.n_rejected + own.n_excluded,
              "%s: %lld records", files[i], (long long)own.n_records);
    }
    figures_of_store(store, NULL, &stored);
    struct fire_buffer expected = { 0 };
    fire_buffer_add(&expected, out->bytes, out->size_bytes);
    check_same_figures(&stored, &expected, "%s: store and files", files[0]);
}

/* ---- case 02 --------------------------------------------------------------------------- */

static void test_two_sources(void)
{
    const char *const files[] = {
        check_shared("cases/02-two-sources-duplicates/nguon_a.csv"),
        check_shared("cases/02-two-sources-duplicates/nguon_b.csv"),
    };
    if (files[0] == NULL || files[1] == NULL) return;
    struct fire_import_counts counts[2];
    struct fire_buffer figures;
    check_both_ways(files, 2, NULL, counts, &figures);
    const struct totals totals = totals_of(&figures);
    CHECK(totals.incidents == 3 && totals.deaths == 1 && totals.damage == 105000000,
          "%lld %lld %lld", totals.incidents, totals.deaths, totals.damage);
    CHECK(counts[0].n_kept + counts[1].n_kept == 3, "unique keys");
    CHECK(counts[1].n_duplicates == 1 && counts[1].n_conflicts == 1 && counts[1].n_revised == 0,
          "%lld duplicates, %lld conflicts, %lld revised", (long long)counts[1].n_duplicates,
          (long long)counts[1].n_conflicts, (long long)counts[1].n_revised);
    fire_buffer_finish(&figures);
}

/* ---- rows by hand ---------------------------------------------------------------------- */

#define MOST_FILES 3

static const struct {
    const char *what;
    const char *csv[MOST_FILES];
    long long kept[MOST_FILES];
    long long duplicates[MOST_FILES];
    long long revised[MOST_FILES];
    long long conflicts[MOST_FILES];
    struct totals totals;
} cases[] = {
    { "a revision takes the place",
      { "id,ngay,chet,thiet_hai\nA,01/02/2024,1,100\nB,02/02/2024,0,10\n",
        "id,ngay,chet,thiet_hai\nA,01/02/2024,2,100\n" },
      { 2, 1 },
      { 0, 0 },
      { 0, 1 },
      { 0, 0 },
      { 2, 2, 110 } },
    { "what the later file has no column for stays",
      { "id,ngay,huyen,chet,thiet_hai\nA,01/02/2024,Huyện 1,1,\n",
        "id,ngay,thiet_hai\nA,01/02/2024,70\n" },
      { 1, 1 },
      { 0, 0 },
      { 0, 1 },
      { 0, 0 },
      { 1, 1, 70 } },
    { "an empty cell of a column it has does not",
      { "id,ngay,chet\nA,01/02/2024,1\n", "id,ngay,chet\nA,01/02/2024,\n" },
      { 1, 1 },
      { 0, 0 },
      { 0, 1 },
      { 0, 0 },
      { 1, 0, 0 } },
    { "fewer columns and nothing new: a duplicate",
      { "id,ngay,chet,thiet_hai\nA,01/02/2024,1,5\n", "id,ngay\nA,01/02/2024\n" },
      { 1, 0 },
      { 0, 1 },
      { 0, 0 },
      { 0, 0 },
      { 1, 1, 5 } },
    { "a file of a list without dates",
      { "id,ngay,chet\nA,01/02/2024,1\n", "id,chet\nA,3\n" },
      { 1, 1 },
      { 0, 0 },
      { 0, 1 },
      { 0, 0 },
      { 1, 3, 0 } },
    { "back to what it was is a revision too",
      { "id,ngay,chet\nA,01/02/2024,1\n", "id,ngay,chet\nA,01/02/2024,2\n",
        "id,ngay,chet\nA,01/02/2024,1\nA,01/02/2024,1\n" },
      { 1, 1, 1 },
      { 0, 0, 1 },
      { 0, 1, 1 },
      { 0, 0, 0 },
      { 1, 1, 0 } },
    { "in one file the first counts, whatever was before",
      { "id,ngay,chet\nA,01/02/2024,1\n",
        "id,ngay,chet\nA,01/02/2024,5\nA,01/02/2024,1\nA,01/02/2024,5\n" },
      { 1, 1 },
      { 0, 1 },
      { 0, 1 },
      { 0, 1 },
      { 1, 5, 0 } },
    { "keys are compared without case and typing",
      { "id,ngay,chet\nvụ-Á 1,01/02/2024,1\n",
        "id;ngay;chet\n\"VỤ-A\xcc\x81  1\";1/2/2024;1\n" },
      { 1, 0 },
      { 0, 1 },
      { 0, 0 },
      { 0, 0 },
      { 1, 1, 0 } },
    { "0012 is not 12, and nothing is no key",
      { "id,ngay,chet\n0012,01/02/2024,1\n12,01/02/2024,1\n,01/02/2024,1\n,01/02/2024,1\n" },
      { 4 },
      { 0 },
      { 0 },
      { 0 },
      { 4, 4, 0 } },
    { "no key: all rows are kept, again and again",
      { "ngay,xa,chet\n01/02/2024,X,1\n01/02/2024,X,1\n", "ngay,xa,chet\n01/02/2024,X,1\n" },
      { 2, 1 },
      { 0, 0 },
      { 0, 0 },
      { 0, 0 },
      { 3, 3, 0 } },
    { "places: the level that is not said stays",
      { "id,ngay,huyen,xa,chet\nA,01/02/2024,H1,X1,1\n",
        "id,ngay,xa,chet\nA,01/02/2024,X2,1\n" },
      { 1, 1 },
      { 0, 0 },
      { 0, 1 },
      { 0, 0 },
      { 1, 1, 0 } },
};

static void test_rules(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *files[MOST_FILES];
        struct fire_import_counts counts[MOST_FILES] = { { 0 } };
        struct fire_buffer figures;
        int n = 0;
        for (; n < MOST_FILES && cases[i].csv[n] != NULL; n++) {
            char name[40];
            snprintf(name, sizeof name, "rules%zu_%d.csv", i, n);
            files[n] = file_of(name, cases[i].csv[n]);
        }
        check_both_ways(files, n, NULL, counts, &figures);
        for (int k = 0; k < n; k++)
            CHECK(counts[k].n_kept == cases[i].kept[k] &&
                      counts[k].n_duplicates == cases[i].duplicates[k] &&
                      counts[k].n_revised == cases[i].revised[k] &&
                      counts[k].n_conflicts == cases[i].conflicts[k],
                  "%s, file %d: kept %lld, duplicates %lld, revised %lld, conflicts %lld",
                  cases[i].what, k, (long long)counts[k].n_kept,
                  (long long)counts[k].n_duplicates, (long long)counts[k].n_revised,
                  (long long)counts[k].n_conflicts);
        const struct totals totals = totals_of(&figures);
        CHECK(totals.incidents == cases[i].totals.incidents &&
                  totals.deaths == cases[i].totals.deaths &&
                  totals.damage == cases[i].totals.damage,
              "%s: %lld %lld %lld", cases[i].what, totals.incidents, totals.deaths,
              totals.damage);
        fire_buffer_finish(&figures);
    }
}

/* ---- the same rows by other ways ------------------------------------------------------- */

#define N_LINES 600

static const char head[] =
    "id,ngay,gio,huyen,xa,nguyen_nhan,loai_hinh_co_so,chet,bi_thuong,thiet_hai\n";

/* Rows with and without a key, each said once. */
static void random_lines(char line[N_LINES][160], unsigned long long *seed)
{
    static const char *const cause[] = { "Chập điện", "Bất cẩn", "", "Hàn cắt" };
    for (int i = 0; i < N_LINES; i++) {
        char id[16] = "";
        if (check_random(seed) % 8 != 0) snprintf(id, sizeof id, "V%04d", i);
        const unsigned r = check_random(seed);
        snprintf(line[i], sizeof line[0],
                 "%s,%02u/%02u/2024,%02u:15,Huyện %u,Xã %u,%s,Nhà ở,%u,%u,%u\n", id, r % 28 + 1,
                 r / 28 % 12 + 1, r / 400 % 24, r % 5, r / 5 % 7, cause[r / 100 % 4],
                 r % 3 == 0, r % 4 == 0, r % 1000 * 1000);
    }
}

static void shuffle(char line[N_LINES][160], unsigned long long *seed)
{
    for (int i = N_LINES - 1; i > 0; i--) {
        char other[160];
        const int k = (int)(check_random(seed) % (unsigned)(i + 1));
        memcpy(other, line[i], sizeof other);
        memcpy(line[i], line[k], sizeof other);
        memcpy(line[k], other, sizeof other);
    }
}

/* Lines from..to-1 below the header, as a file. */
static const char *file_of_lines(const char *name, char line[N_LINES][160], int from, int to)
{
    struct fire_buffer text = { 0 };
    fire_buffer_add_text(&text, head);
    for (int i = from; i < to; i++)
        fire_buffer_add_text(&text, line[i]);
    const char *path = file_of(name, text.bytes);
    fire_buffer_finish(&text);
    return path;
}

static void check_as_before(const char *const files[], int n, const struct fire_buffer *before,
                            const char *what)
{
    struct fire_import_counts counts[8];
    struct fire_buffer figures;
    struct fire_buffer expected = { 0 };
    fire_buffer_add(&expected, before->bytes, before->size_bytes);
    check_both_ways(files, n, NULL, counts, &figures);
    check_same_figures(&figures, &expected, "%s", what);
}

static void test_metamorphic(void)
{
    static char line[N_LINES][160];
    unsigned long long seed = 7;
    random_lines(line, &seed);
    const char *whole[2] = { file_of_lines("whole.csv", line, 0, N_LINES), NULL };
    struct fire_buffer figures;
    figures_of_files(whole, 1, NULL, NULL, &figures);
    check_as_before(whole, 1, &figures, "as it is");

    for (int round = 0; round < 3; round++) {
        shuffle(line, &seed);
        const char *shuffled[] = { file_of_lines("shuffled.csv", line, 0, N_LINES) };
        check_as_before(shuffled, 1, &figures, "shuffled");
        const char *parts[4];
        int from = 0;
        for (int k = 0; k < 4; k++) {
            char name[20];
            const int to = k == 3 ? N_LINES : from + (int)(check_random(&seed) % 200) + 1;
            snprintf(name, sizeof name, "part%d.csv", k);
            parts[k] = file_of_lines(name, line, from, to);
            from = to;
        }
        check_as_before(parts, 4, &figures, "in parts");
    }
    fire_buffer_finish(&figures);
}

/* Twice: the keyed rows count once, whether the second file has the same bytes or not. */
static void test_twice(void)
{
    static char line[N_LINES][160];
    unsigned long long seed = 9;
    int n_keyed = 0;
    random_lines(line, &seed);
    for (int i = 0; i < N_LINES; i++) {
        if (line[i][0] == ',') continue;
        memmove(line[n_keyed++], line[i], sizeof line[0]);
    }
    const char *once[] = { file_of_lines("keyed.csv", line, 0, n_keyed), NULL };
    const char *again = file_of_lines("again.csv", line, 0, n_keyed);
    struct fire_buffer figures;
    figures_of_files(once, 1, NULL, NULL, &figures);
    const char *twice[] = { once[0], again };
    struct fire_buffer read_twice;
    struct fire_import_counts counts[2];
    figures_of_files(twice, 2, NULL, counts, &read_twice);
    CHECK(counts[1].n_duplicates == n_keyed && counts[1].n_kept == 0, "%lld duplicates",
          (long long)counts[1].n_duplicates);

    const char *store = new_store();
    struct fire_error err = { 0 };
    struct fire_import_counts own;
    CHECK(store_file(store, once[0], NULL, NULL, &err) == FIRE_OK, "%s", err.message);
    CHECK(store_file(store, again, NULL, &own, &err) == FIRE_OK, "%s", err.message);
    CHECK(own.n_records == 0, "the same bytes are read again");
    shuffle(line, &seed);
    struct fire_buffer stored;
    figures_of_store(store, NULL, &stored);
    struct fire_buffer expected = { 0 };
    fire_buffer_add(&expected, figures.bytes, figures.size_bytes);
    check_same_figures(&stored, &expected, "stored twice");
    check_same_figures(&read_twice, &figures, "read twice");
}

/* ---- a real revision ------------------------------------------------------------------- */

/* Python's csv module says: 6,919 rows, all of them unchanged among the 7,959 of the later
 * version, which has no column for casualties any more; loss 169,872,786 and 211,584,099. */
static void test_toronto(void)
{
    static const char *const mapping[] = {
        "occurred_at:datetime=tfs_alarm_time",
        "arrived_at:datetime=tfs_arrival_time",
        "damage:money=estimated_dollar_loss",
        "minutes:decimal=time_diff",
        "cause=ignition_source",
        "facility=area_of_origin",
        "deaths:integer=civilian_casualties",
    };
    static const char *const key[] = { "occurred_at", "arrived_at", "minutes" };
    const struct reading first = { mapping, CHECK_N(mapping), key, CHECK_N(key) };
    const struct reading later = { mapping, CHECK_N(mapping) - 1, key, CHECK_N(key) };
    const char *const files[] = {
        check_shared("data/toronto-loss/cleaned_fire_data_v2024-09-16_02c2955d.csv"),
        check_shared("data/toronto-loss/cleaned_fire_data_v2024-09-20_48289869.csv"),
    };
    if (files[0] == NULL || files[1] == NULL) return;
    const char *store = new_store();
    struct fire_error err = { 0 };
    struct fire_import_counts counts[3];
    CHECK(store_file(store, files[0], &first, &counts[0], &err) == FIRE_OK, "%s", err.message);
    CHECK(store_file(store, files[0], &first, &counts[1], &err) == FIRE_OK, "%s", err.message);
    CHECK(store_file(store, files[1], &later, &counts[2], &err) == FIRE_OK, "%s", err.message);
    CHECK(counts[0].n_kept == 6919 && counts[0].n_duplicates == 0, "%lld kept",
          (long long)counts[0].n_kept);
    CHECK(counts[1].n_records == 0, "the same file was read again");
    CHECK(counts[2].n_kept == 1040 && counts[2].n_duplicates == 6919 &&
              counts[2].n_revised == 0 && counts[2].n_conflicts == 0,
          "%lld kept, %lld duplicates, %lld revised, %lld conflicts",
          (long long)counts[2].n_kept, (long long)counts[2].n_duplicates,
          (long long)counts[2].n_revised, (long long)counts[2].n_conflicts);
    struct fire_buffer stored;
    figures_of_store(store, NULL, &stored);
    const struct totals totals = totals_of(&stored);
    CHECK(totals.incidents == 7959 && totals.deaths == 894 && totals.damage == 211584099,
          "%lld %lld %lld", totals.incidents, totals.deaths, totals.damage);
    fire_buffer_finish(&stored);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_two_sources), CHECK_TEST(test_rules),   CHECK_TEST(test_metamorphic),
        CHECK_TEST(test_twice),       CHECK_TEST(test_toronto),
    };
    return CHECK_MAIN(tests);
}
