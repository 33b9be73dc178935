/* gallery.h - charts drawn side by side by several threads.
 *
 * Each thread has its own ink and takes the next plate that nobody has; what comes of a plate does
 * not depend on who draws it. Plates keep what was drawn until plate_clear: whoever needs the bytes
 * only once clears them in `drawn`, and memory stays flat over any number of charts. */
#ifndef FIRESTAT_ENGINE_CLI_GALLERY_H
#define FIRESTAT_ENGINE_CLI_GALLERY_H
#include "firestat/chart_draw.h"

typedef enum {
    PLATE_PNG,
    PLATE_SVG,
    PLATE_PDF,
    N_PLATE_FORMATS,
} plate_format;

struct plate {
    const struct fire_chart *chart; /* NULL: there is nothing to draw */
    struct fire_chart_look look;
    unsigned formats; /* bits of 1 << plate_format */
    /* what came of it */
    fire_status status;
    struct fire_error err; /* its say is set by who makes the plate */
    struct fire_arena *arena;
    struct fire_picture picture; /* of the arena */
    struct fire_buffer file[N_PLATE_FORMATS];
};

struct gallery_taker {
    void *self;
    /* Called for every plate that has a chart, by the thread that drew it; NULL: nobody waits. */
    void (*drawn)(void *self, struct plate *plate);
    bool (*is_stopped)(void); /* NULL: never */
};

/* Fonts and what else each thread draws with, made when it is first needed. Starts as {0}. */
#define GALLERY_THREADS_MOST 64
struct gallery_inks {
    struct fire_ink *ink[GALLERY_THREADS_MOST];
};

/*   unknown  letters that no font has are added to it */
void gallery_inks_free(struct gallery_inks *inks, struct fire_unknown_letters *unknown);

/* ".png", ".svg" or ".pdf" at the end of a path, capitals too; false: another ending. */
bool plate_format_of(const char *path, plate_format *out);
const char *plate_format_ending(plate_format format); /* ".png" */

/* Draw them all. What goes wrong with one stays with it.
 *   inks     for one call at a time
 *   errors   FIRE_EIO: no fonts; FIRE_ENOMEM; FIRE_EINTERRUPTED: it was stopped */
fire_status gallery_draw(struct gallery_inks *inks, struct plate plate[], int32_t n,
                         int n_threads, struct gallery_taker taker, struct fire_error *err);

/* Free what came of a plate. */
void plate_clear(struct plate *plate);

#endif
