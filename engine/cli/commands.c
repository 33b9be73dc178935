/* commands.c - the verbs, and what they take. */
#include "option_table.h"

#include <string.h>

const struct command commands[] = {
    { "areas", "SOURCE import FILE | list | match [FILE]", cmd_areas,
      "official areas, and what names of areas mean", GROUP_SOURCE | GROUP_AREAS | GROUP_OUTPUT,
      2, 3 },
    { "chart", "SOURCE... KIND -o FILE", cmd_chart,
      "draw a chart: years, areas, causes, what changed; a wrong KIND lists them all",
      GROUP_SOURCE | GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_PLACE | GROUP_PICTURE |
          GROUP_OUTPUT,
      2, -1 },
    { "charts", "SOURCE... SPEC.csv -o DIR", cmd_charts,
      "draw a table of charts in one pass, one a row, with their figures and a manifest",
      GROUP_SOURCE | GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_PLACE | GROUP_OUTPUT, 2,
      -1 },
    { "check", "FILE...", cmd_check, "read files and list what is not right; store nothing",
      GROUP_SOURCE | GROUP_REJECTS | GROUP_CHECK | GROUP_OUTPUT, 1, -1 },
    { "compare", "SOURCE... --period P", cmd_compare,
      "a period against the same period before: change, chance, verdict on the criteria",
      GROUP_SOURCE | GROUP_QUERY | GROUP_BASE | GROUP_COMPARE | GROUP_OUTPUT, 1, -1 },
    { "doctor", "STORE", cmd_doctor, "look at everything in a store: is it as it was written?",
      GROUP_DOCTOR, 1, 1 },
    { "export", "SOURCE... -o FILE", cmd_export,
      "the rows themselves, as CSV, NDJSON or SQLite, for other programs",
      GROUP_SOURCE | GROUP_EXPORT | GROUP_OUTPUT, 1, -1 },
    { "help", "[COMMAND]", cmd_help, "this list, or the options of one command", GROUP_HELP, 0,
      1 },
    { "import", "STORE FILE...", cmd_import, "read incident files into a store",
      GROUP_SOURCE | GROUP_REJECTS | GROUP_IMPORT, 2, -1 },
    { "log", "STORE", cmd_log, "what was imported into a store, and when", GROUP_OUTPUT, 1, 1 },
    { "merge", "STORE OTHER...", cmd_merge,
      "stores of other offices into one, nothing counted twice", 0, 2, -1 },
    { "review", "SOURCE... --period P -o DIR", cmd_review,
      "the whole review: Word, PDF, HTML, Excel, charts and tables in one folder",
      GROUP_SOURCE | GROUP_QUERY | GROUP_BASE | GROUP_COMPARE | GROUP_PLACE | GROUP_REVIEW |
          GROUP_OUTPUT,
      1, -1 },
    { "table", "SOURCE...", cmd_table, "incidents, deaths and damage by period and group",
      GROUP_SOURCE | GROUP_QUERY | GROUP_TABLE | GROUP_OUTPUT, 1, -1 },
    { "trend", "SOURCE...", cmd_trend,
      "what the years say together: rate of change, chance, next year",
      GROUP_SOURCE | GROUP_QUERY | GROUP_TREND | GROUP_OUTPUT, 1, -1 },
    { "undo", "STORE IMPORT|merge:N", cmd_undo, "take one import or merge back, whole", 0, 2,
      2 },
    { "verify", "FIGURES", cmd_verify, "recompute the arithmetic of published figures",
      GROUP_FIGURES | GROUP_OUTPUT, 1, 1 },
};
const int n_commands = sizeof commands / sizeof commands[0];

const struct command *command_named(const char *name)
{
    for (int i = 0; i < n_commands; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}
