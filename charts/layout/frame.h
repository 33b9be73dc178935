/* frame.h - what stands around the plots of every chart: title, subtitle, footer. */
#ifndef FIRESTAT_LAYOUT_FRAME_H
#define FIRESTAT_LAYOUT_FRAME_H
#include "letters.h"
#include "page.h"

struct frame {
    struct lines title;
    struct lines subtitle;
    struct lines footer;
    double body_px;   /* where the plots may begin, from the page's top    */
    double footer_px; /* height of the footer with the space above and the margin below */
};

struct frame frame_of(struct page *page);

/* Put paper, title and subtitle; the footer is put when the page's height is known. */
void frame_put(struct page *page, const struct frame *frame, double height_px);

#endif
