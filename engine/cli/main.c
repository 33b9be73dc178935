/* main.c - the door: which command, in which language, and what its exit code is. */
#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

bool is_interrupted(void)
{
    return interrupted != 0;
}

/* The first Ctrl-C asks to stop and lets the store roll back; a second one ends at once. A
 * reader that went away is an error of writing, not a signal. */
static void catch_signals(void)
{
    struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static const char *say_english(const char *english)
{
    return english;
}

static void set_language(struct session *session, fire_language language)
{
    session->language = language;
    session->say = language == FIRE_VIETNAMESE ? fire_words_vietnamese : say_english;
    session->err.say = session->say;
}

void tell(const struct session *session, const char *english_format, ...)
{
    va_list arguments;
    struct fire_error line = { 0 };
    char text[2048];
    va_start(arguments, english_format);
    vsnprintf(text, sizeof text, session->say(english_format), arguments);
    va_end(arguments);
    /* through fire_fail, which keeps control characters from the terminal */
    (void)fire_fail(&line, FIRE_EVALUE, FIRE_NOWHERE, "%s", text);
    fprintf(stderr, "firestat: %s\n", line.message);
}

void tell_error(const struct session *session)
{
    if (session->err.status == FIRE_EINTERRUPTED)
        tell(session, "stopped; nothing was changed");
    else
        fprintf(stderr, "firestat: %s\n", session->err.message);
}

int exit_code_of(fire_status status, bool asked)
{
    switch (status) {
    case FIRE_OK:
        return EXIT_DONE;
    case FIRE_EINTERRUPTED:
        return EXIT_INTERRUPTED;
    case FIRE_ESYNTAX:
    case FIRE_EVALUE:
    case FIRE_ESCHEMA:
    case FIRE_ERANGE:
    case FIRE_ENODATA:
        return asked ? EXIT_USAGE : EXIT_BAD_DATA;
    case FIRE_ENOMEM:
    case FIRE_EIO:
    case FIRE_EEXISTS:
    case FIRE_ESTORE:
    case FIRE_EBUSY:
    case FIRE_EAGAIN: /* never told: whoever takes a short way knows the long one */
        return EXIT_SYSTEM;
    }
    return EXIT_SYSTEM;
}

/* Standard output may be a full disk or a reader that has gone; only the latter is no error. */
static int close_stdout(const struct session *session)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_DONE;
    if (errno == EPIPE) return EXIT_DONE;
    tell(session, "standard output cannot be written: %s",
         fire_system_text(session->say, errno));
    return EXIT_SYSTEM;
}

int deliver(struct session *session, const struct fire_buffer *text)
{
    const struct options *options = &session->options;
    if (text->failed) {
        const fire_status status = fire_fail_memory(&session->err);
        tell_error(session);
        return exit_code_of(status, false);
    }
    if (options->output == NULL || strcmp(options->output, "-") == 0) {
        if (text->size_bytes > 0) fwrite(text->bytes, 1, text->size_bytes, stdout);
        return EXIT_DONE;
    }
    const fire_status status = fire_output_write(options->output, text->bytes, text->size_bytes,
                                                 options->force, &session->err);
    if (status != FIRE_OK) tell_error(session);
    return exit_code_of(status, false);
}

/* The name of a format: --format, else the ending of -o where it is one; NULL: neither says. */
static const char *format_name(const struct options *options)
{
    fire_format format;
    if (options->format != NULL) return options->format;
    const char *dot = options->output == NULL ? NULL : strrchr(options->output, '.');
    return dot != NULL && fire_format_of(dot + 1, &format) ? dot + 1 : NULL;
}

bool choose_format(const struct session *session, bool has_documents, fire_format *out)
{
    const struct options *options = &session->options;
    const char *name = format_name(options);
    fire_format format = FIRE_FORMAT_TABLE;
    if (name != NULL && !fire_format_of(name, &format)) {
        tell(session, "there is no format '%s': table, csv, tsv, json, markdown, html or xlsx",
             name);
        return false;
    }
    if (options->excel && name != NULL && format != FIRE_FORMAT_CSV) {
        tell(session, "--excel is a way to write CSV and does not go with the format %s", name);
        return false;
    }
    if (options->excel) format = FIRE_FORMAT_EXCEL;
    if (!has_documents && fire_format_is_document(format)) {
        tell(session, "checked figures have no format %s; here table, csv, tsv or json", name);
        return false;
    }
    if (format == FIRE_FORMAT_XLSX && options->output == NULL && isatty(STDOUT_FILENO) == 1) {
        tell(session, "a workbook cannot be shown here: name a file with -o");
        return false;
    }
    *out = format;
    return true;
}

static bool check_jobs(const struct session *session)
{
    const char *jobs = session->options.jobs;
    if (jobs == NULL) return true;
    const bool is_number = jobs[0] != '\0' && strlen(jobs) <= 2 &&
                           strspn(jobs, "0123456789") == strlen(jobs);
    const long n = is_number ? strtol(jobs, NULL, 10) : 0;
    if (n >= 1 && n <= JOBS_MOST) return true;
    tell(session, "--jobs %s: a number of threads from 1 to %d", jobs, JOBS_MOST);
    return false;
}

/* --lang, else FIRESTAT_LANG, else Vietnamese. */
static bool choose_language(struct session *session)
{
    const char *environment = getenv("FIRESTAT_LANG");
    const char *name = session->options.lang;
    fire_language language = FIRE_VIETNAMESE;
    if (name == NULL && environment != NULL && environment[0] != '\0' &&
        fire_language_of(environment, &language)) {
        set_language(session, language);
        return true;
    }
    if (name != NULL && !fire_language_of(name, &language)) {
        tell(session, "there is no language '%s': vi or en", name);
        return false;
    }
    set_language(session, language);
    return true;
}

static int run_command(struct session *session, const struct command *command, int argc,
                       char **argv)
{
    bool help = false;
    const int usage = options_parse(session, command, argc, argv, &help);
    if (usage != EXIT_DONE) return usage;
    if (!choose_language(session) || !check_jobs(session)) return EXIT_USAGE;
    if (help) {
        static char *name[1];
        name[0] = argv[0];
        session->argument = name;
        session->n_arguments = 1;
        return cmd_help(session);
    }
    const int n = session->n_arguments;
    if (n < command->min_arguments ||
        (command->max_arguments >= 0 && n > command->max_arguments)) {
        tell(session, "usage: firestat %s %s", command->name, command->usage);
        return EXIT_USAGE;
    }
    return command->run(session);
}

int main(int argc, char **argv)
{
    struct session session = { .argv = argv };
    static char *help_words[] = { "help", NULL };
    fire_stats_start();
    catch_signals();
    (void)choose_language(&session);
    int code;
    if (argc < 2 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0) {
        code = run_command(&session, command_named("help"), 1, help_words);
    } else if (strcmp(argv[1], "--version") == 0) {
        printf("firestat %s\n", FIRESTAT_VERSION);
        code = EXIT_DONE;
    } else {
        const struct command *command = command_named(argv[1]);
        if (command == NULL) {
            tell(&session, "there is no command '%s'; see firestat help", argv[1]);
            return EXIT_USAGE;
        }
        code = run_command(&session, command, argc - 1, argv + 1);
    }
    const int written = close_stdout(&session);
    return code != EXIT_DONE ? code : written;
}
