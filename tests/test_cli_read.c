/* test_cli_read.c - what analysts really have, read by whole commands: checked, rejected,
 * corrected, in every encoding and form; and real files against figures of others. */
#include "check.h"
#include "cli.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- check ---------------------------------------------------------------------------- */

static const char messy[] = "CÔNG AN TỈNH A;;;;\n"
                            "Đơn vị: triệu đồng;;;;\n"
                            "\n"
                            "STT;Ngày xảy ra;Huyện;Số người chết;Thiệt hại\n"
                            "1;01/02/2024;Di Linh;0;1.234,5\n"
                            "2;30/02/2024;Di Linh;1;5\n"
                            "3;13/02/2024;Di Linh;nhiều;-\n"
                            "4;14/02/2024;Di Linh\n"
                            "5;15/02/2024;Đức Trọng;2;7\n"
                            "Tổng cộng;;;2;1.241,5\n";

static void test_check_page(void)
{
    struct cli_result got;
    cli_file("xau.csv", messy);
    CLI(&got, "check", "xau.csv");
    CHECK(got.code == 0, "%s", got.err);
    cli_check_golden("check", &got);
    cli_result_finish(&got);
    CLI(&got, "check", "xau.csv", "--lang", "en");
    cli_check_golden("check-en", &got);
    cli_result_finish(&got);
    CLI(&got, "check", "xau.csv", "--format", "csv", "--lang", "en");
    cli_check_golden("check-csv", &got);
    cli_result_finish(&got);
}

/* Rejected rows come back unchanged, with line and reason; corrected, they are read. */
static void test_rejects(void)
{
    struct cli_result got;
    char path[600];
    cli_file("xau.csv", messy);
    CLI(&got, "import", "loai.db", "xau.csv", "--rejects", "loai.csv", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "2 rejected rows") != NULL, "%s", got.err);
    cli_result_finish(&got);
    snprintf(path, sizeof path, "%s/loai.csv", check_directory());
    char *rejects = check_read(path, NULL);
    CHECK_OR_RETURN(rejects != NULL, "no file of rejects");
    CHECK(strstr(rejects, "2;30/02/2024;Di Linh;1;5;6;\"'30/02/2024' is not a date") != NULL,
          "%s", rejects);
    CHECK(strstr(rejects, "\n4;14/02/2024;Di Linh;8;\"") != NULL, "%s", rejects);
    char *bad = strstr(rejects, "30/02");
    memcpy(bad, "29/02", 5);
    cli_file("sua.csv", rejects);
    free(rejects);
    CLI(&got, "table", "sua.csv", "--format", "csv", "-q");
    CHECK(strcmp(got.out, "year,incidents,deaths,damage\n2024,1,1,5000000\n") == 0, "%s%s",
          got.out, got.err);
    cli_result_finish(&got);
    CLI(&got, "check", CLI_REGISTER, "--rejects", "khong.csv", "-q");
    snprintf(path, sizeof path, "%s/khong.csv", check_directory());
    char *none = check_read(path, NULL);
    CHECK(got.code == 0 && none == NULL, "a file of rejects without rejected rows");
    free(none);
    cli_result_finish(&got);
}

/* A profile that was written binds its source in the same way. */
static void test_saved_profile(void)
{
    static const char *const files[] = { "xau.csv", CLI_REGISTER, CLI_NATIONAL };
    cli_file("xau.csv", messy);
    for (size_t i = 0; i < CHECK_N(files); i++) {
        struct cli_result without;
        struct cli_result with;
        struct cli_result got;
        char folder[40];
        snprintf(folder, sizeof folder, "ho-so-%zu", i);
        CLI(&got, "check", files[i], "--save-profile", folder, "-q");
        CHECK(got.code == 0, "%s", got.err);
        cli_result_finish(&got);
        CLI(&without, "table", files[i], "--by", "month,district,cause,scope", "--measure",
            "incidents,deaths,damage,forest_ha,area_m2", "--format", "csv", "-q");
        CLI(&with, "table", files[i], "--by", "month,district,cause,scope", "--measure",
            "incidents,deaths,damage,forest_ha,area_m2", "--format", "csv", "-q", "--profile",
            folder);
        CHECK(without.code == 0 && with.code == 0, "%s%s", without.err, with.err);
        CHECK(without.out_size > 60 && strcmp(without.out, with.out) == 0, "%s:\n%s\nbut\n%s",
              files[i], without.out, with.out);
        cli_result_finish(&without);
        cli_result_finish(&with);
        CLI(&got, "check", files[i], "--save-profile", folder, "-q");
        CHECK(got.code == 3, "a profile was replaced without --force");
        cli_result_finish(&got);
    }
}

