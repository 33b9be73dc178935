/* page.h - page.css and page.js as they stand in every HTML page; embed_page.py makes them C.
 * Room-private. */
#ifndef FIRESTAT_REPORT_PAGE_H
#define FIRESTAT_REPORT_PAGE_H

/* Lines with their ends, NULL behind the last. */
extern const char *const page_style[];
extern const char *const page_script[];

/* Base64 of the SHA-256 of all lines: a browser runs what has this hash and nothing else. */
extern const char page_style_sha256[];
extern const char page_script_sha256[];

#endif
