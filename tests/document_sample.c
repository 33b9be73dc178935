/* document_sample.c - see document_sample.h. */
#include "document_sample.h"

#include "check.h"
#include "firestat/chart_draw.h"

#include <stdio.h>
#include <string.h>

#define LONG_TEXT "*"

const char *const document_hostile_text[DOCUMENT_N_HOSTILE] = {
    "",
    " ",
    LONG_TEXT,
    "<b>Cháy</b> & <script>alert(1)</script>",
    "]]> &amp; &#x0; <!-- --> <?xml?>",
    "a\x01\x02\x08\x0B\x1F\x7F"
    "b",
    "\x1B[31mđỏ\x1B[0m",
    "dòng một\ndòng hai\r\ndòng ba\tcột",
    "\xE2\x80\xAEgpj.exe\xE2\x80\xAC đảo chiều",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 123",
    "\xF0\x9F\x94\xA5\xF0\x9F\x9A\x92 lửa \xE6\xBC\xA2\xE5\xAD\x97",
    "a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBB\xBF\xE2\x80\x8B"
    "b",
    "=cmd|' /C calc'!A0",
    "+84 263 3822 114",
    "-1+1",
    "@SUM(A1:A9)",
    "'; DROP TABLE incident; --",
    "| a | b |\n|---|---|",
    "# không phải đề mục * _ ` ~ > 1. [x](javascript:alert(1)) ![y](z)",
    "\\textbf{x} %s %n $HOME `id` \"kép\" 'đơn'",
    "../../etc/passwd",
    "C:\\Users\\An\\báo cáo.xlsx",
    "é\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87\xCC\x88 Za\xCD\xA2lgo",
    "0012",
};

const char *document_long_text(struct fire_arena *arena)
{
    enum { N_LETTERS = 10000 };
    static const char *const letters[] = { "ế", "W", "i", "ữ", "m" };
    char *text = fire_arena_take(arena, N_LETTERS * 3 + 1, 1);
    char *end = text;
    for (int i = 0; i < N_LETTERS && text != NULL; i++) {
        const char *letter = letters[i % (int)CHECK_N(letters)];
        memcpy(end, letter, strlen(letter));
        end += strlen(letter);
    }
    return text;
}

/* ---- building -------------------------------------------------------------------------- */

/* Blocks in the order they are added; `failed` keeps, as in a buffer, that memory was short. */
struct builder {
    struct fire_arena *arena;
    struct fire_block block[64];
    int64_t n_blocks;
    bool failed;
};

static void *keep(struct builder *builder, const void *items, size_t count, size_t item_bytes)
{
    void *copy = fire_arena_take(builder->arena, count, item_bytes);
    builder->failed = builder->failed || copy == NULL;
    if (copy != NULL && count > 0) memcpy(copy, items, count * item_bytes);
    return copy;
}

#define KEEP(builder, ...)                                                                     \
    keep((builder), __VA_ARGS__, sizeof(__VA_ARGS__) / sizeof(*(__VA_ARGS__)),                 \
         sizeof(*(__VA_ARGS__)))

static void add(struct builder *builder, struct fire_block block)
{
    if (builder->n_blocks < (int64_t)CHECK_N(builder->block))
        builder->block[builder->n_blocks++] = block;
    else
        builder->failed = true;
}

static void add_heading(struct builder *builder, int32_t level, const char *text,
                        const char *anchor)
{
    add(builder,
        (struct fire_block){ .kind = FIRE_BLOCK_HEADING, .heading = { level, text, anchor } });
}

static void add_runs(struct builder *builder, fire_paragraph_style style,
                     const struct fire_run run[], int32_t n_runs)
{
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_PARAGRAPH,
                     .paragraph = { style, n_runs,
                                    keep(builder, run, (size_t)n_runs, sizeof run[0]) } });
}

static void add_text(struct builder *builder, fire_paragraph_style style, const char *text)
{
    add_runs(builder, style, (const struct fire_run[]){ { .text = text } }, 1);
}

static void add_two_columns(struct builder *builder, const struct fire_paragraph_line left[],
                            int32_t n_left, const struct fire_paragraph_line right[],
                            int32_t n_right)
{
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_TWO_COLUMNS,
                     .two_columns = {
                         n_left, n_right, keep(builder, left, (size_t)n_left, sizeof left[0]),
                         keep(builder, right, (size_t)n_right, sizeof right[0]) } });
}

static const struct fire_document *finish(struct builder *builder,
                                          struct fire_document document)
{
    document.n_blocks = builder->n_blocks;
    document.block = keep(builder, builder->block, (size_t)builder->n_blocks,
                          sizeof builder->block[0]);
    const struct fire_document *kept = keep(builder, &document, 1, sizeof document);
    return builder->failed ? NULL : kept;
}

