/* test_messages.c - no English sentence reaches a Vietnamese office.
 *
 * The source itself is read: every text given to fire_fail(), tell(), say() or set_reason(), and those of the
 * tables of issues, options and commands, have to be in engine/words/messages.c, and every row
 * there has to be somewhere in the source. Two texts of one meaning must take the same
 * arguments. */
#include "check.h"
#include "firestat/words.h"
#include "words/messages.h"

#include <ctype.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading C ------------------------------------------------------------------------- */

/* What the program is written in, as far as a test must understand it. */
struct token {
    enum { TOKEN_END, TOKEN_WORD, TOKEN_TEXT, TOKEN_SIGN } kind;
    char text[1024]; /* a word, the value of adjoining string literals, or one sign */
};

static const char *skip_blank(const char *at)
{
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end == NULL ? at + strlen(at) : end + 2;
        } else if (at[0] == '/' && at[1] == '/') {
            at += strcspn(at, "\n");
        } else {
            return at;
        }
    }
}

static void add_char(struct token *token, size_t *size, char c)
{
    if (*size + 1 < sizeof token->text) token->text[(*size)++] = c;
}

/* Behind the closing quote. Of the escapes those that messages need; others stay as written. */
static const char *read_text(const char *at, char quote, struct token *token, size_t *size)
{
    for (at++; *at != '\0' && *at != quote; at++) {
        if (*at != '\\') {
            add_char(token, size, *at);
            continue;
        }
        at++;
        if (*at == '\0') return at;
        if (*at != '"' && *at != '\\') add_char(token, size, '\\');
        add_char(token, size, *at);
    }
    return *at == '\0' ? at : at + 1;
}

static const char *next_token(const char *at, struct token *token)
{
    size_t size = 0;
    at = skip_blank(at);
    if (*at == '\0') {
        token->kind = TOKEN_END;
    } else if (*at == '"') {
        token->kind = TOKEN_TEXT;
        for (; *at == '"'; at = skip_blank(at))
            at = read_text(at, '"', token, &size);
    } else if (*at == '\'') {
        token->kind = TOKEN_SIGN;
        at = read_text(at, '\'', token, &size);
    } else if (isalpha((unsigned char)*at) || *at == '_') {
        token->kind = TOKEN_WORD;
        while (isalnum((unsigned char)*at) || *at == '_')
            add_char(token, &size, *at++);
    } else {
        token->kind = TOKEN_SIGN;
        add_char(token, &size, *at++);
    }
    token->text[size] = '\0';
    return at;
}

static bool is_sign(const struct token *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->text[0] == sign && token->text[1] == '\0';
}

/* Go to an argument of a call, counted from 0; `at` stands behind the "(". NULL: no such one. */
static const char *argument_of(const char *at, int wanted)
{
    struct token token;
    int depth = 0;
    for (int argument = 0; argument < wanted;) {
        at = next_token(at, &token);
        if (is_sign(&token, '(') || is_sign(&token, '{') || is_sign(&token, '[')) depth++;
        if (is_sign(&token, ')') || is_sign(&token, '}') || is_sign(&token, ']')) depth--;
        if (depth < 0 || token.kind == TOKEN_END) return NULL;
        if (depth == 0 && is_sign(&token, ',')) argument++;
    }
    return at;
}

/* The next text of the argument that `at` stands in: two of "n == 1 ? "row" : "rows"". */
static const char *next_text(const char *at, struct token *token)
{
    int depth = 0;
    for (at = next_token(at, token); token->kind != TOKEN_END; at = next_token(at, token)) {
        if (token->kind == TOKEN_TEXT) return at;
        if (is_sign(token, '(') || is_sign(token, '{') || is_sign(token, '[')) depth++;
        if (is_sign(token, ')') || is_sign(token, '}') || is_sign(token, ']')) depth--;
        if (depth < 0 || (depth == 0 && (is_sign(token, ',') || is_sign(token, ';')))) break;
    }
    return NULL;
}

/* ---- the source ------------------------------------------------------------------------ */

static int n_files;
static int n_formats;
static bool is_used[4096]; /* a row of the table */

/* Has the table this format? One that only passes on another text needs no translation. */
static void check_format(const char *path, const char *format)
{
    n_formats++;
    if (strcmp(format, "%s") == 0) return;
    CHECK(fire_words_vietnamese(format) != format, "%s: not in messages.c: \"%s\"", path,
          format);
}

