/* profile_tables.c - a profile as a folder of CSV tables that an analyst edits in Excel.
 *
 *   schema.csv          column,field,type,unit,null_words,format,key  a row a column
 *   source.csv          setting,value,file
 *   rules.csv           name,field,op,other,message
 *   codes_<field>.csv   source,code,label_vi,label_en
 *
 * Column names of these tables are found by their headers, so their order is free and further
 * columns do no harm. */
#include "profile_words.h"

#include "firestat/columns.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_COLUMNS 8

/* One of our tables while it is read. */
struct listing {
    struct fire_columns *columns;
};

static struct fire_text_view cell(const struct listing *listing, int column)
{
    return fire_columns_cell(listing->columns, column);
}

/* Of a column by its name, whose place in the row is not told. */
static struct fire_location place(const struct listing *listing, const char *column)
{
    struct fire_location where = fire_columns_place(listing->columns, -1);
    where.column = column;
    return where;
}

/*   wanted   the words or forms that a cell of the column may have */
static fire_status not_in_form(const struct listing *listing, const char *column,
                               struct fire_text_view value, const char *wanted,
                               struct fire_error *err)
{
    return fire_columns_refuse(value, place(listing, column), wanted, err);
}

/* A cell that must not be empty. */
static fire_status is_empty(const struct listing *listing, const char *column,
                            struct fire_error *err)
{
    return fire_fail(err, FIRE_EVALUE, place(listing, column), "the cell must not be empty");
}

#define LIST_BYTES 256
/* The words of a list, ", " between them. */
static const char *listed(const char *(*word_at)(size_t index), char out[LIST_BYTES])
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; word_at(i) != NULL && used < LIST_BYTES; i++)
        used += (size_t)snprintf(out + used, LIST_BYTES - used, "%s%s", i == 0 ? "" : ", ",
                                 word_at(i));
    return out;
}

static const char *keep(struct fire_profile *profile, struct fire_text_view text)
{
    return fire_arena_copy(profile->arena, text.bytes, text.size_bytes);
}

enum { COLUMN, FIELD, TYPE, UNIT, NULL_WORDS, FORMAT, KEY }; /* of schema.csv */

static fire_status read_schema_row(struct fire_profile *profile, const struct listing *listing,
                                   const char *field, struct fire_error *err)
{
    (void)field;
    struct fire_profile_column column = { .factor = 1 };
    char words[LIST_BYTES];
    const struct fire_text_view type = cell(listing, TYPE);
    const struct fire_text_view unit = cell(listing, UNIT);
    const struct fire_text_view format = cell(listing, FORMAT);
    const bool ignored = fire_text_equal(type, fire_text_of("ignore"));
    if (!ignored && type.size_bytes > 0 && !profile_type_of(type, &column))
        return not_in_form(listing, "type", type, listed(profile_type_word, words), err);
    column.has_unit = unit.size_bytes > 0;
    if (column.has_unit && !profile_factor_of(profile, unit, &column.factor))
        return not_in_form(listing, "unit", unit, "1000, 1000000, nghìn, triệu, tỷ", err);
    if (format.size_bytes > 0) {
        column.has_dates = profile_dates_of(format, &column.dates);
        if (!column.has_dates && !profile_numbers_of(format, &column.numbers))
            return not_in_form(listing, "format", format, "dmy, mdy, ymd, 1.234,5 , 1,234.5",
                               err);
    }
    const struct fire_text_view key = cell(listing, KEY);
    column.is_key = fire_text_equal(key, fire_text_of("1"));
    if (!column.is_key && key.size_bytes > 0 && !fire_text_equal(key, fire_text_of("0")))
        return not_in_form(listing, "key", key, "1, 0", err);
    if (cell(listing, COLUMN).size_bytes == 0) return is_empty(listing, "column", err);
    column.field = ignored ? "" : keep(profile, cell(listing, FIELD));
    column.null_words = keep(profile, cell(listing, NULL_WORDS));
    if (column.field == NULL || column.null_words == NULL) return fire_fail_memory(err);
    FIRE_TRY(profile_column_named(profile, cell(listing, COLUMN), &column, err));
    return profile_add_column(profile, &column, err);
}