/* ---- cells ----------------------------------------------------------------------------- */

static struct fire_cell cell_of_text(const char *text)
{
    return (struct fire_cell){ .text = text == NULL ? "" : text };
}

static struct fire_cell cell_of_number(struct fire_arena *arena, int64_t number, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(FIRE_VIETNAMESE, number, scale, scale, text);
    const char *shown = fire_arena_printf(arena, scale == 1 ? "%s%%" : "%s", text);
    return (struct fire_cell){ shown == NULL ? "" : shown, true, number, scale, 0 };
}

static struct fire_cell *take_cells(struct builder *builder, int64_t n_rows, int32_t n_columns)
{
    struct fire_cell *cell = FIRE_TAKE(builder->arena, n_rows * n_columns + 1,
                                       struct fire_cell);
    builder->failed = builder->failed || cell == NULL;
    for (int64_t i = 0; i < n_rows * n_columns && cell != NULL; i++)
        cell[i].text = "";
    return cell;
}

/* ---- a figure -------------------------------------------------------------------------- */

static const struct fire_picture *make_picture(struct builder *builder)
{
    const struct fire_position position[] = {
        { 60, 240 }, { 300, 120 }, { 540, 160 }, { 780, 60 }
    };
    const struct fire_shape shape[] = {
        { FIRE_SHAPE_RECT,
          FIRE_PART_PAGE,
          FIRE_COLOUR_PAPER,
          -1,
          { .bar = { { 0, 0, 820, 320 }, .tip = "" } } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_TITLE,
          FIRE_COLOUR_STRONG,
          -1,
          { .label = { .text = "Năm 2024: 31 vụ cháy, giảm 4 vụ",
                       .anchor = { 20, 30 },
                       .size_px = 17,
                       .width_px = 260,
                       .bold = true } } },
        { FIRE_SHAPE_POLYLINE,
          FIRE_PART_SERIES,
          FIRE_COLOUR_CURRENT,
          0,
          { .polyline = { KEEP(builder, position), CHECK_N(position), 2.2, 0, 0 } } },
        { FIRE_SHAPE_CIRCLE,
          FIRE_PART_MARKER,
          FIRE_COLOUR_CURRENT,
          0,
          { .circle = { { 780, 60 }, 4, 0, "2024: 31 vụ" } } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_SLOT,
          FIRE_COLOUR_PLAIN,
          0,
          { .label = { .text = "2024",
                       .anchor = { 780, 290 },
                       .anchored = FIRE_ANCHOR_MIDDLE,
                       .size_px = 12,
                       .width_px = 27 } } },
    };
    const struct fire_picture picture = {
        .width_px = 820,
        .height_px = 320,
        .title = "Năm 2024: 31 vụ cháy",
        .description = "Biểu đồ đường: số vụ cháy theo năm, 2021 đến 2024.",
        .language = "vi",
        .n_shapes = CHECK_N(shape),
        .shape = KEEP(builder, shape),
    };
    return keep(builder, &picture, 1, sizeof picture);
}

/* A PNG of one grey pixel: whole, and cheap. */
static const char one_pixel[] =
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3A\x7E\x9B\x55"
    "\0\0\0\nIDATx\x9C\x63\x68\0\0\0\x82\0\x81\x77\xCD\x72\xB6\0\0\0\0IEND\xAE\x42\x60\x82";

static void add_figure(struct builder *builder, const char *anchor, const char *caption,
                       struct fire_text_view png)
{
    add(builder,
        (struct fire_block){ .kind = FIRE_BLOCK_FIGURE,
                             .figure = { anchor, caption, make_picture(builder), png } });
}

static struct fire_text_view draw_png(struct builder *builder,
                                      const struct fire_picture *picture)
{
    struct fire_ink *ink = NULL;
    struct fire_buffer png = { 0 };
    struct fire_text_view view = { 0 };
    if (picture != NULL && fire_ink_create(&ink, NULL) == FIRE_OK &&
        fire_draw_png(ink, picture, &png, NULL) == FIRE_OK)
        view = (struct fire_text_view){
            fire_arena_copy(builder->arena, png.bytes, png.size_bytes), png.size_bytes
        };
    fire_ink_free(ink);
    fire_buffer_finish(&png);
    builder->failed = builder->failed || view.bytes == NULL;
    return view;
}

/* ---- the review ------------------------------------------------------------------------ */

