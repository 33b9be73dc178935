/* reader_kind.h - what a reader of one kind of file gives to the public functions. */
#ifndef FIRE_READ_READER_KIND_H
#define FIRE_READ_READER_KIND_H
#include "source.h"

#include "firestat/reader.h"

/* What there is to know of an open file; all of it borrowed from its reader. */
struct reader_about {
    const char *sheet; /* NULL: not a workbook */
    const struct fire_sheet *other_sheet; /* [n_other_sheets] */
    int32_t n_other_sheets;
    const struct fire_old_letters *old_letters; /* [n_old_letters] */
    int32_t n_old_letters;
    char delimiter;
    const char *encoding;
    const char *encoding_reason;
    const char *warning; /* NULL: none */
    int64_t n_blank_lines;
    int64_t n_lines;
};

/* `self` is what the kind's open function made. It lives in the arena given there and uses
 * the source given there, both of which outlive it. */
struct reader_kind {
    fire_status (*open)(struct fire_arena *arena, struct source *source,
                        const struct fire_reader_options *options, void **out_self,
                        struct fire_error *err);
    fire_status (*next)(void *self, struct fire_record *record, bool *more,
                        struct fire_error *err);
    fire_status (*rewind)(void *self, struct fire_error *err);
    void (*about)(const void *self, struct reader_about *out);
    void (*close)(void *self);
    bool (*is_plain)(const void *self); /* NULL: never                     */
    int64_t (*at)(const void *self);    /* of plain files: the next record */
    fire_status (*go_to)(void *self, int64_t at, int64_t n_lines, struct fire_error *err);
};

extern const struct reader_kind csv_reader_kind;
extern const struct reader_kind workbook_reader_kind;

#endif
