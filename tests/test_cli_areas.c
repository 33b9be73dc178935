/* test_cli_areas.c - firestat areas, and areas in the other commands: what names mean, what an
 * analyst decides. */
#include "check.h"
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Inputs of ../shared/cases: lines that must stand in what a command writes. */
static void test_cases(void)
{
    static const struct {
        const char *file;
        const char *arguments[14]; /* behind the file */
        const char *lines[4];
        int n_lines; /* of all, with the heading */
    } cases[] = {
        /* codes are text: 00501 and 501 are two, and no unit is met by zeros put in or left out */
        { "03-leading-zeros-area-code",
          { "match", "--map", "commune=ma_xa", "--format", "csv" },
          { ",,00501,,,1,,,,unknown,", ",,501,,,1,,,,unknown,",
            ",,00007,,,1,,,,unknown,24769 Phường 7" },
          4 },
        { "03-leading-zeros-area-code",
          { "table", "--map", "commune=ma_xa", "--by", "commune", "--measure", "damage",
            "--format", "csv" },
          { "00007,3000000", "00501,1000000", "501,2000000" },
          4 },
        /* a commune is known by its district too; without one it is neither of the two */
        { "14-same-commune-two-districts",
          { "table", "--by", "district,commune", "--measure", "incidents,damage", "--format",
            "csv" },
          { "Huyện Núi Xanh,Xã Tân Lập,1,5000000", "Huyện Sông Con,Xã Tân Lập,1,5000000",
            ",Xã Tân Lập,1,1000000" },
          4 },
        { "14-same-commune-two-districts",
          { "match", "--format", "csv" },
          { ",,Xã Tân Lập,,,1,2024-01-06,2024-01-06,,ambiguous,23134 Xã Tân Lập" },
          4 },
        { "14-same-commune-two-districts",
          { "match", "--set", "province=Lâm Đồng", "--format", "csv" },
          { "Lâm Đồng,,Xã Tân Lập,,,1,2024-01-06,2024-01-06,,ambiguous,"
            "23134 Xã Tân Lập" },
          4 },
        { "14-same-commune-two-districts",
          { "match", "--set", "province=Tỉnh Lâm Đồng", "--format", "csv" },
          { "Tỉnh Lâm Đồng,,Xã Tân Lập,,,1,2024-01-06,2024-01-06,,ambiguous,"
            "23134 Xã Tân Lập" },
          4 },
        { "14-same-commune-two-districts",
          { "table", "--set", "province=Lâm Đồng", "--by", "province", "--areas", "2025-07-01",
            "--measure", "incidents,damage", "--format", "csv" },
          { "Tỉnh Lâm Đồng,3,11000000" },
          2 },
        /* eight ways of writing one area */
        { "15-names-look-equal",
          { "table", "--by", "district,commune", "--measure", "incidents,damage", "--format",
            "csv" },
          { "Quận Sông Trà,Phường Đống Đa,8,8000000" },
          2 },
        { "15-names-look-equal",
          { "match", "--format", "csv" },
          { ",Quận Sông Trà,Phường Đống Đa,,,8,2024-05-01,2024-05-08,,unknown," },
          2 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const bool is_match = strcmp(cases[i].arguments[0], "match") == 0;
        const char *arguments[MAX_ARGUMENTS] = { is_match ? "areas" : "table" };
        char path[128];
        struct cli_result got;
        int n_lines = 0;
        int n = 1;
        snprintf(path, sizeof path, "cases/%s/input.csv", cases[i].file);
        arguments[n] = check_shared(path);
        if (arguments[n++] == NULL) return;
        if (is_match) arguments[n++] = "match";
        for (int at = 1; cases[i].arguments[at] != NULL; at++)
            arguments[n++] = cases[i].arguments[at];
        cli_run(arguments, &got);
        for (const char *at = got.out; (at = strchr(at, '\n')) != NULL; at++)
            n_lines++;
        CHECK(got.code == 0 && n_lines == cases[i].n_lines, "case %zu: %d lines, not %d: %s%s",
              i, n_lines, cases[i].n_lines, got.out, got.err);
        for (int line = 0; line < 4 && cases[i].lines[line] != NULL; line++) {
            char wanted[256];
            snprintf(wanted, sizeof wanted, "\n%s", cases[i].lines[line]);
            CHECK(strstr(got.out, wanted) != NULL, "case %zu: no '%s' in\n%s", i,
                  cases[i].lines[line], got.out);
        }
        cli_result_finish(&got);
    }
}

/* An analyst's decision is kept in the store, and taken the next time. */
static void test_areas(void)
{
    static const char rows[] = "ngày,tỉnh,huyện,xã\n01/02/2024,Lâm Đồng,,Phường 1\n"
                               "02/02/2024,Lâm Đồng,TP Đà Lạt,P.8\n";
    static const char aliases[] = "province,district,commune,code,on\n"
                                  "Lâm Đồng,,Phường 1,24823,2024-01-01\n";
    static const char wrong[] = "province,district,commune,code,on\n,,Phường 1,99999,\n";
    const char *file = check_file("areas.csv", rows, sizeof rows - 1);
    const char *table = check_file("aliases.csv", aliases, sizeof aliases - 1);
    const char *bad = check_file("bad-aliases.csv", wrong, sizeof wrong - 1);
    char store[512];
    struct cli_result got;
    snprintf(store, sizeof store, "%s/areas.db", check_directory());
    CLI(&got, "import", store, file, "-q");
    CHECK(got.code == 0, "import: %s", got.err);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "match", "--format", "csv");
    CHECK(strstr(got.out, "Lâm Đồng,,Phường 1,,,1,2024-02-01,2024-02-01,,ambiguous,\""
                          "24784 Phường 1; 24823 Phường 1\"\n") != NULL &&
              strstr(got.out, ",24772,,1,2024-02-02,2024-02-02,Phường 8,name,\n") != NULL,
          "%s%s", got.out, got.err);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "import", bad);
    CHECK(got.code == 2 || got.code == 1, "a code that no unit has: %d", got.code);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "import", table);
    CHECK(got.code == 0, "import: %s", got.err);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "match", "--format", "csv");
    CHECK(strstr(got.out, "Lâm Đồng,,Phường 1,24823,2024-01-01,1,") != NULL &&
              strstr(got.out, ",Phường 1,decided,\n") != NULL,
          "%s%s", got.out, got.err);
    cli_result_finish(&got);
    CLI(&got, "doctor", store);
    CHECK(got.code == 0, "what stands beside the rows is right: %s", got.err);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "list", "--format", "csv");
    CHECK(strstr(got.out, "\n682,,2024-11-30,district,68,Huyện Đạ Tẻh,\n") != NULL, "%s",
          got.err);
    cli_result_finish(&got);
    CLI(&got, "areas", store, "sort");
    CHECK(got.code == 2, "no such verb: %d", got.code);
    cli_result_finish(&got);
}

