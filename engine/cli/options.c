/* options.c - argv against the option table, with getopt_long doing the scanning. */
#include "option_table.h"

#include <getopt.h>
#include <string.h>

#define AT(member) offsetof(struct options, member)

/* clang-format off */
const struct option_row option_rows[] = {
    { "by", 0, GROUP_QUERY, OPTION_TEXT, AT(by), "D,...",
      "group by: year half quarter month week day weekday hour, province district commune, or a category field (default: year; compare, trend: all together)" },
    { "measure", 0, GROUP_QUERY, OPTION_TEXT, AT(measure), "M,...",
      "what is counted: a numeric field, a sum of some (deaths+injuries), or sum mean median min max share rate of one, real(damage) (default: incidents,deaths,damage)" },
    { "where", 0, GROUP_QUERY | GROUP_EXPORT, OPTION_LIST, AT(where), "COND",
      "only incidents with FIELD=VALUE[,VALUE...] (also != >= <= > <, and FIELD=null); repeat for AND" },
    { "period", 0, GROUP_QUERY | GROUP_EXPORT, OPTION_TEXT, AT(period), "P",
      "only these days: 2024, 2024-H1, 2024-9M, 2024-Q3, 2024-07, 2016..2020, 2023-12-15..2024-06-14; "
      "tet:2024 (from two days before mùng 1 to mùng 5), tet:2024:-1..5, or by lunar day and month "
      "tet:2024:29/12..5/1" },
    { "calendar", 0, GROUP_QUERY | GROUP_EXPORT | GROUP_IMPORT | GROUP_CHECK, OPTION_TEXT, AT(calendar), "C",
      "what a year is: calendar, vn-report (15/12 to 14/12, to 2019 16/12 to 15/12), vn-government "
      "(16/9 to 15/9), the day MM-DD on which years begin, or a table FILE.csv (default: the "
      "profile's or the store's, else calendar)" },
    { "areas", 0, GROUP_QUERY | GROUP_EXPORT, OPTION_TEXT, AT(areas), "A",
      "areas as recorded (the default), as they were on a day like 2025-07-01, or comparable: "
      "the finest that are the same before and after every change" },
    { "population", 0, GROUP_QUERY, OPTION_TEXT, AT(population), "FILE",
      "a table of inhabitants for rate(...), beside the shipped ones: area,level,year,population,definition" },
    { "prices", 0, GROUP_QUERY, OPTION_TEXT, AT(prices), "FILE",
      "a table of consumer prices for real(...) in place of the shipped one: year and index, change_percent or previous_year_100" },
    { "price-year", 0, GROUP_QUERY, OPTION_TEXT, AT(price_year), "YEAR",
      "the year in whose prices real(...) is given (default: the last one of the rows)" },
    { "as-of", 0, GROUP_QUERY | GROUP_EXPORT, OPTION_TEXT, AT(as_of), "DAY",
      "read the store as it was at the end of that day, or at a moment like 2024-07-31T08:15 (UTC)" },
    { "against", 0, GROUP_BASE, OPTION_TEXT, AT(against), "A,...",
      "against what: previous, before, adjacent, mean5, or a period (default: previous)" },
    { "criteria", 0, GROUP_BASE, OPTION_TEXT, AT(criteria), "M,...",
      "the measures of the verdict (default: incidents,deaths,damage, where all are asked)" },
    { "unknown-most", 0, GROUP_BASE, OPTION_TEXT, AT(unknown_most), "PERCENT",
      "no verdict where more of the incidents of a side have no known value (default: 20)" },
    { "round", 0, GROUP_BASE, OPTION_TEXT, AT(round), "HOW",
      "percents: half (away from zero, the default) or truncate" },
    { "contribution", 0, GROUP_COMPARE, OPTION_FLAG, AT(contribution), NULL,
      "which groups of one dimension made the change of the total" },
    { "from", 0, GROUP_TREND, OPTION_TEXT, AT(from), "P",
      "from the first day of this period on; only whole years count (default: the first one of the data)" },
    { "to", 0, GROUP_TREND, OPTION_TEXT, AT(to), "P",
      "to the last day of this period (default: the last whole year of the data)" },
    { "complete", 0, GROUP_TABLE, OPTION_FLAG, AT(complete), NULL,
      "rows for groups without incidents too: 0 where reports came, empty where none did" },
    { "unknown", 0, GROUP_TABLE, OPTION_FLAG, AT(unknown), NULL,
      "beside each measure, the number of incidents whose value is not known" },
    { "sparklines", 0, GROUP_TABLE, OPTION_FLAG, AT(sparklines), NULL,
      "in the terminal: a row a group with its course, where the last of --by is time" },
    { "format", 0, GROUP_TABLE | GROUP_COMPARE, OPTION_TEXT, AT(format), "F",
      "table, csv, tsv, json, markdown, html or xlsx (default: by the name of -o, else table)" },
    { "format", 0, GROUP_TREND, OPTION_TEXT, AT(format), "F",
      "table, csv, tsv or json (default: by the name of -o, else table)" },
    { "format", 0, GROUP_EXPORT, OPTION_TEXT, AT(format), "F",
      "csv, ndjson (an object a line) or sqlite (one table, and a data_dictionary) (default: by the name of -o, else csv)" },
    { "partition", 0, GROUP_EXPORT, OPTION_TEXT, AT(partition), "year",
      "make -o a folder with a file a year, and a manifest.csv that lists them" },
    { "excel", 0, GROUP_TABLE | GROUP_COMPARE | GROUP_TREND, OPTION_FLAG, AT(excel), NULL,
      "CSV as Excel in Viet Nam opens it: byte order mark, ';', decimal commas, no formulas" },
    { "format", 0, GROUP_FIGURES, OPTION_TEXT, AT(format), "F",
      "table (what is not right), csv, tsv or json (every figure, with its verdict)" },
    { "format", 0, GROUP_PICTURE, OPTION_TEXT, AT(format), "F",
      "text: a look in the terminal (default: by the name of -o)" },
    { "title", 0, GROUP_CHART, OPTION_TEXT, AT(title), "TEXT",
      "title in place of the finding" },
    { "place", 0, GROUP_PLACE, OPTION_TEXT, AT(place), "TEXT",
      "name of the place for the subtitle (default: the province, when there is one)" },
    { "size", 0, GROUP_CHART, OPTION_TEXT, AT(size), "S",
      "half, full or slide (default: full)" },
    { "free-y", 0, GROUP_CHART, OPTION_FLAG, AT(free_y), NULL,
      "multiples: an axis of its own for each area" },
    { "page", 0, GROUP_CHART, OPTION_TEXT, AT(page), "N",
      "multiples: which page of areas, 24 a page, those with the most first (default: 1)" },
    { "mono", 0, GROUP_CHART, OPTION_FLAG, AT(mono), NULL,
      "greys only, for photocopies" },
    { "boundaries", 0, GROUP_CHART, OPTION_TEXT, AT(boundaries), "FILE",
      "GeoJSON outlines of areas for the choropleth, in degrees; none are shipped" },
    { "boundary-key", 0, GROUP_CHART, OPTION_TEXT, AT(boundary_key), "NAME",
      "the property that says which area an outline is, a name or an official code (default: name)" },
    { "template", 0, GROUP_REVIEW, OPTION_TEXT, AT(template_path), "FILE.csv",
      "the sections of the review and their order (default: the shipped ones)" },
    { "severity", 0, GROUP_REVIEW, OPTION_TEXT, AT(severity), "FILE.csv",
      "the schemes of severity with their days and bounds (default: the shipped ones)" },
    { "issuer", 0, GROUP_REVIEW, OPTION_TEXT, AT(issuer), "TEXT",
      "the body that issues the review, for its head" },
    { "seat", 0, GROUP_REVIEW, OPTION_TEXT, AT(seat), "TEXT",
      "where it has its seat, for place and date (default: the place)" },
    { "output", 'o', GROUP_OUTPUT, OPTION_TEXT, AT(output), "FILE",
      "write there instead of to standard output; the file appears whole or not at all" },
    { "force", 0, GROUP_OUTPUT, OPTION_FLAG, AT(force), NULL,
      "let -o replace a file" },
    { "profile", 0, GROUP_SOURCE, OPTION_TEXT, AT(profile), "DIR",
      "folder of tables that say how the files are written: schema.csv, source.csv, codes_*.csv" },
    { "map", 0, GROUP_SOURCE, OPTION_LIST, AT(map), "FIELD=COLUMN",
      "take a column for a field; FIELD:TYPE makes a new field, COLUMN*FACTOR gives its unit; repeat" },
    { "map", 0, GROUP_FIGURES, OPTION_LIST, AT(map), "ROLE=COLUMN",
      "take a column for a role: current, base, delta, percent (with a measure: delta_deaths), part, total, measure, group, label, item, period, against, from, to; COLUMN*FACTOR gives its unit; repeat (known by themselves: the headers of datasets/figure_headers.csv, alone or with a measure: số vụ cùng kỳ, % thiệt hại)" },
    { "set", 0, GROUP_SOURCE, OPTION_LIST, AT(set), "FIELD=VALUE",
      "the same value in every row; repeat" },
    { "encoding", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(encoding), "E",
      "encoding of CSV files (default: found out): utf-8, utf-16, windows-1258, tcvn3, vni, ..." },
    { "sheet", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(sheet), "S",
      "sheet of a workbook, by name or number (default: the first one with cells)" },
    { "delimiter", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(delimiter), "C",
      "what parts the cells: , ; | or tab (default: found out)" },
    { "header-row", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(header_row), "N",
      "line of the header row (default: found out)" },
    { "dates", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(dates), "ORDER",
      "dmy, mdy or ymd (default: dmy)" },
    { "numbers", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_TEXT, AT(numbers), "STYLE",
      "1.234,5 or 1,234.5 (default: decided from the whole column)" },
    { "null", 0, GROUP_SOURCE, OPTION_LIST, AT(null_words), "WORD",
      "a word that means: no value; repeat" },
    { "jobs", 'j', GROUP_SOURCE, OPTION_TEXT, AT(jobs), "N",
      "threads to read with (default: as many as processors); no result depends on it" },
    { "strict", 0, GROUP_SOURCE | GROUP_FIGURES, OPTION_FLAG, AT(strict), NULL,
      "refuse a file at its first bad cell or row" },
    { "rejects", 0, GROUP_REJECTS, OPTION_TEXT, AT(rejects), "FILE",
      "write the rejected rows there, with line and reason, and beside it FILE.profile, with "
      "which they are read again" },
    { "save-profile", 0, GROUP_CHECK, OPTION_TEXT, AT(save_profile), "DIR",
      "write what was found out as a profile, to be corrected in Excel" },
    { "save-profile", 0, GROUP_EXPORT, OPTION_TEXT, AT(save_profile), "DIR",
      "write a profile with which firestat reads the CSV again: types, keys, currency, calendar, "
      "labels of codes, declared coverage" },
    { "format", 0, GROUP_CHECK, OPTION_TEXT, AT(format), "F",
      "table (a page) or csv (every issue)" },
    { "format", 0, GROUP_AREAS, OPTION_TEXT, AT(format), "F",
      "table, or csv: the match as a table of aliases to fill in" },
    { "dry-run", 0, GROUP_IMPORT, OPTION_FLAG, AT(dry_run), NULL,
      "read and report, store nothing" },
    { "rebuild", 0, GROUP_DOCTOR, OPTION_FLAG, AT(rebuild), NULL,
      "make what is kept beside the rows anew, after the rows were looked at" },
    { "man", 0, GROUP_HELP, OPTION_FLAG, AT(manual), NULL,
      "print the manual page (roff)" },
    { "lang", 0, GROUP_COMMON, OPTION_TEXT, AT(lang), "L",
      "vi or en (default: vi, or FIRESTAT_LANG)" },
    { "quiet", 'q', GROUP_COMMON, OPTION_FLAG, AT(quiet), NULL,
      "no messages but errors" },
    { "no-progress", 0, GROUP_COMMON, OPTION_FLAG, AT(no_progress), NULL,
      "no sign of life on long reads" },
    { "verbose", 'v', GROUP_COMMON, OPTION_FLAG, AT(verbose), NULL,
      "every issue, and what each column was taken for" },
};
/* clang-format on */
const int n_option_rows = sizeof option_rows / sizeof option_rows[0];

