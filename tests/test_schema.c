/* test_schema.c - fields, words and profiles. */
#include "check.h"

#include "firestat/profile.h"
#include "firestat/schema.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void test_builtin_fields(void)
{
    struct fire_schema *schema = fire_schema_create();
    CHECK_OR_RETURN(schema != NULL, "no memory");
    CHECK(fire_schema_n_fields(schema) == FIRE_N_BUILTIN_FIELDS, "number");
    for (int32_t i = 0; i < FIRE_N_BUILTIN_FIELDS; i++) {
        const struct fire_field *field = fire_schema_field(schema, i);
        CHECK_OR_RETURN(field->name != NULL, "field %d has no name", i);
        CHECK(fire_schema_find(schema, fire_text_of(field->name)) == i, "%s is not field %d",
              field->name, i);
        CHECK(field->label_vi[0] != '\0' && field->label_en[0] != '\0', "%s", field->name);
        CHECK((fire_schema_words(schema, i) != NULL) == (field->type == FIRE_TYPE_CATEGORY),
              "%s: dictionary", field->name);
        const int32_t scale = field->type == FIRE_TYPE_MONEY     ? FIRE_MONEY_SCALE
                              : field->type == FIRE_TYPE_DECIMAL ? FIRE_DECIMAL_SCALE
                                                                 : 0;
        CHECK(field->scale == scale, "%s: scale %d", field->name, field->scale);
    }
    fire_schema_free(schema);
}

static void test_added_fields(void)
{
    static const struct {
        const char *name;
        fire_type type;
        int32_t scale;
        fire_status status;
        int32_t field; /* where it is, or becomes */
    } cases[] = {
        { "material", FIRE_TYPE_CATEGORY, 0, FIRE_OK, FIRE_N_BUILTIN_FIELDS },
        { "storeys", FIRE_TYPE_INTEGER, 0, FIRE_OK, FIRE_N_BUILTIN_FIELDS + 1 },
        { "material", FIRE_TYPE_CATEGORY, 0, FIRE_OK, FIRE_N_BUILTIN_FIELDS },
        { "material", FIRE_TYPE_TEXT, 0, FIRE_ESCHEMA, 0 },
        { "deaths", FIRE_TYPE_INTEGER, 0, FIRE_OK, FIRE_FIELD_DEATHS },
        { "deaths", FIRE_TYPE_DECIMAL, 9, FIRE_ESCHEMA, 0 },
        { "Material", FIRE_TYPE_CATEGORY, 0, FIRE_ESCHEMA, 0 },
        { "vật liệu", FIRE_TYPE_CATEGORY, 0, FIRE_ESCHEMA, 0 },
        { "2nd", FIRE_TYPE_CATEGORY, 0, FIRE_ESCHEMA, 0 },
        { "a\";drop", FIRE_TYPE_CATEGORY, 0, FIRE_ESCHEMA, 0 },
        { "", FIRE_TYPE_CATEGORY, 0, FIRE_ESCHEMA, 0 },
        { "ward", FIRE_TYPE_AREA, 0, FIRE_ESCHEMA, 0 },
        { "rent", FIRE_TYPE_MONEY, 2, FIRE_OK, FIRE_N_BUILTIN_FIELDS + 2 },
    };
    struct fire_schema *schema = fire_schema_create();
    CHECK_OR_RETURN(schema != NULL, "no memory");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_field field = { .name = cases[i].name,
                                          .type = cases[i].type,
                                          .scale = cases[i].scale };
        int32_t got = -1;
        const fire_status status = fire_schema_add(schema, &field, &got, NULL);
        CHECK(status == cases[i].status, "'%s' gave status %d", cases[i].name, (int)status);
        if (status == FIRE_OK) CHECK(got == cases[i].field, "'%s' is %d", cases[i].name, got);
    }
    fire_schema_free(schema);
}