/* Recorded areas come as official lists have them, those in no list behind, by their names: of
 * files that pass by or are kept, and of a store, be it asked by cubes or by rows. */
static void test_official_order(void)
{
    static const char rows[] = "id,ngày,tỉnh,huyện\n1,01/02/2024,Vùng B,H. Đạ Tẻh\n"
                               "2,01/02/2024,Lâm Đồng,Huyện Đạ Huoai\n3,02/02/2024,Vùng A,\n"
                               "4,02/02/2024,Bình Thuận,Huyện Tuy Phong\n"
                               "5,02/02/2024,Lâm Đồng,TP Đà Lạt\n6,02/02/2024,An Giang,\n"
                               "7,02/02/2024,Hà Nội,\n";
    static const char other[] = "id,ngày,tỉnh,huyện\n8,01/02/2024,Cao Bằng,\n";
    static const struct {
        const char *arguments[10];
        const char *out;
    } cases[] = {
        { { "table", "order.csv", "--by", "province" },
          "Hà Nội,1\nBình Thuận,1\nLâm Đồng,2\nAn Giang,1\nVùng A,1\nVùng B,1\n" },
        { { "table", "order.csv", "order2.csv", "--by", "province" },
          "Hà Nội,1\nCao Bằng,1\nBình Thuận,1\nLâm Đồng,2\nAn Giang,1\nVùng A,1\n"
          "Vùng B,1\n" },
        { { "table", "order.db", "--by", "province" },
          "Hà Nội,1\nBình Thuận,1\nLâm Đồng,2\nAn Giang,1\nVùng A,1\nVùng B,1\n" },
        { { "table", "order.db", "--by", "province", "--where", "id!=6" },
          "Hà Nội,1\nBình Thuận,1\nLâm Đồng,2\nVùng A,1\nVùng B,1\n" },
        { { "table", "order.csv", "--by", "district", "--where", "province=Lâm Đồng" },
          "TP Đà Lạt,1\nHuyện Đạ Huoai,1\n" },
    };
    struct cli_result got;
    (void)cli_file("order.csv", rows);
    (void)cli_file("order2.csv", other);
    CLI(&got, "import", "order.db", "order.csv", "-q");
    cli_result_finish(&got);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *arguments[MAX_ARGUMENTS] = { NULL };
        int n = 0;
        while (cases[i].arguments[n] != NULL) {
            arguments[n] = cases[i].arguments[n];
            n++;
        }
        arguments[n++] = "--measure";
        arguments[n++] = "incidents";
        arguments[n++] = "--format";
        arguments[n++] = "csv";
        cli_run(arguments, &got);
        const char *lines = strchr(got.out, '\n');
        CHECK(got.code == 0 && lines != NULL && strcmp(lines + 1, cases[i].out) == 0,
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
}

/* People read words of their language, programs the columns of the tables. */
static void test_words(void)
{
    static const char rows[] = "id,ngày,tỉnh,huyện,xã\n1,01/02/2024,Lâm Đồng,,Phường 1\n"
                               "2,01/02/2024,68,,\n3,01/02/2024,Lâm Đồng,Đà Lạt,P.8\n"
                               "4,01/02/2024,Lâm Đồng,Phú Quý,\n5,01/02/2024,Mặt Trăng,,\n"
                               "6,01/02/2024,Thủ đô Hà Nội,,\n7,01/02/2024,,Bảo Lộc,\n"
                               "8,01/02/2024,,,\n";
    static const struct {
        const char *verb;
        const char *language;
        const char *wanted[10];
    } cases[] = {
        { "match",
          "vi",
          { "Tỉnh  ", " Huyện  ", " Tại ngày  ", " Số dòng  ", " Nhận biết  ",
            " có thể là nhiều nơi  ", " theo mã  ", " theo tên thiếu cấp  ", " chưa rõ  ",
            " không ghi" } },
        { "match",
          "en",
          { "Province  ", " As on  ", " Found  ", " May be\n", " may be several  ",
            " by code  ", " by name without type  ", " not known  ", " by another name ",
            " by name  " } },
        { "list", "vi", { "Mã  ", " Cấp  ", " Thuộc  ", " Tên khác\n", " huyện  ", " xã  " } },
        { "list",
          "en",
          { "Code  ", " Level  ", " Lies in  ", " Other names\n", " commune  " } },
    };
    const char *file = cli_file("words.csv", rows);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        CLI(&got, "areas", file, cases[i].verb, "--lang", cases[i].language);
        CHECK(got.code == 0, "case %zu: %s", i, got.err);
        for (int w = 0; w < 10 && cases[i].wanted[w] != NULL; w++)
            CHECK(strstr(got.out, cases[i].wanted[w]) != NULL, "case %zu: no '%s' in\n%s", i,
                  cases[i].wanted[w], got.out);
        cli_result_finish(&got);
    }
}

