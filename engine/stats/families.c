/* families.c - see families.h. */
#include "families.h"

#include "firestat/dictionary.h"

/* Whether a dimension says of what a report is, and not what is in it. */
static bool tells_reports_apart(const struct fire_summary *about, int32_t dim)
{
    return about->dim[dim].kind == FIRE_DIM_AREA || about->dim[dim].kind == FIRE_DIM_PERIOD ||
           dim == fire_summary_scope_dim(about);
}

fire_status families_find(const struct fire_summary *about, const struct fire_key *const key[],
                          int64_t n, int32_t n_dims, int32_t family[], int32_t *out_n,
                          struct fire_error *err)
{
    struct fire_dictionary *families = fire_dictionary_create();
    struct fire_buffer bytes = { 0 };
    bool is_room = families != NULL;
    for (int64_t group = 0; is_room && group < n; group++) {
        uint32_t code = 0;
        bytes.size_bytes = 0;
        for (int32_t d = 0; d < n_dims; d++) {
            const struct fire_key *of = &key[group][d];
            const int64_t number[2] = { of->is_null, of->is_null ? 0 : of->number };
            if (tells_reports_apart(about, d))
                fire_buffer_add(&bytes, (const char *)number, sizeof number);
        }
        const struct fire_text_view text = { bytes.size_bytes == 0 ? "" : bytes.bytes,
                                             bytes.size_bytes };
        is_room = !bytes.failed && fire_dictionary_add(families, text, fire_text_of(""), &code);
        family[group] = (int32_t)code;
    }
    *out_n = is_room ? (int32_t)fire_dictionary_n(families) : 0;
    fire_buffer_finish(&bytes);
    fire_dictionary_free(families);
    return is_room ? FIRE_OK : fire_fail_memory(err);
}
