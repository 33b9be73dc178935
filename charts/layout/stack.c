/* stack.c - see stack.h.
 *
 * With the heights of all items above taken off, "no overlap" means only that the positions
 * never fall, and the nearest such positions are the isotonic regression of the wishes: pool
 * neighbours that are in each other's way and put every pool at the mean of its wishes.
 * Pushing labels apart pair by pair instead depends on the order and drifts. */
#include "stack.h"

#include <math.h>

/* Mark the least important as dropped until the others fit. */
static void drop_until_fitting(struct stack_item item[], int32_t n_items, double room_px)
{
    double height_px = 0.0;
    for (int32_t i = 0; i < n_items; i++) {
        item[i].is_placed = true;
        height_px += item[i].height_px;
    }
    while (height_px > room_px) {
        int32_t least = -1;
        for (int32_t i = 0; i < n_items; i++)
            if (item[i].is_placed && (least < 0 || item[i].priority <= item[least].priority))
                least = i;
        if (least < 0) return;
        item[least].is_placed = false;
        height_px -= item[least].height_px;
    }
}

static bool comes_before(const struct stack_item *a, const struct stack_item *b)
{
    if (a->is_placed != b->is_placed) return a->is_placed;
    return a->wanted_px < b->wanted_px;
}

static void sort_items(struct stack_item item[], int32_t n_items)
{
    for (int32_t i = 1; i < n_items; i++) {
        const struct stack_item moved = item[i];
        int32_t at = i;
        for (; at > 0 && comes_before(&moved, &item[at - 1]); at--)
            item[at] = item[at - 1];
        item[at] = moved;
    }
}

struct pool {
    double mean_px; /* of the wishes, heights above taken off */
    int32_t n;
};

void stack_place(struct page *page, struct stack_item item[], int32_t n_items, double top_px,
                 double bottom_px)
{
    drop_until_fitting(item, n_items, bottom_px - top_px);
    sort_items(item, n_items);
    struct pool *pool = PAGE_TAKE(page, n_items, struct pool);
    if (pool == NULL) return;

    int32_t n_pools = 0;
    double above_px = 0.0;
    for (int32_t i = 0; i < n_items && item[i].is_placed; i++) {
        pool[n_pools++] = (struct pool){ item[i].wanted_px - item[i].height_px / 2.0 - above_px,
                                         1 };
        while (n_pools > 1 && pool[n_pools - 2].mean_px >= pool[n_pools - 1].mean_px) {
            const struct pool last = pool[--n_pools];
            struct pool *into = &pool[n_pools - 1];
            into->mean_px = (into->mean_px * into->n + last.mean_px * last.n) /
                            (into->n + last.n);
            into->n += last.n;
        }
        above_px += item[i].height_px;
    }

    const double highest_px = fmax(top_px, bottom_px - above_px);
    double offset_px = 0.0;
    int32_t at = 0;
    for (int32_t p = 0; p < n_pools; p++) {
        const double start_px = fmin(fmax(pool[p].mean_px, top_px), highest_px);
        for (int32_t k = 0; k < pool[p].n; k++, at++) {
            item[at].centre_px = start_px + offset_px + item[at].height_px / 2.0;
            offset_px += item[at].height_px;
        }
    }
}
