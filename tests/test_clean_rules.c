/* test_clean_rules.c - what the fields of one row have to do with each other: shipped rules, those
 * of a profile, and what is no rule. */
#include "check.h"
#include "test_clean_told.h"

#include <string.h>
#include <sys/stat.h>

/* A profile's folder with these tables; NULL: without it. Returns "load FOLDER". */
static const char *write_profile(const char *schema, const char *rules)
{
    static char line[300];
    static int n;
    const char *const names[] = { "schema.csv", "rules.csv" };
    const char *const texts[] = { schema, rules };
    char folder[280];
    snprintf(folder, sizeof folder, "%s/rules-%d", check_directory(), n++);
    mkdir(folder, 0700);
    for (int i = 0; i < 2; i++) {
        char path[320];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = texts[i] == NULL ? NULL : fopen(path, "wb");
        if (file == NULL) continue;
        fputs(texts[i], file);
        fclose(file);
    }
    snprintf(line, sizeof line, "load %s", folder);
    return line;
}

static void check_issues(const char *name, const char *file, const char *profile,
                         const char *issues)
{
    struct outcome got;
    run_file(check_file("rules.csv", file, strlen(file)), profile, "", false, &got);
    CHECK(got.status == FIRE_OK, "%s: %s", name, got.message);
    CHECK(strcmp(text_of(&got.issues), issues) == 0, "%s: issues\n%s", name,
          text_of(&got.issues));
    CHECK(got.counts.n_kept == got.counts.n_records && got.counts.n_set_aside == 0,
          "%s: a rule cost a row or a cell", name);
    outcome_finish(&got);
}

