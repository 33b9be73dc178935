/* generate.c - the made-up incident list of this folder, on standard output.
 *
 *     cc -std=c11 -o generate generate.c && ./generate > vu_chay_lam_dong_2014_2024.csv
 *
 * Same bytes on every machine: a generator of its own with a fixed seed, whole numbers only, and
 * never two draws in one expression, since C leaves their order open.
 * What is planned is in plan.h, the rest is drawn. */
#include "plan.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_A_YEAR    (64 * TIMES)
#define NOT_KNOWN     (-1)
#define MINUTES_A_DAY 1440
#define N_OF(array)   ((int)(sizeof(array) / sizeof((array)[0])))

/* ---- chance ------------------------------------------------------------------------ */

static uint64_t state = 20140296;

static uint32_t draw(void) /* splitmix64, the upper half */
{
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

static int64_t between(int64_t low, int64_t high)
{
    return low + (int64_t)draw() % (high - low + 1);
}

static bool percent(int share)
{
    return between(1, 100) <= share;
}

static const char *choose(const struct choice list[], int n)
{
    int64_t total = 0;
    for (int i = 0; i < n; i++)
        total += list[i].weight;
    int64_t at = between(1, total);
    int i = 0;
    while ((at -= list[i].weight) > 0)
        i++;
    return list[i].text;
}
#define CHOOSE(list) choose((list), N_OF(list))

static int choose_index(const int weight[], int n)
{
    int64_t total = 0;
    for (int i = 0; i < n; i++)
        total += weight[i];
    int64_t at = between(1, total);
    int i = 0;
    while ((at -= weight[i]) > 0)
        i++;
    return i;
}

/* ---- one incident ------------------------------------------------------------------- */

struct incident {
    int year, month, day;
    int64_t occurred; /* minutes since midnight of its day, like the four below */
    int64_t reported, arrived, controlled, extinguished;
    int order; /* in which it was drawn: decides between equal times */
    enum kind kind;
    bool urban;
    const char *district, *commune, *facility, *owner, *cause, *severity, *note;
    char address[64];
    int64_t deaths, injuries, rescued;
    int64_t damage_vnd, saved_vnd; /* NOT_KNOWN, or đồng     */
    int64_t forest_ha100;          /* hundredths of a hectare */
    int64_t area_m2;
    int64_t vehicles, officers;
};

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && year % 4 == 0 ? 1 : 0); /* right for 1901-2099 */
}

static void draw_times(struct incident *it)
{
    const bool forest = it->kind == FOREST_FIRE;
    it->month = choose_index(forest ? dry_month_weight : month_weight, 12) + 1;
    it->day = (int)between(1, days_in_month(it->year, it->month));
    it->occurred = choose_index(hour_weight, 24) * 60;
    it->occurred += between(0, 59);
    it->reported = it->occurred + between(2, 15);
    if (it->reported >= MINUTES_A_DAY) it->reported = MINUTES_A_DAY - 1;
}

static void draw_place(struct incident *it)
{
    int weight[N_OF(districts)];
    const int date = it->year * 10000 + it->month * 100 + it->day;
    for (int i = 0; i < N_OF(districts); i++) {
        weight[i] = it->kind == FOREST_FIRE ? districts[i].forest_weight : districts[i].weight;
        if (districts[i].merged_in_2024 && date > LAST_DAY_OF_THREE_DISTRICTS) weight[i] = 0;
    }
    const int district = choose_index(weight, N_OF(districts));

    int commune_weight[MAX_COMMUNES] = { 0 };
    int n = 0;
    for (; n < MAX_COMMUNES && districts[district].commune[n] != NULL; n++) {
        const bool rural = starts_with(districts[district].commune[n], "Xã");
        const bool forest = it->kind == FOREST_FIRE;
        commune_weight[n] = rural ? (forest ? 4 : 2) : (forest ? 1 : 5);
    }
    it->district = districts[district].name;
    it->commune = districts[district].commune[choose_index(commune_weight, n)];
    it->urban = !starts_with(it->commune, "Xã");

    if (it->kind == FOREST_FIRE) {
        const int plot = (int)between(1, 12);
        const int stand = (int)between(20, 690);
        snprintf(it->address, sizeof it->address, "Khoảnh %d, tiểu khu %d", plot, stand);
    } else {
        snprintf(it->address, sizeof it->address, "%s %d", it->urban ? "Tổ dân phố" : "Thôn",
                 (int)between(1, 14));
    }
}

