/* test_place_tables.c - an analyst's own tables of areas: a folder that is taken, and every kind of
 * line that is refused, with file, line, column and value. */
#include "check.h"
#include "firestat/area_units.h"
#include "firestat/date.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNITS   "code,valid_from,valid_to,level,parent,name,aliases\n"
#define CHANGES "date,old_code,new_code,weight,basis\n"
#define ALIASES "province,district,commune,code,on\n"

/* Two communes of a province, that become one. */
#define TWO                                                                                    \
    UNITS "P,,,province,,Tỉnh Một,\n"                                                      \
          "A,,2024-12-31,commune,P,Xã Áo,\nB,,2024-12-31,commune,P,Xã Bè,\n"               \
          "A,2025-01-01,,commune,P,Xã Áo Bè,\n"

static const struct {
    const char *table[FIRE_N_AREA_TABLES]; /* units, changes, aliases; NULL: not there */
    fire_status status;
    const char *message; /* behind the folder; "": all of it is right */
} cases[] = {
    /* right */
    { { TWO, CHANGES "2025-01-01,A,A,,whole\n2025-01-01,B,A,,whole\n",
        ALIASES "Một,,Xóm Áo,A,\nMột,,Xóm Bè,B,2024-06-01\n" },
      FIRE_OK,
      "" },
    { { "name,level,code\nTỉnh Một,province,P\n", NULL, NULL }, FIRE_OK, "" }, /* any order */
    { { "\xEF\xBB\xBF" TWO, CHANGES, ALIASES }, FIRE_OK, "" }, /* as Excel saves */
    { { TWO, NULL, ALIASES "Một,,Xóm,,\n" }, FIRE_OK, "" },    /* not decided yet */
    { { UNITS "P,,,province,,Tỉnh Một,\nP,,,province,,Tỉnh Hai,\n", NULL, NULL },
      FIRE_OK,
      "" }, /* the later line counts */
    /* no tables, no columns */
    { { NULL, NULL, NULL }, FIRE_ENODATA, "" },
    { { "a,b\n1,2\n", NULL, NULL },
      FIRE_ESCHEMA,
      "/units.csv:1: this is no table of areas: it has none of the columns 'level', 'old_code', "
      "'commune'" },
    { { "code,level\nP,province\n", NULL, NULL },
      FIRE_ESCHEMA,
      "/units.csv:1: the table needs a column 'name'" },
    { { TWO, "date,old_code\n2025-01-01,A\n", NULL },
      FIRE_ESCHEMA,
      "/changes.csv:1: the table needs a column 'new_code'" },
    { { NULL, NULL, "province,commune\nMột,Xóm\n" },
      FIRE_ESCHEMA,
      "/aliases.csv:1: the table needs a column 'code'" },
    /* cells of units */
    { { UNITS ",,,province,,Tỉnh Một,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column code: the cell must not be empty" },
    { { UNITS "P,,,province,,,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column name: the cell must not be empty" },
    { { UNITS "P,,,province,,Tỉnh Một,\nA,01/01/2025,,commune,P,Xã Áo,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:3: column valid_from: '01/01/2025' is not in form; it can be: 2025-07-01" },
    { { UNITS "P,,2025-02-29,province,,Tỉnh Một,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column valid_to: '2025-02-29' is not in form; it can be: 2025-06-30" },
    { { UNITS "P,,,tỉnh,,Tỉnh Một,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column level: 'tỉnh' is not in form; it can be: province, district, "
      "commune" },
    { { UNITS "P,2025-01-01,2024-12-31,province,,Tỉnh Một,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column valid_to: the last day lies before the first" },
    { { UNITS "P,,,province\n", NULL, NULL }, /* a short line */
      FIRE_EVALUE,
      "/units.csv:2: column name: the cell must not be empty" },
    /* units together */
    { { UNITS "P,,,province,,Tỉnh Một,\nP,2025-01-01,,province,,Tỉnh Hai,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:3: column valid_from: areas: the code P has two units on 2025-01-01, Tỉnh Một "
      "and Tỉnh Hai" },
    { { UNITS "A,,,commune,P,Xã Áo,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:2: column parent: areas: A Xã Áo lies in P, which is no unit above it in its "
      "days" },
    { { UNITS "A,,,commune,,Xã Áo,\nB,,,commune,A,Xã Bè,\n", NULL, NULL },
      FIRE_EVALUE,
      "/units.csv:3: column parent: areas: B Xã Bè lies in A, which is no unit above it in its "
      "days" },
    /* cells of changes */
    { { TWO, CHANGES ",A,A,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column date: the cell must not be empty" },
    { { TWO, CHANGES "2025-01-01,,A,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column old_code: the cell must not be empty" },
    { { TWO, CHANGES "2025-01-01,A,,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column new_code: the cell must not be empty" },
    { { TWO, CHANGES "1/2025,A,A,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column date: '1/2025' is not in form; it can be: 2025-07-01" },
    { { TWO, CHANGES "2025-01-01,A,A,0.5,area\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column weight: '0.5' is not in form; it can be: 0..8000000000" },
    { { TWO, CHANGES "2025-01-01,A,A,-1,area\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column weight: '-1' is not in form; it can be: 0..8000000000" },
    { { TWO, CHANGES "2025-01-01,A,A,8000000001,area\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column weight: '8000000001' is not in form; it can be: 0..8000000000" },
    { { TWO, CHANGES "2025-01-01,A,A,1,people\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column basis: 'people' is not in form; it can be: whole, population, "
      "area, equal" },
    /* changes and units */
    { { TWO, CHANGES "2025-01-01,A,A,,whole\n2025-01-01,C,A,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:3: column old_code: the code C has no unit on 2024-12-31" },
    { { TWO, CHANGES "2025-01-01,B,B,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: column new_code: the code B has no unit on 2025-01-01" },
    { { TWO, CHANGES "2024-06-01,A,B,,whole\n", NULL },
      FIRE_EVALUE,
      "/changes.csv:2: areas: A Xã Áo does not end on the day before, as what changes does" },
    /* aliases */
    { { TWO, NULL, ALIASES ",,,A,\n" },
      FIRE_EVALUE,
      "/aliases.csv:2: column commune: the cell must not be empty" },
    { { TWO, NULL, ALIASES "Một,,Xóm Áo,A,\nMột,,Xóm,Z,\n" },
      FIRE_EVALUE,
      "/aliases.csv:3: column code: no unit has the code Z" },
    { { TWO, NULL, ALIASES "Một,,Xóm,B,2025-06-01\n" },
      FIRE_EVALUE,
      "/aliases.csv:2: column code: the code B has no unit on 2025-06-01" },
    { { TWO, NULL, ALIASES "Một,,Xóm,B,hôm qua\n" },
      FIRE_EVALUE,
      "/aliases.csv:2: column on: 'hôm qua' is not in form; it can be: 2025-07-01" },
};

static void write_table(const char *folder, fire_area_table table, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.csv", folder, fire_area_table_name(table));
    (void)unlink(path);
    if (text == NULL) return;
    FILE *file = fopen(path, "wb");
    CHECK_OR_RETURN(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

static void test_folders(void)
{
    char folder[400];
    snprintf(folder, sizeof folder, "%s/areas", check_directory());
    CHECK_OR_RETURN(mkdir(folder, 0700) == 0, "%s", folder);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_area_units *units = NULL;
        struct fire_error err = { 0 };
        for (int table = 0; table < FIRE_N_AREA_TABLES; table++)
            write_table(folder, (fire_area_table)table, cases[i].table[table]);
        CHECK_OR_RETURN(fire_area_units_create(&units, &err) == FIRE_OK, "no memory");
        fire_status status = fire_area_units_load(units, folder, &err);
        if (status == FIRE_OK) status = fire_area_units_settle(units, &err);
        CHECK(status == cases[i].status, "case %zu: %d: %s", i, (int)status, err.message);
        if (cases[i].message[0] != '\0')
            CHECK(strncmp(err.message, folder, strlen(folder)) == 0 &&
                      strcmp(err.message + strlen(folder), cases[i].message) == 0,
                  "case %zu: '%s', not '%s'", i, err.message, cases[i].message);
        fire_area_units_free(units);
    }
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++)
        write_table(folder, (fire_area_table)table, NULL);
    rmdir(folder);
}

/* What a right folder says is what is answered; a file alone is known by its columns. */
static void test_answers(void)
{
    struct fire_area_units *units = NULL;
    struct fire_error err = { 0 };
    struct fire_area_match match;
    static const char aliases[] = ALIASES "Một,,Xóm Bè,B,2024-06-01\n";
    const char *first = check_file("any-name.csv", TWO, sizeof TWO - 1);
    const char *second = check_file("other.csv", aliases, sizeof aliases - 1);
    int32_t day = 0;
    CHECK_OR_RETURN(fire_area_units_create(&units, &err) == FIRE_OK &&
                        fire_area_units_load(units, first, &err) == FIRE_OK &&
                        fire_area_units_load(units, second, &err) == FIRE_OK &&
                        fire_area_units_settle(units, &err) == FIRE_OK &&
                        fire_day_from_iso("2025-06-01", 10, &day),
                    "%s", err.message);
    const struct fire_text_view place[] = { fire_text_of("Tỉnh Một"), fire_text_of(""),
                                            fire_text_of("X. Áo Bè") };
    CHECK(fire_area_units_resolve(units, place, day, &match, &err) == FIRE_OK &&
              match.how == FIRE_MATCH_NAME &&
              strcmp(fire_area_unit_at(units, match.unit)->code, "A") == 0,
          "%d", (int)match.how);
    const struct fire_text_view decided[] = { fire_text_of("Một"), fire_text_of(""),
                                              fire_text_of("xóm bè") };
    CHECK(fire_area_units_resolve(units, decided, day, &match, &err) == FIRE_OK &&
              match.how == FIRE_MATCH_DECIDED &&
              strcmp(fire_area_unit_at(units, match.unit)->name, "Xã Bè") == 0,
          "%d", (int)match.how);
    CHECK(fire_area_units_load(units, "/no/such/folder", &err) == FIRE_EIO, "%s", err.message);
    fire_area_units_free(units);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_folders),
        CHECK_TEST(test_answers),
    };
    return CHECK_MAIN(tests);
}
