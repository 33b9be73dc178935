/* plan.h - what is planned of the made-up list: incidents and deaths of a year, the weight of
 * every choice, the places and the words. Read by generate.c only. */
#ifndef LAM_DONG_PLAN_H
#define LAM_DONG_PLAN_H
#include <stdbool.h>

#define FIRST_YEAR 2014
#define N_YEARS    11

/* How many times the incidents and deaths of the plan: 1 in the list that is shipped. */
#ifndef TIMES
#define TIMES 1
#endif

struct choice {
    int weight;
    const char *text;
};

/* ---- the plan ----------------------------------------------------------------------- */

static const struct {
    int n_incidents;
    int n_deaths; /* one each, but for WORST_YEAR's first fire with three */
} plan[N_YEARS] = {
    { 31, 1 }, { 36, 0 }, { 42, 2 }, { 33, 1 }, { 37, 3 }, { 43, 2 },
    { 40, 0 }, { 30, 1 }, { 35, 4 }, { 44, 3 }, { 38, 1 },
};

#define WORST_YEAR   2022
#define WORST_DEATHS 3

enum kind { FIRE, EXPLOSION, MISHAP, FOREST_FIRE, RESCUE, N_KINDS };

static const char *const kind_name[N_KINDS] = { "Cháy", "Nổ", "Sự cố", "Cháy rừng",
                                                "Cứu nạn cứu hộ" };
static const int kind_weight[N_KINDS] = { 62, 2, 14, 13, 9 };

static const int month_weight[12] = { 11, 11, 12, 10, 7, 6, 6, 6, 6, 7, 8, 10 };
static const int dry_month_weight[12] = { 2, 4, 5, 2 };
static const int hour_weight[24] = { 2, 2, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7,
                                     5, 6, 7, 7, 6, 6, 7, 7, 6, 5, 3, 2 };

/* ---- places: the districts of 2014-2024, wards and towns first ----------------------- */

#define MAX_COMMUNES 20

static const struct {
    int weight;
    int forest_weight;
    bool merged_in_2024; /* one of the three that became one on 1 December 2024 */
    const char *name;
    const char *commune[MAX_COMMUNES];
} districts[] = {
    { 21,
      12,
      false,
      "Thành phố Đà Lạt",
      { "Phường 1", "Phường 2", "Phường 3", "Phường 4", "Phường 5", "Phường 6", "Phường 7",
        "Phường 8", "Phường 9", "Phường 10", "Phường 11", "Phường 12", "Xã Xuân Thọ",
        "Xã Tà Nung", "Xã Trạm Hành", "Xã Xuân Trường" } },
    { 14,
      3,
      false,
      "Thành phố Bảo Lộc",
      { "Phường 1", "Phường 2", "Phường B'lao", "Phường Lộc Phát", "Phường Lộc Tiến",
        "Phường Lộc Sơn", "Xã Đamb'ri", "Xã Lộc Thanh", "Xã Lộc Nga", "Xã Lộc Châu",
        "Xã Đại Lào" } },
    { 4,
      14,
      false,
      "Huyện Đam Rông",
      { "Xã Đạ Tông", "Xã Đạ Long", "Xã Đạ M'Rông", "Xã Liêng Srônh", "Xã Đạ Rsal", "Xã Rô Men",
        "Xã Phi Liêng", "Xã Đạ K'Nàng" } },
    { 4,
      18,
      false,
      "Huyện Lạc Dương",
      { "Thị trấn Lạc Dương", "Xã Đạ Chais", "Xã Đạ Nhim", "Xã Đưng KNớ", "Xã Lát",
        "Xã Đạ Sar" } },
    { 11,
      8,
      false,
      "Huyện Lâm Hà",
      { "Thị trấn Nam Ban", "Thị trấn Đinh Văn", "Xã Phú Sơn", "Xã Phi Tô", "Xã Mê Linh",
        "Xã Đạ Đờn", "Xã Phúc Thọ", "Xã Đông Thanh", "Xã Tân Thanh", "Xã Tân Văn",
        "Xã Hoài Đức", "Xã Tân Hà", "Xã Liên Hà" } },
    { 8,
      8,
      false,
      "Huyện Đơn Dương",
      { "Thị trấn D'Ran", "Thị trấn Thạnh Mỹ", "Xã Lạc Xuân", "Xã Đạ Ròn", "Xã Lạc Lâm",
        "Xã Ka Đô", "Xã Ka Đơn", "Xã Tu Tra", "Xã Quảng Lập" } },
    { 16,
      14,
      false,
      "Huyện Đức Trọng",
      { "Thị trấn Liên Nghĩa", "Xã Hiệp An", "Xã Liên Hiệp", "Xã Hiệp Thạnh", "Xã Bình Thạnh",
        "Xã N'Thol Hạ", "Xã Tân Hội", "Xã Tân Thành", "Xã Phú Hội", "Xã Ninh Gia", "Xã Tà Năng",
        "Xã Đa Quyn", "Xã Tà Hine", "Xã Đà Loan", "Xã Ninh Loan" } },
    { 12,
      8,
      false,
      "Huyện Di Linh",
      { "Thị trấn Di Linh", "Xã Đinh Trang Thượng", "Xã Tân Thượng", "Xã Tân Lâm",
        "Xã Tân Châu", "Xã Tân Nghĩa", "Xã Gia Hiệp", "Xã Đinh Lạc", "Xã Tam Bố",
        "Xã Đinh Trang Hòa", "Xã Liên Đầm", "Xã Gung Ré", "Xã Bảo Thuận", "Xã Hòa Ninh",
        "Xã Hòa Nam", "Xã Hòa Bắc", "Xã Sơn Điền", "Xã Gia Bắc" } },
    { 9,
      8,
      false,
      "Huyện Bảo Lâm",
      { "Thị trấn Lộc Thắng", "Xã Lộc Bảo", "Xã Lộc Lâm", "Xã Lộc Phú", "Xã Lộc Bắc", "Xã B'Lá",
        "Xã Lộc Ngãi", "Xã Lộc Quảng", "Xã Lộc Tân", "Xã Lộc Đức", "Xã Lộc An", "Xã Tân Lạc",
        "Xã Lộc Thành", "Xã Lộc Nam" } },
    { 4,
      4,
      true,
      "Huyện Đạ Huoai",
      { "Thị trấn Đạ M'ri", "Thị trấn Ma Đa Guôi", "Xã Hà Lâm", "Xã Đạ Oai",
        "Xã Ma Đa Guôi" } },
    { 5,
      3,
      true,
      "Huyện Đạ Tẻh",
      { "Thị trấn Đạ Tẻh", "Xã An Nhơn", "Xã Quốc Oai", "Xã Mỹ Đức", "Xã Quảng Trị",
        "Xã Đạ Lây", "Xã Đạ Kho", "Xã Đạ Pal" } },
    { 4,
      3,
      true,
      "Huyện Cát Tiên",
      { "Thị trấn Cát Tiên", "Xã Đức Phổ", "Xã Gia Viễn", "Xã Tiên Hoàng", "Xã Quảng Ngãi",
        "Xã Phước Cát 2", "Xã Đồng Nai Thượng" } },
};

