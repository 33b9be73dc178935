/* test_clean_heading.c - what the words above a column are taken for: units, brackets, and names
 * that only begin like a known one. */
#include "check.h"
#include "test_clean_told.h"

#include <string.h>

/* A header's money column, the table's title above it or "", and what the column becomes. */
struct unit_case {
    const char *title;
    const char *header;
    const char *told;   /* behind "HEADER = " */
    const char *issues; /* part of them       */
};

#define STRANGE "the brackets are not understood; the column is passed over; say --map"

static const struct unit_case units[] = {
    { "", "Thiệt hại (ĐVT: triệu đồng)", "damage *1000000", "" },
    { "", "Thiệt hại (Đơn vị: triệu đồng)", "damage *1000000", "" },
    { "", "Thiệt hại (Đơn vị tính: tỷ đồng)", "damage *1000000000", "" },
    { "", "Thiệt hại (ĐVT triệu đồng)", "damage *1000000", "" },
    { "", "Thiệt hại (trđ)", "damage *1000000", "" },
    { "", "Thiệt hại (tr.đ)", "damage *1000000", "" },
    { "", "Thiệt hại (tr.đồng)", "damage *1000000", "" },
    { "", "Thiệt hại (triệu VNĐ)", "damage *1000000", "" },
    { "", "Thiệt hại (1.000 đồng)", "damage *1000", "" },
    { "", "Thiệt hại (1,000 VND)", "damage *1000", "" },
    { "", "Thiệt hại (1000đ)", "damage *1000", "" },
    { "", "Thiệt hại (x1000 đ)", "damage *1000", "" },
    { "", "Thiệt hại (1.000.000 đồng)", "damage *1000000", "" },
    { "", "Thiệt hại (1.000 triệu đồng)", "damage *1000000000", "" },
    { "", "Thiệt hại (nghìn đồng)", "damage *1000", "" },
    { "", "Thiệt hại (ngàn đồng)", "damage *1000", "" },
    { "", "Thiệt hại (triệu đồng, ước tính)", "damage *1000000", "" },
    { "", "Thiệt hại (ước tính, tỷ đồng)", "damage *1000000000", "" },
    { "", "Damage (VND million)", "damage *1000000", "" },
    { "", "Damage (in million VND)", "damage *1000000", "" },
    { "", "Damage (bn VND)", "damage *1000000000", "" },
    { "", "Thiệt hại (đồng Việt Nam)", "damage", "" },
    { "", "Thiệt hại (₫)", "damage", "" },
    { "", "Thiệt hại (triệu ₫)", "damage *1000000", "" },
    { "", "Thiệt hại (ước tính)", "damage", "" },
    { "", "Thiệt hại (1)", "damage", "" },
    { "", "Thiệt hại (tài sản)", "damage", "" }, /* with its brackets it is a known name */
    { "", "Thiệt hại tài sản ước tính (triệu đồng)", "damage *1000000", "" },
    { "", "Thiệt hại tài sản sơ bộ (tr.đ)", "damage *1000000", "" },
    { "", "Ước thiệt hại về tài sản (triệu đồng)", "damage *1000000", "" },
    { "", "Ước tính giá trị thiệt hại (tỷ)", "damage *1000000000", "" },
    { "", "Giá trị tài sản bị thiệt hại (1.000đ)", "damage *1000", "" },
    { "", "Số nạn nhân tử vong", "deaths", "" },
    { "", "Số xe huy động (lượt)", "vehicles", "" },
    { "", "Thiệt hại ĐVT: triệu đồng", "damage *1000000", "" },
    { "", "Thiệt hại triệu đồng", "damage *1000000", "" },
    { "", "Thiệt hại (thousand USD)", "-", STRANGE },
    { "", "Thiệt hại (nghìn $)", "-", STRANGE },
    { "", "Thiệt hại (10^6 đồng)", "-", STRANGE },
    { "", "Thiệt hại (500 đồng)", "-", STRANGE },
    { "", "Thiệt hại (triệu đồng, nghìn đồng)", "-", STRANGE },
    { "", "Thiệt hại (người)", "-", STRANGE },
    { "", "Thiệt hại (triệu đồng/vụ)", "-", STRANGE },
    { "", "Thiệt hại (cùng kỳ, triệu đồng)", "-", STRANGE },
    { "", "Số người chết (nữ)", "-", STRANGE },
    { "", "Số người chết (trong đó trẻ em)", "-", STRANGE },
    { "", "Số người chết (người)", "deaths", "" },
    { "", "Số người chết (triệu đồng)", "-", STRANGE },
    { "", "Số vụ (cùng kỳ)", "-", STRANGE },
    { "", "Số vụ (vụ)", "incidents", "" },
    { "", "Số vụ (Đvt: vụ)", "incidents", "" },
    { "", "Số vụ (%)", "-", STRANGE },
    { "", "Diện tích rừng cháy (ha)", "forest_ha *10000", "" },
    { "", "Diện tích rừng cháy (km2)", "forest_ha *1000000", "" },
    { "", "Ngày xảy ra (dd/mm/yyyy)", "occurred_at", "" },
    { "", "Ngày xảy ra (ngày/tháng/năm)", "occurred_at", "" },
    { "", "Ngày xảy ra (âm lịch)", "occurred_at", "what stands in brackets is passed over" },
    { "", "Quận (huyện, thị xã, thành phố)", "district", "" },
    { "", "Ghi chú (theo mẫu 02)", "note", "what stands in brackets is passed over" },
    { "Bảng 1. Thiệt hại do cháy năm 2024 (đơn vị: triệu đồng)", "Thiệt hại", "damage *1000000",
      "the unit of all amounts" },
    { "Bảng 1. Thiệt hại do cháy (triệu đồng)", "Thiệt hại", "damage *1000000",
      "the unit of all amounts" },
    { "BÁO CÁO THÁNG - ĐVT: 1.000 đồng", "Thiệt hại (ước tính)", "damage *1000",
      "the unit of all amounts" },
    { "Báo cáo (đơn vị tính: vụ - người / tỷ đồng)", "Thiệt hại", "damage *1000000000",
      "the unit of all amounts" },
    { "Đơn vị: Công an huyện Di Linh", "Thiệt hại", "damage", "" },
    { "Báo cáo (đơn vị: triệu đồng)", "Thiệt hại (đồng)", "damage",
      "the unit of all amounts that state none" },
    { "ĐVT: nghìn USD", "Thiệt hại", "damage", "the unit is not understood" },
    { "Bảng 1. Thiệt hại (USD)", "Thiệt hại", "damage", "the unit is not understood" },
};

