/* test_clean_road.c - the main road through a file and the other one come to the same.
 *
 * A file in UTF-16 never takes the main road, so the same text in both encodings says whether rows,
 * issues and counts are the same: for registers that are nearly all regular, with a few cells and
 * lines of every kind that is not, and with one thread or several. */
#include "check.h"
#include "test_clean_told.h"
#include "test_read_encoders.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static unsigned long long seed = 7;

static unsigned pick(unsigned n)
{
    return check_random(&seed) % n;
}

#define PICK(words) ((words)[pick(CHECK_N(words))])

/* One in `n`. */
static bool now_and_then(unsigned n)
{
    return pick(n) == 0;
}

struct layout {
    char delimiter;
    bool dmy;      /* else ISO                     */
    bool has_time; /* in a column of its own       */
    bool has_id;
    bool has_commune;
    bool crlf;
    unsigned odd; /* one cell in so many is unusual */
};

static void add_cell(struct fire_buffer *out, const struct layout *layout, const char *text)
{
    const bool quoted = strchr(text, layout->delimiter) != NULL || strchr(text, '"') != NULL ||
                        strchr(text, '\n') != NULL || now_and_then(40);
    if (out->size_bytes > 0 && out->bytes[out->size_bytes - 1] != '\n')
        fire_buffer_printf(out, "%c", layout->delimiter);
    if (quoted) fire_buffer_add_text(out, "\"");
    for (const char *at = text; *at != '\0'; at++)
        fire_buffer_printf(out, *at == '"' && quoted ? "\"\"" : "%c", *at);
    if (quoted) fire_buffer_add_text(out, "\"");
}

static void add_date(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const unusual[] = {
        "",  "31/02/2024", "1/2/24", "45351",       "2044-01-01", "ngày 3 tháng 2 năm 2024",
        "-", "Tổng cộng",  "#N/A",   "1/1/2024 7h5"
    };
    char text[40];
    const unsigned day = 1 + pick(28);
    const unsigned month = 1 + pick(12);
    if (now_and_then(layout->odd)) {
        add_cell(out, layout, PICK(unusual));
        return;
    }
    snprintf(text, sizeof text, layout->dmy ? "%02u/%02u/2023" : "2023-%02u-%02u",
             layout->dmy ? day : month, layout->dmy ? month : day);
    if (!layout->has_time && pick(2) == 0)
        snprintf(text + 10, sizeof text - 10, " %02u:%02u", pick(24), pick(60));
    add_cell(out, layout, text);
}

static void add_time(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const unusual[] = {
        "", "24:00", "24:01", "7h5", "?", "08:15:30", "0.5"
    };
    char text[16];
    snprintf(text, sizeof text, "%02u:%02u", pick(24), pick(60));
    add_cell(out, layout, now_and_then(layout->odd) ? PICK(unusual) : text);
}

static void add_count(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const unusual[] = { "",    "-",     "không",       "chưa rõ", "-1",
                                           "2.5", "1.234", "99999999999", " 3 ",     "hai" };
    char text[16];
    snprintf(text, sizeof text, "%u", now_and_then(20) ? pick(20) : 0);
    add_cell(out, layout, now_and_then(layout->odd) ? PICK(unusual) : text);
}

static void add_amount(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const unusual[] = { "",          "1.234.567",
                                           "1,5 triệu", "chưa ước tính",
                                           "12.5",      "-500",
                                           "(500)",     "99999999999999999999",
                                           "1,234",     "3 tỷ" };
    char text[24];
    snprintf(text, sizeof text, "%u", pick(100000000));
    add_cell(out, layout, now_and_then(layout->odd) ? PICK(unusual) : text);
}

static void add_area(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const districts[] = { "Huyện Di Linh", "Huyện Lâm Hà", "TP. Đà Lạt" };
    static const char *const communes[] = { "Xã Tân Châu", "Xã Hòa Ninh", "Phường 1" };
    static const char *const unusual[] = { "",      "Xã Lát", " Xã  Tân Châu",
                                           "#REF!", "-",           "Cộng" };
    add_cell(out, layout, now_and_then(layout->odd) ? PICK(unusual) : PICK(districts));
    if (layout->has_commune)
        add_cell(out, layout, now_and_then(layout->odd) ? PICK(unusual) : PICK(communes));
}

static void add_words(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const causes[] = { "Chập điện", "Hàn cắt", "sơ suất, bất cẩn",
                                          "chap dien" };
    static const char *const notes[] = {
        "",     "",     "cháy lan, \"khó\" dập", "hai\ndòng",     "Ấp 5",
        "null", "#N/A", "chữ  cách  xa ",        "e\xCC\x81 rời", "1",
        "n"
    };
    add_cell(out, layout, PICK(causes));
    add_cell(out, layout, PICK(notes));
}

/* A line that is no row, or none that is regular. */
static void add_other_line(struct fire_buffer *out, const struct layout *layout)
{
    static const char *const lines[] = { "",
                                         "một ô",
                                         "a;b;c;d;e;f;g;h;i;j;k;l;m",
                                         "x,y,\"không đóng",
                                         "\"a\"b,c",
                                         "Tổng cộng,,,,,,",
                                         ";;;;;;;",
                                         "Huyện Đức Trọng",
                                         "Người lập biểu" };
    (void)layout;
    fire_buffer_add_text(out, PICK(lines));
}