static void mark_used(const char *text)
{
    for (size_t i = 0; i < words_n_messages; i++)
        if (strcmp(words_messages[i].english, text) == 0) is_used[i] = true;
}

/* Where the program speaks: a call, and which of its arguments is the text. */
static const struct {
    const char *call;
    int argument;
    bool is_literal; /* always; else a text may come from a table that is looked at below */
} speakers[] = {
    { "fire_fail", 3, true }, { "tell", 1, false },      { "say", 0, false },
    { "fire_say", 1, false }, { "set_reason", 2, true },
};

static void look_at_call(const char *path, const char *name, const char *at)
{
    for (size_t i = 0; i < CHECK_N(speakers); i++) {
        if (strcmp(name, speakers[i].call) != 0) continue;
        struct token token;
        int n_texts = 0;
        const char *text = argument_of(at, speakers[i].argument);
        const bool is_declared = text != NULL && next_token(text, &token) != NULL &&
                                 strcmp(token.text, "const") == 0;
        while (text != NULL && (text = next_text(text, &token)) != NULL) {
            check_format(path, token.text);
            n_texts++;
        }
        CHECK(n_texts > 0 || is_declared || !speakers[i].is_literal,
              "%s: %s with a format that is no literal", path, name);
    }
}

/* Rows of tables whose texts are said: [FIRE_ISSUE_...] = { ..., "text" }, the options {
 * "name", ..., OPTION_..., ..., "text" } and the commands { "name", ..., cmd_..., "text" }. */
static void look_at_row(const char *path, const char *word, const char *at)
{
    struct token token;
    struct token last = { .kind = TOKEN_END };
    const bool is_issue = strncmp(word, "FIRE_ISSUE_", 11) == 0;
    next_token(at, &token);
    if (!is_sign(&token, is_issue ? ']' : ',')) return;
    do {
        at = next_token(at, &token);
        if (token.kind == TOKEN_TEXT) last = token;
        if (strncmp(word, "cmd_", 4) == 0 && last.kind == TOKEN_TEXT) break;
    } while (token.kind != TOKEN_END && !is_sign(&token, '}') && !is_sign(&token, ';'));
    if (last.kind == TOKEN_TEXT) check_format(path, last.text);
}

static void look_through(const char *path, const char *source)
{
    struct token token;
    struct token sign;
    for (const char *at = next_token(source, &token); token.kind != TOKEN_END;
         at = next_token(at, &token)) {
        if (token.kind == TOKEN_TEXT) mark_used(token.text);
        if (token.kind != TOKEN_WORD) continue;
        const char *behind = next_token(at, &sign);
        if (is_sign(&sign, '(')) look_at_call(path, token.text, behind);
        if (strncmp(token.text, "FIRE_ISSUE_", 11) == 0 ||
            strncmp(token.text, "OPTION_", 7) == 0 || strncmp(token.text, "cmd_", 4) == 0)
            look_at_row(path, token.text, at);
    }
}

static int visit(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)walk;
    const size_t size = strlen(path);
    if (kind != FTW_F || size < 2 || strcmp(path + size - 2, ".c") != 0) return 0;
    if (strstr(path, "/words/") != NULL) return 0; /* the table is no use of itself */
    char *source = check_read(path, NULL);
    CHECK(source != NULL, "%s", path);
    if (source == NULL) return 0;
    n_files++;
    look_through(path + strlen(FIRESTAT_SOURCE_DIR) + 1, source);
    free(source);
    return 0;
}

static void test_source(void)
{
    CHECK_OR_RETURN(words_n_messages <= CHECK_N(is_used), "%zu messages", words_n_messages);
    CHECK(nftw(FIRESTAT_SOURCE_DIR "/engine", visit, 16, FTW_PHYS) == 0, "engine");
    CHECK(nftw(FIRESTAT_SOURCE_DIR "/charts", visit, 16, FTW_PHYS) == 0, "charts");
    CHECK(n_files > 50 && n_formats > 80, "only %d files and %d formats seen", n_files,
          n_formats);
    for (size_t i = 0; i < words_n_messages; i++)
        CHECK(is_used[i], "of no use any more: \"%s\"", words_messages[i].english);
}

