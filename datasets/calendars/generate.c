/* generate.c - the days of the lunar new year in Viet Nam, from the moon and the sun.
 *
 *     cc -o generate generate.c -lm && ./generate > tet.csv
 *
 * Months begin on the day of a new moon, months are named by the sun: the eleventh has the winter
 * solstice; between two elevenths lie twelve months, or thirteen of which the first one without a
 * principal term is the leap month. All by the civil day of UTC+7, which holds in Viet Nam since
 * 1968 (in the north; the south kept UTC+8 until 1975).
 *
 * New moons and the sun's longitude: Jean Meeus, Astronomical Algorithms, the short series as Ho
 * Ngoc Duc published them for this calendar. They are right to some minutes; a new moon so near
 * midnight would be told on stderr. */
#include <math.h>
#include <stdio.h>

enum { FIRST_YEAR = 1968, LAST_YEAR = 2050, JULIAN_DAY_OF_1970 = 2440588 };

#define HOURS_EAST   7.0
#define SYNODIC_DAYS 29.530588853
#define PI           3.14159265358979323846
#define NARROW_DAYS  (5.0 / 1440) /* of the series' error */

static double sine(double degrees)
{
    return sin(degrees * PI / 180);
}

/* The Julian date of new moon k, counted from January 1900; universal time. */
static double new_moon(int k)
{
    const double t = k / 1236.85;
    const double t2 = t * t;
    const double t3 = t2 * t;
    const double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
    const double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
    const double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
    const double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                        0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
    const double periodic = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) -
                            0.4068 * sine(moon) + 0.0161 * sine(2 * moon) -
                            0.0004 * sine(3 * moon) + 0.0104 * sine(2 * node) -
                            0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon) +
                            0.0004 * sine(2 * node + sun) - 0.0004 * sine(2 * node - sun) -
                            0.0006 * sine(2 * node + moon) + 0.0010 * sine(2 * node - moon) +
                            0.0005 * sine(2 * moon + sun);
    const double dynamic_minus_universal = -0.000278 + 0.000265 * t + 0.000262 * t2;
    return mean + periodic - dynamic_minus_universal;
}

/* The Julian day number of a moment's civil day. */
static int civil_day(double julian_date)
{
    return (int)floor(julian_date + 0.5 + HOURS_EAST / 24);
}

static int new_moon_day(int k)
{
    const double moment = new_moon(k) + 0.5 + HOURS_EAST / 24;
    if (fabs(moment - round(moment)) < NARROW_DAYS)
        fprintf(stderr, "new moon %d is within 5 minutes of midnight\n", k);
    return civil_day(new_moon(k));
}

/* In which twelfth of its way, 0 from the spring equinox on, the sun is when a civil day begins;
 * the winter solstice opens the ninth. */
static int sun_sector(int day)
{
    const double t = (day - 0.5 - HOURS_EAST / 24 - 2451545.0) / 36525;
    const double t2 = t * t;
    const double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
    const double mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
    const double centre = (1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
                          (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
                          0.000290 * sine(3 * anomaly);
    const double longitude = fmod(mean + centre, 360);
    return (int)floor((longitude < 0 ? longitude + 360 : longitude) / 30);
}

static int days_before_year(int year) /* since 1970-01-01 */
{
    const int y = year - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 - 719162;
}

/* The new moon with which the eleventh month of the lunar year that begins in `year` starts. */
static int eleventh_month(int year)
{
    const int last_day = days_before_year(year + 1) - 1 + JULIAN_DAY_OF_1970;
    const int k = (int)floor((last_day - 2415021) / SYNODIC_DAYS);
    return sun_sector(new_moon_day(k)) >= 9 ? k - 1 : k;
}

/* The new moon with which the first month of a lunar year starts: the second after the eleventh,
 * or the third where the eleventh or twelfth month is doubled. */
static int first_month(int year)
{
    const int eleventh = eleventh_month(year - 1);
    const int n_months = eleventh_month(year) - eleventh;
    if (n_months == 12) return eleventh + 2;
    for (int k = eleventh + 1; k <= eleventh + 2; k++)
        if (sun_sector(new_moon_day(k)) == sun_sector(new_moon_day(k + 1))) return eleventh + 3;
    return eleventh + 2;
}

static void print_date(int julian_day)
{
    const int day = julian_day - JULIAN_DAY_OF_1970;
    static const int n_days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year = FIRST_YEAR;
    while (days_before_year(year + 1) <= day)
        year++;
    int rest = day - days_before_year(year);
    int month = 0;
    while (rest >= n_days[month]) /* new years are in January and February */
        rest -= n_days[month++];
    printf("%04d-%02d-%02d", year, month + 1, rest + 1);
}

int main(void)
{
    printf("lunar_year,first_day,days_of_chap\n");
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        const int k = first_month(year);
        printf("%d,", year);
        print_date(new_moon_day(k));
        printf(",%d\n", new_moon_day(k) - new_moon_day(k - 1));
    }
    return 0;
}