static void test_labels_and_currency(void)
{
    struct fire_schema *schema = fire_schema_create();
    CHECK_OR_RETURN(schema != NULL, "no memory");
    struct fire_dictionary *words = fire_schema_dictionary(schema, FIRE_FIELD_SETTING);
    uint32_t urban = 9;
    uint32_t other = 9;
    CHECK(fire_dictionary_add(words, fire_text_of("other"), fire_text_of("Other"), &other),
          "other");
    CHECK(fire_dictionary_add(words, fire_text_of("urban"), fire_text_of("urban"), &urban),
          "urban");
    CHECK(fire_schema_set_label(schema, FIRE_FIELD_SETTING, urban, fire_text_of("Thành thị"),
                                fire_text_of("Urban"), NULL) == FIRE_OK,
          "label");
    CHECK(fire_text_equal(fire_schema_label(schema, FIRE_FIELD_SETTING, urban, true),
                          fire_text_of("Thành thị")),
          "vi");
    CHECK(fire_text_equal(fire_schema_label(schema, FIRE_FIELD_SETTING, urban, false),
                          fire_text_of("Urban")),
          "en");
    CHECK(fire_text_equal(fire_schema_label(schema, FIRE_FIELD_SETTING, other, true),
                          fire_text_of("Other")),
          "a word without a label is its own");

    CHECK(strcmp(fire_schema_currency(schema), "VND") == 0, "VND is supposed");
    CHECK(fire_schema_set_currency(schema, "CAD", NULL) == FIRE_OK, "nobody said VND");
    CHECK(strcmp(fire_schema_field(schema, FIRE_FIELD_DAMAGE)->unit_vi, "CAD") == 0, "unit");
    CHECK(fire_schema_set_currency(schema, "CAD", NULL) == FIRE_OK, "again");
    CHECK(fire_schema_set_currency(schema, "VND", NULL) == FIRE_ESCHEMA, "two currencies");
    fire_schema_free(schema);
}

/* Every shipped header means what its row says: no two rows have one key. */
static void test_shipped_headers(void)
{
    static const struct {
        const char *header;
        int32_t field; /* -1: not known */
        fire_column_part part;
    } cases[] = {
        { "Ngày xảy ra", FIRE_FIELD_OCCURRED_AT, FIRE_COLUMN_DATE },
        { "NGÀY_XẢY_RA", FIRE_FIELD_OCCURRED_AT, FIRE_COLUMN_DATE },
        { "ngay", FIRE_FIELD_OCCURRED_AT, FIRE_COLUMN_DATE },
        { "gio", FIRE_FIELD_OCCURRED_AT, FIRE_COLUMN_TIME },
        { "ma_vu", FIRE_FIELD_ID, FIRE_COLUMN_WHOLE },
        { "huyen", FIRE_FIELD_DISTRICT, FIRE_COLUMN_WHOLE },
        { "xa", FIRE_FIELD_COMMUNE, FIRE_COLUMN_WHOLE },
        { "nguyen_nhan", FIRE_FIELD_CAUSE, FIRE_COLUMN_WHOLE },
        { "chet", FIRE_FIELD_DEATHS, FIRE_COLUMN_WHOLE },
        { "thiet_hai", FIRE_FIELD_DAMAGE, FIRE_COLUMN_WHOLE },
        { "so_vu", FIRE_FIELD_INCIDENTS, FIRE_COLUMN_WHOLE },
        { "nam", FIRE_FIELD_PERIOD, FIRE_COLUMN_WHOLE },
        { "STT", FIRE_N_BUILTIN_FIELDS, FIRE_COLUMN_WHOLE },
        { "occurred_at", FIRE_FIELD_OCCURRED_AT, FIRE_COLUMN_WHOLE },
        { "tháng", -1, FIRE_COLUMN_WHOLE }, /* of what: left to a person */
        { "area_of_origin", -1, FIRE_COLUMN_WHOLE },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile;
    CHECK_OR_RETURN(fire_profile_create(arena, &profile, NULL) == FIRE_OK, "no memory");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_text_view key;
        int32_t field = -1;
        fire_column_part part = FIRE_COLUMN_WHOLE;
        CHECK(fire_text_plain_key(fire_text_of(cases[i].header), arena, &key), "memory");
        CHECK(fire_header_find(profile, key, &field, &part) == (cases[i].field >= 0), "'%s'",
              cases[i].header);
        CHECK(field == cases[i].field && part == cases[i].part, "'%s' is field %d part %d",
              cases[i].header, field, (int)part);
    }
    struct fire_schema *schema = fire_schema_create();
    for (int32_t i = 0; i < FIRE_N_BUILTIN_FIELDS; i++) {
        struct fire_text_view key;
        int32_t field = -1;
        fire_column_part part;
        const char *name = fire_schema_field(schema, i)->name;
        CHECK(fire_text_plain_key(fire_text_of(name), arena, &key) &&
                  fire_header_find(profile, key, &field, &part) && field == i,
              "the canonical name %s is not its own header", name);
    }
    fire_schema_free(schema);
    fire_profile_finish(profile);
    fire_arena_free(arena);
}

