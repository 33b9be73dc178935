/* test_cli_review.c - the review: every number in its sentences is recomputed from the tables beside
 * it, the tables from the commands, and little data gives a right text. */
#include "check.h"
#include "cli.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *read_file(const char *name)
{
    char *text = check_read(cli_path(name), NULL);
    CHECK(text != NULL, "%s is not there", name);
    return text;
}

/* ---- tables ------------------------------------------------------------------------------------- */

#define ROWS_MOST    64
#define COLUMNS_MOST 24

/* A CSV of plain numbers; NAN where a cell has none. */
struct table {
    int n_rows;
    int n_columns;
    double cell[ROWS_MOST][COLUMNS_MOST];
    char *text; /* the file */
};

static const char *read_cell(const char *at, char *out, size_t size)
{
    size_t n = 0;
    bool is_quoted = false;
    for (; *at != '\0' && (is_quoted || (*at != ',' && *at != '\n')); at++) {
        if (*at == '"') {
            is_quoted = !is_quoted;
            continue;
        }
        if (n + 1 < size) out[n++] = *at;
    }
    out[n] = '\0';
    return at;
}

static struct table table_of(char *text)
{
    struct table table = { .text = text };
    const char *at = text == NULL ? "" : text + strcspn(text, "\n");
    while (*at != '\0' && at[1] != '\0' && table.n_rows < ROWS_MOST) {
        int column = 0;
        do {
            char cell[300];
            char *end;
            at = read_cell(at + 1, cell, sizeof cell);
            const double value = strtod(cell, &end);
            if (column < COLUMNS_MOST)
                table.cell[table.n_rows][column] = *end == '\0' && end != cell ? value : NAN;
            column++;
        } while (*at == ',');
        if (column > table.n_columns) table.n_columns = column;
        table.n_rows++;
    }
    return table;
}

/* ---- where a number of a sentence comes from -------------------------------------------------- */

/* Does x, rounded to so many places, read as the number of the sentence? */
static bool reads_as(double x, double said, int decimals)
{
    const double scale = pow(10, decimals);
    return isfinite(x) && fabs(fabs(x) * scale - said * scale) <= 0.5 + 1e-6;
}

static bool is_of_pair(double a, double b, double said, int decimals)
{
    return reads_as(a - b, said, decimals) || reads_as((a - b) / 1000, said, decimals) ||
           (b != 0 && reads_as(100 * (a - b) / b, said, decimals)) ||
           (b != 0 && reads_as(100 * a / b, said, decimals));
}

/* A cell; the difference, the percent or the share of two of one row or one column; what is left of a
 * column when its largest cells are told; how many groups there are. Millions are told as billions. */
static bool is_of_table(const struct table *table, double said, int decimals)
{
    if (decimals == 0 && said <= table->n_rows) return true; /* how many groups */
    for (int r = 0; r < table->n_rows; r++)
        for (int c = 0; c < table->n_columns; c++) {
            const double cell = table->cell[r][c];
            if (!isfinite(cell)) continue;
            if (reads_as(cell, said, decimals) || reads_as(cell / 1000, said, decimals))
                return true;
            for (int other = 0; other < table->n_columns; other++)
                if (is_of_pair(cell, table->cell[r][other], said, decimals)) return true;
            for (int other = 0; other < table->n_rows; other++)
                if (is_of_pair(cell, table->cell[other][c], said, decimals)) return true;
        }
    return false;
}

static int falling(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return x > y ? -1 : x < y;
}

/* Of the first column of figures: the sum without its k largest cells, and shares of sums without its
 * smallest ones (groups that say nothing). */