#define LAST_DAY_OF_THREE_DISTRICTS 20241130 /* as yyyymmdd */

/* ---- words -------------------------------------------------------------------------- */

static const struct {
    int urban_weight;
    int rural_weight;
    const char *name;
    const char *owner;
} facilities[] = {
    { 34, 36, "Nhà ở riêng lẻ", "Hộ gia đình" },
    { 18, 8, "Nhà ở kết hợp sản xuất, kinh doanh", "Hộ gia đình" },
    { 2, 0, "Chung cư", "Nhà nước" },
    { 7, 12, "Kho", "Tư nhân" },
    { 9, 14, "Cơ sở sản xuất", "Tư nhân" },
    { 2, 2, "Cơ sở sản xuất", "Vốn đầu tư nước ngoài" },
    { 9, 4, "Cơ sở kinh doanh", "Tư nhân" },
    { 3, 2, "Chợ", "Nhà nước" },
    { 2, 0, "Quán karaoke", "Tư nhân" },
    { 2, 1, "Trụ sở làm việc", "Nhà nước" },
    { 2, 2, "Cơ sở giáo dục", "Nhà nước" },
    { 8, 14, "Phương tiện giao thông", "Tư nhân" },
    { 2, 5, "Cơ sở khác", "Tập thể" },
};

static const struct choice mishap_facilities[] = {
    { 4, "Nhà ở riêng lẻ" }, { 3, "Trạm biến áp" }, { 3, "Bãi rác" }, { 2, "Cơ sở khác" }
};
static const struct choice causes[] = {
    { 50, "Sự cố hệ thống, thiết bị điện" },
    { 18, "Sơ suất sử dụng nguồn lửa, nguồn nhiệt" },
    { 4, "Vi phạm quy định an toàn PCCC" },
    { 4, "Hàn cắt" },
    { 2, "Tự cháy" },
    { 3, "Đốt" },
    { 4, "Nguyên nhân khác" },
    { 15, "Đang điều tra" },
};
static const struct choice vehicle_causes[] = {
    { 6, "Sự cố kỹ thuật" },
    { 3, "Tai nạn giao thông" },
    { 2, "Sự cố hệ thống, thiết bị điện" },
    { 2, "Đang điều tra" },
};
static const struct choice forest_causes[] = {
    { 6, "Sơ suất sử dụng nguồn lửa, nguồn nhiệt" },
    { 4, "Đốt cỏ, rác" },
    { 1, "Nguyên nhân khác" },
    { 4, "Đang điều tra" },
};
static const struct choice mishap_causes[] = {
    { 8, "Sự cố hệ thống, thiết bị điện" },
    { 1, "Tác động thiên nhiên" },
};
static const struct choice rescue_causes[] = { { 4, "Tai nạn giao thông" },
                                               { 3, "Tác động thiên nhiên" },
                                               { 3, "Nguyên nhân khác" } };
static const struct choice notes[] = {
    { 1, "Cháy lan sang 2 nhà liền kề, đã di dời tài sản" },
    { 1, "Số liệu thiệt hại do chủ cơ sở khai, chưa kiểm tra lại" },
    { 1, "Đường hẹp, xe chữa cháy phải dừng cách hiện trường 150 m" },
    { 1, "Chủ nhà báo tin qua số 114, nói rõ là \"cháy bếp\"" },
};
static const char put_out_note[] =
    "Lực lượng tại chỗ dập tắt, xe chữa cháy không phải triển khai";
static const char worst_note[] =
    "Vụ cháy làm 03 người chết.\nCông an tỉnh đang điều tra, làm rõ nguyên nhân.";

#endif