/* Groups, sections, totals, a cell without a number, notes: all that a table can have. */
static void add_districts(struct builder *builder)
{
    static const struct fire_column column[] = {
        { "district", "Địa bàn", "", FIRE_GRID_TEXT, 4 },
        { "incidents", "Số vụ", "", FIRE_GRID_NUMBER, 1 },
        { "incidents_base", "Năm 2023", "So với năm 2023", FIRE_GRID_NUMBER, 1.2 },
        { "incidents_delta", "Tăng, giảm", "So với năm 2023", FIRE_GRID_NUMBER, 1.2 },
        { "incidents_percent", "%", "So với năm 2023", FIRE_GRID_PERCENT, 1 },
        { "damage", "Thiệt hại", "", FIRE_GRID_NUMBER, 1.4 },
        { "last_day", "Vụ gần nhất", "", FIRE_GRID_DATE, 1.6 },
    };
    static const struct {
        fire_row_kind kind;
        const char *name;
        int64_t incidents, base, damage;
        int32_t note;
    } row[] = {
        { FIRE_ROW_SECTION, "I. Thành phố", 0, 0, 0, 0 },
        { FIRE_ROW_BODY, "Thành phố Đà Lạt", 14, 12, 5620, 0 },
        { FIRE_ROW_BODY, "Thành phố Bảo Lộc", 9, 11, 12345678, 1 },
        { FIRE_ROW_SECTION, "II. Huyện", 0, 0, 0, 0 },
        { FIRE_ROW_BODY, "Huyện Đạ Huoai (sáp nhập các huyện Đạ Huoai, Đạ Tẻh, Cát Tiên)", 5, 9,
          870, 2 },
        { FIRE_ROW_BODY, "Huyện Đức Trọng", 3, 3, -1, 0 },
        { FIRE_ROW_TOTAL, "Toàn tỉnh", 31, 35, 12352168, 0 },
    };
    enum { N_ROWS = CHECK_N(row), N_COLUMNS = CHECK_N(column) };
    struct fire_cell *cell = take_cells(builder, N_ROWS, N_COLUMNS);
    fire_row_kind kind[N_ROWS];
    for (int i = 0; i < N_ROWS && cell != NULL; i++) {
        struct fire_cell *at = &cell[i * N_COLUMNS];
        kind[i] = row[i].kind;
        at[0] = cell_of_text(row[i].name);
        at[0].note = row[i].note;
        if (row[i].kind == FIRE_ROW_SECTION) continue;
        at[1] = cell_of_number(builder->arena, row[i].incidents, 0);
        at[2] = cell_of_number(builder->arena, row[i].base, 0);
        at[3] = cell_of_number(builder->arena, row[i].incidents - row[i].base, 0);
        at[4] = cell_of_number(builder->arena,
                               (row[i].incidents - row[i].base) * 1000 / row[i].base, 1);
        at[5] = row[i].damage < 0 ? cell_of_text("chưa ước tính")
                                  : cell_of_number(builder->arena, row[i].damage, 0);
        if (row[i].damage < 0) at[5].note = 2;
        at[6] = row[i].kind == FIRE_ROW_TOTAL
                    ? cell_of_text("–")
                    : (struct fire_cell){ "05/11/2024", true, 20032, 0, 0 };
    }
    static const char *const note[] = {
        "Gồm 01 vụ cháy lớn tại Khu công nghiệp Lộc Sơn.",
        "Còn 02 vụ đang điều tra, chưa ước tính được thiệt hại về tài sản; số liệu sẽ được bổ "
        "sung khi có kết luận.",
    };
    static const char *const remark[] = {
        "Nguồn: sổ theo dõi của Phòng Cảnh sát PCCC và CNCH; số liệu đến ngày 15/12/2024.",
    };
    add(builder,
        (struct fire_block){
            .kind = FIRE_BLOCK_GRID,
            .grid = { .anchor = "bang-1-dia-ban",
                      .caption = "Bảng 1. Số vụ cháy và thiệt hại theo địa bàn, năm "
                                 "2024 so với năm 2023",
                      .unit = "Đơn vị: vụ, triệu đồng",
                      .n_columns = N_COLUMNS,
                      .n_rows = N_ROWS,
                      .column = column,
                      .row = KEEP(builder, kind),
                      .cell = cell,
                      .n_notes = CHECK_N(note),
                      .note = note,
                      .n_remarks = CHECK_N(remark),
                      .remark = remark,
                      .filter_column = 0,
                      .chart = { FIRE_TABLE_BARS, 0, 1, 1, "Số vụ cháy theo địa bàn" } } });
}

