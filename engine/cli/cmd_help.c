/* cmd_help.c - firestat help [COMMAND]. */
#include "option_table.h"

static void print_list(const struct session *session)
{
    const char *(*say)(const char *) = session->say;
    printf("%s\n\n", say("firestat turns the incident files of a fire police department into "
                         "the figures and charts of its review."));
    printf("  firestat table vu_chay_2024.csv --by district\n");
    printf("  firestat chart vu_chay_2024.csv trend -o trend.png\n\n");
    for (int i = 0; i < n_commands; i++)
        printf("  %-8s %s\n", commands[i].name, say(commands[i].summary));
    printf("\n%s\n",
           say("SOURCE is a store made by import, or incident files (CSV, XLSX, ODS); - is "
               "standard input."));
    printf("%s\n",
           say("firestat help COMMAND lists the options of a command; firestat --version "
               "tells the version."));
    printf("%s\n",
           say("Exit codes: 0 done, 1 data refused, 2 usage, 3 system, 130 interrupted."));
}

int cmd_help(struct session *session)
{
    if (session->options.manual) {
        manual_print(session);
        return EXIT_DONE;
    }
    if (session->n_arguments == 0) {
        print_list(session);
        return EXIT_DONE;
    }
    const struct command *command = command_named(session->argument[0]);
    if (command == NULL) {
        tell(session, "there is no command '%s'; see firestat help", session->argument[0]);
        return EXIT_USAGE;
    }
    printf("firestat %s %s\n    %s\n\n", command->name, command->usage,
           session->say(command->summary));
    options_print(session, command, stdout);
    return EXIT_DONE;
}
