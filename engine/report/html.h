/* html.h - the parts of a document as a page. Room-private.
 *
 * A page is HTML and well-formed XML at once. Ids of the document's own parts are its anchors,
 * which have no '_'; all other ids have one, so they never meet. */
#ifndef FIRESTAT_REPORT_HTML_H
#define FIRESTAT_REPORT_HTML_H
#include "document_parts.h"

struct html {
    const struct fire_document *document;
    struct fire_buffer *out;
    struct fire_arena *arena;
    const char **anchor; /* [n_anchors] by strcmp: what links may lead to */
    size_t n_anchors;
    bool failed; /* no memory for something else than the text */
};

void html_text(struct html *html, const char *text); /* escaped */
const char *html_word(const struct html *html, fire_word word);

void html_grid(struct html *html, const struct fire_grid *grid);

/* What stands above the text: the list of what is in it, and the field that finds an area.
 * Nothing where there is next to nothing to list, or no table to look through. */
void html_contents(struct html *html);
void html_filter(struct html *html);

#endif