/* A folder with three tables; NULL: the table is left out. */
static const char *write_profile(const char *schema, const char *source, const char *codes)
{
    static char folder[300];
    static int n;
    const char *const names[] = { "schema.csv", "source.csv", "codes_cause.csv" };
    const char *const texts[] = { schema, source, codes };
    snprintf(folder, sizeof folder, "%s/profile-%d", check_directory(), n++);
    mkdir(folder, 0700);
    for (int i = 0; i < 3; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = texts[i] == NULL ? NULL : fopen(path, "wb");
        if (file == NULL) continue;
        fputs(texts[i], file);
        fclose(file);
    }
    return folder;
}

static void test_profile_folder(void)
{
    const char *folder = write_profile(
        "column,field,type,unit,null_words,format\n"
        "tfs_alarm_time,occurred_at,datetime,,,ymd\n"
        "estimated_dollar_loss,damage,money,1000,none|tbd,\"1,234.5\"\n"
        "#3,material,category,,,\n"
        "junk,,ignore,,,\n",
        "value,setting\nCAD,currency\n;,delimiter\n3,header_row\nTỉnh Lâm Đồng,set:province\n",
        "label_en,code,source,label_vi\nElectric,electric,Chập điện,Điện\n,,Sét,\n");
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile;
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_profile_create(arena, &profile, NULL) == FIRE_OK, "no memory");
    CHECK(fire_profile_load(profile, folder, &err) == FIRE_OK, "%s", err.message);
    CHECK_OR_RETURN(profile->n_columns == 4, "%zu columns", profile->n_columns);
    const struct fire_profile_column *column = profile->column;
    CHECK(column[0].has_dates && column[0].dates == FIRE_DATES_YMD, "dates");
    CHECK(column[1].has_unit && column[1].factor == 1000, "unit");
    CHECK(column[1].numbers == FIRE_NUMBERS_EN, "numbers");
    CHECK(strcmp(column[1].null_words, "none|tbd") == 0, "null words");
    CHECK(column[2].position == 3 && strcmp(column[2].field, "material") == 0, "position");
    CHECK(column[3].field[0] == '\0', "ignored");
    CHECK(strcmp(profile->currency, "CAD") == 0, "currency");
    CHECK(profile->reader.delimiter == ';' && profile->reader.header_row == 3, "reader");
    CHECK(profile->n_constants == 1 && strcmp(profile->constant[0].field, "province") == 0,
          "constant");
    const struct fire_profile_code *code = &profile->code[profile->n_codes - 2];
    CHECK(strcmp(code[0].code, "electric") == 0 && strcmp(code[0].label_vi, "Điện") == 0,
          "code");
    CHECK(strcmp(code[1].code, "Sét") == 0, "an empty code is the word itself");
    fire_profile_finish(profile);
    fire_arena_free(arena);
}

static void test_bad_profiles(void)
{
    static const struct {
        const char *schema;
        const char *source;
        const char *codes;
        fire_status status;
        const char *says;
    } cases[] = {
        { NULL, NULL, NULL, FIRE_EIO, "schema.csv" },
        { "column,type\n", NULL, NULL, FIRE_ESCHEMA, "'field'" },
        { "column,field,type\na,b,float\n", NULL, NULL, FIRE_EVALUE,
          "schema.csv:2: column type: 'float' is not in form; it can be: category, text, integer" },
        { "column,field,key\na,b,yes\n", NULL, NULL, FIRE_EVALUE,
          "schema.csv:2: column key: 'yes' is not in form; it can be: 1, 0" },
        { "column,field,unit\na,b,dozen\n", NULL, NULL, FIRE_EVALUE, "'dozen'" },
        { "column,field,unit\na,b,0\n", NULL, NULL, FIRE_EVALUE, "'0'" },
        { "column,field,format\na,b,yy\n", NULL, NULL, FIRE_EVALUE, "'yy'" },
        { "column,field\n,b\n", NULL, NULL, FIRE_EVALUE,
          "column column: the cell must not be empty" },
        { "column,field\n\"a,b\n", NULL, NULL, FIRE_ESYNTAX, "schema.csv:2" },
        { "column,field\na,b\n", "setting,value\nheader_row,x\n", NULL, FIRE_EVALUE,
          "source.csv:2" },
        { "column,field\na,b\n", "setting,value\ncolour,red\n", NULL, FIRE_EVALUE, "colour" },
        { "column,field\na,b\n", NULL, "source,code\n,x\n", FIRE_EVALUE, "codes_cause.csv:2" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_profile *profile;
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fire_profile_create(arena, &profile, NULL) == FIRE_OK, "no memory");
        const fire_status status = fire_profile_load(
            profile, write_profile(cases[i].schema, cases[i].source, cases[i].codes), &err);
        CHECK(status == cases[i].status, "%s: status %d", cases[i].says, (int)status);
        CHECK(strstr(err.message, cases[i].says) != NULL, "%s: said %s", cases[i].says,
              err.message);
        fire_profile_finish(profile);
        fire_arena_free(arena);
    }
}

