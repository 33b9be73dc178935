/* test_clean.c - whole files through binding and cleaning, against the rows and issues that
 * are right for them. */
#include "check.h"
#include "test_clean_told.h"

#define ZONE(place, value)                                                                     \
    place " notice '" value                                                                    \
          "': the time zone is not applied; the clock counts as it is written\n"

#include <string.h>

static void test_files(void)
{
    static const struct {
        const char *name;
        const char *file;
        const char *profile;
        const char *fields;
        const char *rows;
        const char *issues;
    } cases[] = {
        { "one bad date, one bad number, one short row",
          "Ngày xảy ra,Giờ,Huyện,Số người chết,Thiệt hại (triệu đồng)\n"
          "01/02/2024,08:15,Di Linh,0,1.234,5\n"
          "01/02/2024,08:15,Di Linh,0,\"1.234,5\"\n"
          "30/02/2024,08:15,Di Linh,0,5\n"
          "02/02/2024,08:15,Di Linh,nhiều,5\n"
          "03/02/2024,08:15,Di Linh,1\n"
          "04/02/2024,,Đức Trọng,2,\n",
          "", "deaths,damage",
          "3: 2024-02-01+495 [Di Linh<] 0 123450000000\n"
          "5: 2024-02-02+495 [Di Linh<] - 500000000\n"
          "7: 2024-02-04 [Đức Trọng<] 2 -\n",
          "2:0 rejected the row has more cells than the header\n"
          "4:1 rejected '30/02/2024' is not a date (dd/mm/yyyy)\n"
          "5:4 cell 'nhiều' is not a number\n"
          "6:0 rejected the row has fewer cells than the header\n" DATES_UNPROVEN(
              "3:1", "01/02/2024") },
        { "zero, unknown and unreadable are three things",
          "date;deaths;damage\n"
          "2024-01-01;0;0\n"
          "2024-01-02;-;-\n"
          "2024-01-03;không;không\n"
          "2024-01-04;;chưa ước tính được\n"
          "2024-01-05;?;~2 tỷ\n"
          "2024-01-06;-1;-5\n"
          "2024-01-07;1,5;99999999999999999999\n",
          "", "deaths,damage",
          "2: 2024-01-01 [] 0 0\n"
          "3: 2024-01-02 [] - -\n"
          "4: 2024-01-03 [] 0 -\n"
          "5: 2024-01-04 [] - -\n"
          "6: 2024-01-05 [] - -\n"
          "7: 2024-01-06 [] - -\n"
          "8: 2024-01-07 [] - -\n",
          "6:3 cell '~2 tỷ' is not a number\n"
          "7:2 cell '-1' is not a count (0, 1, 2 ...)\n"
          "7:3 cell '-5': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
          "8:2 cell '1,5' is not a count (0, 1, 2 ...)\n"
          "8:3 cell '99999999999999999999' is too large to be true\n" },
        { "the whole column decides what a dot is",
          "date\tdamage\tforest_ha\n"
          "2024-01-01\t1.234\t1.5\n"
          "2024-01-02\t1.234.567\t0.123\n"
          "2024-01-03\t7,5\t1,234.5\n"
          "2024-01-04\t7.5\t2\n",
          "", "damage,forest_ha",
          "2: 2024-01-01 [] 123400 1500000000\n"
          "3: 2024-01-02 [] 123456700 123000000\n"
          "4: 2024-01-03 [] 750 1234500000000\n"
          "5: 2024-01-04 [] - 2000000000\n",
          "5:2 cell '7.5' is not a number\n" },
        { "amounts in đồng have no thousandths", "date;damage\n2024-01-01;1,234\n", "",
          "damage", "2: 2024-01-01 [] 123400\n",
          "2:2 notice '1,234': no cell of the column shows whether dot or comma parts thousands; "
          "say --numbers\n" },
        { "a column that shows nothing is said",
          "date;damage\n2024-01-01;1.234\n2024-01-02;5\n", "", "damage",
          "2: 2024-01-01 [] 123400\n3: 2024-01-02 [] 500\n",
          "2:2 notice '1.234': no cell of the column shows whether dot or comma parts thousands; "
          "say --numbers\n" },
        { "the profile decides", "date;damage\n01/13/2024;1.234\n01/02/2024;5\n",
          "numbers=1,234.5\ndates=mdy", "damage",
          "2: 2024-01-13 [] 123\n3: 2024-01-02 [] 500\n", "" },
        { "the clerk's midnight keeps its day, a minute later is in doubt",
          "ngay,gio,xa\n31/12/2023,24:00,A\n31/12/2023,24:01,A\n31/12/2023,12:60,A\n"
          "31/12/2023,12:00 SA,A\n31/12/2023,23:59:60,A\n",
          "", "", "2: 2023-12-31+1440 [A<<]\n4: 2023-12-31 [A<<]\n5: 2023-12-31+0 [A<<]\n",
          "2:2 notice '24:00' is kept as the end of its day\n"
          "3:2 rejected '24:01' is past the end of the day, so the day is in doubt\n"
          "4:2 cell '12:60' is not a time of day (HH:MM)\n"
          "6:2 rejected '23:59:60' is past the end of the day, so the day is in doubt\n" },
        { "day, month and year apart, and a time beside",
          "d,m,y,t,deaths\n1,7,2014,01:54:02,0\n31,6,2014,01:00,0\n,7,2014,01:00,0\nx,7,2014,1,0\n",
          "map occurred_at:day=d\nmap occurred_at:month=m\nmap occurred_at:year=y\n"
          "map occurred_at:time=t",
          "deaths", "2: 2014-07-01+114 [] 0\n",
          "3:1 rejected '31' is not a date (dd/mm/yyyy)\n"
          "4:0 rejected the row does not say when it was\n"
          "5:1 rejected 'x' is not a date (dd/mm/yyyy)\n" },
        { "rows that stand for a period",
          "Năm;Số vụ;Số người chết;Thiệt hại (tỷ đồng)\n2022;1.741;110;634,077\n"
          "tháng 7/2023;5;0;-\nnay;1;1;1\n;1;1;1\n",
          "set province=Tỉnh Lâm Đồng", "incidents,deaths,damage",
          "2: 2022-01-01..2022-12-31 [Tỉnh Lâm Đồng] 1741 110 63407700000000\n"
          "3: 2023-07-01..2023-07-31 [Tỉnh Lâm Đồng] 5 0 -\n",
          "4:1 rejected 'nay' is not a period (2024, 2024-07, 2024-Q3)\n"
          "5:0 rejected the row does not say when it was\n"
          "2:4 notice '634,077': no cell of the column shows whether dot or comma parts "
          "thousands; say --numbers\n" },
        { "a file that does not say when", "ma_vu;thiet_hai\nN1;1.234,5\nN2;7\n", "",
          "id,damage",
          "2: 1800-01-01..2299-12-31 [] N1 123450\n3: 1800-01-01..2299-12-31 [] N2 700\n", "" },
        { "only the hour of the call: its day is taken",
          "alarm time,deaths\n2018-02-25T15:48:34Z,2\n", "", "deaths",
          "2: 2018-02-25+948 [] 2\n", ZONE("2:1", "2018-02-25T15:48:34Z") },
        { "zones: once a column, and none that is ours",
          "date,reported at\n2024-07-31T08:15:00+07:00,2024-07-31 08:15+0700\n"
          "2024-07-31T20:15:00-05:00,2024-07-31T20:16:00-0500\n2024-07-31T20:15Z,\n",
          "", "", "2: 2024-07-31+495 []\n3: 2024-07-31+1215 []\n4: 2024-07-31+1215 []\n",
          ZONE("3:1", "2024-07-31T20:15:00-05:00") ZONE("3:2", "2024-07-31T20:16:00-0500") },
        { "a time that cannot be read, behind a good day: the day alone, and no zone",
          "date,deaths\n31/07/2024 08:15Z trễ,1\n31/07/2024 25:61,2\n31/07/2024 xx,5\n", "",
          "deaths", "2: 2024-07-31 [] 1\n3: 2024-07-31 [] 2\n4: 2024-07-31 [] 5\n",
          "2:1 cell '31/07/2024 08:15Z trễ' is not a time of day (HH:MM)\n"
          "3:1 cell '31/07/2024 25:61' is not a time of day (HH:MM)\n"
          "4:1 cell '31/07/2024 xx' is not a time of day (HH:MM)\n" },
        { "dates that show the month to come first",
          "date,deaths\n01/05/2024,0\n02/13/2024,0\n03/25/2024,0\n", "", "",
          "2: 2024-05-01 []\n",
          "3:1 rejected '02/13/2024' is not a date (dd/mm/yyyy)\n"
          "4:1 rejected '03/25/2024' is not a date (dd/mm/yyyy)\n"
          "3:1 notice '02/13/2024': the file looks like month/day; say --dates mdy\n" },
        { "what Excel puts behind an amount in Vietnamese",
          "date,damage\n13/02/2024,1.000.000 ₫\n13/02/2024,-500.000 ₫\n", "corrections=allowed",
          "damage", "2: 2024-02-13 [] 100000000\n3: 2024-02-13 [] -50000000\n", "" },
        { "a slip of the year",
          "date,deaths\n05/03/2204,0\n05/03/24,0\n05/03/0024,0\n1/1/1899,0\n1/1/1900,0\n", "",
          "deaths", "6: 1900-01-01 [] 0\n",
          "2:1 rejected '05/03/2204' lies in the future\n"
          "3:1 rejected '05/03/24' is not a date (dd/mm/yyyy)\n"
          "4:1 rejected '05/03/0024' is not a date (dd/mm/yyyy)\n"
          "5:1 rejected '1/1/1899' lies before the first year that is believed; say first_year "
          "in the profile\n" },
        { "names that differ in how they were typed",
          "date,district,commune,cause\n"
          "2024-01-01,Huyện A,Xã Hoà,Chập điện\n"
          "2024-01-01,HUYỆN A,xã  Hoa\xCC\x80, chập điện \n" /* decomposed */
          "2024-01-01,Huyện\xC2\xA0"
          "A,Xã Hoa,CHẬP ĐIỆN\n"
          "2024-01-01,,Xã Hoà,-\n",
          "", "cause",
          "2: 2024-01-01 [Xã Hoà<Huyện A<] Chập điện\n"
          "3: 2024-01-01 [Xã Hoà<Huyện A<] Chập điện\n"
          "4: 2024-01-01 [Xã Hoa<Huyện A<] Chập điện\n"
          "5: 2024-01-01 [Xã Hoà<<] -\n",
          "" },
        { "code lists, with and without marks",
          "ngày,khu vực,loại vụ\n1/2/2024,Thành thị,Cháy\n1/2/2024,thanh thi,CHÁY RỪNG\n"
          "1/2/2024,nông thôn,lạ lùng\n",
          "", "setting,kind",
          "2: 2024-02-01 [] urban fire\n3: 2024-02-01 [] urban forest_fire\n"
          "4: 2024-02-01 [] rural lạ lùng\n",
          DATES_UNPROVEN("2:1", "1/2/2024") },
        { "new fields, ignored columns, null words",
          "date,material,storeys,rent,loss\n2024-01-01,gỗ,2,1.50,7\n2024-01-02,TBD,,0.25,none\n",
          "map material=material\nmap storeys:integer=storeys\nmap rent:decimal=rent\n"
          "map damage=#5*1000\nnull_words=tbd|none",
          "material,storeys,rent,damage",
          "2: 2024-01-01 [] gỗ 2 1500000000 700000\n3: 2024-01-02 [] - - 250000000 -\n", "" },
        { "land in its own unit",
          "date;forest_ha;area_m2 (ha)\n2024-01-01;1.500m2;0,5\n2024-01-02;2,25;2 ha\n", "",
          "forest_ha,area_m2",
          "2: 2024-01-01 [] 150000000 5000000000000\n"
          "3: 2024-01-02 [] 2250000000 20000000000000\n",
          "" },
        { "empty cells beyond the header", "date,deaths\n2024-01-01,1,\n2024-01-02,1,,x\n", "",
          "deaths", "2: 2024-01-01 [] 1\n",
          "2:0 notice empty cells beyond the header are passed over\n"
          "3:0 rejected the row has more cells than the header\n" },
        { "a quote that never closes loses its own row only",
          "date,note,deaths\n2024-01-01,\"open,1\n2024-01-02,ok,2\n2024-01-03,a\"b,3\n"
          "2024-01-04,\"c\nd\",4\n",
          "", "note,deaths", "3: 2024-01-02 [] ok 2\n5: 2024-01-04 [] c d 4\n",
          "2:0 rejected a quotation mark opens here and is never closed\n"
          "4:0 rejected a quotation mark stands where none may be\n" },
        { "two-digit years by the declared hundred",
          "date,deaths\n05/03/24,1\n05/03/59,1\n05/03/60,1\n", "two_digit_years=1960", "deaths",
          "2: 2024-03-05 [] 1\n4: 1960-03-05 [] 1\n",
          "3:1 rejected '05/03/59' lies in the future\n" DATES_UNPROVEN("2:1", "05/03/24") },
        { "no date shows the order: the first in which it matters",
          "date,deaths\n01/01/2024,0\n02/02/2024,0\n03/04/2024,0\n05/06/2024,0\n12/11/2024,0\n",
          "", "",
          "2: 2024-01-01 []\n3: 2024-02-02 []\n4: 2024-04-03 []\n5: 2024-06-05 []\n"
          "6: 2024-11-12 []\n",
          DATES_UNPROVEN("4:1", "03/04/2024") },
        { "one date is enough to be told", "date,deaths\n03/04/2024,0\n", "", "",
          "2: 2024-04-03 []\n", DATES_UNPROVEN("2:1", "03/04/2024") },
        { "the order was said",
          "date,deaths\n03/04/2024,0\n03/04/2024,0\n03/04/2024,0\n"
          "03/04/2024,0\n03/04/2024,0\n",
          "dates=dmy", "",
          "2: 2024-04-03 []\n3: 2024-04-03 []\n4: 2024-04-03 []\n5: 2024-04-03 []\n"
          "6: 2024-04-03 []\n",
          "" },
        { "one date of another column proves it",
          "date,arrived_at\n03/04/2024,13/04/2024\n03/04/2024,\n03/04/2024,\n03/04/2024,\n"
          "03/04/2024,\n",
          "", "",
          "2: 2024-04-03 []\n3: 2024-04-03 []\n4: 2024-04-03 []\n5: 2024-04-03 []\n"
          "6: 2024-04-03 []\n",
          "" },
        { "a column of Excel's day numbers",
          "date;deaths\n45292;0\n44926,5;0\n-;0\nchưa rõ;0\n", "", "deaths",
          "2: 2024-01-01 [] 0\n3: 2022-12-31+720 [] 0\n",
          "2:1 notice '45292' is read as Excel's day number\n"
          "4:0 rejected the row does not say when it was\n"
          "5:0 rejected the row does not say when it was\n" },
        { "one in ten may be something else",
          "date\n45292\n45292\n45292\n45292\n45292\n45292\n45292\n45292\n45292\n45292\n60\n",
          "", "",
          "2: 2024-01-01 []\n3: 2024-01-01 []\n4: 2024-01-01 []\n5: 2024-01-01 []\n"
          "6: 2024-01-01 []\n7: 2024-01-01 []\n8: 2024-01-01 []\n9: 2024-01-01 []\n"
          "10: 2024-01-01 []\n11: 2024-01-01 []\n",
          "2:1 notice '45292' is read as Excel's day number\n"
          "12:1 rejected '60' is not a date (dd/mm/yyyy)\n" },
        { "a number among dates is none", "date,deaths\n45292,0\n13/02/2024,0\n14/02/2024,0\n",
          "", "", "3: 2024-02-13 []\n4: 2024-02-14 []\n",
          "2:1 rejected '45292' is not a date (dd/mm/yyyy)\n" },
        { "a column of fractions of the day",
          "date,time,deaths\n13/02/2024,0.34375,0\n13/02/2024,0.333333333333333,0\n"
          "13/02/2024,0.5,0\n",
          "", "", "2: 2024-02-13+495 []\n3: 2024-02-13+480 []\n4: 2024-02-13+720 []\n",
          "2:2 notice '0.34375' is read as Excel's day number\n" },
        { "few decimals are no fraction of the day",
          "date,time,deaths\n13/02/2024,8.15,0\n13/02/2024,0.30,0\n", "", "",
          "2: 2024-02-13 []\n3: 2024-02-13 []\n",
          "2:2 cell '8.15' is not a time of day (HH:MM)\n"
          "3:2 cell '0.30' is not a time of day (HH:MM)\n" },
        { "the day again before the time, and a database's idle midnight",
          "date,time,deaths\n2014-03-16 00:00:00.000,2014-03-16 16:15:00,0\n"
          "2014-03-16 00:00:00.000,,0\n2014-03-16,2014-03-17 01:00,0\n2014-03-16,45351.5,0\n",
          "", "",
          "2: 2014-03-16+975 []\n3: 2014-03-16 []\n4: 2014-03-16 []\n5: 2014-03-16 []\n",
          "4:2 cell '2014-03-17 01:00' is not a time of day (HH:MM)\n"
          "5:2 cell '45351.5' is not a time of day (HH:MM)\n" },
        { "month by its name, year of two digits, hour and minute apart",
          "d,m,y,h,min\n1,July,14,8,5\n2,Tháng Bảy,2014,24,0\n3,tháng 7,14,24,1\n4,T7,14,x,5\n"
          "5,Juli,14,8,5\n6,7,14,8,\n",
          "map occurred_at:day=d\nmap occurred_at:month=m\nmap occurred_at:year=y\n"
          "map occurred_at:hour=h\nmap occurred_at:minute=min\ntwo_digit_years=1960",
          "",
          "2: 2014-07-01+485 []\n3: 2014-07-02+1440 []\n5: 2014-07-04 []\n7: 2014-07-06+480 []\n",
          "3:4 notice '24' is kept as the end of its day\n"
          "4:4 rejected '24' is past the end of the day, so the day is in doubt\n"
          "5:4 cell 'x' is not a time of day (HH:MM)\n"
          "6:2 rejected 'Juli' is not a date (dd/mm/yyyy)\n" },
        { "24:00 is told each time for the incident, once for others",
          "date,time,arrived_at\n13/02/2024,24:00,13/02/2024 24:00\n"
          "13/02/2024,24:00,13/02/2024 24:00\n",
          "", "", "2: 2024-02-13+1440 []\n3: 2024-02-13+1440 []\n",
          "2:2 notice '24:00' is kept as the end of its day\n"
          "2:3 notice '13/02/2024 24:00' is kept as the end of its day\n"
          "3:2 notice '24:00' is kept as the end of its day\n" },
        { "amounts below zero in marked rows only",
          "date,damage,Điều chỉnh,kind\n13/02/2024,-5,,Cháy\n13/02/2024,-5,x,Cháy\n"
          "13/02/2024,(5),không,Cháy\n13/02/2024,-5,,điều chỉnh\n13/02/2024,-5,có,\n",
          "", "damage",
          "2: 2024-02-13 [] -\n3: 2024-02-13 [] -500\n4: 2024-02-13 [] -\n5: 2024-02-13 [] -500\n"
          "6: 2024-02-13 [] -500\n",
          "2:2 cell '-5': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n"
          "4:2 cell '(5)': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n" },
        { "corrections in any row, but no fewer people than none",
          "date,damage,forest_ha,deaths\n13/02/2024,-5,\"-0,5\",-1\n", "corrections=allowed",
          "damage,forest_ha,deaths", "2: 2024-02-13 [] -500 -500000000 -\n",
          "2:4 cell '-1' is not a count (0, 1, 2 ...)\n" },
        { "land below zero; a decimal of one's own may be",
          "date,forest_ha,lon\n13/02/2024,\"-0,5\",\"-105,5\"\n", "map lon:decimal=lon",
          "forest_ha,lon", "2: 2024-02-13 [] - -105500000000\n",
          "2:2 cell '-0,5': an amount cannot be negative; mark corrections in a column 'Điều chỉnh'\n" },
        { "words for zero",
          "date,deaths,damage\n13/02/2024,-,–\n13/02/2024,-,0\n13/02/2024,x,không đáng kể\n",
          "zero_words=-|không đáng kể", "deaths,damage",
          "2: 2024-02-13 [] 0 -\n3: 2024-02-13 [] 0 0\n4: 2024-02-13 [] - 0\n",
          "4:2 cell 'x' is not a number\n" },
        { "limits of what is believed",
          "date,deaths,damage\n13/02/2024,10000,10000000000000000\n"
          "13/02/2024,10001,10000000000000001\n",
          "", "deaths,damage",
          "2: 2024-02-13 [] 10000 1000000000000000000\n3: 2024-02-13 [] - -\n",
          "3:2 cell '10001' is too large to be true\n"
          "3:3 cell '10000000000000001' is too large to be true\n" },
        { "limits of the profile's",
          "date,deaths,damage\n13/02/2024,6,1 tỷ\n13/02/2024,5,999 triệu\n",
          "largest_damage=999000000\nlargest_deaths=5", "deaths,damage",
          "2: 2024-02-13 [] - -\n3: 2024-02-13 [] 5 99900000000\n",
          "2:2 cell '6' is too large to be true\n2:3 cell '1 tỷ' is too large to be true\n" },
        { "Excel's errors in a CSV",
          "date,cause,district,deaths,note\n13/02/2024,#N/A,#REF!,#DIV/0!,#VALUE!\n"
          "#N/A,a,b,1,c\n13/02/2024,#1,A,1,#x\n",
          "", "cause,deaths,note", "2: 2024-02-13 [] - - -\n4: 2024-02-13 [A<] #1 1 #x\n",
          "2:3 cell '#REF!' is an Excel error\n2:2 cell '#N/A' is an Excel error\n"
          "2:4 cell '#DIV/0!' is an Excel error\n2:5 cell '#VALUE!' is an Excel error\n"
          "3:1 rejected '#N/A' is an Excel error\n" },
        { "an error that the profile takes for nothing", "date,deaths\n13/02/2024,#N/A\n",
          "null_words=#n/a", "deaths", "2: 2024-02-13 [] -\n", "" },
        { "codes stay text", "date,ma_vu,cause\n2024-01-01,0012,00501\n2024-01-01,1E5,501\n",
          "", "id,cause", "2: 2024-01-01 [] 0012 00501\n3: 2024-01-01 [] 1E5 501\n",
          CODE_TWICE("0:3", "00501, 501") },
        { "zeros in front",
          "date,cause\n2024-01-01,7\n2024-01-01,00\n2024-01-01,007\n"
          "2024-01-01,07\n2024-01-01,0\n2024-01-01,08\n2024-01-01,0a\n2024-01-01,a\n",
          "", "cause",
          "2: 2024-01-01 [] 7\n3: 2024-01-01 [] 00\n4: 2024-01-01 [] 007\n"
          "5: 2024-01-01 [] 07\n6: 2024-01-01 [] 0\n7: 2024-01-01 [] 08\n"
          "8: 2024-01-01 [] 0a\n9: 2024-01-01 [] a\n",
          CODE_TWICE("0:2", "00, 0") CODE_TWICE("0:2", "007, 7") CODE_TWICE("0:2", "07, 7") },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct outcome got;
        const char *path = check_file("case.csv", cases[i].file, strlen(cases[i].file));
        run_file(path, cases[i].profile, cases[i].fields, false, &got);
        CHECK(got.status == FIRE_OK, "%s: %s", cases[i].name, got.message);
        CHECK(strcmp(text_of(&got.rows), cases[i].rows) == 0, "%s: rows\n%s", cases[i].name,
              text_of(&got.rows));
        CHECK(strcmp(text_of(&got.issues), cases[i].issues) == 0, "%s: issues\n%s",
              cases[i].name, text_of(&got.issues));
        CHECK(got.counts.n_records == got.counts.n_kept + got.counts.n_rejected,
              "%s: %lld records, %lld kept, %lld rejected", cases[i].name,
              (long long)got.counts.n_records, (long long)got.counts.n_kept,
              (long long)got.counts.n_rejected);
        outcome_finish(&got);
    }
}

