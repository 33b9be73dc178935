/* grid.c - the list of sheets. */
#include "grid.h"

#include <string.h>

fire_status grid_add_sheet(struct grid *grid, struct grid_sheet sheet, struct fire_error *err)
{
    const struct fire_location where = { .file = zip_parts_path(grid->parts) };
    if (grid->sheet == NULL)
        grid->sheet = FIRE_TAKE(grid->arena, FIRE_LIMIT_PARTS, struct grid_sheet);
    if (grid->sheet == NULL) return fire_fail_memory(err);
    if (grid->n_sheets == FIRE_LIMIT_PARTS)
        return fire_fail(err, FIRE_ERANGE, where, "more than %d sheets", FIRE_LIMIT_PARTS);
    sheet.name = fire_arena_copy(grid->arena, sheet.name, strlen(sheet.name));
    if (sheet.name == NULL) return fire_fail_memory(err);
    grid->sheet[grid->n_sheets++] = sheet;
    return FIRE_OK;
}