static void test_shipped_rules(void)
{
    static const struct {
        const char *name;
        const char *file;
        const char *profile;
        const char *issues;
    } cases[] = {
        { "times in order: each against the nearest that is known",
          "occurred_at,reported_at,arrived_at,controlled_at,extinguished_at\n"
          "2024-02-13 08:00,2024-02-13 08:05,2024-02-13 08:20,2024-02-13 09:00,2024-02-13 10:00\n"
          "2024-02-13 08:00,2024-02-13 07:59,2024-02-13 08:20,2024-02-13 08:10,2024-02-14 01:00\n"
          "2024-02-13 08:00,,,,2024-02-12\n"
          "2024-02-13 08:00,,2024-02-13,,2024-02-13 07:00\n"
          "2024-02-13,2024-02-13 00:01,,,2024-02-13\n"
          "2024-02-13 24:00,,,,2024-02-14 00:30\n"
          "2024-02-13 08:00,,,,2024-02-13 08:00\n",
          "",
          "3:2 notice rule reported_after_start: reported_at (2024-02-13 07:59) is before "
          "occurred_at (2024-02-13 08:00)\n"
          "3:4 notice rule controlled_after_arrival: controlled_at (2024-02-13 08:10) is before "
          "arrived_at (2024-02-13 08:20)\n"
          "4:5 notice rule extinguished_last: extinguished_at (2024-02-12) is before occurred_at "
          "(2024-02-13 08:00)\n"
          "7:1 notice '2024-02-13 24:00' is kept as the end of its day\n" },
        { "the day against the period beside it",
          "date,year\n31/12/2023,2023\n01/01/2024,2023\n13/01/2024,\n,2022\n13/01/2024,x\n", "",
          "3:1 notice rule date_in_period: occurred_at (2024-01-01) lies outside period "
          "(2023)\n" },
        { "the year beside the day", "date,y\n31/12/2023,2023\n15/12/2023,2024\n",
          "map year:integer=y",
          "3:2 notice rule date_in_year: year (2024) is not the year of occurred_at "
          "(2023-12-15)\n" },
        { "casualties are deaths and injuries",
          "date,deaths,injuries,victims\n13/2/2024,1,2,3\n13/2/2024,2,2,3\n13/2/2024,2,,1\n"
          "13/2/2024,0,,5\n13/2/2024,,2,1\n",
          "map casualties:integer=victims",
          "3:4 notice rule casualties_are_deaths_and_injuries: casualties (3) is not the same as "
          "deaths + injuries (2 + 2)\n"
          "4:4 notice rule casualties_hold_deaths: casualties (1) is less than deaths (2)\n" },
        { "parts against the total",
          "date,deaths,m,f,incidents,u,r\n13/2/2024,3,1,2,5,2,3\n13/2/2024,3,1,1,5,2,2\n",
          "map deaths_male:integer=m\nmap deaths_female:integer=f\n"
          "map incidents_urban:integer=u\nmap incidents_rural:integer=r",
          "3:2 notice rule deaths_by_sex: deaths (3) is not the same as deaths_male + "
          "deaths_female (1 + 1)\n"
          "3:5 notice rule incidents_by_setting: incidents (5) is not the same as "
          "incidents_urban + incidents_rural (2 + 2)\n" },
        { "an explosion burns no forest",
          "date,kind,forest_ha\n13/2/2024,Cháy,\"1,25\"\n13/2/2024,Nổ,\"1,25\"\n13/2/2024,Nổ,0\n"
          "13/2/2024,Nổ,\n13/2/2024,,\"1,25\"\n",
          "",
          "3:3 notice rule explosion_burns_no_forest: forest_ha (1.25) does not go with kind "
          "(Explosion)\n" },
        { "a rule whose columns are not there sleeps", "date,deaths\n13/2/2024,1\n", "", "" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_issues(cases[i].name, cases[i].file, cases[i].profile, cases[i].issues);
}

/* Own rules beside the shipped ones, in place of them, and one turned off. */
static void test_own_rules(void)
{
    static const char file[] = "date,arrived_at,out,rent,loss,kind\n"
                               "13/2/2024,12/2/2024,11/2/2024,\"2,5\",2,rác\n";
    static const char schema[] = "column,field,type\nout,extinguished_at,date\n"
                                 "rent,rent,decimal\nloss,damage,\n";
    static const struct {
        const char *name;
        const char *rules;
        const char *issues;
    } cases[] = {
        { "shipped", NULL,
          "2:2 notice rule arrived_after_call: arrived_at (2024-02-12) is before occurred_at "
          "(2024-02-13)\n"
          "2:3 notice rule extinguished_last: extinguished_at (2024-02-11) is before arrived_at "
          "(2024-02-12)\n" },
        { "off", "name,field,op,other\nextinguished_last,,off,\n",
          "2:2 notice rule arrived_after_call: arrived_at (2024-02-12) is before occurred_at "
          "(2024-02-13)\n" },
        { "replaced, with a message",
          "name,field,op,other,message\nextinguished_last,,off,,\n"
          "arrived_after_call,arrived_at,not_before,extinguished_at,xem lại giờ đến\n"
          "rent,damage,at_least,rent,\n"
          "rác,rent,zero_when,kind=RÁC,không có tiền thuê\n",
          "2:5 notice rule rent: damage (2) is less than rent (2.5)\n"
          "2:4 notice rule rác: rent (2.5) does not go with kind (rác); không có tiền thuê\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        check_issues(cases[i].name, file, write_profile(schema, cases[i].rules),
                     cases[i].issues);
}

static void test_bad_rules(void)
{
    static const struct {
        const char *rules;
        fire_status status;
        const char *says;
    } cases[] = {
        { "name,field,op\n", FIRE_ESCHEMA, "'other'" },
        { "name,field,op,other\n,deaths,equals,injuries\n", FIRE_EVALUE,
          "rules.csv:2: column name" },
        { "name,field,op,other\na,deaths,over,injuries\n", FIRE_EVALUE, "'over'" },
        { "name,field,op,other\na,,equals,injuries\n", FIRE_EVALUE, "column field" },
        { "name,field,op,other\na,deaths,equals,\n", FIRE_EVALUE, "column other" },
        { "name,field,op,other\na,deats,equals,injuries\n", FIRE_EVALUE,
          "rule a: there is no field 'deats'" },
        { "name,field,op,other\na,deaths,equals,injuries+wounds\n", FIRE_EVALUE, "'wounds'" },
        { "name,field,op,other\na,deaths,not_before,occurred_at\n", FIRE_EVALUE,
          "type of 'deaths'" },
        { "name,field,op,other\na,deaths,zero_when,damage=1\n", FIRE_EVALUE,
          "type of 'damage'" },
    };
    static const char file[] = "date,deaths\n13/2/2024,1\n";
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct outcome got;
        run_file(check_file("rules.csv", file, strlen(file)),
                 write_profile("column,field\ndate,occurred_at\n", cases[i].rules), "", false,
                 &got);
        CHECK(got.status == cases[i].status, "%s: status %d", cases[i].says, (int)got.status);
        CHECK(strstr(got.message, cases[i].says) != NULL, "%s: said %s", cases[i].says,
              got.message);
        outcome_finish(&got);
    }
}

/* A broken rule is a notice: --strict goes on. */
static void test_strict(void)
{
    static const char file[] = "date,arrived_at\n13/2/2024,12/2/2024\n";
    struct outcome got;
    run_file(check_file("rules.csv", file, strlen(file)), "", "", true, &got);
    CHECK(got.status == FIRE_OK && got.counts.n_kept == 1, "%s", got.message);
    outcome_finish(&got);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_shipped_rules),
        CHECK_TEST(test_own_rules),
        CHECK_TEST(test_bad_rules),
        CHECK_TEST(test_strict),
    };
    return CHECK_MAIN(tests);
}