static bool is_of_rest(const struct table *table, double said, int decimals)
{
    double value[ROWS_MOST];
    int n = 0;
    for (int r = 0; r < table->n_rows; r++)
        if (isfinite(table->cell[r][1])) value[n++] = table->cell[r][1];
    qsort(value, (size_t)n, sizeof *value, falling);
    if (n < 2) return false;
    const double total = value[0]; /* the last row of a table is its total */
    for (int known = n; known >= 2; known--)
        for (int skipped = 0; skipped < n; skipped++) {
            const double whole = total - (skipped == 0 ? 0 : value[skipped]);
            double rest = whole;
            for (int k = 1; k < known; k++) {
                if (k != skipped) rest -= value[k];
                if (reads_as(rest, said, decimals) || reads_as(whole, said, decimals))
                    return true;
                for (int g = 1; g < n; g++)
                    if (whole > 0 && reads_as(100 * value[g] / whole, said, decimals))
                        return true;
            }
        }
    return false;
}

/* ---- the sentences ------------------------------------------------------------------------------- */

/* "2.597,5" -> 2597.5 and 1 place; "04" -> 4. Returns the bytes it takes; 0: there is no number. */
static size_t read_number(const char *at, double *out, int *decimals)
{
    const size_t n = strspn(at, "0123456789.,");
    size_t used = n;
    while (used > 0 && (at[used - 1] == '.' || at[used - 1] == ','))
        used--; /* the stop of a sentence */
    char plain[64];
    size_t size = 0;
    *decimals = 0;
    bool is_behind = false;
    for (size_t i = 0; i < used && size + 1 < sizeof plain; i++) {
        if (at[i] == '.') continue;
        if (at[i] == ',') {
            is_behind = true;
            plain[size++] = '.';
            continue;
        }
        plain[size++] = at[i];
        *decimals += is_behind;
    }
    plain[size] = '\0';
    *out = strtod(plain, NULL);
    return used;
}

/* "31/12/2024", and "04/2024" of a month. */
static size_t date_bytes(const char *at)
{
    const size_t n = strspn(at, "0123456789/");
    int slashes = 0;
    for (size_t i = 0; i < n; i++)
        slashes += at[i] == '/';
    const bool is_date = n == 10 && slashes == 2 && at[2] == '/' && at[5] == '/';
    const bool is_month = n == 7 && slashes == 1 && at[2] == '/';
    return is_date || is_month ? n : 0;
}

