/* chart_layout.h - where things go: a chart becomes a list of shapes.
 *
 *     struct fire_picture picture;
 *     const struct fire_chart_look look = { FIRE_SIZE_FULL, FIRE_PALETTE_HOUSE };
 *     status = fire_layout_make(&chart, look, meter, arena, &picture, err);
 *     ... fire_draw_png(ink, &picture, ...), as often as wanted ...
 *     fire_arena_free(arena);
 *
 * Layout is arithmetic: it knows how wide a text is from the meter it is given and draws
 * nothing. What it promises of every picture:
 *
 *   - every coordinate is finite, every text lies inside the page;
 *   - no two texts overlap: labels are pushed apart, and dropped by priority where there is
 *     no room, so a chart never overprints;
 *   - titles, subtitles and footers are wrapped by words and make the page higher.
 *
 * Coordinates are CSS pixels (1/96 inch), y grows downwards. A picture owns nothing: it lives
 * in the arena and borrows the chart's texts.
 *
 * Thread use: pure but for the arena and what the meter does. */
#ifndef FIRESTAT_CHART_LAYOUT_H
#define FIRESTAT_CHART_LAYOUT_H
#include "firestat/arena.h"
#include "firestat/chart_model.h"
#include "firestat/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_SIZE_HALF,  /*  400 px wide: two beside each other on A4  */
    FIRE_SIZE_FULL,  /*  820 px wide: the width of A4              */
    FIRE_SIZE_SLIDE, /* 1280 x 720 px, larger letters              */
    FIRE_N_SIZES,
} fire_chart_size;

/* "half", "full" or "slide"; false for anything else, `out` is then untouched. */
bool fire_chart_size_of(const char *name, fire_chart_size *out);

typedef enum {
    FIRE_PALETTE_HOUSE, /* told apart by the colour-blind too */
    FIRE_PALETTE_MONO,  /* greys, for photocopies              */
    FIRE_N_PALETTES,
} fire_palette;

struct fire_chart_look {
    fire_chart_size size;
    fire_palette palette;
};

/* Charts are in Sans, documents of the administration in Serif. Bold is told beside it. */
typedef enum {
    FIRE_FACE_SANS,  /* Liberation Sans, as wide as Arial             */
    FIRE_FACE_SERIF, /* Liberation Serif, as wide as Times New Roman  */
    FIRE_FACE_SERIF_ITALIC,
} fire_face;

/* How wide a text is.
 *   text      one line of UTF-8, NUL-ended
 *   returns   width in px; NaN when it cannot be told: the layout then fails */
struct fire_text_meter {
    void *self;
    double (*width_px)(void *self, const char *text, double size_px, bool bold, fire_face face);
};

/* A text's box reaches this far above and below its baseline, in parts of its size:
 * Liberation Sans (as Arial) has 0.905 and 0.212, Serif 0.891 and 0.216. */
#define FIRE_TEXT_ASCENT  0.91
#define FIRE_TEXT_DESCENT 0.22

/* By what they are for, as in the palette of the house. */
typedef enum {
    FIRE_COLOUR_PAPER,    /* #FFFFFF                                             */
    FIRE_COLOUR_BLACK,    /* #000000 documents                                   */
    FIRE_COLOUR_STRONG,   /* #222222 titles                                      */
    FIRE_COLOUR_PLAIN,    /* #555555 subtitle, axis labels                       */
    FIRE_COLOUR_QUIET,    /* #737373 footer, zero line                           */
    FIRE_COLOUR_GRID,     /* #E0E0E0                                             */
    FIRE_COLOUR_GUIDE,    /* #888888 means                                       */
    FIRE_COLOUR_BAND,     /* #D9E1E8 between two limits                          */
    FIRE_COLOUR_CURRENT,  /* #12436D the series in question                      */
    FIRE_COLOUR_PREVIOUS, /* #F46A25 what it is compared with                    */
    FIRE_COLOUR_THIRD,    /* #28A197                                             */
    FIRE_COLOUR_FOURTH,   /* #801650                                             */
    FIRE_COLOUR_OTHER,    /* #9AA0A6 all the rest                                */
    FIRE_COLOUR_FELL,     /* #28A197 better than before; always with a sign too  */
    FIRE_COLOUR_ROSE,     /* #C6521A worse than before; likewise                 */
    FIRE_COLOUR_STEP_0,   /* #F2F5F8 the steps of an amount, light to dark       */
    FIRE_COLOUR_STEP_1,
    FIRE_COLOUR_STEP_2,
    FIRE_COLOUR_STEP_3,
    FIRE_COLOUR_STEP_4,
    FIRE_COLOUR_STEP_5,
    FIRE_COLOUR_STEP_6, /* #0B2E4C */
    FIRE_N_COLOURS,
} fire_colour;

#define FIRE_COLOUR_STEPS 7

/* 0xRRGGBB */
uint32_t fire_colour_rgb(fire_palette palette, fire_colour colour);

