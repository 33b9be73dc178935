/* test_house.c - the house keeps its order: rooms include only what tests/arrows.txt allows,
 * foreign libraries stay in their rooms, every public header stands alone in C and in C++, the
 * top level is what it should be, and no function has grown out of its screen. */
#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_ROOMS 32

struct room {
    char name[32];
    char folder[64];
    char headers[256]; /* " error arena " */
    char may[256];     /* rooms it may include */
};

static struct room rooms[MAX_ROOMS];
static int n_rooms;

/* " a b c " holds the word. */
static bool holds(const char *list, const char *word)
{
    char padded[80];
    snprintf(padded, sizeof padded, " %s ", word);
    return strstr(list, padded) != NULL;
}

static const struct room *room_named(const char *name)
{
    for (int i = 0; i < n_rooms; i++)
        if (strcmp(rooms[i].name, name) == 0) return &rooms[i];
    return NULL;
}

/* "name folder header... may...", two or more blanks between the four. */
static void read_room(char *line)
{
    struct room *room = &rooms[n_rooms];
    char *part[4] = { 0 };
    int n = 0;
    for (char *at = line; n < 4 && *at != '\0';) {
        part[n++] = at;
        char *gap = strstr(at, "  ");
        const bool single = n <= 2; /* name and folder are one word */
        if (single) gap = strchr(at, ' ');
        if (gap == NULL) break;
        *gap++ = '\0';
        while (*gap == ' ')
            gap++;
        at = gap;
    }
    CHECK_OR_RETURN(n == 4, "a room needs four parts: %s", line);
    snprintf(room->name, sizeof room->name, "%s", part[0]);
    snprintf(room->folder, sizeof room->folder, "%s", part[1]);
    snprintf(room->headers, sizeof room->headers, " %s ", part[2]);
    snprintf(room->may, sizeof room->may, " %s ", part[3]);
    n_rooms++;
}

static void each_line(const char *path, void (*act)(const char *path, int number, char *line))
{
    char *text = check_read(path, NULL);
    CHECK_OR_RETURN(text != NULL, "%s cannot be read", path);
    int number = 0;
    for (char *at = text; *at != '\0';) {
        const size_t size = strcspn(at, "\n");
        const bool last = at[size] == '\0';
        at[size] = '\0';
        act(path, ++number, at);
        at += size + !last;
    }
    free(text);
}

static void on_arrow(const char *path, int number, char *line)
{
    (void)path;
    (void)number;
    if (line[0] != '\0' && line[0] != '#' && n_rooms < MAX_ROOMS) read_room(line);
}

static const struct room *current; /* the room whose files are being read */

static void check_own_header(const char *path, int number, const char *header)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(header, "."), header);
    for (int i = 0; i < n_rooms; i++) {
        if (!holds(rooms[i].headers, name)) continue;
        const bool allowed = &rooms[i] == current || strcmp(rooms[i].name, "base") == 0 ||
                             holds(current->may, rooms[i].name);
        CHECK(allowed, "%s:%d: %s may not include headers of %s", path, number, current->name,
              rooms[i].name);
        return;
    }
    /* words.def is a part of words.h */
    CHECK(strcmp(header, "words.def\"") == 0, "%s:%d: no room has the header %s", path, number,
          header);
}

static char foreign[32][2][64]; /* header, rooms: " read report " */
static int n_foreign;

static void on_foreign(const char *path, int number, char *line)
{
    (void)path;
    (void)number;
    if (line[0] == '\0' || line[0] == '#' || n_foreign == 32) return;
    const size_t size = strcspn(line, " ");
    snprintf(foreign[n_foreign][0], 64, "%.*s", (int)size, line);
    snprintf(foreign[n_foreign][1], 64, " %s ", line + size + strspn(line + size, " "));
    n_foreign++;
}

static void on_source_line(const char *path, int number, char *line)
{
    if (strncmp(line, "#include ", 9) != 0) return;
    const char *what = line + 9;
    if (strncmp(what, "\"firestat/", 10) == 0) {
        check_own_header(path, number, what + 10);
        return;
    }
    for (int i = 0; what[0] == '<' && i < n_foreign; i++)
        if (strncmp(what + 1, foreign[i][0], strlen(foreign[i][0])) == 0)
            CHECK(holds(foreign[i][1], current->name), "%s:%d: only%smay include %s", path,
                  number, foreign[i][1], foreign[i][0]);
}

static bool ends_with(const char *text, const char *end)
{
    const size_t size = strlen(text);
    return size >= strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

/* Every C file and header of a folder. */
static int each_source(const char *folder, void (*act)(const char *path))
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    int n = 0;
    if (entries == NULL) return 0;
    while ((entry = readdir(entries)) != NULL) {
        char path[512];
        if (!ends_with(entry->d_name, ".c") && !ends_with(entry->d_name, ".h")) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        act(path);
        n++;
    }
    closedir(entries);
    return n;
}

static void check_includes(const char *path)
{
    each_line(path, on_source_line);
}

static void test_arrows(void)
{
    each_line(FIRESTAT_SOURCE_DIR "/tests/arrows.txt", on_arrow);
    each_line(FIRESTAT_SOURCE_DIR "/tests/foreign.txt", on_foreign);
    CHECK(n_rooms >= 16 && n_foreign >= 8, "%d rooms, %d foreign headers", n_rooms, n_foreign);
    for (int i = 0; i < n_rooms; i++) {
        char folder[512];
        current = &rooms[i];
        snprintf(folder, sizeof folder, "%s/%s", FIRESTAT_SOURCE_DIR, current->folder);
        CHECK(each_source(folder, check_includes) > 0, "%s has no sources", folder);
    }
}