static void add_communes(struct builder *builder)
{
    static const struct fire_column column[] = {
        { "commune", "Xã, phường, thị trấn", "", FIRE_GRID_TEXT, 3 },
        { "incidents", "Số vụ", "", FIRE_GRID_NUMBER, 1 },
        { "deaths", "Chết", "Thiệt hại về người", FIRE_GRID_NUMBER, 1 },
        { "injuries", "Bị thương", "Thiệt hại về người", FIRE_GRID_NUMBER, 1 },
        { "damage", "Tài sản (triệu đồng)", "", FIRE_GRID_NUMBER, 1.5 },
    };
    enum { N_ROWS = 120, N_COLUMNS = CHECK_N(column) };
    struct fire_cell *cell = take_cells(builder, N_ROWS, N_COLUMNS);
    fire_row_kind kind[N_ROWS];
    int64_t total[N_COLUMNS] = { 0 };
    for (int i = 0; i < N_ROWS && cell != NULL; i++) {
        struct fire_cell *at = &cell[i * N_COLUMNS];
        const bool is_total = i == N_ROWS - 1;
        kind[i] = is_total ? FIRE_ROW_TOTAL : FIRE_ROW_BODY;
        at[0] = cell_of_text(
            is_total ? "Toàn tỉnh"
                     : fire_arena_printf(builder->arena, "Xã thứ %d của tỉnh Lâm Đồng", i + 1));
        const int64_t value[N_COLUMNS] = { 0, i % 7, i % 23 == 0, i % 11 == 0, i * i * 37 };
        for (int k = 1; k < N_COLUMNS; k++) {
            at[k] = cell_of_number(builder->arena, is_total ? total[k] : value[k], 0);
            total[k] += value[k];
        }
    }
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_GRID,
                     .grid = { .anchor = "bang-2-xa",
                               .caption = "Bảng 2. Số vụ cháy theo xã, phường, thị trấn",
                               .unit = "",
                               .n_columns = N_COLUMNS,
                               .n_rows = N_ROWS,
                               .column = column,
                               .row = KEEP(builder, kind),
                               .cell = cell,
                               .filter_column = 0,
                               .chart = { .kind = FIRE_TABLE_NO_CHART, .title = "" } } });
}

/* Months beside each other: more columns than a page likes. */
static void add_months(struct builder *builder)
{
    enum { N_ROWS = 5, N_COLUMNS = 16 };
    struct fire_column column[N_COLUMNS];
    struct fire_cell *cell = take_cells(builder, N_ROWS, N_COLUMNS);
    fire_row_kind kind[N_ROWS];
    for (int k = 0; k < N_COLUMNS; k++) {
        const char *name = fire_arena_printf(builder->arena, "m%d", k);
        const char *label = fire_arena_printf(builder->arena, k == 0 ? "Năm" : "Tháng %d", k);
        builder->failed = builder->failed || name == NULL || label == NULL;
        column[k] = (struct fire_column){ name, label,
                                          k == 0   ? ""
                                          : k <= 6 ? "6 tháng đầu năm"
                                                   : "Còn lại",
                                          k == 0 ? FIRE_GRID_TEXT : FIRE_GRID_NUMBER, 1 };
    }
    for (int i = 0; i < N_ROWS && cell != NULL; i++) {
        kind[i] = FIRE_ROW_BODY;
        for (int k = 0; k < N_COLUMNS; k++)
            cell[i * N_COLUMNS + k] = cell_of_number(builder->arena,
                                                     k == 0 ? 2020 + i : 1000 * i + k, 0);
        cell[i * N_COLUMNS].text = fire_arena_printf(builder->arena, "%d", 2020 + i);
    }
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_GRID,
                     .grid = { .anchor = "bang-3-thang",
                               .caption = "Bảng 3. Số vụ cháy theo tháng, 2020 đến 2024",
                               .unit = "Đơn vị: vụ",
                               .n_columns = N_COLUMNS,
                               .n_rows = N_ROWS,
                               .column = KEEP(builder, column),
                               .row = KEEP(builder, kind),
                               .cell = cell,
                               .filter_column = -1,
                               .chart = { FIRE_TABLE_LINES, 0, 1, 15, "Theo tháng" } } });
}

static void add_empty_table(struct builder *builder)
{
    static const struct fire_column column[] = {
        { "facility", "Loại hình cơ sở", "", FIRE_GRID_TEXT, 2 },
        { "incidents", "Số vụ", "", FIRE_GRID_NUMBER, 1 },
    };
    static const char *const remark[] = { "Không có vụ nào." };
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_GRID,
                     .grid = { .anchor = "bang-4-khong",
                               .caption = "Bảng 4. Vụ cháy tại cơ sở hạt nhân",
                               .unit = "Đơn vị: vụ",
                               .n_columns = CHECK_N(column),
                               .column = column,
                               .n_remarks = 1,
                               .remark = remark,
                               .filter_column = -1,
                               .chart = { .kind = FIRE_TABLE_NO_CHART, .title = "" } } });
}

