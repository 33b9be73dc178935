/* manual.c - the manual page, made from the same tables as the help, so that it cannot lag. */
#include "option_table.h"

#include "firestat/stats_counts.h"

/* Roff takes a line that starts with a dot or a quote for a request, and a backslash for an
 * escape. */
static void print_roff(const char *text)
{
    if (*text == '.' || *text == '\'') fputs("\\&", stdout);
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
    putchar('\n');
}

static void print_section(const struct session *session, const char *title)
{
    printf(".SH ");
    print_roff(session->say(title));
}

static void print_option(const struct session *session, const struct option_row *row)
{
    printf(".TP\n.B ");
    if (row->letter != '\0') printf("\\-%c, ", row->letter);
    printf("\\-\\-");
    print_roff(row->name);
    if (row->value != NULL) {
        printf(".I ");
        print_roff(row->value);
        printf(".br\n");
    }
    print_roff(session->say(row->about));
}

static void print_command(const struct session *session, const struct command *command)
{
    printf(".SS firestat %s ", command->name);
    print_roff(command->usage);
    print_roff(session->say(command->summary));
    for (int i = 0; i < n_option_rows; i++)
        if ((option_rows[i].group & command->options) != 0)
            print_option(session, &option_rows[i]);
}

/* How far the number of incidents has to go from that of an equal period before compare calls it a
 * change. */
static void print_smallest_changes(const struct session *session)
{
    static const int64_t bases[] = { 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100 };
    print_section(session, "SMALLEST CHANGES");
    print_roff(session->say(
        "So few or so many incidents, after so many in a period as long before, are a change that "
        "chance alone hardly makes (conditional binomial test, 5 percent); what lies between "
        "decides nothing."));
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        const struct fire_detectable least = fire_detectable_of(bases[i], 0.95);
        printf(".TP\n%lld\n", (long long)bases[i]);
        if (least.has_at_most) printf("<= %lld, ", (long long)least.at_most);
        printf(">= %lld\n", (long long)least.at_least);
    }
}

void manual_print(const struct session *session)
{
    static const char *const facts[] = {
        "An import is stored whole or not at all; the same file again changes nothing.",
        "A cell that cannot be read becomes empty and is told with file, line, column and value; "
        "the row is kept. A row without a day is rejected. Unreadable is never zero.",
        "Sums are exact whole numbers. The same input gives the same bytes under any locale and "
        "time zone.",
        "An output file appears whole or not at all. No network is used and nothing is executed.",
    };
    printf(".TH FIRESTAT 1 \"\" \"firestat %s\"\n", FIRESTAT_VERSION);
    print_section(session, "NAME");
    printf("firestat \\- ");
    print_roff(session->say("fire statistics: incident files to figures and charts"));
    print_section(session, "SYNOPSIS");
    printf(".B firestat\n.I COMMAND\nSOURCE... [OPTION]...\n");
    print_section(session, "DESCRIPTION");
    print_roff(
        session->say("firestat turns the incident files of a fire police department into "
                     "the figures and charts of its review."));
    print_roff(session->say(
        "SOURCE is a store made by import, or incident files (CSV, XLSX, ODS); - is "
        "standard input."));
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        printf(".PP\n");
        print_roff(session->say(facts[i]));
    }
    print_section(session, "COMMANDS");
    for (int i = 0; i < n_commands; i++)
        print_command(session, &commands[i]);
    print_section(session, "OPTIONS OF EVERY COMMAND");
    for (int i = 0; i < n_option_rows; i++)
        if ((option_rows[i].group & GROUP_COMMON) != 0) print_option(session, &option_rows[i]);
    print_smallest_changes(session);
    print_section(session, "ENVIRONMENT");
    printf(".TP\n.B FIRESTAT_LANG\n");
    print_roff(session->say("vi or en: the language where --lang does not say"));
    printf(".TP\n.B FIRESTAT_FONT_DIR\n");
    print_roff(session->say("folder of the Liberation fonts"));
    printf(".TP\n.B SOURCE_DATE_EPOCH\n");
    print_roff(session->say("seconds since 1970: stands for the clock, so that outputs can be "
                            "made again byte by byte"));
    print_section(session, "EXIT STATUS");
    print_roff(session->say("Exit codes: 0 done, 1 data refused, 2 usage, 3 system, 130 "
                            "interrupted."));
}
