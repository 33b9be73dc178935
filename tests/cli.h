/* cli.h - whole commands, run as a person would, for the tests.
 *
 *     struct cli_result got;
 *     CLI(&got, "table", CLI_REGISTER, "--format", "csv");
 *     ... got.code, got.out, got.err ...
 *     cli_result_finish(&got); */
#ifndef FIRESTAT_TESTS_CLI_H
#define FIRESTAT_TESTS_CLI_H
#include <stdbool.h>
#include <stddef.h>

#define MAX_ARGUMENTS 24

#define CLI_DATASETS  FIRESTAT_SOURCE_DIR "/datasets"
#define CLI_REGISTER  CLI_DATASETS "/lam-dong-synthetic/vu_chay_lam_dong_2014_2024.csv"
#define CLI_NATIONAL  CLI_DATASETS "/national-yearly/vietnam_fires_yearly.csv"

struct cli_result {
    int code;  /* exit code; 1000 and more: a signal */
    char *out; /* NUL-ended; NULL when it went elsewhere */
    size_t out_size;
    char *err;
};

/* Run the program in the folder of the tests' files (check_directory).
 *   arguments   [at most MAX_ARGUMENTS] and a NULL */
void cli_run(const char *const arguments[], struct cli_result *result);
#define CLI(result, ...) cli_run((const char *const[]){ __VA_ARGS__, NULL }, (result))

/*   out_path   where standard output goes; NULL: into result->out
 *   input      file for standard input; NULL: none */
void cli_run_to(const char *const arguments[], const char *out_path, const char *input,
                struct cli_result *result);

/* A line of shell, for what a person types. */
void cli_run_shell(const char *line, struct cli_result *result);

void cli_result_finish(struct cli_result *result);

/* Compare standard output with tests/golden/<name>.txt. FIRESTAT_BLESS=1 writes it there, to be
 * read before it is committed. */
void cli_check_golden(const char *name, const struct cli_result *result);

/* The path of a file in the tests' folder, until four more were asked for, and whether it is there. */
const char *cli_path(const char *name);
bool cli_is_there(const char *name);

/* A file in the tests' folder with this text; its path. */
const char *cli_file(const char *name, const char *text);

/* A new store of that name with one file in it, in the place of an old one. */
const char *cli_store(const char *name, const char *file);

/* The folder of a profile for the file of fires in Korea, 2024 (data/korea-2024). */
const char *cli_korea_profile(void);

#endif