static void add_head(struct builder *builder)
{
    static const struct fire_paragraph_line left[] = {
        { "CÔNG AN TỈNH LÂM ĐỒNG", false, false, false },
        { "PHÒNG CẢNH SÁT PCCC VÀ CNCH", true, false, true },
        { "Số: 125/BC-PC07", false, false, false },
    };
    static const struct fire_paragraph_line right[] = {
        { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true, false, false },
        { "Độc lập - Tự do - Hạnh phúc", true, false, true },
        { "Lâm Đồng, ngày 18 tháng 12 năm 2024", false, true, false },
    };
    add_two_columns(builder, left, CHECK_N(left), right, CHECK_N(right));
}

static void add_foot(struct builder *builder)
{
    static const struct fire_paragraph_line left[] = {
        { "Nơi nhận:", true, true, false },
        { "- Cục C07 (để báo cáo);", false, false, false },
        { "- Giám đốc Công an tỉnh (để báo cáo);", false, false, false },
        { "- Lưu: VT, PC07.", false, false, false },
    };
    static const struct fire_paragraph_line right[] = {
        { "TRƯỞNG PHÒNG", true, false, false },
        { "", false, false, false },
        { "", false, false, false },
        { "Đại tá Nguyễn Văn A", true, false, false },
    };
    add_two_columns(builder, left, CHECK_N(left), right, CHECK_N(right));
}

static void add_situation(struct builder *builder)
{
    static const struct fire_run totals[] = {
        { "Năm 2024 (từ ngày 15/12/2023 đến ngày 14/12/2024), trên địa bàn tỉnh xảy ra ", false,
          false, NULL },
        { "31 vụ cháy", true, false, NULL },
        { ", làm chết 02 người, bị thương 05 người, thiệt hại về tài sản ước tính ", false,
          false, NULL },
        { "12,35 tỷ đồng", true, false, NULL },
        { " (còn 02 vụ chưa ước tính được thiệt hại) và 1,5 ha rừng; không xảy ra vụ nổ. So với "
          "cùng kỳ năm 2023, số vụ cháy giảm 4 vụ (−11,4%, 31/35), số người chết ",
          false, false, NULL },
        { "không tăng, không giảm", false, true, NULL },
        { " (2/2); xem ", false, false, NULL },
        { "Bảng 1", false, false, "#bang-1-dia-ban" },
        { " và ", false, false, NULL },
        { "Hình 1", true, true, "#hinh-1-nam" },
        { ".", false, false, NULL },
    };
    add_heading(builder, 1, "I. TÌNH HÌNH CHÁY, NỔ, SỰ CỐ, TAI NẠN", "tinh-hinh");
    add_runs(builder, FIRE_PARAGRAPH_BODY, totals, CHECK_N(totals));
    add_heading(builder, 2, "1. Địa bàn", "dia-ban");
    add_text(builder, FIRE_PARAGRAPH_BODY, "Nơi xảy ra nhiều vụ nhất:");
    add_text(builder, FIRE_PARAGRAPH_ITEM, "Thành phố Đà Lạt: 14/31 vụ, chiếm 45,2%;");
    add_text(
        builder, FIRE_PARAGRAPH_ITEM,
        "Thành phố Bảo Lộc: 09/31 vụ, chiếm 29,0%, trong đó có 01 vụ cháy lớn gây thiệt hại "
        "về tài sản ước tính hơn 12,3 tỷ đồng.");
    add_districts(builder);
}