bool option_is_set(const struct option_row *row, const struct options *options)
{
    const char *at = (const char *)options + row->at;
    switch (row->kind) {
    case OPTION_FLAG:
        return *(const bool *)at;
    case OPTION_TEXT:
        return *(const char *const *)at != NULL;
    case OPTION_LIST:
        return ((const struct repeated *)at)->n > 0;
    }
    return false;
}

void option_unset(const struct option_row *row, struct options *options)
{
    char *at = (char *)options + row->at;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)at = false;
        break;
    case OPTION_TEXT:
        *(const char **)at = NULL;
        break;
    case OPTION_LIST:
        ((struct repeated *)at)->n = 0;
        break;
    }
}

/* What getopt says of a long option: behind all bytes, which are letters, '?' and ':'. */
enum { ROW_VALUE = 256, HELP_VALUE = 1000 };

/* getopt's long options for one command, ROW_VALUE and the row's number as their value. */
static void list_long(const struct command *command, struct option longs[])
{
    int n = 0;
    for (int i = 0; i < n_option_rows; i++) {
        const struct option_row *row = &option_rows[i];
        if ((row->group & (command->options | GROUP_COMMON)) == 0) continue;
        longs[n++] = (struct option){ row->name,
                                      row->value == NULL ? no_argument : required_argument,
                                      NULL, ROW_VALUE + i };
    }
    longs[n++] = (struct option){ "help", no_argument, NULL, HELP_VALUE };
    longs[n] = (struct option){ 0 };
}

