/* json_text.h - texts in JSON. Room-private. */
#ifndef FIRESTAT_REPORT_JSON_TEXT_H
#define FIRESTAT_REPORT_JSON_TEXT_H
#include "firestat/output.h"
#include "firestat/summary.h"

/* The inside of a JSON string. Escaped beyond what JSON asks for: what steers a terminal, since
 * this goes to one as often as to a file. */
void json_escaped(struct fire_buffer *out, struct fire_text_view text);
/* Quotes and all. */
void json_string(struct fire_buffer *out, struct fire_text_view text);

/* "name":"text", with a comma before it unless it is the first of its object. */
void json_member(struct fire_buffer *out, bool is_first, const char *name, const char *text);

/* ,"name":12.5, or null where there is none. */
void json_number(struct fire_buffer *out, const char *name, bool is_there, int64_t number,
                 int32_t scale);
/* What was computed, to six places. */
void json_double(struct fire_buffer *out, const char *name, bool is_there, double value);

/* ,"name":"codes"; the buffer of the codes is done with. */
void json_codes(struct fire_buffer *out, const char *name, struct fire_buffer *codes);

/* "dimension":"key", with a comma behind each. */
void json_keys(struct fire_buffer *out, const struct fire_summary *about, int32_t n_dims,
               const struct fire_key key[]);

#endif