const struct fire_document *document_sample(struct fire_arena *arena)
{
    struct builder builder = { .arena = arena };
    add_head(&builder);
    add_heading(&builder, 0,
                "BÁO CÁO Tình hình cháy, nổ và công tác phòng cháy, chữa cháy năm 2024",
                "bao-cao");
    add_text(&builder, FIRE_PARAGRAPH_CENTRE, "(Kèm theo Công văn số 12/PC07-TH)");
    add_situation(&builder);
    add_figure(&builder, "hinh-1-nam", "Hình 1. Số vụ cháy theo năm, 2021–2024",
               draw_png(&builder, make_picture(&builder)));
    add_heading(&builder, 3, "a) Theo tháng", "theo-thang");
    add_months(&builder);
    add_text(&builder, FIRE_PARAGRAPH_NOTE,
             "Khoảng tin cậy 95% theo Garwood; tháng không có báo cáo để trống.");
    add_empty_table(&builder);
    add(&builder, (struct fire_block){ .kind = FIRE_BLOCK_PAGE_BREAK });
    add_heading(&builder, 1, "II. SỐ LIỆU THEO XÃ, PHƯỜNG, THỊ TRẤN", "so-lieu-xa");
    add_communes(&builder);
    add_text(
        &builder, FIRE_PARAGRAPH_BODY,
        "Trên đây là báo cáo tình hình cháy, nổ năm 2024, Phòng Cảnh sát PCCC và CNCH kính "
        "báo cáo./.");
    add_foot(&builder);
    return finish(&builder, (struct fire_document){
                                .title = "Báo cáo tình hình cháy, nổ năm 2024",
                                .subject = "Năm 2024 (15/12/2023–14/12/2024)",
                                .author = "Phòng Cảnh sát PCCC và CNCH, Công an tỉnh Lâm Đồng",
                                .program = "firestat 0.1.0",
                                .language = FIRE_VIETNAMESE });
}

/* ---- hostile and random ---------------------------------------------------------------- */

/* What a random document is made of. */
struct dice {
    struct builder builder;
    unsigned long long *seed;
    const char *long_text;
    int n_anchors;
};

static unsigned roll(struct dice *dice, unsigned n)
{
    return check_random(dice->seed) % n;
}

static const char *hostile(struct dice *dice, unsigned which)
{
    const char *text = document_hostile_text[which % DOCUMENT_N_HOSTILE];
    return strcmp(text, LONG_TEXT) == 0 ? dice->long_text : text;
}

static const char *anchor(struct dice *dice)
{
    const char *name = fire_arena_printf(dice->builder.arena, "neo-%d", ++dice->n_anchors);
    dice->builder.failed = dice->builder.failed || name == NULL;
    return name == NULL ? "" : name;
}

static const char *random_text(struct dice *dice, unsigned most_words)
{
    static const char *const words[] = {
        "vụ",  "cháy", "thiệt", "hại",    "người", "Đà",    "Lạt",         "2024",
        "xã,", "(+3)", "quận",  "khu",    "công",  "nghệ",  "nghiêng",     "Thượng",
        "a",   "1.5",  "–",     "truyền", "thông", "tỷ",    "đồng;",       "chưa",
        "NỔ",  "ĐIỆN", "gas",   "điều",   "tra.",  "rừng:", "phòng/chống", "PCCC&CNCH",
    };
    if (roll(dice, 12) == 0) return hostile(dice, roll(dice, DOCUMENT_N_HOSTILE));
    char text[2048] = "";
    size_t n = 0;
    for (unsigned left = roll(dice, most_words) + 1; left > 0; left--) {
        const char *word = words[roll(dice, CHECK_N(words))];
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n == 0 ? "" : " ", word);
        if (n > sizeof text - 32) break;
    }
    const char *kept = fire_arena_copy(dice->builder.arena, text, n);
    dice->builder.failed = dice->builder.failed || kept == NULL;
    return kept == NULL ? "" : kept;
}

static void random_paragraph(struct dice *dice)
{
    struct fire_run run[5];
    const int32_t n_runs = 1 + (int32_t)roll(dice, 5);
    for (int32_t i = 0; i < n_runs; i++)
        run[i] = (struct fire_run){ random_text(dice, 60), roll(dice, 3) == 0,
                                    roll(dice, 3) == 0, roll(dice, 5) == 0 ? "#neo-1" : NULL };
    add_runs(&dice->builder, (fire_paragraph_style)roll(dice, FIRE_PARAGRAPH_CENTRE + 1), run,
             n_runs);
}

static void random_two_columns(struct dice *dice)
{
    struct fire_paragraph_line line[2][5];
    int32_t n_lines[2];
    for (int side = 0; side < 2; side++) {
        n_lines[side] = (int32_t)roll(dice, 6);
        for (int32_t i = 0; i < n_lines[side]; i++)
            line[side][i] = (struct fire_paragraph_line){
                random_text(dice, 8), roll(dice, 2) == 0, roll(dice, 2) == 0, roll(dice, 3) == 0
            };
    }
    add_two_columns(&dice->builder, line[0], n_lines[0], line[1], n_lines[1]);
}

