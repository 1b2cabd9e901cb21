// raja_day.c knows the calendar: days since 1970-01-01 and dates.
#include "raja.h"

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

raja_date raja_date_of(int32_t day)
{
    // Days of a year that begins in March, so that a leap day comes last.
    int64_t z = (int64_t)day + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t in_era = z - era * 146097;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * in_year + 2) / 153;
    raja_date date = {
        .year = (int32_t)(year + era * 400),
        .month = (int32_t)(month < 10 ? month + 3 : month - 9),
        .day = (int32_t)(in_year - (153 * month + 2) / 5 + 1),
    };
    if (date.month <= 2)
        date.year++;
    return date;
}

int32_t raja_day_of(raja_date date)
{
    int64_t year = date.year, month = date.month;
    if (month <= 2) {
        year--;
        month += 12;
    }
    int64_t era = floor_div(year, 400);
    int64_t of_era = year - era * 400;
    int64_t in_year = (153 * (month - 3) + 2) / 5 + date.day - 1;
    return (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + in_year - 719468);
}

int32_t raja_add_months(int32_t day, int32_t months)
{
    raja_date date = raja_date_of(day);
    int64_t month = (int64_t)date.month - 1 + months;
    raja_date first = {(int32_t)(date.year + floor_div(month, 12)), (int32_t)(month - 12 * floor_div(month, 12)) + 1, 1};
    raja_date next = {first.year + first.month / 12, first.month % 12 + 1, 1};
    int32_t wanted = raja_day_of(first) + date.day - 1;
    int32_t last = raja_day_of(next) - 1;
    return wanted < last ? wanted : last;
}