/* "lich.csv": a table in the profile's folder. */
static bool is_table_beside(const char *value)
{
    const size_t size = strlen(value);
    return size > 4 && strcmp(value + size - 4, ".csv") == 0 && value[0] != '/';
}

/* The path of a file that lies beside another one. */
static const char *path_beside(struct fire_profile *profile, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    const size_t n_folder = slash == NULL ? 0 : (size_t)(slash + 1 - path);
    char *beside = FIRE_TAKE(profile->arena, n_folder + strlen(name) + 1, char);
    if (beside != NULL)
        snprintf(beside, n_folder + strlen(name) + 1, "%.*s%s", (int)n_folder, path, name);
    return beside;
}

static fire_status read_source_row(struct fire_profile *profile, const struct listing *listing,
                                   const char *field, struct fire_error *err)
{
    (void)field;
    const char *setting = keep(profile, cell(listing, 0));
    const char *value = keep(profile, cell(listing, 1));
    if (setting != NULL && value != NULL && strcmp(setting, "calendar") == 0 &&
        is_table_beside(value))
        value = path_beside(profile, place(listing, NULL).file, value);
    const char *file = keep(profile, cell(listing, 2));
    if (setting == NULL || value == NULL || file == NULL) return fire_fail_memory(err);
    struct fire_error reason = { .say = err == NULL ? NULL : err->say };
    const fire_status status = file[0] == '\0'
                                   ? fire_profile_setting(profile, setting, value, &reason)
                                   : fire_profile_file_setting(profile, file, setting, value,
                                                               &reason);
    if (status == FIRE_OK) return FIRE_OK;
    return fire_fail(err, reason.status, place(listing, NULL), "%s", reason.message);
}

enum { RULE_NAME, RULE_FIELD, RULE_OP, RULE_OTHER, RULE_MESSAGE }; /* of rules.csv */

static fire_status read_rules_row(struct fire_profile *profile, const struct listing *listing,
                                  const char *field, struct fire_error *err)
{
    (void)field;
    char words[LIST_BYTES];
    const struct fire_text_view name = cell(listing, RULE_NAME);
    const struct fire_text_view op = cell(listing, RULE_OP);
    if (name.size_bytes == 0) return is_empty(listing, "name", err);
    if (fire_text_equal(op, fire_text_of("off"))) {
        profile_drop_rule(profile, name);
        return FIRE_OK;
    }
    struct fire_profile_rule rule = { .name = keep(profile, name),
                                      .field = keep(profile, cell(listing, RULE_FIELD)),
                                      .other = keep(profile, cell(listing, RULE_OTHER)),
                                      .message = keep(profile, cell(listing, RULE_MESSAGE)) };
    if (!profile_rule_op_of(op, &rule.op))
        return not_in_form(listing, "op", op, listed(profile_rule_word, words), err);
    if (rule.name == NULL || rule.field == NULL || rule.other == NULL || rule.message == NULL)
        return fire_fail_memory(err);
    if (rule.field[0] == '\0') return is_empty(listing, "field", err);
    if (rule.other[0] == '\0') return is_empty(listing, "other", err);
    return profile_add_rule(profile, &rule, err);
}

static fire_status read_codes_row(struct fire_profile *profile, const struct listing *listing,
                                  const char *field, struct fire_error *err)
{
    if (cell(listing, 0).size_bytes == 0) return is_empty(listing, "source", err);
    return profile_add_code(profile, field, cell(listing, 0), cell(listing, 1),
                            cell(listing, 2), cell(listing, 3), err);
}

/* A kind of table: the columns it has, how many of them it needs, what to do with a row. */
struct table_kind {
    const char *columns[MAX_COLUMNS];
    int n_columns;
    int n_needed;
    fire_status (*read_row)(struct fire_profile *profile, const struct listing *listing,
                            const char *field, struct fire_error *err);
};

