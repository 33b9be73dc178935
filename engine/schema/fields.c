/* fields.c - the record that every room speaks of: names, types, labels and units.
 *
 * The names are the ones of CSV, JSON, SQLite and C; the labels are what people read. Money is
 * in đồng unless a source declares another currency. */
#include "fields.h"

#define NO_UNIT "", ""

/* clang-format off */
const struct fire_field builtin_fields[FIRE_N_BUILTIN_FIELDS] = {
    [FIRE_FIELD_ID] =
        { "id", FIRE_TYPE_TEXT, 0, "Mã vụ", "Incident id", NO_UNIT },
    [FIRE_FIELD_OCCURRED_AT] =
        { "occurred_at", FIRE_TYPE_DATETIME, 0, "Thời điểm xảy ra", "Occurred at", NO_UNIT },
    [FIRE_FIELD_REPORTED_AT] =
        { "reported_at", FIRE_TYPE_DATETIME, 0, "Thời điểm báo", "Reported at", NO_UNIT },
    [FIRE_FIELD_ARRIVED_AT] =
        { "arrived_at", FIRE_TYPE_DATETIME, 0, "Thời điểm đến nơi", "Arrived at", NO_UNIT },
    [FIRE_FIELD_CONTROLLED_AT] =
        { "controlled_at", FIRE_TYPE_DATETIME, 0, "Thời điểm khống chế", "Controlled at", NO_UNIT },
    [FIRE_FIELD_EXTINGUISHED_AT] =
        { "extinguished_at", FIRE_TYPE_DATETIME, 0, "Thời điểm dập tắt", "Extinguished at", NO_UNIT },
    [FIRE_FIELD_PERIOD] =
        { "period", FIRE_TYPE_PERIOD, 0, "Kỳ số liệu", "Period", NO_UNIT },
    [FIRE_FIELD_REPORTED_ON] =
        { "reported_on", FIRE_TYPE_DATETIME, 0, "Ngày công bố", "Reported on", NO_UNIT },
    [FIRE_FIELD_PROVINCE] =
        { "province", FIRE_TYPE_AREA, 0, "Tỉnh, thành phố", "Province", NO_UNIT },
    [FIRE_FIELD_DISTRICT] =
        { "district", FIRE_TYPE_AREA, 0, "Huyện", "District", NO_UNIT },
    [FIRE_FIELD_COMMUNE] =
        { "commune", FIRE_TYPE_AREA, 0, "Xã", "Commune", NO_UNIT },
    [FIRE_FIELD_ADDRESS] =
        { "address", FIRE_TYPE_TEXT, 0, "Địa chỉ", "Address", NO_UNIT },
    [FIRE_FIELD_SETTING] =
        { "setting", FIRE_TYPE_CATEGORY, 0, "Khu vực", "Setting", NO_UNIT },
    [FIRE_FIELD_KIND] =
        { "kind", FIRE_TYPE_CATEGORY, 0, "Loại vụ", "Kind", NO_UNIT },
    [FIRE_FIELD_SCOPE] =
        { "scope", FIRE_TYPE_CATEGORY, 0, "Phạm vi thống kê", "Scope", NO_UNIT },
    [FIRE_FIELD_FACILITY] =
        { "facility", FIRE_TYPE_CATEGORY, 0, "Loại hình cơ sở", "Facility", NO_UNIT },
    [FIRE_FIELD_OWNERSHIP] =
        { "ownership", FIRE_TYPE_CATEGORY, 0, "Hình thức sở hữu", "Ownership", NO_UNIT },
    [FIRE_FIELD_CAUSE] =
        { "cause", FIRE_TYPE_CATEGORY, 0, "Nguyên nhân", "Cause", NO_UNIT },
    [FIRE_FIELD_SEVERITY] =
        { "severity", FIRE_TYPE_CATEGORY, 0, "Mức độ", "Severity", NO_UNIT },
    [FIRE_FIELD_INCIDENTS] =
        { "incidents", FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", "" },
    [FIRE_FIELD_DEATHS] =
        { "deaths", FIRE_TYPE_INTEGER, 0, "Số người chết", "Deaths", "người", "" },
    [FIRE_FIELD_INJURIES] =
        { "injuries", FIRE_TYPE_INTEGER, 0, "Số người bị thương", "Injuries", "người", "" },
    [FIRE_FIELD_RESCUED] =
        { "rescued", FIRE_TYPE_INTEGER, 0, "Số người được cứu", "People rescued", "người", "" },
    [FIRE_FIELD_DAMAGE] =
        { "damage", FIRE_TYPE_MONEY, FIRE_MONEY_SCALE, "Thiệt hại tài sản", "Property damage", "đồng", "VND" },
    [FIRE_FIELD_SAVED_VALUE] =
        { "saved_value", FIRE_TYPE_MONEY, FIRE_MONEY_SCALE, "Giá trị tài sản cứu được", "Property saved", "đồng", "VND" },
    [FIRE_FIELD_FOREST_HA] =
        { "forest_ha", FIRE_TYPE_DECIMAL, FIRE_DECIMAL_SCALE, "Diện tích rừng cháy", "Forest burnt", "ha", "ha" },
    [FIRE_FIELD_AREA_M2] =
        { "area_m2", FIRE_TYPE_DECIMAL, FIRE_DECIMAL_SCALE, "Diện tích cháy", "Area burnt", "m²", "m²" },
    [FIRE_FIELD_VEHICLES] =
        { "vehicles", FIRE_TYPE_INTEGER, 0, "Số lượt phương tiện", "Vehicles sent", "lượt", "" },
    [FIRE_FIELD_OFFICERS] =
        { "officers", FIRE_TYPE_INTEGER, 0, "Số lượt cán bộ, chiến sĩ", "Officers sent", "lượt", "" },
    [FIRE_FIELD_NOTE] =
        { "note", FIRE_TYPE_TEXT, 0, "Ghi chú", "Note", NO_UNIT },
};
/* clang-format on */