static struct fire_cell random_cell(struct dice *dice, fire_column_kind kind, int32_t n_notes)
{
    struct fire_cell cell;
    if (kind == FIRE_GRID_TEXT || roll(dice, 10) == 0)
        cell = cell_of_text(random_text(dice, 12));
    else if (kind == FIRE_GRID_DATE)
        cell = (struct fire_cell){ "05/11/2024", true, 20032, 0, 0 };
    else
        cell = cell_of_number(dice->builder.arena,
                              (int64_t)roll(dice, 1u << (4 + roll(dice, 26))) - 500,
                              kind == FIRE_GRID_PERCENT ? 1 : 0);
    if (n_notes > 0 && roll(dice, 8) == 0)
        cell.note = 1 + (int32_t)roll(dice, (unsigned)n_notes);
    return cell;
}

static const char *const *random_lines(struct dice *dice, int32_t n)
{
    const char *line[4] = { 0 };
    for (int32_t i = 0; i < n; i++)
        line[i] = random_text(dice, 30);
    return keep(&dice->builder, line, (size_t)n, sizeof line[0]);
}

static void random_grid(struct dice *dice, int64_t most_rows)
{
    struct builder *builder = &dice->builder;
    struct fire_grid grid = { .anchor = anchor(dice),
                              .caption = random_text(dice, 20),
                              .unit = roll(dice, 2) == 0 ? "" : random_text(dice, 6),
                              .n_columns = 1 + (int32_t)roll(dice, roll(dice, 4) == 0 ? 24 : 7),
                              .n_rows = (int64_t)roll(dice, (unsigned)most_rows + 1),
                              .n_notes = (int32_t)roll(dice, 4),
                              .n_remarks = (int32_t)roll(dice, 3),
                              .filter_column = -1,
                              .chart = { .kind = FIRE_TABLE_NO_CHART, .title = "" } };
    struct fire_column column[24];
    const char *group = "";
    for (int32_t k = 0; k < grid.n_columns; k++) {
        if (roll(dice, 3) == 0) group = roll(dice, 2) == 0 ? "" : random_text(dice, 6);
        const char *name = fire_arena_printf(builder->arena, "c%d", (int)k);
        column[k] = (struct fire_column){ name == NULL ? "" : name, random_text(dice, 4), group,
                                          (fire_column_kind)roll(dice, FIRE_GRID_DATE + 1),
                                          0.1 + roll(dice, 50) };
    }
    fire_row_kind *row = FIRE_TAKE(builder->arena, grid.n_rows + 1, fire_row_kind);
    struct fire_cell *cell = take_cells(builder, grid.n_rows, grid.n_columns);
    builder->failed = builder->failed || row == NULL;
    for (int64_t i = 0; i < grid.n_rows && !builder->failed; i++) {
        const unsigned kind = roll(dice, 10);
        row[i] = kind > FIRE_ROW_SECTION ? FIRE_ROW_BODY : (fire_row_kind)kind;
        for (int32_t k = 0; k < grid.n_columns; k++)
            cell[i * grid.n_columns + k] = random_cell(dice, column[k].kind, grid.n_notes);
    }
    grid.column = keep(builder, column, (size_t)grid.n_columns, sizeof column[0]);
    grid.row = row;
    grid.cell = cell;
    grid.note = random_lines(dice, grid.n_notes);
    grid.remark = random_lines(dice, grid.n_remarks);
    add(builder, (struct fire_block){ .kind = FIRE_BLOCK_GRID, .grid = grid });
}

static void random_block(struct dice *dice, fire_block_kind kind)
{
    switch (kind) {
    case FIRE_BLOCK_HEADING:
        add_heading(&dice->builder, (int32_t)roll(dice, 4), random_text(dice, 25),
                    anchor(dice));
        break;
    case FIRE_BLOCK_PARAGRAPH:
        random_paragraph(dice);
        break;
    case FIRE_BLOCK_TWO_COLUMNS:
        random_two_columns(dice);
        break;
    case FIRE_BLOCK_GRID:
        random_grid(dice, roll(dice, 5) == 0 ? 60 : 6);
        break;
    case FIRE_BLOCK_FIGURE: {
        const char *name = anchor(dice);
        add_figure(&dice->builder, name, random_text(dice, 15),
                   (struct fire_text_view){ one_pixel, sizeof one_pixel - 1 });
        break;
    }
    case FIRE_BLOCK_PAGE_BREAK:
        add(&dice->builder, (struct fire_block){ .kind = FIRE_BLOCK_PAGE_BREAK });
        break;
    }
}

static const struct fire_document *finish_random(struct dice *dice)
{
    return finish(&dice->builder, (struct fire_document){ .title = random_text(dice, 10),
                                                          .subject = random_text(dice, 5),
                                                          .author = random_text(dice, 5),
                                                          .program = "firestat",
                                                          .language = FIRE_VIETNAMESE });
}