static const struct table_kind schema_table = { { [COLUMN] = "column",
                                                  [FIELD] = "field",
                                                  [TYPE] = "type",
                                                  [UNIT] = "unit",
                                                  [NULL_WORDS] = "null_words",
                                                  [FORMAT] = "format",
                                                  [KEY] = "key" },
                                                7,
                                                2,
                                                read_schema_row };
static const struct table_kind source_table = {
    { "setting", "value", "file" }, 3, 2, read_source_row
};
static const struct table_kind rules_table = { { [RULE_NAME] = "name",
                                                 [RULE_FIELD] = "field",
                                                 [RULE_OP] = "op",
                                                 [RULE_OTHER] = "other",
                                                 [RULE_MESSAGE] = "message" },
                                               5,
                                               4,
                                               read_rules_row };
static const struct table_kind codes_table = {
    { "source", "code", "label_vi", "label_en" }, 4, 2, read_codes_row
};

/*   field   the field of a code list, NULL for the other tables */
static fire_status read_table(struct fire_profile *profile, const char *path,
                              const struct table_kind *kind, const char *field,
                              struct fire_error *err)
{
    struct listing listing;
    bool more = true;
    FIRE_TRY(fire_columns_open(path, kind->columns, kind->n_columns, kind->n_needed,
                               &listing.columns, err));
    fire_status status = FIRE_OK;
    while (status == FIRE_OK) {
        status = fire_columns_next(listing.columns, &more, err);
        if (status != FIRE_OK || !more) break;
        status = kind->read_row(profile, &listing, field, err);
    }
    fire_columns_close(listing.columns);
    return status;
}

static const char *path_in(struct fire_profile *profile, const char *folder, const char *name)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = FIRE_TAKE(profile->arena, size, char);
    if (path != NULL) snprintf(path, size, "%s/%s", folder, name);
    return path;
}

/* "codes_cause.csv" -> "cause"; NULL: another file. */
static const char *field_of_codes(struct fire_profile *profile, const char *name)
{
    const size_t size = strlen(name);
    if (size < 11 || strncmp(name, "codes_", 6) != 0 || strcmp(name + size - 4, ".csv") != 0)
        return NULL;
    return fire_arena_copy(profile->arena, name + 6, size - 10);
}

static fire_status read_code_lists(struct fire_profile *profile, const char *folder,
                                   struct fire_error *err)
{
    DIR *entries = opendir(folder);
    if (entries == NULL)
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder }, "%s",
                         fire_system_text(err == NULL ? NULL : err->say, errno));
    fire_status status = FIRE_OK;
    const struct dirent *entry;
    while (status == FIRE_OK && (entry = readdir(entries)) != NULL) {
        const char *field = field_of_codes(profile, entry->d_name);
        if (field == NULL) continue;
        const char *path = path_in(profile, folder, entry->d_name);
        status = path == NULL ? fire_fail_memory(err)
                              : read_table(profile, path, &codes_table, field, err);
    }
    closedir(entries);
    return status;
}

fire_status fire_profile_load(struct fire_profile *profile, const char *folder,
                              struct fire_error *err)
{
    const char *schema_path = path_in(profile, folder, "schema.csv");
    const char *source_path = path_in(profile, folder, "source.csv");
    const char *rules_path = path_in(profile, folder, "rules.csv");
    if (schema_path == NULL || source_path == NULL || rules_path == NULL)
        return fire_fail_memory(err);
    FIRE_TRY(read_table(profile, schema_path, &schema_table, NULL, err));
    if (access(source_path, F_OK) == 0)
        FIRE_TRY(read_table(profile, source_path, &source_table, NULL, err));
    if (access(rules_path, F_OK) == 0)
        FIRE_TRY(read_table(profile, rules_path, &rules_table, NULL, err));
    return read_code_lists(profile, folder, err);
}