static void add_register(struct fire_buffer *out, const struct layout *layout, int n_rows)
{
    static const char *const header[] = {
        "Huyện",       "Xã",     "Số người chết", "Thiệt hại", "Diện tích rừng (ha)",
        "Nguyên nhân", "Ghi chú"
    };
    add_cell(out, layout, "Ngày xảy ra");
    if (layout->has_time) add_cell(out, layout, "Giờ xảy ra");
    if (layout->has_id) add_cell(out, layout, "Mã vụ");
    for (size_t i = 0; i < CHECK_N(header); i++)
        if (i != 1 || layout->has_commune) add_cell(out, layout, header[i]);
    for (int row = 0; row < n_rows; row++) {
        char id[16];
        fire_buffer_add_text(out, layout->crlf ? "\r\n" : "\n");
        if (now_and_then(layout->odd)) {
            add_other_line(out, layout);
            continue;
        }
        add_date(out, layout);
        if (layout->has_time) add_time(out, layout);
        snprintf(id, sizeof id, "LD-%04d", row - (int)pick(2));
        if (layout->has_id) add_cell(out, layout, id);
        add_area(out, layout);
        add_count(out, layout);
        add_amount(out, layout);
        add_cell(out, layout, now_and_then(10) ? "0,25" : "");
        add_words(out, layout);
    }
    if (now_and_then(2)) fire_buffer_add_text(out, "\n");
}

static void check_same(const char *what, const struct fire_buffer *a,
                       const struct fire_buffer *b)
{
    const char *left = text_of(a);
    const char *right = text_of(b);
    size_t at = 0;
    while (left[at] != '\0' && left[at] == right[at])
        at++;
    if (left[at] == right[at]) return;
    while (at > 0 && left[at - 1] != '\n')
        at--;
    CHECK(false, "%s differ:\n%.300s\nbut\n%.300s", what, left + at, right + at);
}

static bool same_counts(const struct fire_import_counts *a, const struct fire_import_counts *b)
{
    return a->n_lines == b->n_lines && a->n_blank_lines == b->n_blank_lines &&
           a->n_record_lines == b->n_record_lines && a->n_records == b->n_records &&
           a->n_kept == b->n_kept && a->n_rejected == b->n_rejected &&
           a->n_excluded == b->n_excluded && a->n_set_aside == b->n_set_aside;
}

static void check_both_roads(const struct layout *layout, int n_rows)
{
    static const char fields[] = "id,deaths,damage,forest_ha,cause,note";
    struct fire_buffer text = { 0 };
    struct outcome slow;
    size_t size;
    add_register(&text, layout, n_rows);
    CHECK_OR_RETURN(!text.failed, "no memory");
    char *wide = encoded("utf-16le", text.bytes, &size);
    run_file(check_file("so-16.csv", wide, size), "encoding=utf-16", fields, false, &slow);
    free(wide);
    const char *path = check_file("so-8.csv", text.bytes, text.size_bytes);
    for (int jobs = 1; jobs <= 4; jobs *= 2) {
        struct outcome fast;
        run_files_with(jobs);
        run_file(path, "", fields, false, &fast);
        CHECK(fast.status == slow.status, "%s but %s", fast.message, slow.message);
        check_same("rows", &slow.rows, &fast.rows);
        check_same("issues", &slow.issues, &fast.issues);
        CHECK(same_counts(&slow.counts, &fast.counts), "%lld lines, %lld kept but %lld, %lld",
              (long long)slow.counts.n_lines, (long long)slow.counts.n_kept,
              (long long)fast.counts.n_lines, (long long)fast.counts.n_kept);
        outcome_finish(&fast);
    }
    outcome_finish(&slow);
    fire_buffer_finish(&text);
}

static void test_small(void)
{
    for (int i = 0; i < 400; i++) {
        const struct layout layout = { .delimiter = pick(2) == 0 ? ';' : ',',
                                       .dmy = pick(2) == 0,
                                       .has_time = pick(2) == 0,
                                       .has_id = pick(2) == 0,
                                       .has_commune = pick(3) > 0,
                                       .crlf = pick(3) == 0,
                                       .odd = 5 + pick(200) };
        check_both_roads(&layout, 1 + (int)pick(300));
    }
}

/* More rows than a piece or a batch holds. */
static void test_large(void)
{
    for (int i = 0; i < 6; i++) {
        const struct layout layout = { .delimiter = ',',
                                       .dmy = i % 2 == 0,
                                       .has_time = i % 3 == 0,
                                       .has_id = i % 2 == 1,
                                       .has_commune = true,
                                       .crlf = i == 4,
                                       .odd = i < 3 ? 2000 : 100 };
        check_both_roads(&layout, 20000);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_small),
        CHECK_TEST(test_large),
    };
    return CHECK_MAIN(tests);
}
