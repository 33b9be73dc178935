/* cli.h - the command line: what its parts share.
 *
 * One command, one cmd_<name>.c: options in, calls through <firestat/...>, a report out. Every
 * text for people is written in English here and goes through `say`, which knows the Vietnamese
 * one (engine/words/messages.c). */
#ifndef FIRESTAT_ENGINE_CLI_CLI_H
#define FIRESTAT_ENGINE_CLI_CLI_H
#include "firestat/error.h"
#include "firestat/output.h"
#include "firestat/report.h"
#include "firestat/words.h"

#include <stdio.h>

/* The same for every command. */
enum {
    EXIT_DONE = 0,
    EXIT_BAD_DATA = 1,
    EXIT_USAGE = 2,
    EXIT_SYSTEM = 3,
    EXIT_INTERRUPTED = 130,
};

#define JOBS_MOST   64
#define MAX_REPEATS 64 /* of one option on one command line */

struct repeated {
    const char *value[MAX_REPEATS];
    int n;
};

/* What was said on the command line. Texts belong to argv. */
struct options {
    /* the source */
    const char *profile;
    const char *encoding;
    const char *sheet;
    const char *delimiter;
    const char *header_row;
    const char *dates;
    const char *numbers;
    struct repeated map;
    struct repeated set;
    struct repeated null_words;
    const char *jobs;
    bool strict;
    bool dry_run;
    bool rebuild;
    const char *rejects;
    const char *save_profile;
    /* the question */
    const char *by;
    const char *measure;
    struct repeated where;
    const char *period;
    const char *calendar;
    const char *areas;
    const char *as_of;
    const char *population;
    const char *prices;
    const char *price_year;
    const char *against;
    bool contribution;
    const char *from;
    const char *to;
    const char *criteria;
    const char *unknown_most;
    const char *round;
    bool complete;
    bool unknown;
    bool sparklines;
    /* the answer */
    const char *format;
    const char *partition;
    bool excel;
    const char *output;
    bool force;
    const char *title;
    const char *place;
    const char *size;
    bool mono;
    bool free_y;
    const char *page;
    const char *boundaries;
    const char *boundary_key;
    const char *template_path;
    const char *severity;
    const char *issuer;
    const char *seat;
    /* the talk */
    const char *lang;
    bool quiet;
    bool verbose;
    bool no_progress;
    bool manual;
};

struct session {
    struct options options;
    fire_language language;
    const char *(*say)(const char *english);
    struct fire_error err;
    char **argv;     /* of the program, as it was called */
    char **argument; /* what is no option, in order      */
    int n_arguments;
};

struct command {
    const char *name;
    const char *usage; /* what stands behind the name; English, no words to translate */
    int (*run)(struct session *session);
    const char *summary; /* English, one line for `firestat help`                       */
    unsigned options;    /* GROUP_ bits of option_table.h                               */
    int min_arguments;
    int max_arguments; /* -1: any number                                              */
};

/* Alphabetical. */
extern const struct command commands[];
extern const int n_commands;

const struct command *command_named(const char *name); /* NULL: none */

int cmd_areas(struct session *session);
int cmd_chart(struct session *session);
int cmd_charts(struct session *session);
int cmd_check(struct session *session);
int cmd_compare(struct session *session);
int cmd_doctor(struct session *session);
int cmd_export(struct session *session);
int cmd_help(struct session *session);
int cmd_import(struct session *session);
int cmd_log(struct session *session);
int cmd_merge(struct session *session);
int cmd_review(struct session *session);
int cmd_table(struct session *session);
int cmd_trend(struct session *session);
int cmd_undo(struct session *session);
int cmd_verify(struct session *session);

/* Fill the session from argv. Returns EXIT_DONE, or EXIT_USAGE after saying why. `help` is set
 * when -h or --help was among the options. */
int options_parse(struct session *session, const struct command *command, int argc, char **argv,
                  bool *help);

/* The options of a command, for `firestat help COMMAND`. */
void options_print(const struct session *session, const struct command *command, FILE *out);

/* The manual page as roff, on standard output. */
void manual_print(const struct session *session);

/* Threads to work with: --jobs, else as many as there are processors. */
int session_n_jobs(const struct session *session);

/* One line on stderr, in the user's language: "firestat: ...". */
void tell(const struct session *session, const char *english_format, ...) FIRE_PRINTF(2, 3);
void tell_error(const struct session *session);

/* Letters of charts that no font has, where there are any. */
struct fire_unknown_letters;
void tell_unknown(const struct session *session, const struct fire_unknown_letters *letters);

/* The exit code of a run that ended with this status.
 *   asked   true: the options were at work, so what is not in form is the user's to correct */
int exit_code_of(fire_status status, bool asked);

/* By --format and --excel, else by the ending of -o, else for people.
 *   has_documents  does the command have the formats of documents too?
 *   returns        false, and told: no such format, or not here */
bool choose_format(const struct session *session, bool has_documents, fire_format *out);

/* Results to -o, or to standard output; says why when it cannot. */
int deliver(struct session *session, const struct fire_buffer *text);

/* True once the user has asked to stop. */
bool is_interrupted(void);

#endif