/* People are those of the boundary that is asked for: the new province of a name is not the old
 * one, whatever the year of the rows. */
static void test_rates(void)
{
    static const char rows[] = "id,ngày,tỉnh\n1,01/02/2024,Lâm Đồng\n2,31/12/2024,Lâm Đồng\n";
    static const char people[] = "area,level,valid_from,valid_to,year,population,definition\n"
                                 "Tỉnh Lâm Đồng,province,2025-07-01,,2024,4000000,resident\n"
                                 "Tỉnh Lâm Đồng,province,,2025-06-30,2024,1000000,resident\n";
    static const struct {
        const char *areas;
        bool has_people; /* a table of one's own */
        const char *out;
    } cases[] = {
        { "recorded", false, "Lâm Đồng,0.15\n" },
        { "2025-06-30", false, "Tỉnh Lâm Đồng,0.15\n" },
        { "2025-07-01", false, "Tỉnh Lâm Đồng,\n" },
        { "comparable", false, "Tỉnh Lâm Đồng,\n" },
        { "recorded", true, "Lâm Đồng,0.2\n" },
        { "2025-06-30", true, "Tỉnh Lâm Đồng,0.2\n" },
        { "2025-07-01", true, "Tỉnh Lâm Đồng,0.05\n" },
        { "comparable", true, "Tỉnh Lâm Đồng,0.05\n" }, /* it is the new province, too */
    };
    const char *file = cli_file("rates.csv", rows);
    const char *table = cli_file("people.csv", people);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct cli_result got;
        CLI(&got, "table", file, "--by", "province", "--measure", "rate(incidents)", "--areas",
            cases[i].areas, "--format", "csv", cases[i].has_people ? "--population" : "-q",
            cases[i].has_people ? table : "-q");
        const char *line = strchr(got.out, '\n');
        CHECK(got.code == 0 && line != NULL && strcmp(line + 1, cases[i].out) == 0,
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
}

/* People are those of the unit, whatever else has its name; where a unit has none, of all units
 * that it was made of. */
static void test_people_of_units(void)
{
#define DATES  "ngày,tỉnh,huyện,xã\n"
#define PEOPLE "area,level,parent,valid_from,valid_to,year,population,definition\n"
    static const char province[] = DATES "01/02/2023,Lâm Đồng,,\n31/12/2023,Lâm Đồng,,\n";
    static const char three[] = PEOPLE "Lâm Đồng,province,,,,2023,1000000,resident\n"
                                       "60,province,,,,2023,600000,resident\n"
                                       "Đắc Nông,province,,,,2023,400000,resident\n";
    static const char two[] = PEOPLE "Lâm Đồng,province,,,,2023,1000000,resident\n"
                                     "Bình Thuận,province,,,,2023,600000,resident\n";
    static const char district[] = DATES "01/02/2023,Lâm Đồng,Đạ Huoai,\n"
                                         "31/12/2023,Lâm Đồng,Đạ Huoai,\n";
    static const char huoai[] = PEOPLE "Đạ Huoai,district,Lâm Đồng,,,2023,40000,resident\n"
                                       "Đạ Tẻh,district,68,,,2023,60000,resident\n"
                                       "Cát Tiên,district,,,,2023,100000,resident\n";
    static const char later[] = PEOPLE "Đạ Huoai,district,,2024-12-01,,2023,50000,resident\n"
                                       "Đạ Huoai,district,,,2024-11-30,2023,40000,resident\n";
    static const char always[] = PEOPLE "Đạ Huoai,district,,,,,80000,resident\n";
    static const char wards[] = DATES "01/02/2023,Lâm Đồng,Đà Lạt,Phường 1\n"
                                      "31/12/2023,Lâm Đồng,Bảo Lộc,Phường 1\n";
    static const char nobodys[] = PEOPLE "Phường 1,commune,,,,2023,10000,resident\n"
                                         "Phường 1,commune,Lâm Đồng,,,2023,10000,resident\n";
    static const char one[] = PEOPLE "Phường 1,commune,TP Đà Lạt,,,2023,10000,resident\n";
    static const char communes[] = DATES "01/02/2023,Bình Thuận,Tuy Phong,Xã Phước Thể\n"
                                         "30/12/2023,Bình Thuận,Tuy Phong,Xã Phú Lạc\n"
                                         "31/12/2023,Bình Thuận,Tuy Phong,Xã Chí Công\n";
    static const char parts[] = PEOPLE "Xã Phú Lạc,commune,Tuy Phong,,,2023,10000,resident\n"
                                       "Phước Thể,commune,595,,,2023,10000,resident\n"
                                       "22969,commune,595,,,2023,10000,resident\n"
                                       "22999,commune,,,,2023,10000,resident\n"
                                       "22972,commune,595,,,2023,10000,resident\n"
                                       "22978,commune,595,,,2023,10000,resident\n"
                                       "22993,commune,595,,,2023,10000,resident\n"
                                       "22996,commune,595,,,2023,10000,resident\n";
#undef DATES
#undef PEOPLE
    static const char old_units[] = "nhập nguyên vào đó";
    static const char members[] = "cộng từ các đơn vị hợp thành";
    static const struct {
        const char *rows;
        const char *people;
        const char *by;
        const char *areas;
        const char *out;
        const char *note; /* NULL: neither of the two */
    } cases[] = {
        { province, three, "province", "recorded", "Lâm Đồng,0.2\n", NULL },
        { province, three, "province", "2025-07-01", "Tỉnh Lâm Đồng,0.1\n", old_units },
        { province, three, "province", "comparable", "Tỉnh Lâm Đồng,0.1\n", members },
        { province, three, "year", "2025-07-01", "2023,0.1\n", old_units },
        { province, two, "province", "2025-07-01", "Tỉnh Lâm Đồng,\n", NULL },
        { province, two, "province", "comparable", "Tỉnh Lâm Đồng,\n", NULL },
        { district, huoai, "district", "recorded", "Đạ Huoai,5\n", NULL },
        { district, huoai, "district", "2024-11-30", "Huyện Đạ Huoai,5\n", NULL },
        { district, huoai, "district", "2024-12-01", "Huyện Đạ Huoai,1\n", old_units },
        { district, huoai, "district", "comparable", "Đạ Huoai,1\n", members },
        { district, later, "district", "2024-11-30", "Huyện Đạ Huoai,5\n", NULL },
        { district, later, "district", "2024-12-01", "Huyện Đạ Huoai,4\n", NULL },
        { district, later, "district", "recorded", "Đạ Huoai,5\n", NULL },
        { district, always, "district", "2024-11-30", "Huyện Đạ Huoai,2.5\n", NULL },
        { wards, nobodys, "district,commune", "recorded",
          "Đà Lạt,Phường 1,\nBảo Lộc,Phường 1,\n", NULL },
        { wards, one, "district,commune", "recorded", "Đà Lạt,Phường 1,10\nBảo Lộc,Phường 1,\n",
          NULL },
        /* Phong Phú (22978) went only in part into Phan Rí Cửa */
        { communes, parts, "commune", "2025-07-01", "Xã Liên Hương,5\nXã Phan Rí Cửa,\n",
          old_units },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *file = cli_file("rates.csv", cases[i].rows);
        const char *people = cli_file("people.csv", cases[i].people);
        struct cli_result got;
        CLI(&got, "table", file, "--by", cases[i].by, "--measure", "rate(incidents)", "--areas",
            cases[i].areas, "--format", "csv", "--population", people);
        const char *line = strchr(got.out, '\n');
        CHECK(got.code == 0 && line != NULL && strcmp(line + 1, cases[i].out) == 0,
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
        CLI(&got, "table", file, "--by", cases[i].by, "--measure", "rate(incidents)", "--areas",
            cases[i].areas, "--population", people);
        CHECK((strstr(got.out, old_units) != NULL) == (cases[i].note == old_units) &&
                  (strstr(got.out, members) != NULL) == (cases[i].note == members),
              "case %zu: %s%s", i, got.out, got.err);
        cli_result_finish(&got);
    }
}

/* A store of one row in folder of the tests, with tables of areas of its own. */
static void make_store(const char *store, const char *day, const char *const tables[])
{
    char rows[128];
    char name[64];
    struct cli_result got;
    snprintf(rows, sizeof rows, "ngày,tỉnh,huyện,xã\n%s,Lâm Đồng,,Phường 1\n", day);
    snprintf(name, sizeof name, "%s.csv", store);
    CLI(&got, "import", store, cli_file(name, rows), "-q");
    CHECK(got.code == 0, "import: %s", got.err);
    cli_result_finish(&got);
    for (int i = 0; tables[i] != NULL; i++) {
        snprintf(name, sizeof name, "%s-%d.csv", store, i);
        CLI(&got, "areas", store, "import", cli_file(name, tables[i]), "-q");
        CHECK(got.code == 0, "import: %s", got.err);
        cli_result_finish(&got);
    }
}

static void check_doctor(const char *store)
{
    struct cli_result got;
    CLI(&got, "doctor", store);
    CHECK(got.code == 0, "what stands beside the rows is right: %s", got.err);
    cli_result_finish(&got);
}

/* What offices decided comes into the national store; of two that decided otherwise the first has
 * its say, and the other is told. */
static void test_merged_tables(void)
{
    static const char *const first[] = {
        "province,district,commune,code,on\nLâm Đồng,,Phường 1,24823,2024-01-01\n", NULL
    };
    static const char *const second[] = {
        "province,district,commune,code,on\nLâm Đồng,,Phường 1,24784,2024-01-01\n"
        "Lâm Đồng,,Chợ Mới,24784,\n",
        "code,valid_from,valid_to,level,parent,name,aliases\n"
        "L1,2020-01-01,2021-12-31,commune,68,Khu Một,\n"
        "L2,2022-01-01,,commune,68,Khu Hai,\n",
        "date,old_code,new_code,weight,basis\n2022-01-01,L1,L2,,whole\n", NULL
    };
    struct cli_result got;
    make_store("first.db", "01/02/2024", first);
    make_store("second.db", "02/02/2024", second);
    CLI(&got, "merge", "all.db", "first.db", "second.db", "--lang", "en");
    CHECK(got.code == 0 &&
              strstr(got.err,
                     "second.db: the line 'Lâm Đồng,,Phường 1,24784,2024-01-01' of its table "
                     "aliases is another one here; the one here stays\n") != NULL &&
              strstr(got.err, "all.db: 5 lines of tables of areas taken over\n") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
    check_doctor("all.db");
    CLI(&got, "areas", "all.db", "match", "--format", "csv");
    CHECK(strstr(got.out, "\nLâm Đồng,,Phường 1,24823,2024-01-01,2,") != NULL &&
              strstr(got.out, ",Phường 1,decided,\n") != NULL,
          "%s", got.out);
    cli_result_finish(&got);
    CLI(&got, "areas", "all.db", "list", "--format", "csv");
    CHECK(strstr(got.out, "\nL1,2020-01-01,2021-12-31,commune,68,Khu Một,\n") != NULL &&
              strstr(got.out, "\nL2,2022-01-01,,commune,68,Khu Hai,\n") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "merge", "all.db", "second.db", "--lang", "en");
    CHECK(got.code == 0 && strstr(got.err, "the one here stays\n") != NULL &&
              strstr(got.err, "taken over\n") == NULL &&
              strstr(got.err, "all.db: everything was here already; nothing changed\n") != NULL,
          "%s", got.err);
    cli_result_finish(&got);
}

/* Only tables come, no import; and tables that do not fit together leave all as it was. */
static void test_merged_tables_alone(void)
{
    static const char units[] = "code,valid_from,valid_to,level,parent,name,aliases\n"
                                "L1,%s,,commune,68,Khu Một,\n";
    static const char *const none[] = { NULL };
    char early[128];
    char late[128];
    struct cli_result got;
    make_store("mine.db", "01/02/2024", none);
    CLI(&got, "merge", "their.db", "mine.db", "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    snprintf(early, sizeof early, units, "2020-01-01");
    snprintf(late, sizeof late, units, "2021-01-01");
    CLI(&got, "areas", "their.db", "import", cli_file("early.csv", early), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "merge", "mine.db", "their.db", "--lang", "en");
    CHECK(got.code == 0 &&
              strstr(got.err, "mine.db: 1 lines of tables of areas taken over\n") != NULL &&
              strstr(got.err, "nothing changed") == NULL,
          "%s", got.err);
    cli_result_finish(&got);
    check_doctor("mine.db");
    make_store("other.db", "03/02/2024", (const char *const[]){ late, NULL });
    CLI(&got, "merge", "mine.db", "other.db", "--lang", "en");
    CHECK(got.code == 1 &&
              strstr(got.err,
                     "areas: the code L1 has two units on 2021-01-01, Khu Một and Khu Một") !=
                  NULL,
          "%d: %s", got.code, got.err);
    cli_result_finish(&got);
    CLI(&got, "table", "mine.db", "--format", "csv");
    CHECK(strncmp(got.out, "year,incidents,deaths,damage\n2024,1,", 36) == 0, "%s", got.out);
    cli_result_finish(&got);
    check_doctor("mine.db");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases),         CHECK_TEST(test_areas),
        CHECK_TEST(test_words),         CHECK_TEST(test_official_order),
        CHECK_TEST(test_rates),         CHECK_TEST(test_people_of_units),
        CHECK_TEST(test_merged_tables), CHECK_TEST(test_merged_tables_alone),
    };
    return CHECK_MAIN(tests);
}
