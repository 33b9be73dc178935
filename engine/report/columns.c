/* columns.c - how wide the columns of a table are.
 *
 * Asked for is a share of the width by weight; needed is room for the longest word; enough is
 * room for the longest text. Every column gets its share, but not less than it needs and, while
 * others lack room, not more than is enough. Where the words do not fit at 12 pt, letters get
 * smaller down to 8 pt; then the widest columns give way, and their words break. */
#include "pages.h"

#include <math.h>

#define SIZE_MOST_PT  12.0
#define SIZE_LEAST_PT 8.0
#define SIZE_STEP_PT  0.5
#define LEAST_LETTERS 2.0 /* em of a column whose words break */
#define N_HALVINGS    60

/* Bounds of one column at a size. */
struct bounds {
    double least_px;
    double most_px;
};

static struct bounds bounds_of(struct line_extent extent, double size_px, double padding_px)
{
    const double hair_px = 0.05; /* a width measured in parts and as a whole */
    return (struct bounds){ extent.word * size_px + 2 * padding_px + hair_px,
                            extent.whole * size_px + 2 * padding_px + hair_px };
}

static double clamp(double value, double least, double most)
{
    return fmin(fmax(value, least), most);
}

/* The share a weight for which the columns, each within its bounds, fill the room. */
static double find_share(const struct line_extent extent[], const double weight[], int32_t n,
                         double size_px, double padding_px, double room_px, bool is_bounded)
{
    double low = 0;
    double high = 1;
    for (int step = 0; step < 2 * N_HALVINGS; step++) {
        const double share = step < N_HALVINGS ? high : (low + high) / 2;
        double sum_px = 0;
        for (int32_t i = 0; i < n; i++) {
            const struct bounds bounds = bounds_of(extent[i], size_px, padding_px);
            sum_px += is_bounded ? clamp(share * weight[i], bounds.least_px, bounds.most_px)
                                 : fmax(share * weight[i], bounds.most_px);
        }
        if (step < N_HALVINGS && sum_px < room_px)
            high *= 2;
        else if (step >= N_HALVINGS && sum_px < room_px)
            low = share;
        else if (step >= N_HALVINGS)
            high = share;
    }
    return low;
}

/* What no column may be wider than so that all of them have room. */
static double find_cap(const struct line_extent extent[], int32_t n, double size_px,
                       double padding_px, double room_px)
{
    double low = 0;
    double high = room_px;
    for (int step = 0; step < N_HALVINGS; step++) {
        const double cap_px = (low + high) / 2;
        double sum_px = 0;
        for (int32_t i = 0; i < n; i++)
            sum_px += fmin(bounds_of(extent[i], size_px, padding_px).least_px, cap_px);
        if (sum_px < room_px)
            low = cap_px;
        else
            high = cap_px;
    }
    return low;
}

double columns_fit(const struct line_extent extent[], const double weight[], int32_t n,
                   double padding_px, double room_px, double out[])
{
    double size_px = SIZE_MOST_PT * PX_A_PT;
    double least_px = 0;
    double most_px = 0;
    for (double size_pt = SIZE_MOST_PT; size_pt >= SIZE_LEAST_PT; size_pt -= SIZE_STEP_PT) {
        size_px = size_pt * PX_A_PT;
        least_px = most_px = 0;
        for (int32_t i = 0; i < n; i++) {
            const struct bounds bounds = bounds_of(extent[i], size_px, padding_px);
            least_px += bounds.least_px;
            most_px += bounds.most_px;
        }
        if (least_px <= room_px) break;
    }
    if (least_px > room_px) {
        const double cap_px = find_cap(extent, n, size_px, padding_px, room_px);
        const double floor_px = 2 * padding_px + LEAST_LETTERS * size_px;
        double sum_px = 0;
        for (int32_t i = 0; i < n; i++)
            sum_px += out[i] = fmax(
                fmin(bounds_of(extent[i], size_px, padding_px).least_px, cap_px), floor_px);
        for (int32_t i = 0; i < n; i++)
            out[i] *= room_px / sum_px; /* narrow ones are no narrower than the floor */
        return size_px;
    }
    const bool is_bounded = most_px > room_px;
    const double share = find_share(extent, weight, n, size_px, padding_px, room_px,
                                    is_bounded);
    for (int32_t i = 0; i < n; i++) {
        const struct bounds bounds = bounds_of(extent[i], size_px, padding_px);
        out[i] = is_bounded ? clamp(share * weight[i], bounds.least_px, bounds.most_px)
                            : fmax(share * weight[i], bounds.most_px);
    }
    return size_px;
}

int32_t columns_most(double padding_px, double room_px)
{
    return (int32_t)(room_px / (2 * padding_px + LEAST_LETTERS * SIZE_LEAST_PT * PX_A_PT));
}
