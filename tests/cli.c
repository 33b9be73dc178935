/* cli.c - see cli.h. */
#include "cli.h"

#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_program(const char *program, const char *const arguments[],
                        const char *out_path, const char *input, struct cli_result *result)
{
    char *argv[MAX_ARGUMENTS + 2] = { (char *)(size_t)program };
    int n = 1;
    for (int i = 0; arguments[i] != NULL; i++)
        argv[n++] = (char *)(size_t)arguments[i];
    char out[600];
    char err[600];
    snprintf(out, sizeof out, "%s/stdout", check_directory());
    snprintf(err, sizeof err, "%s/stderr", check_directory());
    *result = (struct cli_result){ .code = -1 };
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        const int flags = O_WRONLY | O_CREAT | O_TRUNC;
        if (chdir(check_directory()) != 0) _exit(99);
        if (dup2(open(input == NULL ? "/dev/null" : input, O_RDONLY), 0) < 0 ||
            dup2(open(out_path == NULL ? out : out_path, flags, 0600), 1) < 0 ||
            dup2(open(err, flags, 0600), 2) < 0)
            _exit(99);
        execv(program, argv);
        _exit(98);
    }
    int status = 0;
    CHECK(child > 0 && waitpid(child, &status, 0) == child, "no child");
    result->code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    result->out = out_path == NULL ? check_read(out, &result->out_size) : NULL;
    result->err = check_read(err, NULL);
}

void cli_run_to(const char *const arguments[], const char *out_path, const char *input,
                struct cli_result *result)
{
    run_program(FIRESTAT_PROGRAM, arguments, out_path, input, result);
}

void cli_run_shell(const char *line, struct cli_result *result)
{
    run_program("/bin/sh", (const char *const[]){ "-c", line, NULL }, NULL, NULL, result);
}

void cli_result_finish(struct cli_result *result)
{
    free(result->out);
    free(result->err);
}

void cli_run(const char *const arguments[], struct cli_result *result)
{
    cli_run_to(arguments, NULL, NULL, result);
}

void cli_check_golden(const char *name, const struct cli_result *result)
{
    check_golden(name, result->out, result->out_size);
}

const char *cli_path(const char *name)
{
    static char path[4][600];
    static int at;
    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/%s", check_directory(), name);
    return path[at];
}

bool cli_is_there(const char *name)
{
    return access(cli_path(name), F_OK) == 0;
}

const char *cli_file(const char *name, const char *text)
{
    return check_file(name, text, strlen(text));
}

const char *cli_store(const char *name, const char *file)
{
    const char *store = cli_path(name);
    struct cli_result got;
    unlink(store);
    cli_run((const char *const[]){ "import", store, file, "-q", NULL }, &got);
    CHECK(got.code == 0, "%s: %s", name, got.err);
    cli_result_finish(&got);
    return store;
}

const char *cli_korea_profile(void)
{
    static char folder[600];
    snprintf(folder, sizeof folder, "%s/korea", check_directory());
    mkdir(folder, 0700);
    cli_file("korea/schema.csv", "column,field,type,unit\n#1,occurred_at,datetime,\n"
                                 "시도,province,,\n시군구,district,,\n사망,deaths,,\n"
                                 "부상,injuries,,\n재산피해소계,damage,,1000\n"
                                 "발화요인대분류,cause,,\n장소대분류,facility,,\n");
    cli_file("korea/source.csv", "setting,value\ncurrency,KRW\n");
    return folder;
}