/* No arrow points backwards: a room names only rooms that stand above it. */
static void test_arrows_go_one_way(void)
{
    for (int i = 0; i < n_rooms; i++) {
        char may[256];
        snprintf(may, sizeof may, "%s", rooms[i].may);
        for (char *word = strtok(may, " "); word != NULL; word = strtok(NULL, " ")) {
            const struct room *other = room_named(word);
            CHECK(strcmp(word, "-") == 0 || (other != NULL && other < &rooms[i]),
                  "%s -> %s points backwards or nowhere", rooms[i].name, word);
        }
    }
}

static int n_code_lines;
static bool in_function;

/* Functions start with a brace in the first column and end with one there (K&R). */
static void on_function_line(const char *path, int number, char *line)
{
    if (line[0] == '{' && line[1] == '\0') {
        in_function = true;
        n_code_lines = 0;
    } else if (line[0] == '}' && line[1] == '\0' && in_function) {
        CHECK(n_code_lines <= 70, "%s:%d: a function of %d lines ends here", path, number,
              n_code_lines);
        in_function = false;
    } else {
        n_code_lines++;
    }
}

static void check_functions(const char *path)
{
    in_function = false;
    each_line(path, on_function_line);
}

static int n_file_lines;

static void count_line(const char *path, int number, char *line)
{
    (void)path;
    (void)line;
    n_file_lines = number;
}

static void check_size(const char *path)
{
    each_line(path, count_line);
    CHECK(n_file_lines <= 800, "%s has %d lines: split it at the seam", path, n_file_lines);
}

static void test_sizes(void)
{
    for (int i = 0; i < n_rooms; i++) {
        char folder[512];
        snprintf(folder, sizeof folder, "%s/%s", FIRESTAT_SOURCE_DIR, rooms[i].folder);
        each_source(folder, check_functions);
        each_source(folder, check_size);
    }
}

static void check_alone(const char *path)
{
    static const char *const compilers[] = {
        "cc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c",
        "c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++",
    };
    if (!ends_with(path, ".h")) return;
    for (size_t i = 0; i < CHECK_N(compilers); i++) {
        char command[1024];
        snprintf(command, sizeof command, "%s -I'%s/include' '%s'", compilers[i],
                 FIRESTAT_SOURCE_DIR, path);
        CHECK(system(command) == 0, "%s", command);
    }
}

static void test_public_headers_stand_alone(void)
{
    CHECK(each_source(FIRESTAT_SOURCE_DIR "/include/firestat", check_alone) >= 20, "headers");
}

static void test_top_level(void)
{
    const char *may =
        " engine include datasets charts bench tests meson.build README.md LICENSE ";
    DIR *entries = opendir(FIRESTAT_SOURCE_DIR);
    const struct dirent *entry;
    CHECK_OR_RETURN(entries != NULL, "no source folder");
    while ((entry = readdir(entries)) != NULL) {
        const char *name = entry->d_name;
        /* what .gitignore keeps out: builds and what the demonstration leaves behind */
        if (name[0] == '.' || strncmp(name, "build", 5) == 0 || strcmp(name, "demo") == 0)
            continue;
        CHECK(holds(may, name), "%s does not belong at the top", name);
    }
    closedir(entries);
}

/* Calls that hang on the locale, overrun a buffer or leave the program. */
static void on_banned_line(const char *path, int number, char *line)
{
    static const char *const banned[] = {
        "setlocale(",
        "strtod(",
        "atoi(",
        "atof(",
        "sscanf(",
        "strcpy(",
        "strcat(",
        "sprintf(",
        "mktime(",
        "localtime(",
        "system(",
        "popen(",
        "tmpnam(",
        "mktemp(",
        "gsl_cdf_beta_Pinv(",
        "gsl_cdf_beta_Qinv(",
        "gsl_cdf_chisq_Pinv(",
        "gsl_cdf_chisq_Qinv(",
        "gsl_cdf_gamma_Pinv(",
        "gsl_cdf_gamma_Qinv(",
        "pango_layout_set_markup(",
        "cairo_surface_write_to_png(",
        "cairo_show_text(",
        "gsl_rng_env_setup(",
    };
    for (size_t i = 0; i < CHECK_N(banned); i++) {
        const char *at = strstr(line, banned[i]);
        const bool is_word = at != NULL &&
                             (at == line || strchr(" \t(!=&|,*;", at[-1]) != NULL ||
                              banned[i][0] == '_');
        CHECK(!is_word, "%s:%d: %s is not used here", path, number, banned[i]);
    }
}

static void check_banned(const char *path)
{
    each_line(path, on_banned_line);
}

static void test_banned_calls(void)
{
    for (int i = 0; i < n_rooms; i++) {
        char folder[512];
        snprintf(folder, sizeof folder, "%s/%s", FIRESTAT_SOURCE_DIR, rooms[i].folder);
        each_source(folder, check_banned);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_arrows),    CHECK_TEST(test_arrows_go_one_way),
        CHECK_TEST(test_sizes),     CHECK_TEST(test_public_headers_stand_alone),
        CHECK_TEST(test_top_level), CHECK_TEST(test_banned_calls),
    };
    return CHECK_MAIN(tests);
}
