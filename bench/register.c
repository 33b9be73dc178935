/* register.c - see register.h. */
#include "register.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N_PROVINCES = 63, N_DISTRICTS = 733, N_COMMUNES = 10967, N_DAYS = 7305 };

static uint64_t state;

static uint32_t next(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 32);
}

static uint32_t below(uint32_t n)
{
    return (uint32_t)((uint64_t)next() * n >> 32);
}

static const char *const syllables[] = { "An",   "Bình",  "Cẩm",   "Đông", "Đức",   "Giang",
                                         "Hà",   "Hòa",   "Hưng",  "Khê",  "Lâm",   "Long",
                                         "Mỹ",   "Nam",   "Nghĩa", "Phú",  "Quang", "Sơn",
                                         "Tân",  "Thắng", "Thạnh", "Thủy", "Trà",   "Vạn",
                                         "Xuân", "Yên" };
enum { N_SYLLABLES = sizeof syllables / sizeof syllables[0] };

static const char *const kinds[] = {
    "cháy", "cháy", "cháy", "cháy", "cháy rừng", "nổ", "sự cố"
};
static const char *const causes[] = { "sự cố hệ thống điện",
                                      "sơ suất sử dụng lửa",
                                      "vi phạm quy định an toàn",
                                      "đang điều tra",
                                      "tự cháy",
                                      "đốt" };
static const char *const facilities[] = {
    "nhà ở đơn lẻ",           "cơ sở sản xuất", "nhà ở kết hợp sản xuất, kinh doanh",
    "phương tiện giao thông", "rừng",           "kho"
};

#define PICK(words) ((words)[below(sizeof(words) / sizeof((words)[0]))])

static char province[N_PROVINCES][48];
static char district[N_DISTRICTS][48];
static char commune[N_COMMUNES][48];

static void make_names(void)
{
    for (int i = 0; i < N_PROVINCES; i++)
        snprintf(province[i], sizeof province[i], "Tỉnh %s %s", syllables[i % N_SYLLABLES],
                 syllables[(i / N_SYLLABLES * 7 + i + 3) % N_SYLLABLES]);
    for (int i = 0; i < N_DISTRICTS; i++)
        snprintf(district[i], sizeof district[i], "%s %s %s",
                 i % 9 == 0 ? "Thành phố" : "Huyện", PICK(syllables), PICK(syllables));
    for (int i = 0; i < N_COMMUNES; i++) {
        if (i % 11 == 0)
            snprintf(commune[i], sizeof commune[i], "Phường %d", 1 + i / 11 % 15);
        else
            snprintf(commune[i], sizeof commune[i], "Xã %s %s", PICK(syllables),
                     PICK(syllables));
    }
}

static void write_day(FILE *out, int day)
{
    static const int months[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year = 2006;
    int month = 0;
    for (;;) {
        const int leap = year % 4 == 0;
        if (day < 365 + leap) break;
        day -= 365 + leap;
        year++;
    }
    for (;;) {
        const int days = months[month] + (month == 1 && year % 4 == 0);
        if (day < days) break;
        day -= days;
        month++;
    }
    fprintf(out, "%d-%02d-%02d %02u:%02u", year, month + 1, day + 1, below(24), below(60));
}

static void write_note(FILE *out, bool with_quotes)
{
    if (below(100) >= 35) return;
    if (!with_quotes) {
        fprintf(out, "Đám cháy được dập tắt lúc %02u giờ %02u tại thôn %u", below(24),
                below(60), 1 + below(20));
        return;
    }
    fprintf(out, "\"Đám cháy được dập tắt lúc %02u giờ %02u, tại thôn %u", below(24), below(60),
            1 + below(20));
    if (below(5) == 0) fputs(", chủ cơ sở \"\"Thành Công\"\"", out);
    if (below(30) == 0) fputs("\nbổ sung sau", out);
    fputs("\"", out);
}

static void write_row(FILE *out, int64_t row, int64_t n_rows, bool with_quotes)
{
    const uint32_t at = below(1 + below(N_COMMUNES)); /* the first ones are busier */
    const uint32_t of = at * N_DISTRICTS / N_COMMUNES;
    fprintf(out, "%lld,", (long long)row + 1);
    write_day(out, (int)(row * N_DAYS / n_rows));
    fprintf(out, ",%s,%s,%s,%s,%s,", province[of * N_PROVINCES / N_DISTRICTS], district[of],
            commune[at], PICK(kinds), PICK(causes));
    const char *facility = PICK(facilities);
    fprintf(out, with_quotes && strchr(facility, ',') != NULL ? "\"%s\"," : "%s,",
            with_quotes || strchr(facility, ',') == NULL ? facility : "nhà ở");
    fprintf(out, "%u,%u,", below(50) == 0 ? 1 + below(3) : 0,
            below(25) == 0 ? 1 + below(4) : 0);
    if (below(8) != 0) fprintf(out, "%.0f000", exp(6 + below(1000) * 0.009));
    fputs(",", out);
    if (below(60) == 0) fprintf(out, "%u.%02u", below(30), below(100));
    fputs(",", out);
    write_note(out, with_quotes);
    fputs("\n", out);
}

bool register_make(const char *path, int64_t n_rows, bool with_quotes)
{
    char part[1024];
    if (access(path, R_OK) == 0) return true;
    snprintf(part, sizeof part, "%s.part", path);
    FILE *out = fopen(part, "wb");
    if (out == NULL) return false;
    state = 1;
    make_names();
    fputs("id,occurred_at,province,district,commune,kind,cause,facility,deaths,injuries,"
          "damage_vnd,forest_ha,note\n",
          out);
    for (int64_t row = 0; row < n_rows; row++)
        write_row(out, row, n_rows, with_quotes);
    const bool is_written = fflush(out) == 0 && !ferror(out);
    return fclose(out) == 0 && is_written && rename(part, path) == 0;
}