/* Numbers that are names: of the text of the table's first column ("11 giờ"), and years. */
static bool is_name(const char *csv, const char *at, size_t size)
{
    char name[80];
    snprintf(name, sizeof name, "%.*s", (int)size, at);
    for (const char *line = csv; line != NULL && *line != '\0';) {
        char cell[300];
        read_cell(line, cell, sizeof cell);
        if (strstr(cell, name) != NULL) return true;
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return size == 4 && strncmp(at, "20", 2) == 0;
}

static void check_sentence(const char *section, const char *line, size_t size,
                           const struct table *table, const struct table *unknown)
{
    for (size_t i = 0; i < size;) {
        if (line[i] < '0' || line[i] > '9') {
            i++;
            continue;
        }
        const size_t n_date = date_bytes(line + i);
        if (n_date > 0) {
            i += n_date;
            continue;
        }
        double said;
        int decimals;
        const size_t n = read_number(line + i, &said, &decimals);
        CHECK(is_of_table(table, said, decimals) || is_of_rest(table, said, decimals) ||
                  is_of_table(unknown, said, decimals) || is_name(table->text, line + i, n),
              "section %s: %.*s is in no table: %.*s", section, (int)n, line + i, (int)size,
              line);
        i += n == 0 ? 1 : n;
    }
}

/* "totals" of `### <a id="section-totals"></a>1. ...` */
static bool section_name(const char *line, char out[64])
{
    static const char mark[] = "<a id=\"section-";
    const char *at = strstr(line, mark);
    const char *end = strchr(line, '\n');
    if (line[0] != '#' || at == NULL || (end != NULL && at > end)) return false;
    at += sizeof mark - 1;
    snprintf(out, 64, "%.*s", (int)strcspn(at, "\""), at);
    return true;
}

/* Paragraphs: neither tables nor headings, captions, notes below tables, pictures. */
static bool is_prose(const char *line)
{
    return line[0] != '\n' && line[0] != '|' && line[0] != '#' && line[0] != '!' &&
           strncmp(line, "<", 1) != 0;
}

/* The table of a section; of the assessment those that it is drafted from, one below the other. */
static struct table table_of_section(const char *section)
{
    static const char *const drafted[] = { "totals", "area-contribution",
                                           "cause-contribution" };
    const bool is_draft = strcmp(section, "assessment") == 0;
    struct table table = { 0 };
    for (size_t i = 0; i < (is_draft ? CHECK_N(drafted) : 1); i++) {
        char name[120];
        snprintf(name, sizeof name, "review/tables/%s.csv", is_draft ? drafted[i] : section);
        struct table more = table_of(access(cli_path(name), F_OK) == 0 ? read_file(name)
                                                                       : NULL);
        if (i == 0) {
            table = more;
            continue;
        }
        for (int r = 0; r < more.n_rows && table.n_rows < ROWS_MOST; r++)
            memcpy(table.cell[table.n_rows++], more.cell[r], sizeof more.cell[r]);
        free(more.text);
    }
    return table;
}

static int check_sentences(const char *markdown, const struct table *unknown)
{
    char section[64] = "";
    struct table table = { 0 };
    bool is_below_table = true; /* notes follow a table */
    int n_checked = 0;
    for (const char *line = markdown; *line != '\0';) {
        const size_t size = strcspn(line, "\n");
        if (section_name(line, section)) {
            free(table.text);
            table = table_of_section(section);
            is_below_table = table.text == NULL;
        } else if (line[0] == '|') {
            is_below_table = true;
        } else if (!is_below_table && size > 0 && is_prose(line)) {
            check_sentence(section, line, size, &table, unknown);
            n_checked++;
        }
        line += size + (line[size] == '\n');
    }
    free(table.text);
    return n_checked;
}

/* Every chart of the shipped template, but for those of sections with nothing to say. */
static void check_charts(void)
{
    static const char *const charts[] = {
        "totals-cumulative", "years-trend",     "setting-share", "area-dumbbell",
        "area-scoreboard",   "facility-pareto", "cause-pareto",  "severity-severity",
        "month-yoy",         "month-control",   "hour-heatmap",
    };
    for (size_t i = 0; i < CHECK_N(charts); i++) {
        char name[120];
        snprintf(name, sizeof name, "review/charts/%s.png", charts[i]);
        CHECK(access(cli_path(name), F_OK) == 0, "%s is not there", charts[i]);
        snprintf(name, sizeof name, "review/charts/%s.svg", charts[i]);
        CHECK(access(cli_path(name), F_OK) == 0, "%s is not there", charts[i]);
    }
    CHECK(access(cli_path("review/charts/province-dumbbell.png"), F_OK) != 0,
          "one province is no breakdown");
}

static void make_review(void)
{
    static bool is_made;
    if (is_made) return;
    is_made = true;
    struct cli_result got;
    CLI(&got, "review", CLI_REGISTER, "--period", "2024", "-o", cli_path("review"), "-q",
        "--place", "tỉnh Lâm Đồng", "--issuer", "CÔNG AN TỈNH LÂM ĐỒNG");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    CHECK(got.err[0] == '\0', "%s", got.err);
    cli_result_finish(&got);
    check_charts();
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The values of an attribute in a page, in their order by bytes; cut out of `page`. */
static int values_of(char *page, const char *mark, char *value[], int most)
{
    int n = 0;
    for (char *at = page; (at = strstr(at, mark)) != NULL && n < most; n++) {
        value[n] = at + strlen(mark);
        at = strchr(value[n], '"');
        if (at == NULL) return n;
        *at++ = '\0';
    }
    qsort(value, (size_t)n, sizeof value[0], compare_texts);
    return n;
}

/* In the whole page, charts among it, no id is there twice and every link leads to one. */
static void test_ids(void)
{
    enum { MOST = 4000 };
    static char *id[MOST];
    static char *link[MOST];
    make_review();
    char *page = read_file("review/review.html");
    char *again = read_file("review/review.html");
    const int n_ids = page == NULL ? 0 : values_of(page, " id=\"", id, MOST);
    const int n_links = again == NULL ? 0 : values_of(again, " href=\"#", link, MOST);
    CHECK(n_ids > 150 && n_ids < MOST && n_links > 50 && n_links < MOST, "%d ids, %d links",
          n_ids, n_links);
    for (int i = 1; i < n_ids; i++)
        CHECK(strcmp(id[i - 1], id[i]) != 0, "two ids '%s'", id[i]);
    for (int i = 0; i < n_links; i++)
        CHECK(bsearch(&link[i], id, (size_t)n_ids, sizeof id[0], compare_texts) != NULL,
              "no id '%s'", link[i]);
    free(page);
    free(again);
}

static void test_every_number(void)
{
    make_review();
    struct cli_result got;
    CLI(&got, "table", CLI_REGISTER, "--period", "2024", "--by", "kind", "--measure",
        "incidents,deaths,injuries,damage", "--unknown", "--format", "csv", "-q");
    struct table unknown = table_of(got.out);
    for (int i = 0; i < 4; i++) { /* of groups of fires too */
        static const char *const by[] = { "district", "cause", "facility", "severity" };
        struct cli_result more;
        CLI(&more, "table", CLI_REGISTER, "--period", "2024", "--by", by[i], "--where",
            "kind=fire", "--measure", "damage", "--unknown", "--format", "csv", "-q");
        const struct table rows = table_of(more.out);
        for (int r = 0; r < rows.n_rows && unknown.n_rows < ROWS_MOST; r++)
            memcpy(unknown.cell[unknown.n_rows++], rows.cell[r], sizeof rows.cell[r]);
        cli_result_finish(&more);
    }
    char *markdown = read_file("review/review.md");
    if (markdown != NULL) {
        const int n = check_sentences(markdown, &unknown);
        CHECK(n >= 20, "only %d sentences were looked at", n);
    }
    free(markdown);
    cli_result_finish(&got);
}

/* ---- tables against commands --------------------------------------------------------------------- */

/* The line of a CSV that begins so; NULL: there is none. */
static const char *line_of(const char *csv, const char *start)
{
    for (const char *line = csv; line != NULL && *line != '\0';) {
        if (strncmp(line, start, strlen(start)) == 0) return line;
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return NULL;
}

/* Cell `column` of a line. */
static const char *cell_of(const char *line, int column, char out[300])
{
    const char *at = line;
    out[0] = '\0';
    for (int c = 0; at != NULL && c <= column; c++)
        at = read_cell(c == 0 ? at : at + 1, out, 300);
    return out;
}

static void test_tables_are_the_commands(void)
{
    make_review();
    struct cli_result got;
    CLI(&got, "compare", CLI_REGISTER, "--period", "2024", "--by", "district", "--where",
        "kind=fire", "--format", "csv", "-q", "--measure", "incidents,deaths,injuries,damage");
    CHECK(got.code == 0, "%s", got.err);
    char *area = read_file("review/tables/area.csv");
    int n_rows = 0;
    for (const char *line = area == NULL ? NULL : strchr(area, '\n');
         line != NULL && line[1] != '\0'; line = strchr(line + 1, '\n')) {
        char name[300];
        char start[400];
        char wanted[300];
        char given[300];
        read_cell(line + 1, name, sizeof name);
        snprintf(start, sizeof start, "%s,incidents,previous,", name);
        const char *row = line_of(got.out, start);
        if (row == NULL) continue; /* the total */
        n_rows++;
        CHECK(strcmp(cell_of(row, 7, wanted), cell_of(line + 1, 1, given)) == 0, "%s: %s, %s",
              name, wanted, given);
        CHECK(strcmp(cell_of(row, 8, wanted), cell_of(line + 1, 2, given)) == 0, "%s: %s, %s",
              name, wanted, given);
        CHECK(strcmp(cell_of(row, 9, wanted), cell_of(line + 1, 3, given)) == 0, "%s: %s, %s",
              name, wanted, given);
    }
    CHECK(n_rows == 12, "%d districts", n_rows);
    free(area);
    cli_result_finish(&got);
}

/* ---- little data ---------------------------------------------------------------------------------- */

#define HEAD "id,date,province,district,kind,deaths,injuries,damage\n"
#define FULL                                                                                   \
    "id,date,province,district,setting,kind,cause,deaths,injuries,damage,vehicles,officers\n"

static const struct {
    const char *rows;
    const char *period;
    const char *said[4];     /* in the text; NULL: no more */
    const char *not_said[3]; /* nowhere in it */
    bool is_english;
} little[] = {
    { HEAD "1,2023-02-10,P,A,fire,0,0,5000000\n2,2024-12-30,P,A,explosion,0,0,0\n",
      "2024",
      { "không xảy ra vụ cháy nào", "giảm 01 vụ (0/1)" },
      { "nan", "inf" } },
    { HEAD "1,2023-02-10,P,A,fire,0,0,\n",
      "2023",
      { "xảy ra 01 vụ cháy, không có thiệt hại về người",
        "chưa có số liệu về thiệt hại tài sản", "không có đủ số liệu của kỳ so sánh",
        "Chỉ có số liệu của một năm" },
      { "làm chết", "II. NỔ" } },
    { HEAD
      "1,2022-02-10,P,A,fire,0,0,\n2,2023-02-10,P,A,fire,0,0,\n3,2023-12-30,P,B,fire,0,0,\n",
      "2023",
      { "xảy ra 02 vụ cháy, không có thiệt hại về người", "tăng 01 vụ (2/1)",
        "chưa có số liệu về thiệt hại tài sản" },
      { "làm chết" } },
    { HEAD "1,2023-02-10,P,A,fire,1,2,3000000\n2,2024-02-10,P,A,fire,2,0,4000000\n"
           "3,2024-12-31,P,A,fire,0,0,\n",
      "2024-H1",
      { "6 tháng đầu năm 2024", "xảy ra 01 vụ cháy, làm chết 02 người" } },
    /* one incident, and one of everything that was sent out */
    { FULL "1,2024-03-01 10:20,P,A,urban,fire,C,1,1,5000000,1,1\n",
      "2024",
      { "1 fire occurred, killing 1 person, injuring 1 person and",
        "1 vehicle and 1 officer were sent out.", "Setting: of 1 fire, urban 1 (100.0%).",
        "Data up to  01/03/2024" },
      { "no verdict", "ends on", "IV. ANNEX" },
      true },
    { FULL "1,2024-03-01 10:20,P,A,urban,fire,C,1,1,5000000,1,1\n",
      "2024",
      { "xảy ra 01 vụ cháy, làm chết 01 người, bị thương 01 người",
        "đã huy động 01 lượt phương tiện, 01 lượt cán bộ, chiến sĩ.",
        "Số liệu đến ngày      01/03/2024", "không có đủ số liệu của kỳ so sánh" },
      { "Đánh giá chung", "1970", "ba vụ lớn nhất" } },
    /* nothing in the period, something before */
    { FULL "0,2022-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "1,2023-03-01,P,A,urban,fire,C,1,0,5000000,1,1\n"
           "2,2025-01-01,P,A,urban,fire,C,0,0,5000000,1,1\n",
      "2024",
      { "in P, no fires occurred.", "the number of fires fell by 1 (0/1)",
        "Most in 2023 (1 fire), fewest in 2024 (0 fires).", "Setting: no fires occurred." },
      { ")  −100.0%", "1 fires", "IV. ANNEX" },
      true },
    { FULL "0,2022-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "1,2023-03-01,P,A,urban,fire,C,1,0,5000000,1,1\n"
           "2,2025-01-01,P,A,urban,fire,C,0,0,5000000,1,1\n",
      "2024",
      { "trên địa bàn P không xảy ra vụ cháy nào.", "số người chết giảm 01 người (0/1)",
        "giảm cả 3 tiêu chí so với cùng kỳ năm trước", "Khu vực: không xảy ra vụ cháy nào." },
      { ")  −100,0%", "-100,0%", "01 vụ chưa" } },
    /* nobody ever died */
    { FULL "0,2022-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "1,2023-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "2,2024-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "3,2024-12-31,P,A,urban,explosion,C,0,0,5000000,1,1\n",
      "2024",
      { "không có thiệt hại về người, thiệt hại về tài sản ước tính 5 triệu đồng.",
        "số vụ cháy không tăng, không giảm (1/1)",
        "kiềm chế cả 3 tiêu chí, không tăng, không giảm so với cùng kỳ năm trước." },
      { "làm chết 0", "số người chết không tăng", "Các vụ cháy làm chết người" } },
    /* no damage is known */
    { FULL "0,2022-03-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "1,2023-03-01,P,A,urban,fire,C,2,0,chưa ước tính,1,1\n"
           "2,2024-03-01,P,A,urban,fire,C,1,0,chưa ước tính,1,1\n"
           "3,2024-12-31,P,A,urban,explosion,C,0,0,,1,1\n",
      "2024",
      { "làm chết 01 người (chưa có số liệu về thiệt hại tài sản).",
        "chưa kết luận được so với cùng kỳ năm trước, vì quá 20% số vụ của một kỳ chưa có số liệu" },
      { "giảm cả", "ước tính 0", "thiệt hại tài sản không tăng" } },
    /* one year */
    { FULL "1,2024-01-01,P,A,urban,fire,C,0,0,5000000,1,1\n"
           "2,2024-12-31,P,A,urban,fire,C,0,0,6000000,1,1\n",
      "2024",
      { "2 fires occurred, harming nobody",
        "not enough figures of the period compared with, so no change is given.",
        "There is data of one year only, so years cannot be compared.",
        "There is no data of two whole stages of five years." },
      { "no verdict", "A base begins", "fell by" },
      true },
};

/* "1 fires": one of many. The last digit of no other number counts. */
static const char *one_of_many(const char *text)
{
    for (const char *at = text; (at = strstr(at, "1 ")) != NULL; at++) {
        const size_t n = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz");
        const bool is_alone = at == text || strchr(" (", at[-1]) != NULL;
        const bool is_verb = n == 2 || strncmp(at + 2, "was", 3) == 0;
        if (is_alone && n > 1 && at[1 + n] == 's' && !is_verb) return at;
    }
    return NULL;
}

static void test_little_data(void)
{
    for (size_t i = 0; i < CHECK_N(little); i++) {
        struct cli_result got;
        char name[40];
        char text_name[60];
        snprintf(name, sizeof name, "little%zu", i);
        snprintf(text_name, sizeof text_name, "%s/review.txt", name);
        char file[600];
        snprintf(file, sizeof file, "%s", cli_file("little.csv", little[i].rows));
        CLI(&got, "review", file, "--period", little[i].period, "-o", cli_path(name), "-q",
            "--lang", little[i].is_english ? "en" : "vi");
        CHECK(got.code == 0, "row %zu: %s", i, got.err);
        cli_result_finish(&got);
        char *text = read_file(text_name);
        if (text == NULL) continue;
        for (char *at = text; *at != '\0'; at++)
            if (*at == '\n') *at = ' '; /* sentences are broken anywhere */
        for (int s = 0; s < 4 && little[i].said[s] != NULL; s++)
            CHECK(strstr(text, little[i].said[s]) != NULL, "row %zu: '%s' not in %.1500s", i,
                  little[i].said[s], text);
        for (int s = 0; s < 3 && little[i].not_said[s] != NULL; s++)
            CHECK(strstr(text, little[i].not_said[s]) == NULL, "row %zu: '%s' in it", i,
                  little[i].not_said[s]);
        const char *many = little[i].is_english ? one_of_many(text) : NULL;
        CHECK(many == NULL, "row %zu: %.40s", i, many);
        free(text);
    }
}

static void test_refused(void)
{
    struct cli_result got;
    CLI(&got, "review", CLI_REGISTER, "--period", "2031", "-o", cli_path("none"), "-q");
    CHECK(got.code != 0 && access(cli_path("none"), F_OK) != 0, "%d", got.code);
    cli_result_finish(&got);
    CLI(&got, "review", CLI_REGISTER, "-o", cli_path("none"), "-q");
    CHECK(got.code == 2, "%d", got.code);
    cli_result_finish(&got);
    static const struct {
        const char *rows;
        const char *told;
    } templates[] = {
        { "section,name\npie,a\n", "section" },
        { "section,name\ntotals,A b\n", "a-z" },
        { "section,name\ntotals,a\ntotals,a\n", "twice" },
        { "section,name,level\ntotals,a,9\n", "1, 2, 3" },
        { "section,name,most\ntotals,a,-1\n", "1..1000" },
        { "name\na\n", "section" },
    };
    for (size_t i = 0; i < CHECK_N(templates); i++) {
        const char *file = cli_file("template.csv", templates[i].rows);
        CLI(&got, "review", CLI_REGISTER, "--period", "2024", "--template", file, "-o",
            cli_path("none"), "-q", "--lang", "en");
        CHECK(got.code != 0 && strstr(got.err, templates[i].told) != NULL, "row %zu: %d %s", i,
              got.code, got.err);
        cli_result_finish(&got);
    }
}

/* A province's own order of sections, without a line of C. */
static void test_own_template(void)
{
    struct cli_result got;
    const char *file = cli_file("own.csv", "section,name,level,title_vi,by,measure,noun_vi\n"
                                           "breakdown,kinds,1,Theo loại,kind,incidents,vụ\n"
                                           "totals,all,1,Tất cả,,incidents,vụ\n");
    CLI(&got, "review", CLI_REGISTER, "--period", "2024", "--template", file, "-o",
        cli_path("own"), "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *text = read_file("own/review.txt");
    const char *first = text == NULL ? NULL : strstr(text, "I. Theo loại");
    const char *second = text == NULL ? NULL : strstr(text, "II. Tất cả");
    CHECK(first != NULL && second != NULL && first < second, "%.400s", text);
    free(text);
}

/* Same input, same bytes, for any number of threads. */
static void test_same_bytes(void)
{
    make_review();
    struct cli_result got;
    CLI(&got, "review", CLI_REGISTER, "--period", "2024", "-o", cli_path("again"), "-q",
        "--place", "tỉnh Lâm Đồng", "--issuer", "CÔNG AN TỈNH LÂM ĐỒNG", "--jobs", "3");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *one = read_file("review/manifest.csv");
    char *two = read_file("again/manifest.csv");
    CHECK(one != NULL && two != NULL && strcmp(one, two) == 0, "not the same files");
    free(one);
    free(two);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_every_number), CHECK_TEST(test_tables_are_the_commands),
        CHECK_TEST(test_ids),          CHECK_TEST(test_little_data),
        CHECK_TEST(test_refused),      CHECK_TEST(test_own_template),
        CHECK_TEST(test_same_bytes),
    };
    return CHECK_MAIN(tests);
}
