/* test_report.c - small summaries made by hand and what becomes of them, byte for byte. */
#include "calendar/shipped.h"
#include "check.h"
#include "firestat/report.h"

#include <stdlib.h>
#include <string.h>

#define NULL_VALUE                                                                             \
    {                                                                                          \
        .is_null = true                                                                        \
    }
#define TEXT(text)                                                                             \
    {                                                                                          \
        (text), sizeof(text) - 1                                                               \
    }

/* ---- the measures and dimensions of the examples ------------------------------------- */

#define INCIDENTS                                                                              \
    {                                                                                          \
        "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", ""        \
    }
#define DEATHS                                                                                 \
    {                                                                                          \
        "deaths", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số người chết", "Deaths", "người", ""   \
    }
#define INJURIES                                                                               \
    {                                                                                          \
        "injuries", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số người bị thương", "Injuries",      \
            "người", ""                                                                        \
    }
#define DAMAGE                                                                                 \
    {                                                                                          \
        "damage", FIRE_AGG_SUM, FIRE_TYPE_MONEY, 0, "Thiệt hại tài sản", "Property damage",    \
            "đồng", "VND"                                                                      \
    }
#define MEAN_DAMAGE                                                                            \
    {                                                                                          \
        "mean(damage)", FIRE_AGG_MEAN, FIRE_TYPE_MONEY, 9, "Thiệt hại tài sản",                \
            "Property damage", "đồng", "VND"                                                   \
    }
#define FOREST                                                                                 \
    {                                                                                          \
        "forest_ha", FIRE_AGG_SUM, FIRE_TYPE_DECIMAL, 9, "Diện tích rừng cháy",                \
            "Forest burnt", "ha", "ha"                                                         \
    }
#define SHARE                                                                                  \
    {                                                                                          \
        "share(incidents)", FIRE_AGG_SHARE, FIRE_TYPE_INTEGER, 9, "Số vụ", "Incidents", "%",   \
            "%"                                                                                \
    }
#define YEAR(text, id)                                                                         \
    {                                                                                          \
        false, TEXT(text), TEXT(text), TEXT(text), (id)                                        \
    }
#define NULL_KEY                                                                               \
    {                                                                                          \
        .is_null = true                                                                        \
    }

static const struct fire_summary_dim year_dim = {
    "year", FIRE_DIM_PERIOD, FIRE_UNIT_YEAR, "Năm", "Year",
};
static const struct fire_summary_dim cause_dim = {
    .name = "cause",
    .kind = FIRE_DIM_FIELD,
    .label_vi = "Nguyên nhân",
    .label_en = "Cause",
};
static const struct fire_window years_2023_2024 = { 19358, 20088 };

/* Two years and rows that say none; damage and deaths not known of some incidents. */
static const struct fire_summary_measure three_criteria[] = { INCIDENTS, DEATHS, INJURIES,
                                                              DAMAGE };
static const struct fire_key years[] = { YEAR("2023", 2023), YEAR("2024", 2024), NULL_KEY };
static const struct fire_value criteria_values[] = {
    { false, 1031 }, { false, 2 }, { false, 0 }, { false, 1250000000 },
    { false, 28 },   { false, 0 }, { false, 3 }, NULL_VALUE,
    { false, 1 },    NULL_VALUE,   NULL_VALUE,   { false, -5 },
};
static const int64_t criteria_unknown[] = { 0, 0, 0, 3, 0, 0, 0, 28, 0, 1, 1, 0 };
static const struct fire_value criteria_total[] = {
    { false, 1060 },
    { false, 2 },
    { false, 3 },
    { false, 1249999995 },
};
static const int64_t criteria_total_unknown[] = { 0, 1, 1, 31 };

static const struct fire_summary criteria = {
    .n_dims = 1,
    .n_measures = 4,
    .n_rows = 3,
    .dim = &year_dim,
    .measure = three_criteria,
    .key = years,
    .value = criteria_values,
    .unknown = criteria_unknown,
    .total = criteria_total,
    .total_unknown = criteria_total_unknown,
    .calendar = &shipped_calendars[0],
    .currency = "VND",
    .window = { 19358, 20088 },
    .data = { 19358, 20088 },
    .has_data = true,
    .n_records = 1060,
    .n_coarse = 1,
    .n_straddling = 0,
    .n_scopes = 1,
};

/* One row without a dimension, over a window that was asked for. */
static const struct fire_summary_measure computed[] = { MEAN_DAMAGE, FOREST, SHARE };
static const struct fire_value computed_values[] = { { false, 1333333333333333333 },
                                                     { false, 12345600000 },
                                                     { false, 100000000000 } };
static const int64_t no_unknown[] = { 0, 0, 0 };
static const struct fire_summary single = {
    .n_measures = 3,
    .n_rows = 1,
    .measure = computed,
    .value = computed_values,
    .unknown = no_unknown,
    .total = computed_values,
    .total_unknown = no_unknown,
    .calendar = &shipped_calendars[1],
    .currency = "VND",
    .has_window = true,
    .window = { 19706, 20071 },
    .has_data = true,
    .n_straddling = 1200,
    .n_scopes = 2,
};

/* ---- what comes out ------------------------------------------------------------------ */

static void check_report(const char *what, const struct fire_summary *summary,
                         struct fire_report_options options, const char *wanted)
{
    struct fire_buffer out = { 0 };
    struct fire_error err = { 0 };
    CHECK(fire_report_summary(summary, &options, &out, &err) == FIRE_OK, "%s: %s", what,
          err.message);
    CHECK(out.bytes != NULL && strcmp(out.bytes, wanted) == 0, "%s:\n%s", what, out.bytes);
    fire_buffer_finish(&out);
}

#define RULE_40 "────────────────────────────────────────"
#define RULE    RULE_40 RULE_40 RULE_40 "──────────────────────────────────────\n" /* 158 */

static void test_table(void)
{
    check_report(
        "in Vietnamese", &criteria, (struct fire_report_options){ .format = FIRE_FORMAT_TABLE },
        "Số vụ, số người chết, số người bị thương, thiệt hại tài sản theo năm. "
        "Từ 01/01/2023 đến 31/12/2024 (731 ngày), lịch dương.\n"
        "\n"
        "Năm       Số vụ  Số người chết  Số người bị thương  Thiệt hại tài sản (đồng)\n"
        "────────────────────────────────────────────────────────────────────────────\n"
        "2023      1.031              2                   0             1.250.000.000\n"
        "2024         28              0                   3                         –\n"
        "Không rõ      1              –                   –                        −5\n"
        "────────────────────────────────────────────────────────────────────────────\n"
        "Tổng      1.060              2                   3             1.249.999.995\n"
        "\n"
        "Còn 1 vụ chưa có số liệu về: số người chết, số người bị thương.\n"
        "Còn 31 vụ chưa ước tính được thiệt hại.\n"
        "1 dòng số liệu gộp theo kỳ dài hơn nên không chia được theo kỳ đang xét; xem dòng "
        "«Không rõ».\n");
    check_report(
        "in English, a column of unknowns after each", &criteria,
        (struct fire_report_options){
            .format = FIRE_FORMAT_TABLE, .language = FIRE_ENGLISH, .unknown = true },
        "Incidents, deaths, injuries, property damage by year. From 01/01/2023 to 31/12/2024 "
        "(731 days), calendar year.\n"
        "\n"
        "                       Incidents with unknown          Incidents with unknown"
        "            Incidents with unknown                         Incidents with unknown\n"
        "Year        Incidents               incidents  Deaths                  deaths"
        "  Injuries                injuries  Property damage (VND)         property damage\n" RULE
        "2023            1,031                       0       2                       0"
        "         0                       0          1,250,000,000                       3\n"
        "2024               28                       0       0                       0"
        "         3                       0                      –                      28\n"
        "Not stated          1                       0       –                       1"
        "         –                       1                     −5                       0\n" RULE
        "Total           1,060                       0       2                       1"
        "         3                       1          1,249,999,995                      31\n"
        "\n"
        "Incidents still without a value: 1 (deaths, injuries).\n"
        "Incidents whose damage has not been estimated yet: 31.\n"
        "Aggregate rows for a longer period than the one asked for: 1; see the row \"Not "
        "stated\".\n");
    check_report(
        "computed measures, no dimension", &single,
        (struct fire_report_options){ .format = FIRE_FORMAT_TABLE },
        "Thiệt hại tài sản bình quân, diện tích rừng cháy, tỷ trọng số vụ. "
        "Từ 15/12/2023 đến 14/12/2024 (366 ngày), năm báo cáo 15/12–14/12 (đến năm 2019: 16/12–15/12).\n"
        "\n"
        "Thiệt hại tài sản bình quân\n"
        "                     (đồng)  Diện tích rừng cháy (ha)  Tỷ trọng số vụ (%)\n"
        "─────────────────────────────────────────────────────────────────────────\n"
        "           1.333.333.333,33                   12,3456                 100\n"
        "\n"
        "Không tính 1.200 dòng có kỳ số liệu vượt ra ngoài khoảng thời gian đã chọn.\n"
        "Lưu ý: số liệu gộp 2 phạm vi thống kê khác nhau; dùng --by scope để tách.\n");
}

static void test_csv(void)
{
    check_report("plain", &criteria, (struct fire_report_options){ .format = FIRE_FORMAT_CSV },
                 "year,incidents,deaths,injuries,damage\n"
                 "2023,1031,2,0,1250000000\n"
                 "2024,28,0,3,\n"
                 ",1,,,-5\n");
    check_report("with unknowns", &criteria,
                 (struct fire_report_options){ .format = FIRE_FORMAT_CSV, .unknown = true },
                 "year,incidents,incidents_unknown,deaths,deaths_unknown,injuries,"
                 "injuries_unknown,damage,damage_unknown\n"
                 "2023,1031,0,2,0,0,0,1250000000,3\n"
                 "2024,28,0,0,0,3,0,,28\n"
                 ",1,0,,1,,1,-5,0\n");
    check_report("all places", &single,
                 (struct fire_report_options){ .format = FIRE_FORMAT_CSV },
                 "mean(damage),forest_ha,share(incidents)\n"
                 "1333333333.333333333,12.3456,100\n");

    static const struct fire_summary_measure damage[] = { DAMAGE };
    static const struct fire_value unknown[] = { NULL_VALUE };
    struct fire_summary lone = single;
    lone.n_measures = 1;
    lone.measure = damage;
    lone.value = lone.total = unknown;
    check_report("a lone null is no blank line", &lone,
                 (struct fire_report_options){ .format = FIRE_FORMAT_CSV }, "damage\n\"\"\n");
}

/* CSV for Excel: decimal commas, and no text that would be computed. Numbers are left alone. */
static void test_excel(void)
{
    static const struct {
        const char *text;
        const char *cell;
    } cases[] = { { "=1+1", "'=1+1" },
                  { "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"" },
                  { "+84 263", "'+84 263" },
                  { "-Tổ 5", "'-Tổ 5" },
                  { "@SUM(A1)", "'@SUM(A1)" },
                  { "\t=2+2", "\"'\t=2+2\"" },
                  { "\r=2", "\"'\r=2\"" },
                  { "|calc", "'|calc" },
                  { "\xEF\xBC\x9D"
                    "1+1",
                    "'\xEF\xBC\x9D"
                    "1+1" },
                  { "a=1", "a=1" },
                  { "a;b", "\"a;b\"" },
                  { "0012", "0012" },
                  { "", "" } };
    enum { N = sizeof cases / sizeof cases[0] };
    static const struct fire_summary_measure measures[] = { DAMAGE, MEAN_DAMAGE };
    struct fire_key key[N];
    struct fire_value value[2 * N];
    static const int64_t unknown[2 * N];
    struct fire_buffer wanted = { 0 };
    fire_buffer_add_text(&wanted, FIRE_BYTE_ORDER_MARK "cause;damage;mean(damage)\n");
    for (int i = 0; i < N; i++) {
        key[i] = (struct fire_key){ .text = fire_text_of(cases[i].text) };
        value[2 * i] = (struct fire_value){ false, -500000 };
        value[2 * i + 1] = (struct fire_value){ false, 2500000000 };
        fire_buffer_printf(&wanted, "%s;-500000;2,5\n", cases[i].cell);
    }
    struct fire_summary summary = criteria;
    summary.dim = &cause_dim;
    summary.n_measures = 2;
    summary.n_rows = N;
    summary.measure = measures;
    summary.key = key;
    summary.value = value;
    summary.unknown = unknown;
    summary.total = value;
    summary.total_unknown = unknown;
    check_report("for Excel", &summary,
                 (struct fire_report_options){ .format = FIRE_FORMAT_EXCEL }, wanted.bytes);
    fire_buffer_finish(&wanted);
}

/* The same columns and words as at a terminal; the writers of documents have tests of their own. */
static void test_documents(void)
{
    check_report(
        "Markdown", &criteria,
        (struct fire_report_options){ .format = FIRE_FORMAT_MARKDOWN,
                                      .language = FIRE_ENGLISH },
        "<a id=\"table\"></a>**Incidents, deaths, injuries, property damage by year. From 01/01/2023 to 31/12/2024 (731 days), calendar year.**\n"
        "\n"
        "| Year | Incidents | Deaths | Injuries | Property damage (VND) |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| 2023 | 1,031 | 2 | 0 | 1,250,000,000 |\n"
        "| 2024 | 28 | 0 | 3 | – |\n"
        "| Not stated | 1 | – | – | −5 |\n"
        "| **Total** | **1,060** | **2** | **3** | **1,249,999,995** |\n"
        "\n"
        "Incidents still without a value: 1 (deaths, injuries).\\\n"
        "Incidents whose damage has not been estimated yet: 31.\\\n"
        "Aggregate rows for a longer period than the one asked for: 1; see the row \"Not stated\".\n");
    static const struct {
        fire_format format;
        const struct fire_summary *summary;
        const char *wanted;
    } cases[] = {
        { FIRE_FORMAT_HTML, &criteria,
          "<td class=\"n\" data-value=\"1250000000\">1.250.000.000</td>" },
        { FIRE_FORMAT_HTML, &criteria, "<td class=\"w\">–</td>" },
        { FIRE_FORMAT_HTML, &criteria, "<tr class=\"total\"><th scope=\"row\">Tổng</th>" },
        { FIRE_FORMAT_HTML, &single, "data-value=\"1333333333.33\">1.333.333.333,33</td>" },
        { FIRE_FORMAT_XLSX, &criteria, "PK\003\004" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_report_options options = { .format = cases[i].format };
        struct fire_buffer out = { 0 };
        struct fire_error err = { 0 };
        CHECK(fire_report_summary(cases[i].summary, &options, &out, &err) == FIRE_OK, "%s",
              err.message);
        CHECK(out.bytes != NULL && strstr(out.bytes, cases[i].wanted) != NULL, "no %s in %s",
              cases[i].wanted, out.bytes);
        fire_buffer_finish(&out);
    }
}

static void test_json(void)
{
    check_report(
        "in Vietnamese", &criteria, (struct fire_report_options){ .format = FIRE_FORMAT_JSON },
        "{\n"
        "\"schema\":\"firestat.table/1\",\n"
        "\"calendar\":\"calendar\",\n"
        "\"currency\":\"VND\",\n"
        "\"window\":{\"from\":\"2023-01-01\",\"to\":\"2024-12-31\",\"days\":731,\"asked\":false},\n"
        "\"dimensions\":[{\"name\":\"year\",\"label\":\"Năm\"}],\n"
        "\"measures\":[{\"name\":\"incidents\",\"label\":\"Số vụ\",\"unit\":\"vụ\"},"
        "{\"name\":\"deaths\",\"label\":\"Số người chết\",\"unit\":\"người\"},"
        "{\"name\":\"injuries\",\"label\":\"Số người bị thương\",\"unit\":\"người\"},"
        "{\"name\":\"damage\",\"label\":\"Thiệt hại tài sản\",\"unit\":\"đồng\"}],\n"
        "\"rows\":[\n"
        "{\"year\":\"2023\",\"incidents\":1031,\"deaths\":2,\"injuries\":0,"
        "\"damage\":1250000000},\n"
        "{\"year\":\"2024\",\"incidents\":28,\"deaths\":0,\"injuries\":3,\"damage\":null},\n"
        "{\"year\":null,\"incidents\":1,\"deaths\":null,\"injuries\":null,\"damage\":-5}\n"
        "],\n"
        "\"totals\":{\"incidents\":1060,\"deaths\":2,\"injuries\":3,\"damage\":1249999995},\n"
        "\"notes\":[\"Còn 1 vụ chưa có số liệu về: số người chết, số người bị thương.\","
        "\"Còn 31 vụ chưa ước tính được thiệt hại.\","
        "\"1 dòng số liệu gộp theo kỳ dài hơn nên không chia được theo kỳ đang xét; xem dòng "
        "«Không rõ».\"]\n"
        "}\n");
    struct fire_summary quiet = single;
    quiet.n_straddling = 0;
    quiet.n_scopes = 1;
    check_report(
        "in English, with unknowns", &quiet,
        (struct fire_report_options){
            .format = FIRE_FORMAT_JSON, .language = FIRE_ENGLISH, .unknown = true },
        "{\n"
        "\"schema\":\"firestat.table/1\",\n"
        "\"calendar\":\"vn-report\",\n"
        "\"currency\":\"VND\",\n"
        "\"window\":{\"from\":\"2023-12-15\",\"to\":\"2024-12-14\",\"days\":366,\"asked\":true},\n"
        "\"dimensions\":[],\n"
        "\"measures\":[{\"name\":\"mean(damage)\",\"label\":\"Mean property damage\","
        "\"unit\":\"VND\"},"
        "{\"name\":\"forest_ha\",\"label\":\"Forest burnt\",\"unit\":\"ha\"},"
        "{\"name\":\"share(incidents)\",\"label\":\"Share of incidents\",\"unit\":\"%\"}],\n"
        "\"rows\":[\n"
        "{\"mean(damage)\":1333333333.333333333,\"mean(damage)_unknown\":0,"
        "\"forest_ha\":12.3456,\"forest_ha_unknown\":0,"
        "\"share(incidents)\":100,\"share(incidents)_unknown\":0}\n"
        "],\n"
        "\"totals\":{\"mean(damage)\":1333333333.333333333,\"mean(damage)_unknown\":0,"
        "\"forest_ha\":12.3456,\"forest_ha_unknown\":0,"
        "\"share(incidents)\":100,\"share(incidents)_unknown\":0},\n"
        "\"notes\":[]\n"
        "}\n");
}

static void test_no_rows(void)
{
    struct fire_summary empty = criteria;
    empty.n_rows = 0;
    empty.n_measures = 1;
    empty.n_coarse = 0;
    empty.has_data = false;
    static const struct fire_value nothing[] = { NULL_VALUE };
    empty.total = nothing;
    empty.total_unknown = no_unknown;
    check_report("table", &empty, (struct fire_report_options){ .format = FIRE_FORMAT_TABLE },
                 "Số vụ theo năm.\n\nKhông có dữ liệu.\n");
    check_report("csv", &empty, (struct fire_report_options){ .format = FIRE_FORMAT_CSV },
                 "year,incidents\n");
    check_report(
        "json", &empty, (struct fire_report_options){ FIRE_FORMAT_JSON, FIRE_ENGLISH, false },
        "{\n"
        "\"schema\":\"firestat.table/1\",\n"
        "\"calendar\":\"calendar\",\n"
        "\"currency\":\"VND\",\n"
        "\"window\":null,\n"
        "\"dimensions\":[{\"name\":\"year\",\"label\":\"Year\"}],\n"
        "\"measures\":[{\"name\":\"incidents\",\"label\":\"Incidents\",\"unit\":\"\"}],"
        "\n"
        "\"rows\":[\n"
        "],\n"
        "\"totals\":{\"incidents\":null},\n"
        "\"notes\":[]\n"
        "}\n");
    empty.has_window = true;
    empty.window = years_2023_2024;
    check_report("asked for days that had nothing", &empty,
                 (struct fire_report_options){ FIRE_FORMAT_TABLE, FIRE_ENGLISH, false },
                 "Incidents by year. From 01/01/2023 to 31/12/2024 (731 days), calendar year.\n"
                 "\nNo data.\n");
}

/* ---- text from anywhere ---------------------------------------------------------------- */

/* A summary of one cause; the same text as key and as label. */
static void check_cause(const char *text, const char *in_table, const char *in_csv,
                        const char *in_json)
{
    const struct fire_text_view view = fire_text_of(text);
    const struct fire_key key = { false, view, view, view, 0 };
    static const struct fire_summary_measure incidents[] = { INCIDENTS };
    static const struct fire_value one[] = { { false, 1 } };
    struct fire_summary summary = single;
    summary.n_dims = 1;
    summary.n_measures = 1;
    summary.dim = &cause_dim;
    summary.measure = incidents;
    summary.key = &key;
    summary.value = summary.total = one;
    summary.n_straddling = summary.n_scopes = 0;

    const char *const wanted[] = { in_table, in_csv, in_json };
    const fire_format formats[] = { FIRE_FORMAT_TABLE, FIRE_FORMAT_CSV, FIRE_FORMAT_JSON };
    for (int i = 0; i < 3; i++) {
        struct fire_buffer out = { 0 };
        const struct fire_report_options options = { formats[i], FIRE_VIETNAMESE, false };
        CHECK(fire_report_summary(&summary, &options, &out, NULL) == FIRE_OK, "%s", text);
        CHECK(out.bytes != NULL && strstr(out.bytes, wanted[i]) != NULL, "no '%s' in\n%s",
              wanted[i], out.bytes);
        fire_buffer_finish(&out);
    }
}

static void test_texts(void)
{
    check_cause("đốt rác, cỏ", "đốt rác, cỏ      1\n", "\n\"đốt rác, cỏ\",1\n",
                "{\"cause\":\"đốt rác, cỏ\",");
    check_cause("cháy \"lớn\"", "cháy \"lớn\"       1\n", "\n\"cháy \"\"lớn\"\"\",1\n",
                "\"cháy \\\"lớn\\\"\"");
    check_cause("a\nb\tc\\", "a\uFFFDb\uFFFDc\\           1\n", "\n\"a\nb\tc\\\",1\n",
                "\"a\\u000ab\\u0009c\\\\\"");
    check_cause("\r", "\uFFFD                1\n", "\n\"\r\",1\n", "\"\\u000d\"");
    check_cause(" x", " x               1\n", "\n\" x\",1\n", "\" x\"");
    check_cause("=1+2", "=1+2             1\n", "\n=1+2,1\n", "\"=1+2\"");
    /* ESC, DEL, the one-byte ESC [ of some terminals, and reversed writing */
    check_cause("\x1b[2J", "\uFFFD[2J             1\n", "\n\x1b[2J,1\n", "\"\\u001b[2J\"");
    check_cause("\x7f", "\uFFFD                1\n", "\n\x7f,1\n", "\"\\u007f\"");
    check_cause("a\xc2\x9b"
                "b",
                "a\uFFFDb              1\n",
                "\na\xc2\x9b"
                "b,1\n",
                "\"a\\u009bb\"");
    check_cause("a\u202eb", "a\uFFFDb              1\n", "\na\u202eb,1\n", "\"a\\u202eb\"");
    check_cause("a\u2069b", "a\uFFFDb              1\n", "\na\u2069b,1\n", "\"a\\u2069b\"");
    check_cause("chưa rõ \xff!", "chưa rõ          1\n", "\nchưa rõ \xff!,1\n", "\"chưa rõ \"");
    /* Decomposed letters take no column of their own, wide ones take two. */
    check_cause("điê\u0323n", "điê\u0323n             1\n", "\nđiê\u0323n,1\n",
                "\"điê\u0323n\"");
    check_cause("火災", "火災             1\n", "\n火災,1\n", "\"火災\"");
}

static void test_long_names(void)
{
    char name[400] = "";
    char wanted[500] = "\n";
    for (int i = 0; i < 61; i++)
        strcat(name, "ộ");
    for (int i = 0; i < 59; i++)
        strcat(wanted, "ộ");
    strcat(wanted, "…      1\n");
    char as_is[500];
    snprintf(as_is, sizeof as_is, "\n%s,1\n", name);
    check_cause(name, wanted, as_is, name);

    name[60 * 3] = '\0'; /* 60 letters of three bytes: as wide as may be */
    snprintf(wanted, sizeof wanted, "\n%s      1\n", name);
    snprintf(as_is, sizeof as_is, "\n%s,1\n", name);
    check_cause(name, wanted, as_is, name);
}

static void test_json_keys(void)
{
    static const struct fire_summary_dim dims[] = {
        { .name = "weekday",
          .kind = FIRE_DIM_WEEKDAY,
          .label_vi = "Thứ",
          .label_en = "Weekday" },
        { .name = "hour", .kind = FIRE_DIM_HOUR, .label_vi = "Giờ", .label_en = "Hour" },
    };
    static const struct fire_key keys[] = {
        { false, TEXT("1"), TEXT("Thứ Hai"), TEXT("Monday"), 1 },
        { false, TEXT("0"), TEXT("0 giờ"), TEXT("0h"), 0 },
        { false, TEXT("7"), TEXT("Chủ nhật"), TEXT("Sunday"), 7 },
        NULL_KEY,
    };
    static const struct fire_summary_measure incidents[] = { INCIDENTS };
    static const struct fire_value values[] = { { false, 5 }, { false, 6 } };
    static const struct fire_value total[] = { { false, 11 } };
    struct fire_summary summary = single;
    summary.n_dims = 2;
    summary.n_measures = 1;
    summary.n_rows = 2;
    summary.dim = dims;
    summary.measure = incidents;
    summary.key = keys;
    summary.value = values;
    summary.total = total;
    summary.n_straddling = summary.n_scopes = 0;
    struct fire_buffer out = { 0 };
    struct fire_report_options options = { FIRE_FORMAT_JSON, FIRE_VIETNAMESE, false };
    CHECK(fire_report_summary(&summary, &options, &out, NULL) == FIRE_OK, "json");
    CHECK(strstr(out.bytes, "{\"weekday\":1,\"hour\":0,\"incidents\":5},\n"
                            "{\"weekday\":7,\"hour\":null,\"incidents\":6}\n") != NULL,
          "%s", out.bytes);
    fire_buffer_finish(&out);

    check_report(
        "two dimensions", &summary, (struct fire_report_options){ .format = FIRE_FORMAT_TABLE },
        "Số vụ theo thứ × giờ. Từ 15/12/2023 đến 14/12/2024 (366 ngày), năm báo cáo 15/12–14/12 (đến năm 2019: 16/12–15/12).\n"
        "\n"
        "Thứ       Giờ       Số vụ\n"
        "─────────────────────────\n"
        "Thứ Hai   0 giờ         5\n"
        "Chủ nhật  Không rõ      6\n"
        "─────────────────────────\n"
        "Tổng                   11\n");
}

/* Notes name a field once, whatever is asked of it; fields with one gap share a sentence. */
static void test_notes(void)
{
    static const struct fire_summary_measure measures[] = { MEAN_DAMAGE, DAMAGE, DEATHS, FOREST,
                                                            INJURIES };
    static const struct fire_value values[] = {
        { false, 0 }, { false, 0 }, { false, 0 }, { false, 0 }, { false, 0 },
    };
    static const int64_t unknown[] = { 7, 7, 7, 2000, 7 };
    struct fire_summary summary = single;
    summary.n_measures = 5;
    summary.measure = measures;
    summary.value = summary.total = values;
    summary.unknown = summary.total_unknown = unknown;
    summary.n_straddling = summary.n_scopes = 0;
    struct fire_buffer out = { 0 };
    struct fire_report_options options = { FIRE_FORMAT_TABLE, FIRE_VIETNAMESE, false };
    CHECK(fire_report_summary(&summary, &options, &out, NULL) == FIRE_OK, "table");
    const char *notes = strstr(out.bytes, "\nCòn");
    CHECK(notes != NULL &&
              strcmp(notes, "\nCòn 7 vụ chưa ước tính được thiệt hại.\n"
                            "Còn 7 vụ chưa có số liệu về: số người chết, số người bị thương.\n"
                            "Còn 2.000 vụ chưa có số liệu về: diện tích rừng cháy.\n") == 0,
          "%s", out.bytes);
    fire_buffer_finish(&out);
}

static void test_formats(void)
{
    fire_format format = FIRE_FORMAT_JSON;
    CHECK(fire_format_of("table", &format) && format == FIRE_FORMAT_TABLE, "table");
    CHECK(fire_format_of("csv", &format) && format == FIRE_FORMAT_CSV, "csv");
    CHECK(fire_format_of("json", &format) && format == FIRE_FORMAT_JSON, "json");
    CHECK(!fire_format_of("xls", &format) && !fire_format_of("", &format) &&
              !fire_format_of(NULL, &format) && format == FIRE_FORMAT_JSON,
          "untouched");
    CHECK(fire_format_of("xlsx", &format) && fire_format_is_document(format), "xlsx");
    CHECK(fire_format_of("md", &format) && format == FIRE_FORMAT_MARKDOWN, "md");
    CHECK(!fire_format_is_document(FIRE_FORMAT_EXCEL), "a CSV is no document");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_table),     CHECK_TEST(test_csv),        CHECK_TEST(test_excel),
        CHECK_TEST(test_documents), CHECK_TEST(test_json),       CHECK_TEST(test_no_rows),
        CHECK_TEST(test_texts),     CHECK_TEST(test_long_names), CHECK_TEST(test_json_keys),
        CHECK_TEST(test_notes),     CHECK_TEST(test_formats),
    };
    return CHECK_MAIN(tests);
}
