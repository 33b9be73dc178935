/* test_base_folder.c - folders appear whole or not at all, and what others put there stays. */
#define _GNU_SOURCE
#include "check.h"
#include "firestat/folder.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *path_of(const char *name)
{
    static char paths[8][512];
    static int n_paths;
    char *path = paths[n_paths++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", check_directory(), name);
    return path;
}

static bool has_text(const char *name, const char *text)
{
    size_t size = 0;
    char *bytes = check_read(path_of(name), &size);
    const bool is_same = bytes != NULL && size == strlen(text) &&
                         memcmp(bytes, text, size) == 0;
    free(bytes);
    return is_same;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "wb");
    CHECK_OR_RETURN(file != NULL, "%s", name);
    fputs(text, file);
    fclose(file);
}

/* Names in a folder that are not one of its own. */
static int n_leftovers(const char *folder)
{
    DIR *listing = opendir(path_of(folder));
    int n = 0;
    for (const struct dirent *entry; listing != NULL && (entry = readdir(listing)) != NULL;)
        n += strstr(entry->d_name, ".tmp-") != NULL;
    if (listing != NULL) closedir(listing);
    return n;
}

static fire_status make(const char *name, bool overwrite, const char *text,
                        struct fire_error *err)
{
    struct fire_folder *folder;
    FIRE_TRY(fire_folder_open(path_of(name), overwrite, &folder, err));
    fire_status status = fire_folder_add(folder, FIRE_FOLDER_MANIFEST, text, strlen(text), err);
    if (status == FIRE_OK)
        status = fire_folder_add(folder, "charts/Đà-Lạt.svg", text, strlen(text), err);
    if (status == FIRE_OK) return fire_folder_commit(folder, err);
    fire_folder_abandon(folder);
    return status;
}

