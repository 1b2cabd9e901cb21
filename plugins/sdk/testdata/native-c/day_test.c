// The calendar, against the one of the C library.
#define _DEFAULT_SOURCE
#include "raja.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

int main(void)
{
    for (int64_t day = -700000; day < 2932897; day += 7) {
        time_t moment = (time_t)(day * 86400);
        struct tm *want = gmtime(&moment);
        raja_date got = raja_date_of((int32_t)day);
        assert(got.year == want->tm_year + 1900 && got.month == want->tm_mon + 1 && got.day == want->tm_mday);
        assert(raja_day_of(got) == day);
    }
    raja_date january = {2026, 1, 31}, back = raja_date_of(raja_add_months(raja_day_of(january), -11));
    assert(raja_add_months(raja_day_of(january), 1) == raja_day_of((raja_date){2026, 2, 28}));
    assert(back.year == 2025 && back.month == 2 && back.day == 28);
    puts("all is well");
}