static void test_units(void)
{
    for (size_t i = 0; i < CHECK_N(units); i++) {
        const struct unit_case *is = &units[i];
        struct fire_buffer file = { 0 };
        struct fire_buffer want = { 0 };
        struct outcome got;
        fire_buffer_printf(&file, "%s%sNguyên nhân;Loại vụ;%s\nx;cháy;\n", is->title,
                           is->title[0] == '\0' ? "" : "\n", is->header);
        fire_buffer_printf(&want, "Nguyên nhân = cause\nLoại vụ = kind\n%s = %s\n", is->header,
                           is->told);
        run_file(check_file("unit.csv", file.bytes, file.size_bytes), "", "", false, &got);
        CHECK(got.status == FIRE_OK, "%s: %s", is->header, got.message);
        CHECK(strcmp(text_of(&got.columns), want.bytes) == 0, "%s %s: columns\n%s", is->title,
              is->header, text_of(&got.columns));
        CHECK(is->issues[0] == '\0' ? strstr(text_of(&got.issues), "notice") == NULL
                                    : strstr(text_of(&got.issues), is->issues) != NULL,
              "%s %s: issues\n%s", is->title, is->header, text_of(&got.issues));
        outcome_finish(&got);
        fire_buffer_finish(&file);
        fire_buffer_finish(&want);
    }
}

/* Headers of several rows, and with periods. */
static void test_parts(void)
{
    static const struct {
        const char *name;
        const char *file;
        const char *columns;
    } cases[] = {
        { "the unit of a higher row holds where it fits",
          "Huyện;Thiệt hại (triệu đồng);;\n;Tài sản thiệt hại;Chết;Rừng bị cháy (ha)\nA;1;2;3\n",
          "Huyện = district\nThiệt hại (triệu đồng) / Tài sản thiệt hại = damage *1000000\n"
          "Thiệt hại (triệu đồng) / Chết = deaths\n"
          "Thiệt hại (triệu đồng) / Rừng bị cháy (ha) = forest_ha *10000\n" },
        { "a row that only says the unit", "Huyện;Thiệt hại;Số vụ\n;(ĐVT: trđ);(vụ)\nA;1;2\n",
          "Huyện = district\nThiệt hại / (ĐVT: trđ) = damage *1000000\n"
          "Số vụ / (vụ) = incidents\n" },
        { "a period in brackets", "Huyện;Số vụ (năm 2023);Số vụ (2024)\nA;1;2\n",
          "Huyện = district\nSố vụ (năm 2023) = incidents @nam 2023\n"
          "Số vụ (2024) = incidents @2024\n" },
        { "a plan is no figure", "Huyện;Số vụ 2023;Số vụ 2024 (kế hoạch)\nA;1;2\n",
          "Huyện = district\nSố vụ 2023 = incidents @2023\nSố vụ 2024 (kế hoạch) = -\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct outcome got;
        run_file(check_file("parts.csv", cases[i].file, strlen(cases[i].file)), "", "", false,
                 &got);
        CHECK(got.status == FIRE_OK, "%s: %s", cases[i].name, got.message);
        CHECK(strcmp(text_of(&got.columns), cases[i].columns) == 0, "%s: columns\n%s",
              cases[i].name, text_of(&got.columns));
        outcome_finish(&got);
    }
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_units), CHECK_TEST(test_parts) };
    return CHECK_MAIN(tests);
}