static void draw_facility_and_cause(struct incident *it)
{
    it->facility = it->owner = "";
    if (it->kind == RESCUE) {
        it->cause = CHOOSE(rescue_causes);
    } else if (it->kind == MISHAP) {
        it->facility = CHOOSE(mishap_facilities);
        it->cause = strcmp(it->facility, "Bãi rác") == 0 ? "Đốt cỏ, rác"
                                                         : CHOOSE(mishap_causes);
    } else if (it->kind == FOREST_FIRE) {
        it->facility = "Rừng";
        it->owner = "Nhà nước";
        it->cause = CHOOSE(forest_causes);
    } else {
        int weight[N_OF(facilities)];
        for (int i = 0; i < N_OF(facilities); i++)
            weight[i] = it->urban ? facilities[i].urban_weight : facilities[i].rural_weight;
        const int facility = choose_index(weight, N_OF(facilities));
        it->facility = facilities[facility].name;
        it->owner = facilities[facility].owner;
        it->cause = strcmp(it->facility, "Phương tiện giao thông") == 0 ? CHOOSE(vehicle_causes)
                                                                        : CHOOSE(causes);
    }
}

/* Damage of a fire in đồng: half of them below 60 million, one in fifty above 3 billion. */
static int64_t draw_fire_damage(void)
{
    static const struct {
        int low, high, step; /* in units of 100,000 đồng */
    } range[] = { { 20, 200, 5 },        { 200, 600, 10 },     { 600, 1500, 50 },
                  { 1500, 4000, 100 },   { 4000, 10000, 500 }, { 10000, 30000, 1000 },
                  { 30000, 80000, 1000 } };
    static const int weight[N_OF(range)] = { 28, 26, 20, 13, 7, 4, 2 };
    const int at = choose_index(weight, N_OF(range));
    const int64_t steps = between(range[at].low / range[at].step,
                                  range[at].high / range[at].step);
    return steps * range[at].step * 100000;
}

static void draw_losses(struct incident *it)
{
    it->area_m2 = it->saved_vnd = NOT_KNOWN;
    if (it->kind == FIRE || it->kind == EXPLOSION) {
        it->damage_vnd = draw_fire_damage();
        if (it->kind == FIRE) it->area_m2 = 2 + it->damage_vnd / 4000000 + between(0, 20);
        if (percent(7)) it->injuries = between(1, 2);
        if (percent(4)) it->rescued = between(1, 5);
        if (percent(30)) it->saved_vnd = between(1, 40) * 50000000;
    } else if (it->kind == FOREST_FIRE) {
        it->forest_ha100 = percent(70) ? between(10, 250) : between(250, 1500);
        it->damage_vnd = percent(40) ? 0 : between(5, 80) * 1000000;
    } else if (it->kind == MISHAP) {
        it->damage_vnd = percent(50) ? 0 : between(1, 10) * 500000;
    } else {
        it->rescued = between(1, 3);
        if (percent(25)) it->injuries = 1;
    }
    if (it->kind != RESCUE && percent(10)) it->damage_vnd = NOT_KNOWN;
}

/* The limits are this file's own: no published ones are known for the scale of these years. */
static void judge(struct incident *it)
{
    it->severity = "";
    if (it->kind == MISHAP || it->kind == RESCUE) return;
    if (it->deaths > 0)
        it->severity = "Nghiêm trọng";
    else if (it->damage_vnd >= 3000000000 || it->forest_ha100 >= 500)
        it->severity = "Lớn";
    else if (it->damage_vnd >= 200000000 || it->forest_ha100 >= 100)
        it->severity = "Trung bình";
    else if (it->damage_vnd != NOT_KNOWN || it->forest_ha100 > 0)
        it->severity = "Nhỏ";
}

static void draw_response(struct incident *it)
{
    it->arrived = it->controlled = it->extinguished = NOT_KNOWN;
    const bool forest = it->kind == FOREST_FIRE;
    const bool put_out_before = it->kind == MISHAP ? percent(50)
                                                   : it->kind == FIRE && percent(5);
    if (put_out_before) {
        it->extinguished = it->reported + between(5, 20);
        return;
    }
    it->arrived = it->reported + (it->urban && !forest ? between(4, 14) : between(12, 50));
    const bool large = it->damage_vnd >= 400000000 || it->forest_ha100 >= 250;
    it->vehicles = between(1, 2);
    if (large) it->vehicles += between(1, 4);
    it->officers = it->vehicles * between(5, 8);
    if (forest) it->officers += between(10, 40);
    if (it->kind == RESCUE) return;
    it->controlled = it->arrived + between(8, 45) * (large ? 4 : 1);
    it->extinguished = it->controlled + between(5, 60) * (large ? 4 : 1);
}

static void draw_incident(struct incident *it, int year, int order)
{
    memset(it, 0, sizeof *it);
    it->year = year;
    it->order = order;
    it->kind = (enum kind)choose_index(kind_weight, N_KINDS);
    draw_times(it);
    draw_place(it);
    draw_facility_and_cause(it);
    draw_losses(it);
    draw_response(it);
    it->note = "";
    if (it->kind == FIRE && it->arrived == NOT_KNOWN)
        it->note = put_out_note;
    else if (it->kind == FIRE && percent(5))
        it->note = CHOOSE(notes);
}