static void test_appears_whole(void)
{
    struct fire_error err = { 0 };
    struct fire_folder *folder;
    CHECK(mkdir(path_of("whole"), 0777) == 0, "mkdir");
    CHECK_OR_RETURN(fire_folder_open(path_of("whole/new/"), false, &folder, &err) == FIRE_OK,
                    "%s", err.message);
    CHECK(fire_folder_add(folder, "a.csv", "1", 1, &err) == FIRE_OK, "%s", err.message);
    CHECK(access(path_of("whole/new"), F_OK) != 0, "there before it is finished");
    CHECK(fire_folder_add(folder, "a.csv", "2", 1, &err) == FIRE_EEXISTS, "twice");
    CHECK(fire_folder_add(folder, "b/c/d.csv", "3", 1, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_folder_append(folder, "b/e.csv", "12", 2, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_folder_append(folder, "b/e.csv", "", 0, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_folder_append(folder, "b/e.csv", "34", 2, &err) == FIRE_OK, "%s", err.message);
    CHECK(fire_folder_append(folder, "../e.csv", "5", 1, NULL) == FIRE_EVALUE, "outside");
    CHECK(fire_folder_commit(folder, &err) == FIRE_OK, "%s", err.message);
    CHECK(has_text("whole/new/a.csv", "1") && has_text("whole/new/b/c/d.csv", "3") &&
              has_text("whole/new/b/e.csv", "1234"),
          "files");
    CHECK(n_leftovers("whole") == 0, "leftovers");
}

static void test_replaces_its_own(void)
{
    struct fire_error err = { 0 };
    CHECK(mkdir(path_of("own"), 0777) == 0, "mkdir");
    CHECK(make("own/r", false, "one", &err) == FIRE_OK, "%s", err.message);
    CHECK(make("own/r", false, "two", &err) == FIRE_EEXISTS, "not asked to replace");
    CHECK(has_text("own/r/manifest.csv", "one"), "the old one");
    put("own/r/extra.txt", "of the old one");
    CHECK(make("own/r", true, "two", &err) == FIRE_OK, "%s", err.message);
    CHECK(has_text("own/r/manifest.csv", "two") && has_text("own/r/charts/Đà-Lạt.svg", "two"),
          "the new one");
    CHECK(access(path_of("own/r/extra.txt"), F_OK) != 0, "the old one went whole");
    CHECK(n_leftovers("own") == 0, "leftovers");
}

/* What is there, and whether a folder may take its name without and with --force. */
/* So many files that several threads remove them, and folders of as many among them. */
static void test_replaces_many(void)
{
    enum { N_FILES = 300 };
    struct fire_error err = { 0 };
    CHECK(mkdir(path_of("many"), 0777) == 0, "mkdir");
    CHECK_OR_RETURN(make("many/r", false, "old", &err) == FIRE_OK, "%s", err.message);
    CHECK(mkdir(path_of("many/r/charts/deep"), 0777) == 0, "mkdir");
    for (int i = 0; i < N_FILES; i++) {
        static const char *const folders[] = { "", "charts/", "charts/deep/" };
        char name[64];
        snprintf(name, sizeof name, "many/r/%s%d.svg", folders[i % 3], i);
        put(name, "old");
    }
    CHECK(make("many/r", true, "new", &err) == FIRE_OK, "%s", err.message);
    CHECK(has_text("many/r/charts/Đà-Lạt.svg", "new"), "not replaced");
    CHECK(access(path_of("many/r/1.svg"), F_OK) != 0, "the old file is there");
    CHECK(n_leftovers("many") == 0, "something is left of the old folder");
}

static void test_what_may_be_replaced(void)
{
    static const struct {
        const char *name;
        bool is_folder;
        const char *file; /* in it */
        fire_status plain;
        fire_status forced;
    } cases[] = {
        { "may/nothing", false, NULL, FIRE_OK, FIRE_OK },
        { "may/empty", true, NULL, FIRE_OK, FIRE_OK },
        { "may/mine", true, "manifest.csv", FIRE_EEXISTS, FIRE_OK },
        { "may/photos", true, "family.jpg", FIRE_EEXISTS, FIRE_EIO },
        { "may/file", false, "", FIRE_EEXISTS, FIRE_EIO },
    };
    CHECK(mkdir(path_of("may"), 0777) == 0, "mkdir");
    for (int forced = 0; forced < 2; forced++)
        for (size_t i = 0; i < CHECK_N(cases); i++) {
            char name[64];
            char file[128];
            snprintf(name, sizeof name, "%s%d", cases[i].name, forced);
            snprintf(file, sizeof file, "%s/%s", name,
                     cases[i].file == NULL ? "" : cases[i].file);
            if (cases[i].is_folder) CHECK(mkdir(path_of(name), 0777) == 0, "%s", name);
            if (cases[i].is_folder && cases[i].file != NULL) put(file, "old");
            if (!cases[i].is_folder && cases[i].file != NULL) put(name, "old");
            struct fire_error err = { 0 };
            const fire_status wanted = forced ? cases[i].forced : cases[i].plain;
            const fire_status status = make(name, forced != 0, "new", &err);
            CHECK(status == wanted, "row %zu, forced %d: %d '%s'", i, forced, (int)status,
                  err.message);
            if (status == FIRE_OK || cases[i].file == NULL) continue;
            CHECK(has_text(cases[i].is_folder ? file : name, "old"), "row %zu: the old is gone",
                  i);
        }
    CHECK(n_leftovers("may") == 0, "leftovers");
    struct fire_error err = { 0 };
    CHECK(make("no such/folder", false, "new", &err) == FIRE_EIO, "no parent");
    CHECK(make("may/..", true, "new", &err) == FIRE_EIO, "no name");
    CHECK(make("may/.", true, "new", &err) == FIRE_EIO, "no name");
}

static void test_names(void)
{
    static const struct {
        const char *name;
        bool is_good;
    } cases[] = {
        { "a", true },      { "a/b.png", true }, { "Đức-Trọng_2024.svg", true },
        { "", false },      { ".", false },      { "..", false },
        { "../a", false },  { "a/../b", false }, { "/a", false },
        { "a/", false },    { "a//b", false },   { ".hidden", false },
        { "a/.b", false },  { "a b", false },    { "a\nb", false },
        { "a\\b", false },  { "a:b", false },    { "con*", false },
        { "a\x01", false },
    };
    struct fire_folder *folder;
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_folder_open(path_of("names"), false, &folder, &err) == FIRE_OK, "%s",
                    err.message);
    for (size_t i = 0; i < CHECK_N(cases); i++)
        CHECK((fire_folder_add(folder, cases[i].name, "x", 1, &err) != FIRE_EVALUE) ==
                  cases[i].is_good,
              "row %zu: '%s'", i, cases[i].name);
    fire_folder_abandon(folder);
    CHECK(access(path_of("names"), F_OK) != 0, "abandoned");
    CHECK(n_leftovers(".") == 0, "leftovers");
}

static void test_links_are_not_followed(void)
{
    struct fire_error err = { 0 };
    CHECK(mkdir(path_of("links"), 0777) == 0 && mkdir(path_of("links/safe"), 0777) == 0,
          "mkdir");
    put("links/safe/keep.txt", "keep");
    CHECK(make("links/r", false, "one", &err) == FIRE_OK, "%s", err.message);
    CHECK(symlink("../safe", path_of("links/r/away")) == 0, "symlink");
    CHECK(make("links/r", true, "two", &err) == FIRE_OK, "%s", err.message);
    CHECK(has_text("links/safe/keep.txt", "keep"), "what a link pointed to is there");
    CHECK(symlink("safe", path_of("links/s")) == 0, "symlink");
    CHECK(make("links/s", true, "three", &err) == FIRE_EIO, "a link is no folder of ours");
}

/* Killed at any moment, the folder is the old one or the new one. */
static void test_killed(void)
{
    struct fire_error err = { 0 };
    CHECK(mkdir(path_of("kill"), 0777) == 0, "mkdir");
    CHECK(make("kill/r", false, "0", &err) == FIRE_OK, "%s", err.message);
    unsigned long long seed = 7;
    for (int round = 0; round < 20; round++) {
        const pid_t child = fork();
        if (child == 0) {
            for (int i = 1;; i++) {
                char text[16];
                snprintf(text, sizeof text, "%d", i);
                if (make("kill/r", true, text, NULL) != FIRE_OK) _exit(1);
            }
        }
        usleep((useconds_t)(check_random(&seed) % 4000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        size_t one_size = 0;
        size_t two_size = 0;
        char *one = check_read(path_of("kill/r/manifest.csv"), &one_size);
        char *two = check_read(path_of("kill/r/charts/Đà-Lạt.svg"), &two_size);
        CHECK(one != NULL && two != NULL && one_size == two_size && one_size > 0 &&
                  memcmp(one, two, one_size) == 0,
              "round %d: not one folder", round);
        free(one);
        free(two);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_appears_whole), CHECK_TEST(test_replaces_its_own),
        CHECK_TEST(test_replaces_many), CHECK_TEST(test_what_may_be_replaced),
        CHECK_TEST(test_names),         CHECK_TEST(test_links_are_not_followed),
        CHECK_TEST(test_killed),
    };
    return CHECK_MAIN(tests);
}
