/* book_check.c - see check.h. What cairo takes without a word and writes as a broken file, or
 * refuses with a word that says nothing. */
#include "check.h"

#include <string.h>

#define SIDE_MOST 14400 /* pt; what PDF readers take */

static bool is_name(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-";
    return name != NULL && name[0] != '\0' && name[strspn(name, letters)] == '\0';
}

static int64_t n_destinations_named(const struct fire_book *book, const char *name)
{
    int64_t n = 0;
    for (int32_t i = 0; i < book->n_pages; i++)
        for (int32_t k = 0; k < book->page[i].n_destinations; k++)
            n += strcmp(book->page[i].destination[k].name, name) == 0;
    return n;
}

static fire_status check_destinations(const struct fire_book *book, struct fire_error *err)
{
    for (int32_t i = 0; i < book->n_pages; i++)
        for (int32_t k = 0; k < book->page[i].n_destinations; k++)
            if (!is_name(book->page[i].destination[k].name))
                return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                                 "a destination of the book has no right name");
    for (int32_t i = 0; i < book->n_pages; i++)
        for (int32_t k = 0; k < book->page[i].n_destinations; k++)
            if (n_destinations_named(book, book->page[i].destination[k].name) != 1)
                return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                                 "the destination '%s' is there twice",
                                 book->page[i].destination[k].name);
    return FIRE_OK;
}

static fire_status check_link(const struct fire_book *book, const char *name,
                              struct fire_error *err)
{
    if (name != NULL && n_destinations_named(book, name) == 1) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a link leads nowhere: '%s'",
                     name == NULL ? "" : name);
}

/* Each part lies whole inside the nearest one before it that has not ended. */
static bool are_nested(const struct fire_page *page)
{
    for (int32_t i = 0; i < page->n_parts; i++) {
        const struct fire_page_part *part = &page->part[i];
        if (part->first < 0 || part->first > part->end || part->end > page->picture.n_shapes)
            return false;
        int32_t outer = i - 1;
        while (outer >= 0 && page->part[outer].end <= part->first)
            outer--;
        if (i > 0 && page->part[i - 1].first > part->first) return false;
        if (outer >= 0 && page->part[outer].end < part->end) return false;
    }
    return true;
}

static fire_status check_page(const struct fire_book *book, const struct fire_page *page,
                              struct fire_error *err)
{
    FIRE_TRY(picture_check(&page->picture, err));
    const double width_pt = page->picture.width_px * PT_A_PX;
    const double height_pt = page->picture.height_px * PT_A_PX;
    if (width_pt > SIDE_MOST || height_pt > SIDE_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "a PDF page of %.0f x %.0f pt is too large (at most %d a side)",
                         width_pt, height_pt, SIDE_MOST);
    if (!are_nested(page))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the parts of a page cross");
    for (int32_t i = 0; i < page->n_parts; i++) {
        const struct fire_page_part *part = &page->part[i];
        if (part->tag == FIRE_TAG_LINK) FIRE_TRY(check_link(book, part->destination, err));
        if (part->figure == NULL) continue;
        FIRE_TRY(picture_check(part->figure, err));
        if (!(part->scale > 0.0) || !place_is_right(part->scale) ||
            !place_is_right(part->corner.x_px) || !place_is_right(part->corner.y_px))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a figure has no right place");
    }
    for (int32_t i = 0; i < page->n_destinations; i++)
        if (!place_is_right(page->destination[i].y_px))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "the destination '%s' has no right place",
                             page->destination[i].name);
    return FIRE_OK;
}

fire_status book_check(const struct fire_book *book, struct fire_error *err)
{
    if (!text_is_right(book->title) || !text_is_right(book->subject) ||
        !text_is_right(book->author) || !text_is_right(book->creator))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the chart is not UTF-8");
    FIRE_TRY(check_destinations(book, err));
    for (int32_t i = 0; i < book->n_pages; i++)
        FIRE_TRY(check_page(book, &book->page[i], err));
    for (int32_t i = 0; i < book->n_entries; i++) {
        FIRE_TRY(check_link(book, book->entry[i].destination, err));
        if (!text_is_right(book->entry[i].text))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "a text of the chart is not UTF-8");
    }
    return FIRE_OK;
}