static void list_short(const struct command *command, char shorts[])
{
    size_t n = 0;
    shorts[n++] = ':'; /* a missing argument is told apart; and getopt prints nothing itself */
    for (int i = 0; i < n_option_rows; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->letter == '\0' || (row->group & (command->options | GROUP_COMMON)) == 0)
            continue;
        shorts[n++] = row->letter;
        if (row->value != NULL) shorts[n++] = ':';
    }
    shorts[n++] = 'h';
    shorts[n] = '\0';
}

static const struct option_row *row_of(int value)
{
    if (value >= ROW_VALUE) return &option_rows[value - ROW_VALUE];
    for (int i = 0; i < n_option_rows; i++)
        if (option_rows[i].letter == value) return &option_rows[i];
    return NULL;
}

static bool keep(struct session *session, const struct option_row *row)
{
    char *at = (char *)&session->options + row->at;
    if (row->kind == OPTION_FLAG) {
        *(bool *)at = true;
    } else if (row->kind == OPTION_TEXT) {
        *(const char **)at = optarg;
    } else {
        struct repeated *list = (struct repeated *)at;
        if (list->n == MAX_REPEATS) {
            tell(session, "--%s is given more than %d times", row->name, MAX_REPEATS);
            return false;
        }
        list->value[list->n++] = optarg;
    }
    return true;
}