const struct fire_document *document_random(struct fire_arena *arena, unsigned long long *seed)
{
    struct dice dice = { .builder = { .arena = arena }, .seed = seed };
    dice.long_text = document_long_text(arena);
    if (dice.long_text == NULL) return NULL;
    for (unsigned left = roll(&dice, 12); left > 0; left--)
        random_block(&dice, (fire_block_kind)roll(&dice, FIRE_BLOCK_PAGE_BREAK + 1));
    return finish_random(&dice);
}

/* A table with every hostile text in every place of it. */
static void add_hostile_grid(struct dice *dice)
{
    enum { N_ROWS = DOCUMENT_N_HOSTILE, N_COLUMNS = 4 };
    static const fire_column_kind kind[N_COLUMNS] = { FIRE_GRID_TEXT, FIRE_GRID_NUMBER,
                                                      FIRE_GRID_PERCENT, FIRE_GRID_DATE };
    static const char *const name[N_COLUMNS] = { "c0", "c1", "c2", "c3" };
    struct builder *builder = &dice->builder;
    struct fire_cell *cell = take_cells(builder, N_ROWS, N_COLUMNS);
    struct fire_column column[N_COLUMNS];
    fire_row_kind row[N_ROWS];
    const char *note[DOCUMENT_N_HOSTILE];
    for (unsigned k = 0; k < N_COLUMNS; k++)
        column[k] = (struct fire_column){ name[k], hostile(dice, k + 3),
                                          hostile(dice, k / 2 + 7), kind[k], 1 };
    for (unsigned i = 0; i < N_ROWS && cell != NULL; i++) {
        row[i] = i % 8 == 5 ? FIRE_ROW_TOTAL : i % 8 == 6 ? FIRE_ROW_SECTION : FIRE_ROW_BODY;
        note[i] = hostile(dice, i);
        for (unsigned k = 0; k < N_COLUMNS; k++)
            cell[i * N_COLUMNS + k] = (struct fire_cell){ .text = hostile(dice, i + k),
                                                          .note = (int32_t)(i + 1) };
    }
    add(builder, (struct fire_block){
                     .kind = FIRE_BLOCK_GRID,
                     .grid = { .anchor = anchor(dice),
                               .caption = hostile(dice, 3),
                               .unit = hostile(dice, 4),
                               .n_columns = N_COLUMNS,
                               .n_rows = N_ROWS,
                               .column = KEEP(builder, column),
                               .row = KEEP(builder, row),
                               .cell = cell,
                               .n_notes = N_ROWS,
                               .note = KEEP(builder, note),
                               .n_remarks = N_ROWS,
                               .remark = KEEP(builder, note),
                               .filter_column = 0,
                               .chart = { FIRE_TABLE_COLUMNS, 0, 1, 1, hostile(dice, 3) } } });
}

const struct fire_document *document_hostile(struct fire_arena *arena)
{
    struct dice dice = { .builder = { .arena = arena },
                         .long_text = document_long_text(arena) };
    if (dice.long_text == NULL) return NULL;
    struct fire_paragraph_line line[DOCUMENT_N_HOSTILE];
    struct fire_run run[DOCUMENT_N_HOSTILE];
    for (unsigned i = 0; i < DOCUMENT_N_HOSTILE; i++) {
        const bool is_odd = i % 2 == 1;
        line[i] = (struct fire_paragraph_line){ hostile(&dice, i), is_odd, !is_odd, is_odd };
        run[i] = (struct fire_run){ hostile(&dice, i), is_odd, i % 3 == 0,
                                    i % 5 == 0 ? "#neo-1" : NULL };
    }
    add_two_columns(&dice.builder, line, DOCUMENT_N_HOSTILE, line, DOCUMENT_N_HOSTILE);
    for (unsigned i = 0; i < DOCUMENT_N_HOSTILE; i++)
        add_heading(&dice.builder, (int32_t)(i % 4), hostile(&dice, i), anchor(&dice));
    for (unsigned style = 0; style <= FIRE_PARAGRAPH_CENTRE; style++)
        add_runs(&dice.builder, (fire_paragraph_style)style, run, DOCUMENT_N_HOSTILE);
    add_hostile_grid(&dice);
    const char *name = anchor(&dice);
    add_figure(&dice.builder, name, hostile(&dice, 3),
               (struct fire_text_view){ one_pixel, sizeof one_pixel - 1 });
    return finish(&dice.builder, (struct fire_document){ .title = hostile(&dice, 3),
                                                         .subject = hostile(&dice, 4),
                                                         .author = hostile(&dice, 5),
                                                         .program = hostile(&dice, 8),
                                                         .language = FIRE_VIETNAMESE });
}