/* ---- encodings and forms ------------------------------------------------------------------ */

/* The text in another encoding, by iconv; NULL: it cannot be said in it. */
static char *encoded(const char *text, const char *name, size_t *out_size)
{
    iconv_t convert = iconv_open(name, "UTF-8");
    if (convert == (iconv_t)-1) return NULL;
    char *in = (char *)(size_t)text;
    size_t n_in = strlen(text);
    const size_t capacity = 4 * n_in + 16;
    char *bytes = malloc(capacity);
    char *out = bytes;
    size_t n_out = capacity;
    const bool ok = iconv(convert, &in, &n_in, &out, &n_out) != (size_t)-1 &&
                    iconv(convert, NULL, NULL, &out, &n_out) != (size_t)-1;
    iconv_close(convert);
    if (!ok) {
        free(bytes);
        return NULL;
    }
    *out_size = capacity - n_out;
    return bytes;
}

static void check_same_table(const char *name, const char *const more[], const char *expected)
{
    const char *arguments[MAX_ARGUMENTS] = { "table",
                                             name,
                                             "--by",
                                             "year,district,cause",
                                             "-q",
                                             "--format",
                                             "csv",
                                             "--measure",
                                             "incidents,deaths,injuries,damage,forest_ha" };
    int n = 9;
    for (int i = 0; more[i] != NULL; i++)
        arguments[n++] = more[i];
    struct cli_result got;
    cli_run(arguments, &got);
    CHECK(got.code == 0 && strcmp(got.out, expected) == 0, "%s: %s\n%.300s", name, got.err,
          got.out);
    cli_result_finish(&got);
}

/* The register as Excel in other settings writes it: the same table, byte for byte. */
static void test_round_trip(void)
{
    static const struct {
        const char *encoding; /* of iconv */
        const char *option;   /* NULL: must be found out */
    } cases[] = {
        { "UTF-16LE", NULL },
        { "UTF-16BE", NULL },
        { "WINDOWS-1258", "windows-1258" },
        { "WINDOWS-1258", NULL },
    };
    char *text = check_read(CLI_REGISTER, NULL);
    struct cli_result first;
    const char *const nothing[] = { NULL };
    CHECK_OR_RETURN(text != NULL, "no register");
    CLI(&first, "table", CLI_REGISTER, "--by", "year,district,cause", "-q", "--format", "csv",
        "--measure", "incidents,deaths,injuries,damage,forest_ha");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        size_t size = 0;
        char *bytes = encoded(text, cases[i].encoding, &size);
        if (bytes == NULL)
            continue; /* letters beyond it; the reader's own tests encode by hand */
        check_file("ma.csv", bytes, size);
        const char *const option[] = { "--encoding", cases[i].option, NULL };
        check_same_table("ma.csv", cases[i].option == NULL ? nothing : option, first.out);
        free(bytes);
    }
    cli_result_finish(&first);
    free(text);
}

/* With semicolons and Vietnamese numbers, CRLF and a BOM. */
static void test_semicolons(void)
{
    static const char commas[] =
        "Ngày xảy ra,Huyện,Nguyên nhân,Số người chết,Số người bị thương,"
        "Thiệt hại,Diện tích rừng (ha)\n"
        "05/01/2024,Di Linh,Sét,0,1,1234567.5,0.25\n"
        "15/02/2024,Đức Trọng,\"Đốt cỏ, rác\",2,0,12000,1234.5\n";
    static const char semicolons[] =
        "\xEF\xBB\xBF"
        "Ngày xảy ra;Huyện;Nguyên nhân;Số người chết;Số người bị thương;"
        "Thiệt hại;Diện tích rừng (ha)\r\n"
        "05/01/2024;Di Linh;Sét;0;1;1.234.567,5;0,25\r\n"
        "15/02/2024;Đức Trọng;Đốt cỏ, rác;2;0;12.000;1.234,5\r\n";
    const char *const nothing[] = { NULL };
    struct cli_result first;
    cli_file("phay.csv", commas);
    cli_file("cham-phay.csv", semicolons);
    CLI(&first, "table", "phay.csv", "--by", "year,district,cause", "-q", "--format", "csv",
        "--measure", "incidents,deaths,injuries,damage,forest_ha");
    check_same_table("cham-phay.csv", nothing, first.out);
    cli_result_finish(&first);
}