/* What every setting of source.csv makes of its value; NULL: it is refused. */
static void test_settings(void)
{
    static const struct {
        const char *setting;
        const char *value;
        fire_status status;
    } cases[] = {
        { "encoding", "tcvn3", FIRE_OK },
        { "sheet", "Vụ cháy", FIRE_OK },
        { "delimiter", "tab", FIRE_OK },
        { "delimiter", "ab", FIRE_EVALUE },
        { "delimiter", "\"", FIRE_EVALUE },
        { "header_row", "3", FIRE_OK },
        { "header_row", "-1", FIRE_EVALUE },
        { "skip_lines", "x", FIRE_EVALUE },
        { "dates", "ymd", FIRE_OK },
        { "dates", "yyyy", FIRE_EVALUE },
        { "numbers", "en", FIRE_OK },
        { "numbers", "1234", FIRE_EVALUE },
        { "two_digit_years", "1960", FIRE_OK },
        { "two_digit_years", "60", FIRE_EVALUE },
        { "first_year", "1990", FIRE_OK },
        { "first_year", "1799", FIRE_EVALUE },
        { "first_year", "2300", FIRE_EVALUE },
        { "first_year", "", FIRE_EVALUE },
        { "currency", "CAD", FIRE_OK },
        { "null_words", "tbd|none", FIRE_OK },
        { "zero_words", "-", FIRE_OK },
        { "largest_damage", "999999999999999999", FIRE_OK },
        { "largest_damage", "9999999999999999999", FIRE_EVALUE },
        { "largest_damage", "0", FIRE_EVALUE },
        { "largest_damage", "1e15", FIRE_EVALUE },
        { "largest_deaths", "500", FIRE_OK },
        { "corrections", "allowed", FIRE_OK },
        { "corrections", "yes", FIRE_EVALUE },
        { "set:province", "Tỉnh A", FIRE_OK },
        { "colour", "red", FIRE_EVALUE },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile;
    CHECK_OR_RETURN(fire_profile_create(arena, &profile, NULL) == FIRE_OK, "no memory");
    CHECK(profile->first_year == 1900 && profile->largest_deaths == 10000, "usual limits");
    CHECK(profile->largest_damage == INT64_C(10000000000000000), "10^16");
    CHECK(!profile->corrections && !profile->is_order_said, "nothing was said");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_error err = { 0 };
        const fire_status status = fire_profile_setting(profile, cases[i].setting,
                                                        cases[i].value, &err);
        CHECK(status == cases[i].status, "%s=%s: status %d", cases[i].setting, cases[i].value,
              (int)status);
        if (status != FIRE_OK)
            CHECK(strstr(err.message, cases[i].setting) != NULL, "said %s", err.message);
    }
    CHECK(strcmp(profile->reader.encoding, "tcvn3") == 0, "encoding");
    CHECK(strcmp(profile->reader.sheet, "Vụ cháy") == 0, "sheet");
    CHECK(profile->reader.delimiter == '\t' && profile->reader.header_row == 3, "reader");
    CHECK(profile->dates == FIRE_DATES_YMD && profile->is_order_said, "dates");
    CHECK(profile->first_two_digit_year == 1960 && profile->first_year == 1990, "years");
    CHECK(strcmp(profile->null_words, "tbd|none") == 0, "null words");
    CHECK(strcmp(profile->zero_words, "-") == 0, "zero words");
    CHECK(profile->largest_damage == INT64_C(999999999999999999), "damage");
    CHECK(profile->largest_deaths == 500 && profile->corrections, "deaths, corrections");
    CHECK(profile->n_constants == 1 && strcmp(profile->constant[0].value, "Tỉnh A") == 0,
          "set");
    fire_profile_finish(profile);
    fire_arena_free(arena);
}