static void test_refusals(void)
{
    static const struct {
        const char *file;
        const char *profile;
        bool strict;
        fire_status status;
        const char *says; /* part of the message */
    } cases[] = {
        { "K1,01/02/2024,10:00\nK2,02/02/2024,11:00\n", "", false, FIRE_ESCHEMA, "no column" },
        { "date,chet,chet\n2024-01-01,0,1\n", "", false, FIRE_ESCHEMA, "'chet' (2, 3);" },
        { "date,chet,chet,thiet_hai,Thiet_Hai,CHET\n2024-01-01,0,1,2,3,4\n", "", false,
          FIRE_ESCHEMA, "'chet' (2, 3), 'Thiet_Hai' (4, 5), 'CHET' (2, 6);" },
        { "date,x\n2024-01-01,0\n", "map deaths=y", false, FIRE_ESCHEMA, "no column 'y'" },
        { "date,x\n2024-01-01,0\n", "map deaths=#3", false, FIRE_ESCHEMA, "no column 3" },
        { "date,x,y\n2024-01-01,0,1\n", "map deaths=x\nmap deaths=y", false, FIRE_ESCHEMA,
          "columns 2 and 3" },
        { "date,x\n2024-01-01,0\n", "map Deaths=x", false, FIRE_ESCHEMA, "no field name" },
        { "date,x\n2024-01-01,0\n", "map deaths:money=x", false, FIRE_ESCHEMA, "another type" },
        { "date,x\n2024-01-01,0\n", "map deaths:float=x", false, FIRE_EVALUE, "no type" },
        { "date,x\n2024-01-01,0\n", "map deaths", false, FIRE_EVALUE, "FIELD=COLUMN" },
        { "date,x\n2024-01-01,0\n", "dates=dym", false, FIRE_EVALUE, "no value" },
        { "date,x\n2024-01-01,0\n", "colour=red", false, FIRE_EVALUE, "no setting" },
        { "date,x\n2024-01-01,0\n", "zero_words=\xFF", false, FIRE_EVALUE, "not UTF-8" },
        { "date,x\n2024-01-01,0\n", "map deaths=\xFF", false, FIRE_EVALUE, "not UTF-8" },
        { "date,x\n2024-01-01,0\n", "set province=\xFF", false, FIRE_EVALUE, "not UTF-8" },
        { "date,x\n2024-01-01,0\n", "encoding=klingon", false, FIRE_EVALUE, "klingon" },
        { "date,x\n2024-01-01,0\n", "two_digit_years=60", false, FIRE_EVALUE, "no value" },
        { "date,x\n2024-01-01,0\n", "calendar=lunar", false, FIRE_EVALUE, "lunar" },
        { "\"a,b\n", "", false, FIRE_ESYNTAX, "header" },
        { "date,deaths\n2024-01-01,0\n2024-01-02,x\n", "", true, FIRE_EVALUE,
          "case.csv:3: field 2 (deaths): 'x' is not a number" },
        { "date,deaths\n2024-01-01,0\n2024-01-02\n", "", true, FIRE_EVALUE, "case.csv:3: " },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct outcome got;
        const char *path = check_file("case.csv", cases[i].file, strlen(cases[i].file));
        run_file(path, cases[i].profile, "", cases[i].strict, &got);
        CHECK(got.status == cases[i].status, "%s: status %d", cases[i].says, (int)got.status);
        CHECK(strstr(got.message, cases[i].says) != NULL, "%s: said %s", cases[i].says,
              got.message);
        outcome_finish(&got);
    }
}