/* ---- real files --------------------------------------------------------------------------- */

/* Every figure against one that others published or counted (data/expected.tsv). */
static void test_toronto(void)
{
    const char *file = check_shared(
        "data/toronto-loss/cleaned_fire_data_v2024-09-16_02c2955d.csv");
    if (file == NULL) return;
    char folder[600];
    snprintf(folder, sizeof folder, "%s/toronto", check_directory());
    mkdir(folder, 0700);
    cli_file("toronto/schema.csv",
             "column,field,type\ntfs_alarm_time,occurred_at,datetime\n"
             "estimated_dollar_loss,damage,money\n"
             "civilian_casualties,casualties,integer\ntime_diff,time_diff,decimal\n");
    cli_file("toronto/source.csv", "setting,value\ncurrency,CAD\n");
    struct cli_result got;
    CLI(&got, "table", file, "--profile", folder, "--format", "csv", "--measure",
        "incidents,casualties,damage");
    static const char years[] =
        "year,incidents,casualties,damage\n"
        "2011,676,50,10092126\n2012,652,71,11131564\n"
        "2013,662,70,14841618\n2014,655,90,10420503\n"
        "2015,563,76,9630669\n2016,598,98,14182090\n"
        "2017,592,55,12332277\n2018,639,101,21570015\n"
        "2019,648,97,23024886\n2020,572,53,16064206\n"
        "2021,588,43,23465002\n2022,43,50,1969850\n2023,31,40,1147980\n";
    CHECK(got.code == 0 && strcmp(got.out, years) == 0, "%s%s", got.out, got.err);
    cli_result_finish(&got);
    CLI(&got, "table", file, "--profile", folder, "--format", "json", "--measure",
        "incidents,mean(damage),median(damage),mean(time_diff)");
    /* expected.tsv TL-1, TL-2, TL-4 and the number of rows */
    CHECK(strstr(got.out, "\"totals\":{\"incidents\":6919,\"mean(damage)\":24551.6384") != NULL,
          "%s", got.out);
    CHECK(strstr(got.out, "\"median(damage)\":3000,") != NULL, "%s", got.out);
    CHECK(strstr(got.out, "\"mean(time_diff)\":4.911868") != NULL, "%s", got.out);
    cli_result_finish(&got);
}

/* The table of a whole file against the database's own GROUP BY on the same file. */
static void test_portugal(void)
{
    const char *file = check_shared("data/portugal-incendios/incendios1980.csv");
    if (file == NULL) return;
    char command[1400];
    char store[600];
    struct cli_result got;
    CLI(&got, "table", file, "--map", "occurred_at=data_inicio", "--map", "district=concelho",
        "--map", "burnt:decimal=area_total", "--by", "district", "--measure", "incidents,burnt",
        "--format", "csv");
    CHECK(got.code == 0, "%s", got.err);
    snprintf(store, sizeof store, "%s/portugal.txt", check_directory());
    snprintf(command, sizeof command,
             "sqlite3 -csv :memory: '.import \"%s\" t' 'select concelho, count(*), "
             "round(sum(area_total), 4) from t group by concelho order by concelho' > '%s'",
             file, store);
    if (system("command -v sqlite3 >/dev/null") != 0) {
        check_skip("sqlite3 is not installed");
        cli_result_finish(&got);
        return;
    }
    CHECK(system(command) == 0, "%s", command);
    char *theirs = check_read(store, NULL);
    const char *ours = strchr(got.out, '\n');
    int64_t n_incidents = 0;
    int n_rows = 0;
    CHECK_OR_RETURN(theirs != NULL && ours != NULL, "nothing to compare");
    ours++;
    for (char *line = strtok(theirs, "\r\n"); line != NULL; line = strtok(NULL, "\r\n")) {
        const int size = (int)strcspn(ours, "\n");
        char ours_quoted[200]; /* the shell quotes what has a blank, and keeps "x.0" */
        char *name_end = strrchr(line, '"');
        if (line[0] == '"' && name_end != NULL) {
            memmove(name_end, name_end + 1, strlen(name_end));
            line++;
        }
        char *tail = strstr(line, ".0");
        if (tail != NULL && tail[2] == '\0') *tail = '\0';
        snprintf(ours_quoted, sizeof ours_quoted, "%.*s", size, ours);
        CHECK(strcmp(ours_quoted, line) == 0, "ours '%s', theirs '%s'", ours_quoted, line);
        n_incidents += strtoll(strchr(line, ',') + 1, NULL, 10);
        ours += size + 1;
        n_rows++;
    }
    CHECK(*ours == '\0' && n_rows == 187 && n_incidents == 2346, "%d rows, %lld incidents",
          n_rows, (long long)n_incidents);
    free(theirs);
    cli_result_finish(&got);
}