int options_parse(struct session *session, const struct command *command, int argc, char **argv,
                  bool *help)
{
    struct option longs[sizeof option_rows / sizeof option_rows[0] + 2];
    char shorts[2 * sizeof option_rows / sizeof option_rows[0] + 4];
    int value;
    list_long(command, longs);
    list_short(command, shorts);
    opterr = 0;
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (value == HELP_VALUE || value == 'h') {
            *help = true;
        } else if (value == ':') {
            tell(session, "%s needs a value", argv[optind - 1]);
            return EXIT_USAGE;
        } else if (value == '?') {
            tell(session, "%s has no option '%s'; see firestat help %s", command->name,
                 argv[optind - 1], command->name);
            return EXIT_USAGE;
        } else if (!keep(session, row_of(value))) {
            return EXIT_USAGE;
        }
    }
    session->argument = argv + optind;
    session->n_arguments = argc - optind;
    return EXIT_DONE;
}

/* The text broken between words so that it stays within 92 columns, behind `indent` blanks. */
static void print_wrapped(const char *text, int indent, FILE *out)
{
    int column = indent;
    while (*text != '\0') {
        const size_t size = strcspn(text, " ");
        const struct fire_text_view word = { text, size };
        const int width = (int)fire_text_columns(word);
        if (column > indent && column + 1 + width > 92) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, size, out);
        column += width;
        text += size;
        text += strspn(text, " ");
    }
    fputc('\n', out);
}

void options_print(const struct session *session, const struct command *command, FILE *out)
{
    for (int i = 0; i < n_option_rows; i++) {
        const struct option_row *row = &option_rows[i];
        char left[48];
        if ((row->group & (command->options | GROUP_COMMON)) == 0) continue;
        if (row->letter != '\0')
            snprintf(left, sizeof left, "-%c, --%s%s%s", row->letter, row->name,
                     row->value == NULL ? "" : " ", row->value == NULL ? "" : row->value);
        else
            snprintf(left, sizeof left, "    --%s%s%s", row->name,
                     row->value == NULL ? "" : " ", row->value == NULL ? "" : row->value);
        fprintf(out, "  %-24s ", left);
        print_wrapped(session->say(row->about), 27, out);
    }
    fprintf(out, "  %-24s ", "-h, --help");
    print_wrapped(session->say("this text"), 27, out);
}
