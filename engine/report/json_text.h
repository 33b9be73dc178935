/* json_text.h - texts in JSON. Room-private. */
#ifndef FIRESTAT_REPORT_JSON_TEXT_H
#define FIRESTAT_REPORT_JSON_TEXT_H
#include "firestat/output.h"

/* The inside of a JSON string. Escaped beyond what JSON asks for: what steers a terminal, since
 * this goes to one as often as to a file. */
void json_escaped(struct fire_buffer *out, struct fire_text_view text);
/* Quotes and all. */
void json_string(struct fire_buffer *out, struct fire_text_view text);

/* "name":"text", with a comma before it unless it is the first of its object. */
void json_member(struct fire_buffer *out, bool is_first, const char *name, const char *text);

#endif
