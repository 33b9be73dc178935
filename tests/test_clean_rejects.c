/* test_clean_rejects.c - records that are not counted, handed over as they stand, and what a
 * binding tells: its key, its header's lines. */
#include "check.h"
#include "firestat/clean.h"
#include "firestat/output.h"

#include <string.h>
#include <sys/stat.h>

struct source {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_issues *issues;
    struct fire_profile *profile;
    struct fire_reader *reader;
    struct fire_binding *binding;
    struct fire_error err;
    fire_status status;
};

/*   folder   of a profile; NULL: none */
static void source_open(struct source *source, const char *file, const char *folder)
{
    *source = (struct source){ .arena = fire_arena_create(),
                               .schema = fire_schema_create(),
                               .areas = fire_areas_create(),
                               .issues = fire_issues_create() };
    struct fire_error *err = &source->err;
    const char *path = check_file("case.csv", file, strlen(file));
    source->status = fire_profile_create(source->arena, &source->profile, err);
    if (source->status == FIRE_OK && folder != NULL)
        source->status = fire_profile_load(source->profile, folder, err);
    if (source->status == FIRE_OK)
        source->status = fire_reader_open(path, &source->profile->reader, &source->reader, err);
    if (source->status == FIRE_OK)
        source->status = fire_bind(source->reader, source->profile, source->schema,
                                   source->arena, source->issues, &source->binding, err);
}

static void source_close(struct source *source)
{
    fire_reader_close(source->reader);
    fire_profile_finish(source->profile);
    fire_issues_free(source->issues);
    fire_areas_free(source->areas);
    fire_schema_free(source->schema);
    fire_arena_free(source->arena);
}

static fire_status take_batch(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    (void)self;
    (void)batch;
    (void)err;
    return FIRE_OK;
}

struct taker {
    struct fire_buffer text;
    int n_wanted; /* so many are taken, then it fails; -1: all */
};

static fire_status take_reject(void *self, const struct fire_record *record,
                               fire_rejects_part part, const struct fire_issue *why,
                               struct fire_error *err)
{
    static const char *const parts[] = { "title", "header", "numbers", "record" };
    struct taker *taker = self;
    char reason[256] = "";
    if (taker->n_wanted-- == 0) return fire_fail(err, FIRE_EIO, FIRE_NOWHERE, "disk full");
    CHECK((why != NULL) == (part == FIRE_REJECTS_RECORD), "line %lld", (long long)record->line);
    if (why != NULL) {
        fire_issue_text(why, NULL, reason, sizeof reason);
        CHECK(why->effect == FIRE_EFFECT_REJECTED && why->where.line == record->line,
              "line %lld of an issue of line %lld", (long long)record->line,
              (long long)why->where.line);
    }
    fire_buffer_printf(&taker->text, "%s %lld+%lld <", parts[part], (long long)record->line,
                       (long long)record->n_lines);
    fire_buffer_add_view(&taker->text, record->raw);
    fire_buffer_printf(&taker->text, "> %s\n", reason);
    return FIRE_OK;
}

static fire_status run(struct source *source, struct taker *taker,
                       struct fire_import_counts *counts)
{
    const struct fire_rejects rejects = { taker, take_reject };
    const struct fire_clean_options options = { .last_day = 20100, .rejects = &rejects };
    const struct fire_sink sink = { NULL, take_batch };
    return fire_clean_run(source->reader, source->binding, source->schema, source->areas,
                          &options, sink, source->issues, counts, &source->err);
}