/* The reader of C itself, on what it has to get right. */
static void test_reading(void)
{
    static const struct {
        const char *call;
        const char *texts; /* of the fourth argument, a "|" behind each */
    } rows[] = {
        { "err, A, FIRE_NOWHERE, \"plain\");", "plain|" },
        { "err, A, (struct x){ .file = path, .line = 1 }, \"a, b\", \"c\")", "a, b|" },
        { "err, A, place(b, c), \"two \" /* , */\n \"parts\", x)", "two parts|" },
        { "err, f(',', \"x,\"), where, \"'%s' \\\"q\\\" \\\\\")", "'%s' \"q\" \\|" },
        { "err, A, where, // \"no\"\n \"yes\")", "yes|" },
        { "err, A, where, n == 1 ? \"one\" : \"many\", n)", "one|many|" },
        { "err, A, where, format, \"x\")", "" },
        { "err, A); f(1, 2, \"x\", \"y\", \"z\")", "" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct token token;
        char texts[128] = "";
        const char *at = argument_of(rows[i].call, 3);
        while (at != NULL && (at = next_text(at, &token)) != NULL) {
            strcat(texts, token.text);
            strcat(texts, "|");
        }
        CHECK(strcmp(texts, rows[i].texts) == 0, "%s: '%s'", rows[i].call, texts);
    }
}

/* ---- two texts of one meaning ---------------------------------------------------------- */

/* The conversions of a printf format, one after the other: "%.*s: %lld" -> ".*s lld ". */
static void conversions(const char *format, char out[128])
{
    size_t at = 0;
    for (const char *c = format; *c != '\0'; c++) {
        if (*c != '%') continue;
        if (*++c == '%') continue;
        const size_t size = strcspn(c, "diouxXeEfgGcsp") + 1;
        CHECK_OR_RETURN(size <= strlen(c) && at + size + 2 < 128, "'%s'", format);
        memcpy(out + at, c, size);
        at += size;
        out[at++] = ' ';
        c += size - 1;
    }
    out[at] = '\0';
}

/* Vietnamese is composed: no letter has its marks (U+0300 to U+036F) behind it. */
static void check_pair(const char *english, const char *vietnamese)
{
    char of_english[128] = "";
    char of_vietnamese[128] = "";
    conversions(english, of_english);
    conversions(vietnamese, of_vietnamese);
    CHECK(strcmp(of_english, of_vietnamese) == 0, "'%s' and '%s'", english, vietnamese);

    const struct fire_text_view text = fire_text_of(vietnamese);
    CHECK(fire_text_valid_bytes(text) == text.size_bytes, "not UTF-8: '%s'", vietnamese);
    for (const unsigned char *c = (const unsigned char *)vietnamese; *c != '\0'; c++)
        CHECK(!(c[0] == 0xCC || (c[0] == 0xCD && c[1] < 0xB0)), "a mark apart: '%s'",
              vietnamese);
}

static void test_pairs(void)
{
    for (fire_word word = 0; word < FIRE_N_WORDS; word++) {
        const char *english = fire_word_text(FIRE_ENGLISH, word);
        const char *vietnamese = fire_word_text(FIRE_VIETNAMESE, word);
        CHECK_OR_RETURN(english != NULL && vietnamese != NULL, "word %d", (int)word);
        CHECK(english[0] != '\0' && vietnamese[0] != '\0', "word %d", (int)word);
        check_pair(english, vietnamese);
    }
    for (size_t i = 0; i < words_n_messages; i++) {
        check_pair(words_messages[i].english, words_messages[i].vietnamese);
        for (size_t k = 0; k < i; k++)
            CHECK(strcmp(words_messages[i].english, words_messages[k].english) != 0,
                  "twice: '%s'", words_messages[i].english);
    }
}

static void test_say(void)
{
    struct fire_error err = { .say = fire_words_vietnamese };
    const struct fire_location where = {
        .file = "a.csv", .line = 12, .field = 3, .column = "Giờ"
    };
    CHECK(fire_fail(&err, FIRE_EIO, where, "cannot be opened: %s", "x") == FIRE_EIO, "status");
    CHECK(strcmp(err.message, "a.csv:12: cột 3 (Giờ): không mở được tệp: x") == 0, "'%s'",
          err.message);
    const char *unheard = "an English sentence nobody wrote";
    CHECK(fire_words_vietnamese(unheard) == unheard, "as it is");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_reading),
        CHECK_TEST(test_source),
        CHECK_TEST(test_pairs),
        CHECK_TEST(test_say),
    };
    return CHECK_MAIN(tests);
}