/* Batch borders: the same rows whatever their number, counted and in order. */
static void test_many_rows(void)
{
    enum { N = 3 * FIRE_BATCH_ROWS + 1 };
    struct fire_buffer file = { 0 };
    struct outcome got;
    fire_buffer_add_text(&file, "date,rescued,note\n");
    for (int i = 0; i < N; i++)
        fire_buffer_printf(&file, i % 7 == 3 ? "x,%d,n%d\n" : "2024-01-01,%d,n%d\n", i, i);
    run_file(check_file("many.csv", file.bytes, file.size_bytes), "", "rescued,note", false,
             &got);
    CHECK(got.status == FIRE_OK, "%s", got.message);
    CHECK(got.counts.n_records == N && got.counts.n_kept == N - (N + 3) / 7, "%lld of %lld",
          (long long)got.counts.n_kept, (long long)got.counts.n_records);
    const char *at = text_of(&got.rows);
    for (int i = 0; i < N; i++) {
        char line[80];
        if (i % 7 == 3) continue;
        const int size = snprintf(line, sizeof line, "%d: 2024-01-01 [] %d n%d\n", i + 2, i, i);
        CHECK_OR_RETURN(strncmp(at, line, (size_t)size) == 0, "row %d: %.60s", i, at);
        at += size;
    }
    CHECK(*at == '\0', "more rows: %.60s", at);
    outcome_finish(&got);
    fire_buffer_finish(&file);
}

/* Issues are all counted and only so many kept: a file of nothing else uses bounded memory. */
static void test_many_issues(void)
{
    struct fire_buffer file = { 0 };
    struct outcome got;
    const int n = FIRE_LIMIT_ISSUES + 500;
    fire_buffer_add_text(&file, "date,deaths\n");
    for (int i = 0; i < n; i++)
        fire_buffer_add_text(&file, "2024-01-01,x\n");
    run_file(check_file("bad.csv", file.bytes, file.size_bytes), "", "", false, &got);
    int64_t n_lines = 0;
    for (const char *at = text_of(&got.issues); *at != '\0'; at++)
        n_lines += *at == '\n';
    CHECK(n_lines == FIRE_LIMIT_ISSUES, "%lld kept", (long long)n_lines);
    CHECK(got.counts.n_set_aside == n, "%lld set aside", (long long)got.counts.n_set_aside);
    outcome_finish(&got);
    fire_buffer_finish(&file);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_files), CHECK_TEST(test_refusals),
                                        CHECK_TEST(test_many_rows),
                                        CHECK_TEST(test_many_issues) };
    return CHECK_MAIN(tests);
}