/* The year's deaths, to fires in homes. */
static void place_deaths(struct incident list[], int n, int year, int n_deaths)
{
    int64_t at_once = year == WORST_YEAR ? WORST_DEATHS : 1;
    while (n_deaths > 0) {
        struct incident *it = &list[between(0, n - 1)];
        if (it->kind != FIRE || it->deaths > 0 || !starts_with(it->facility, "Nhà ở")) continue;
        it->deaths = at_once;
        if (at_once == WORST_DEATHS) {
            it->cause = "Đang điều tra";
            it->note = worst_note;
        }
        n_deaths -= (int)at_once;
        at_once = 1;
    }
}

static int in_time_order(const void *a, const void *b)
{
    const struct incident *left = a;
    const struct incident *right = b;
    if (left->month != right->month) return left->month - right->month;
    if (left->day != right->day) return left->day - right->day;
    if (left->occurred != right->occurred) return left->occurred < right->occurred ? -1 : 1;
    return left->order - right->order;
}

/* ---- CSV ---------------------------------------------------------------------------- */

static void put_text(const char *text)
{
    putchar(',');
    if (strpbrk(text, ",\"\n") == NULL) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"') putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void put_number(int64_t number)
{
    putchar(',');
    if (number != NOT_KNOWN) printf("%" PRId64, number);
}

static void put_moment(const struct incident *it, int64_t minute)
{
    int year = it->year;
    int month = it->month;
    int day = it->day;
    putchar(',');
    if (minute == NOT_KNOWN) return;
    for (; minute >= MINUTES_A_DAY; minute -= MINUTES_A_DAY) {
        if (++day <= days_in_month(year, month)) continue;
        day = 1;
        if (++month <= 12) continue;
        month = 1;
        year++;
    }
    printf("%02d/%02d/%d %02d:%02d", day, month, year, (int)(minute / 60), (int)(minute % 60));
}

static void put_incident(const struct incident *it, int number)
{
    printf("LD-%d-%04d,%02d/%02d/%d", it->year, number, it->day, it->month, it->year);
    printf(",%02d:%02d", (int)(it->occurred / 60), (int)(it->occurred % 60));
    printf(",%02d:%02d", (int)(it->reported / 60), (int)(it->reported % 60));
    put_moment(it, it->arrived);
    put_moment(it, it->controlled);
    put_moment(it, it->extinguished);
    put_text("Lâm Đồng");
    put_text(it->district);
    put_text(it->commune);
    put_text(it->address);
    put_text(it->urban ? "Thành thị" : "Nông thôn");
    put_text(kind_name[it->kind]);
    put_text(it->kind == MISHAP ? "Không thuộc diện thống kê" : "Thuộc diện thống kê");
    put_text(it->facility);
    put_text(it->owner);
    put_text(it->cause);
    put_text(it->severity);
    put_number(it->deaths);
    put_number(it->injuries);
    put_number(it->rescued);
    if (it->damage_vnd == NOT_KNOWN)
        put_text(it->order % 2 == 0 ? "" : "chưa ước tính");
    else
        put_number(it->damage_vnd);
    put_number(it->saved_vnd);
    printf(",%d.%02d", (int)(it->forest_ha100 / 100), (int)(it->forest_ha100 % 100));
    put_number(it->area_m2);
    put_number(it->vehicles);
    put_number(it->officers);
    put_text(it->note);
    putchar('\n');
}

int main(void)
{
    fputs(
        "Mã vụ,Ngày xảy ra,Giờ xảy ra,Giờ báo cháy,Thời điểm đến hiện trường,"
        "Thời điểm khống chế,Thời điểm dập tắt,Tỉnh,Huyện/Thành phố,Xã/Phường,Địa chỉ,Khu vực,"
        "Loại vụ,Phạm vi thống kê,Loại hình cơ sở,Hình thức sở hữu,Nguyên nhân,Mức độ,"
        "Số người chết,Số người bị thương,Số người được cứu,Thiệt hại (đồng),"
        "Giá trị cứu được (đồng),Diện tích rừng (ha),Diện tích cháy (m2),Số xe,"
        "Số cán bộ chiến sĩ,Ghi chú\n",
        stdout);
    for (int i = 0; i < N_YEARS; i++) {
        static struct incident list[MAX_A_YEAR];
        const int n = plan[i].n_incidents * TIMES;
        for (int order = 0; order < n; order++)
            draw_incident(&list[order], FIRST_YEAR + i, order);
        place_deaths(list, n, FIRST_YEAR + i, plan[i].n_deaths * TIMES);
        qsort(list, (size_t)n, sizeof list[0], in_time_order);
        for (int at = 0; at < n; at++) {
            judge(&list[at]);
            put_incident(&list[at], at + 1);
        }
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