static void test_korea(void)
{
    const char *file = check_shared("data/korea-2024/2024_fire.xlsx");
    if (file == NULL) return;
    static const struct {
        const char *where[2]; /* NULL: all */
        const char *period;
        const char *line; /* incidents,deaths,injuries,damage or a part of it */
    } cases[] = {
        /* data/expected.tsv: KR-1, KR-jn, KR-jnc, KR-jb, KR-jbr; damage is won, from thousands */
        { { NULL }, NULL, "37614,308,2094," },
        { { "province=전라남도" }, NULL, "2554,15,76,27074924000" },
        { { "province=전라남도", "cause=부주의" }, NULL, "1382," },
        { { "province=전라남도", "cause=방화,방화의심" }, NULL, "32," },
        { { "province=전라남도", "facility=자동차\\,철도차량" }, NULL, "323," },
        { { "province=전북특별자치도" }, "2024-H1", "1182,12,48," },
        { { "province=전북특별자치도", "facility=주거" }, "2024-H1", "" },
        { { NULL }, "2024-02", "2640," },
        { { "province=경기도" }, NULL, "7931,88," },
    };
    char folder[600];
    snprintf(folder, sizeof folder, "%s/korea", check_directory());
    mkdir(folder, 0700);
    cli_file("korea/schema.csv", "column,field,type,unit\n#1,occurred_at,datetime,\n"
                                 "시도,province,,\n시군구,district,,\n사망,deaths,,\n"
                                 "부상,injuries,,\n재산피해소계,damage,,1000\n"
                                 "발화요인대분류,cause,,\n장소대분류,facility,,\n");
    cli_file("korea/source.csv", "setting,value\ncurrency,KRW\n");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS] = { "table",
                                                 file,
                                                 "--profile",
                                                 folder,
                                                 "--format",
                                                 "csv",
                                                 "-q",
                                                 "--by",
                                                 "year",
                                                 "--measure",
                                                 "incidents,deaths,injuries,damage" };
        int n = 11;
        for (int w = 0; w < 2 && cases[i].where[w] != NULL; w++) {
            arguments[n++] = "--where";
            arguments[n++] = cases[i].where[w];
        }
        if (cases[i].period != NULL) {
            arguments[n++] = "--period";
            arguments[n++] = cases[i].period;
        }
        struct cli_result got;
        cli_run(arguments, &got);
        const char *row = got.out == NULL ? NULL : strstr(got.out, "\n2024,");
        CHECK(got.code == 0 && row != NULL &&
                  strncmp(row + 6, cases[i].line, strlen(cases[i].line)) == 0,
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_check_page),    CHECK_TEST(test_rejects),
        CHECK_TEST(test_saved_profile), CHECK_TEST(test_round_trip),
        CHECK_TEST(test_semicolons),    CHECK_TEST(test_toronto),
        CHECK_TEST(test_portugal),      CHECK_TEST(test_korea),
    };
    unsetenv("FIRESTAT_LANG");
    return CHECK_MAIN(tests);
}