/* What a shape is for: the SVG says it as a class, tests find shapes by it. */
typedef enum {
    FIRE_PART_PAGE,
    FIRE_PART_TITLE,
    FIRE_PART_SUBTITLE,
    FIRE_PART_PANEL_TITLE,
    FIRE_PART_GRID,
    FIRE_PART_ZERO,
    FIRE_PART_TICK, /* label of a grid line  */
    FIRE_PART_SLOT, /* label on the x axis   */
    FIRE_PART_GUIDE,
    FIRE_PART_SERIES,
    FIRE_PART_MARKER,
    FIRE_PART_LEADER, /* from a point to its pushed label */
    FIRE_PART_LABEL,  /* words beside a series or guide   */
    FIRE_PART_FOOTER,
    FIRE_N_PARTS,
} fire_shape_part;

const char *fire_shape_part_name(fire_shape_part part); /* "panel-title" */

typedef enum {
    FIRE_SHAPE_RECT,
    FIRE_SHAPE_POLYLINE,
    FIRE_SHAPE_CIRCLE,
    FIRE_SHAPE_POLYGON,
    FIRE_SHAPE_TEXT,
} fire_shape_kind;

typedef enum {
    FIRE_ANCHOR_START,
    FIRE_ANCHOR_MIDDLE,
    FIRE_ANCHOR_END,
} fire_anchor;

struct fire_position {
    double x_px;
    double y_px;
};

struct fire_rect {
    double x_px;
    double y_px;
    double width_px;
    double height_px;
};

/* Filled. */
struct fire_bar {
    struct fire_rect rect;
    double line_px;  /* 0: filled; else hollow: paper inside, a line of this width just inside
                        the edge */
    const char *tip; /* what it stands for, "" when nothing */
};

/* Filled; rings that lie in others are holes (even-odd). */
struct fire_polygon {
    const struct fire_position *position; /* ring after ring; a ring is closed by itself */
    const int32_t *ring_end; /* [n_rings] behind the last position of each, rising */
    int32_t n_rings;         /* at least 1, of at least 3 positions each */
    double line_px;          /* of the border; 0: none */
    fire_colour line_colour;
    const char *tip; /* what it stands for, "" when nothing */
};

/* Stroked, with round joins. */
struct fire_polyline {
    const struct fire_position *position; /* [n_positions] */
    int32_t n_positions;                  /* at least 2    */
    double line_px;
    double dash_px; /* length of a dash; 0: a full line */
    double gap_px;
};

struct fire_circle {
    struct fire_position centre;
    double radius_px;
    double line_px;  /* 0: filled; else hollow: paper inside, a line of this width around it */
    const char *tip; /* what it stands for, "" when nothing */
};

struct fire_label {
    const char *text;            /* one line of UTF-8, at most FIRE_LABEL_LETTERS letters
                                    unless it is a line of a title, subtitle or footer     */
    struct fire_position anchor; /* on the baseline                                        */
    fire_anchor anchored;        /* which end of the text lies there                       */
    double size_px;
    double width_px; /* as the meter told it, and the widened spaces */
    bool bold;
    fire_face face;
    double space_px; /* every space is that much wider: lines of a justified paragraph */
};

#define FIRE_LABEL_LETTERS 120 /* a longer label is cut and ends with an ellipsis        */
#define FIRE_LABEL_MARKS   8   /* combining marks a letter keeps; the others are left out */

struct fire_shape {
    fire_shape_kind kind;
    fire_shape_part part;
    fire_colour colour;
    int32_t panel; /* 0, 1 ... from the top; -1: belongs to no panel */
    union {
        struct fire_bar bar; /* of FIRE_SHAPE_RECT */
        struct fire_polyline polyline;
        struct fire_circle circle;
        struct fire_polygon polygon;
        struct fire_label label;
    };
};

/* Shapes in the order they are drawn. */
struct fire_picture {
    double width_px;
    double height_px;
    const char *title;
    const char *description;
    const char *language; /* "vi" or "en" */
    fire_palette palette;
    int32_t n_shapes;
    const struct fire_shape *shape;
};

/* Lay a chart out.
 *   out      set on FIRE_OK only
 *   errors   FIRE_ENODATA: no panel, no slot, or not one known point
 *            FIRE_EVALUE:  a value is not finite, or a text could not be measured
 *            FIRE_ERANGE:  an axis whose numbers cannot be written
 *            FIRE_ENOMEM */
fire_status fire_layout_make(const struct fire_chart *chart, struct fire_chart_look look,
                             struct fire_text_meter meter, struct fire_arena *arena,
                             struct fire_picture *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Bytes of the letter at the start of a text: a character and the combining marks behind it.
 * 0 at the end. Text is cut at these places only. */
size_t fire_letter_bytes(const char *text);

/* A text as it may be measured and drawn: control characters as spaces, FIRE_LABEL_MARKS marks
 * a letter, at most `max_letters` and then an ellipsis.
 *   returns   "" for a text that is not UTF-8; NULL: no memory */
const char *fire_letters_clean(const char *text, int64_t max_letters, struct fire_arena *arena);

/* The box of a label: from the anchor, the width and the size. */
struct fire_rect fire_label_box(const struct fire_label *label);

#ifdef __cplusplus
}
#endif
#endif