static void test_rejects(void)
{
    static const struct {
        const char *file;
        const char *taken;
    } cases[] = {
        { "Đơn vị: triệu đồng\nNgày,Xã,Chết\n(1),(2),(3)\n13/02/2024,A,0\nnay,\"B, C\" ,1\n"
          "Tổng,,0\n13/02/2024,\"D\nE\"\n\"13/02/2024,F,1\n 31/02/2024 ,G,2\n,H,3\n"
          "11/01/2025,I,0\n",
          "title 1+1 <Đơn vị: triệu đồng> \n"
          "header 2+1 <Ngày,Xã,Chết> \n"
          "numbers 3+1 <(1),(2),(3)> \n"
          "record 5+1 <nay,\"B, C\" ,1> 'nay' is not a date (dd/mm/yyyy)\n"
          "record 7+2 <13/02/2024,\"D\nE\"> the row has fewer cells than the header\n"
          "record 9+1 <\"13/02/2024,F,1> a quotation mark opens here and is never closed\n"
          "record 10+1 < 31/02/2024 ,G,2> '31/02/2024' is not a date (dd/mm/yyyy)\n"
          "record 11+1 <,H,3> the row does not say when it was\n" },
        { "Huyện;Số vụ;\n;2030;2023\nA;1;\nB;2;3\n", /* a year that is not yet over */
          "header 1+1 <Huyện;Số vụ;> \n"
          "header 2+1 <;2030;2023> \n"
          "record 3+1 <A;1;> '2030' lies in the future\n" },
        { "Chỉ tiêu;2030;2031\nSố vụ;1;2\nChết;1;2\n", /* a row of two records */
          "header 1+1 <Chỉ tiêu;2030;2031> \n"
          "record 2+1 <Số vụ;1;2> '2031' lies in the future\n"
          "record 3+1 <Chết;1;2> '2031' lies in the future\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct source source;
        struct taker taker = { .n_wanted = -1 };
        struct fire_import_counts counts;
        source_open(&source, cases[i].file, NULL);
        CHECK(source.status == FIRE_OK, "%zu: %s", i, source.err.message);
        if (source.status == FIRE_OK)
            CHECK(run(&source, &taker, &counts) == FIRE_OK, "%zu: %s", i, source.err.message);
        CHECK(taker.text.bytes != NULL && strcmp(taker.text.bytes, cases[i].taken) == 0,
              "%zu:\n%s", i, taker.text.bytes == NULL ? "" : taker.text.bytes);
        fire_buffer_finish(&taker.text);
        source_close(&source);
    }
}

/* A sink of rejects that fails ends the run, wherever it fails. */
static void test_failing_rejects(void)
{
    for (int n = 0; n < 4; n++) {
        struct source source;
        struct taker taker = { .n_wanted = n };
        struct fire_import_counts counts;
        source_open(&source, "Ngày,Chết\nx,1\ny,2\n13/02/2024,3\n", NULL);
        const fire_status status = run(&source, &taker, &counts);
        CHECK(status == (n < 3 ? FIRE_EIO : FIRE_OK), "%d: status %d", n, (int)status);
        fire_buffer_finish(&taker.text);
        source_close(&source);
    }
}

static const char *make_profile(const char *schema)
{
    static char folder[512];
    char name[64];
    snprintf(folder, sizeof folder, "%s/profile", check_directory());
    mkdir(folder, 0777);
    snprintf(name, sizeof name, "profile/schema.csv");
    check_file(name, schema, strlen(schema));
    return folder;
}

static void test_keys(void)
{
    static const struct {
        const char *schema; /* NULL: no profile */
        const char *header;
        const char *keys; /* names of fields, a space behind each */
    } cases[] = {
        { NULL, "Mã vụ,Ngày,Chết\n", "id " },
        { NULL, "Ngày,Chết\n", "" },
        { "column,field,type,unit,null_words,format,key\nNgày,occurred_at,date,,,,1\n"
          "Giờ,occurred_at,time,,,,1\nXã,commune,,,,,1\nChết,deaths,,,,,\n",
          "Mã vụ,Ngày,Giờ,Xã,Chết\n", "occurred_at commune " },
        { "column,field,key\nSố hồ sơ,file_number,1\nChết,deaths,0\n",
          "Mã vụ,Ngày,Số hồ sơ,Chết\n", "file_number " },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct source source;
        char told[256] = "";
        int32_t fields[8];
        source_open(&source, cases[i].header,
                    cases[i].schema == NULL ? NULL : make_profile(cases[i].schema));
        CHECK(source.status == FIRE_OK, "%zu: %s", i, source.err.message);
        const int32_t n = source.status == FIRE_OK
                              ? fire_binding_keys(source.binding, fields, 8)
                              : 0;
        for (int32_t k = 0; k < n; k++) {
            strcat(told, fire_schema_field(source.schema, fields[k])->name);
            strcat(told, " ");
        }
        CHECK(strcmp(told, cases[i].keys) == 0, "%zu: %s", i, told);
        if (source.status == FIRE_OK) /* no room: how many there are is told all the same */
            CHECK(fire_binding_keys(source.binding, NULL, 0) == n || n > 1, "%zu", i);
        source_close(&source);
    }
}

static void test_bad_key(void)
{
    struct source source;
    source_open(&source, "Ngày,Chết\n",
                make_profile("column,field,key\nNgày,occurred_at,yes\n"));
    CHECK(source.status == FIRE_EVALUE && strstr(source.err.message, "'yes'") != NULL, "%s",
          source.err.message);
    source_close(&source);
}

static void test_header_lines(void)
{
    static const struct {
        const char *file;
        int64_t first; /* 0: none */
        int64_t last;
    } cases[] = {
        { "Ngày,Chết\n", 1, 1 },
        { "x\n\nHuyện,Chết,,Bị thương\n,Nam,\"N\nữ\",\n", 3, 5 },
        { "Ngày,\"Số\nngười\nchết\"\n(1),(2)\n", 1, 3 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct source source;
        int64_t first = 0;
        int64_t last = 0;
        source_open(&source, cases[i].file, NULL);
        CHECK(source.status == FIRE_OK, "%zu: %s", i, source.err.message);
        if (source.status == FIRE_OK)
            CHECK(fire_binding_header_lines(source.binding, &first, &last) &&
                      first == cases[i].first && last == cases[i].last,
                  "%zu: %lld to %lld", i, (long long)first, (long long)last);
        source_close(&source);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_rejects), CHECK_TEST(test_failing_rejects), CHECK_TEST(test_keys),
        CHECK_TEST(test_bad_key), CHECK_TEST(test_header_lines),
    };
    return CHECK_MAIN(tests);
}
