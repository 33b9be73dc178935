/* test_clean_workbook.c - what the kind of a workbook's cell does to its value. */
#include "check.h"
#include "test_clean_told.h"
#include "test_workbook_made.h"

#include <string.h>

/* A row of cells from column A: i"text", n"number", d"date", t"time", e"error", a space between. */
static void add_row(struct fire_buffer *sheet, int row, const char *cells)
{
    char column = 'A';
    fire_buffer_printf(sheet, "<row r='%d'>", row);
    for (const char *at = cells; *at != '\0'; column++) {
        const char kind = *at;
        const int size = (int)strcspn(at + 2, "\"");
        const char *text = at + 2;
        at = text + size + 1;
        at += *at == ' ';
        if (kind == '-') continue;
        fire_buffer_printf(sheet, "<c r='%c%d'", column, row);
        if (kind == 'i')
            fire_buffer_printf(sheet, " t='inlineStr'><is><t>%.*s</t></is></c>", size, text);
        else
            fire_buffer_printf(sheet, "%s><v>%.*s</v></c>",
                               kind == 'd'   ? " s='2'"
                               : kind == 't' ? " s='3'"
                               : kind == 'e' ? " t='e'"
                                             : "",
                               size, text);
    }
    fire_buffer_add_text(sheet, "</row>");
}

static void check_sheet(const char *name, const char *const rows[], const char *profile,
                        const char *fields, const char *wanted_rows, const char *issues)
{
    struct fire_buffer sheet = { 0 };
    struct outcome got;
    fire_buffer_add_text(&sheet, "<sheetData>");
    for (int i = 0; rows[i] != NULL; i++)
        add_row(&sheet, i + 1, rows[i]);
    fire_buffer_add_text(&sheet, "</sheetData>");
    run_file(made_xlsx("kinds.xlsx", sheet.bytes), profile, fields, false, &got);
    CHECK(got.status == FIRE_OK, "%s: %s", name, got.message);
    CHECK(strcmp(text_of(&got.rows), wanted_rows) == 0, "%s: rows\n%s", name,
          text_of(&got.rows));
    CHECK(strcmp(text_of(&got.issues), issues) == 0, "%s: issues\n%s", name,
          text_of(&got.issues));
    outcome_finish(&got);
    fire_buffer_finish(&sheet);
}

static void test_numbers(void)
{
    static const char *const rows[] = {
        "i\"date\" i\"damage\" i\"deaths\" i\"forest_ha\" i\"cause\" i\"commune\" i\"id\"",
        "d\"45335\" n\"1234.5\" n\"1\" n\"0.5\" n\"501\" n\"1234\" n\"7\"",
        "d\"45335\" i\"1.234,5\" n\"1E3\" n\"1.5E-3\" n\"501.0\" i\"1234\" n\"0.70\"",
        "d\"45335\" n\"1.234\" n\"1.5\" i\"1e3\" i\"00501\" i\"01234\" i\"007\"",
        "d\"45335\" n\"-5\" n\"20000\" n\"-1\" e\"#N/A\" e\"#REF!\" e\"#NAME?\"",
        "d\"45335\" e\"#DIV/0!\" e\"#NUM!\" n\"2\" n\"-3\" n\"10\" n\"100\"",
        NULL,
    };
    /* the texts decide for themselves: Vietnamese; a number of the workbook is what it is */
    check_sheet(
        "numbers", rows, "", "damage,deaths,forest_ha,cause,id",
        "2: 2024-02-13+0 [1234<<] 123450 1 500000000 501 7\n"
        "3: 2024-02-13+0 [1234<<] 123450 1000 1500000 501 0.7\n"
        "4: 2024-02-13+0 [01234<<] 123 - - 00501 007\n"
        "5: 2024-02-13+0 [] - - - - -\n"
        "6: 2024-02-13+0 [10<<] - - 2000000000 -3 100\n",
        "4:3 cell '1.5' is not a count (0, 1, 2 ...)\n"
        "4:4 cell '1e3' is not a number\n"
        "5:6 cell '#REF!' is an Excel error\n"
        "5:2 cell '-5': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
        "5:3 cell '20000' is too large to be true\n"
        "5:4 cell '-1': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
        "5:5 cell '#N/A' is an Excel error\n"
        "5:7 cell '#NAME?' is an Excel error\n"
        "6:2 cell '#DIV/0!' is an Excel error\n"
        "6:3 cell '#NUM!' is an Excel error\n" CODE_TWICE("0:5", "00501, 501")
            CODE_TWICE("0:6", "01234, 1234"));
}

static void test_days(void)
{
    static const char *const rows[] = {
        "i\"date\" i\"time\" i\"arrived_at\"",
        "d\"45335\" t\"0.34375\" d\"45335.5\"",
        "n\"45335\" n\"0.34375\" n\"45335.5\"",
        "n\"45335.25\" -\"\" i\"13/02/2024 08:15\"",
        "i\"13/02/2024\" n\"45335.75\" e\"#N/A\"",
        "n\"60\" n\"0.5\" -\"\"",
        "n\"2024\" n\"0.5\" -\"\"",
        "n\"20240213\" -\"\" -\"\"",
        "e\"#VALUE!\" n\"0.5\" -\"\"",
        "d\"45335\" n\"8\" n\"0.5\"",
        "d\"45335\" e\"#N/A\" n\"60\"",
        "d\"45335\" t\"1\" -\"\"",
        NULL,
    };
    check_sheet("days", rows, "", "arrived_at",
                "2: 2024-02-13+495 [] 2024-02-13+720\n"
                "3: 2024-02-13+495 [] 2024-02-13+720\n"
                "4: 2024-02-13+360 [] 2024-02-13+495\n"
                "5: 2024-02-13+1080 [] -\n"
                "10: 2024-02-13 [] -\n"
                "11: 2024-02-13 [] -\n"
                "12: 2024-02-13+1440 [] -\n",
                "3:1 notice '45335' is read as Excel's day number\n"
                "3:2 notice '0.34375' is read as Excel's day number\n"
                "3:3 notice '45335.5' is read as Excel's day number\n"
                "5:3 cell '#N/A' is an Excel error\n"
                "6:1 rejected '60' is not a date (dd/mm/yyyy)\n"
                "7:1 rejected '2024' is not a date (dd/mm/yyyy)\n"
                "8:1 rejected '20240213' is not a date (dd/mm/yyyy)\n"
                "9:1 rejected '#VALUE!' is an Excel error\n"
                "10:2 cell '8' is not a time of day (HH:MM)\n"
                "10:3 cell '0.5' is not a date (dd/mm/yyyy)\n"
                "11:2 cell '#N/A' is an Excel error\n"
                "11:3 cell '60' is not a date (dd/mm/yyyy)\n"
                "12:2 notice 'T24:00:00' is kept as the end of its day\n");
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_numbers), CHECK_TEST(test_days) };
    return CHECK_MAIN(tests);
}
