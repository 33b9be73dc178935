/* gallery.c - see gallery.h. */
#include "gallery.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>

static const char *const endings[N_PLATE_FORMATS] = { ".png", ".svg", ".pdf" };

bool plate_format_of(const char *path, plate_format *out)
{
    const size_t n = strlen(path);
    for (int i = 0; i < N_PLATE_FORMATS; i++) {
        const size_t size = strlen(endings[i]);
        if (n < size || strcasecmp(path + n - size, endings[i]) != 0) continue;
        *out = (plate_format)i;
        return true;
    }
    return false;
}

const char *plate_format_ending(plate_format format)
{
    return endings[format];
}

struct gallery {
    struct plate *plate; /* [n] */
    int32_t n;
    struct gallery_taker taker;
    atomic_int next;
    atomic_bool is_stopped;
};

/* One of the threads; its ink's failure is the gallery's. */
struct painter {
    struct gallery *gallery;
    struct fire_ink **ink; /* its place among the inks */
    pthread_t thread;
    fire_status status;
    struct fire_error err;
};

static fire_status draw_formats(struct plate *plate, struct fire_ink *ink)
{
    struct fire_error *err = &plate->err;
    if ((plate->formats & 1u << PLATE_PNG) != 0)
        FIRE_TRY(fire_draw_png(ink, &plate->picture, &plate->file[PLATE_PNG], err));
    if ((plate->formats & 1u << PLATE_SVG) != 0)
        FIRE_TRY(fire_draw_svg(&plate->picture, "chart", &plate->file[PLATE_SVG], err));
    if ((plate->formats & 1u << PLATE_PDF) != 0)
        FIRE_TRY(fire_draw_pdf(ink, &plate->picture, &plate->file[PLATE_PDF], err));
    return FIRE_OK;
}

static fire_status draw_plate(struct plate *plate, struct fire_ink *ink)
{
    plate->arena = fire_arena_create();
    if (plate->arena == NULL) return fire_fail_memory(&plate->err);
    FIRE_TRY(fire_layout_make(plate->chart, plate->look, fire_ink_meter(ink), plate->arena,
                              &plate->picture, &plate->err));
    return draw_formats(plate, ink);
}

static void *paint(void *self)
{
    struct painter *painter = self;
    struct gallery *gallery = painter->gallery;
    if (*painter->ink == NULL) painter->status = fire_ink_create(painter->ink, &painter->err);
    while (painter->status == FIRE_OK) {
        const int32_t i = atomic_fetch_add(&gallery->next, 1);
        if (i >= gallery->n || atomic_load(&gallery->is_stopped)) break;
        struct plate *plate = &gallery->plate[i];
        if (plate->chart == NULL) continue;
        plate->status = draw_plate(plate, *painter->ink);
        if (gallery->taker.drawn != NULL) gallery->taker.drawn(gallery->taker.self, plate);
        if (gallery->taker.is_stopped != NULL && gallery->taker.is_stopped())
            atomic_store(&gallery->is_stopped, true);
    }
    return NULL;
}

fire_status gallery_draw(struct gallery_inks *inks, struct plate plate[], int32_t n,
                         int n_threads, struct gallery_taker taker, struct fire_error *err)
{
    struct gallery gallery = { .plate = plate, .n = n, .taker = taker };
    struct painter painter[GALLERY_THREADS_MOST];
    int n_painters = n_threads < n ? n_threads : n;
    if (n_painters > GALLERY_THREADS_MOST) n_painters = GALLERY_THREADS_MOST;
    if (n_painters < 1) n_painters = 1;
    for (int i = 0; i < n_painters; i++)
        painter[i] = (struct painter){ .gallery = &gallery,
                                       .ink = &inks->ink[i],
                                       .err = { .say = err == NULL ? NULL : err->say } };
    int n_started = 1; /* this thread is the first of them */
    while (n_started < n_painters &&
           pthread_create(&painter[n_started].thread, NULL, paint, &painter[n_started]) == 0)
        n_started++;
    paint(&painter[0]);
    for (int i = 1; i < n_started; i++)
        pthread_join(painter[i].thread, NULL);
    for (int i = 0; i < n_started; i++) {
        if (painter[i].status == FIRE_OK) continue;
        if (err != NULL) *err = painter[i].err;
        return painter[i].status;
    }
    if (!atomic_load(&gallery.is_stopped)) return FIRE_OK;
    return fire_fail(err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "stopped");
}

void gallery_inks_free(struct gallery_inks *inks, struct fire_unknown_letters *unknown)
{
    for (int i = 0; i < GALLERY_THREADS_MOST; i++) {
        if (inks->ink[i] == NULL) continue;
        fire_unknown_add_all(unknown, fire_ink_unknown(inks->ink[i]));
        fire_ink_free(inks->ink[i]);
    }
    *inks = (struct gallery_inks){ 0 };
}

void plate_clear(struct plate *plate)
{
    for (int i = 0; i < N_PLATE_FORMATS; i++) {
        fire_buffer_finish(&plate->file[i]);
        plate->file[i] = (struct fire_buffer){ 0 };
    }
    fire_arena_free(plate->arena);
    plate->arena = NULL;
}