static const struct fire_profile_rule *rule_named(const struct fire_profile *profile,
                                                  const char *name)
{
    for (size_t i = 0; i < profile->n_rules; i++)
        if (strcmp(profile->rule[i].name, name) == 0) return &profile->rule[i];
    return NULL;
}

/* Shipped rules have one name each; a folder's rules.csv replaces and takes away. */
static void test_rules(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile;
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_profile_create(arena, &profile, NULL) == FIRE_OK, "no memory");
    const size_t n_shipped = profile->n_rules;
    CHECK(n_shipped > 5, "%zu rules", n_shipped);
    for (size_t i = 0; i < n_shipped; i++)
        CHECK(profile->rule[i].is_shipped &&
                  rule_named(profile, profile->rule[i].name) == &profile->rule[i],
              "%s", profile->rule[i].name);
    const char *folder = write_profile("column,field\na,b\n", NULL, NULL);
    char path[400];
    snprintf(path, sizeof path, "%s/rules.csv", folder);
    FILE *file = fopen(path, "wb");
    CHECK_OR_RETURN(file != NULL, "%s", path);
    fputs("op,name,other,field\nat_least,extinguished_last,injuries,deaths\n"
          "off,arrived_after_call,,\noff,no such rule,,\nequals,mine,injuries,deaths\n",
          file);
    fclose(file);
    CHECK(fire_profile_load(profile, folder, &err) == FIRE_OK, "%s", err.message);
    CHECK(profile->n_rules == n_shipped, "%zu rules", profile->n_rules); /* one off, one new */
    CHECK(rule_named(profile, "arrived_after_call") == NULL, "is off");
    const struct fire_profile_rule *rule = rule_named(profile, "extinguished_last");
    CHECK(rule != NULL && rule->op == FIRE_RULE_AT_LEAST && !rule->is_shipped &&
              strcmp(rule->field, "deaths") == 0 && strcmp(rule->other, "injuries") == 0 &&
              strcmp(rule->message, "") == 0,
          "replaced");
    fire_profile_finish(profile);
    fire_arena_free(arena);
}

static void test_units(void)
{
    static const struct {
        const char *word;
        bool known;
        fire_unit_kind kind;
        int64_t factor;
    } cases[] = {
        { "đồng", true, FIRE_UNIT_OF_MONEY, 1 },
        { "đ", true, FIRE_UNIT_OF_MONEY, 1 },
        { "VNĐ", true, FIRE_UNIT_OF_MONEY, 1 },
        { "nghìn đồng", true, FIRE_UNIT_OF_MONEY, 1000 },
        { "triệu", true, FIRE_UNIT_OF_MONEY, 1000000 },
        { "Triệu Đồng", true, FIRE_UNIT_OF_MONEY, 1000000 },
        { "tỷ đồng", true, FIRE_UNIT_OF_MONEY, 1000000000 },
        { "tỉ", true, FIRE_UNIT_OF_MONEY, 1000000000 },
        { "nghìn tỷ đồng", true, FIRE_UNIT_OF_MONEY, 1000000000000 },
        { "m2", true, FIRE_UNIT_OF_LAND, 1 },
        { "m²", true, FIRE_UNIT_OF_LAND, 1 },
        { "ha", true, FIRE_UNIT_OF_LAND, 10000 },
        { "người", true, FIRE_UNIT_OF_THINGS, 1 },
        { "tá", false, FIRE_UNIT_OF_THINGS, 0 },
        { "", false, FIRE_UNIT_OF_THINGS, 0 },
    };
    struct fire_arena *arena = fire_arena_create();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_text_view key;
        fire_unit_kind kind = FIRE_UNIT_OF_THINGS;
        int64_t factor = 0;
        CHECK(fire_text_plain_key(fire_text_of(cases[i].word), arena, &key), "memory");
        CHECK(fire_unit_find(key, &kind, &factor) == cases[i].known, "'%s'", cases[i].word);
        CHECK(kind == cases[i].kind && factor == cases[i].factor, "'%s' is %lld", cases[i].word,
              (long long)factor);
    }
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_builtin_fields),
        CHECK_TEST(test_added_fields),
        CHECK_TEST(test_labels_and_currency),
        CHECK_TEST(test_shipped_headers),
        CHECK_TEST(test_profile_folder),
        CHECK_TEST(test_bad_profiles),
        CHECK_TEST(test_settings),
        CHECK_TEST(test_rules),
        CHECK_TEST(test_units),
    };
    return CHECK_MAIN(tests);
}
