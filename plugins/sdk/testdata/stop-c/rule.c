// A rule for tests: it ends in every way a rule in C can, as the customer's
// points say, and serves two hooks.
#include "raja.h"

static int64_t setting(const raja_shop *shop, const char *key) { return raja_int(shop, key); }

static int64_t deep(volatile int64_t n) { return n + deep(n + 1) + n; }

static raja_segment_row decide(const raja_facts *c, const raja_shop *shop)
{
    switch (c->points) {
    case 1:
        raja_fail(RAJA_THIS_ROW, RAJA_FIELD_POINTS, "one is a mistake");
    case 2:
        raja_fail(RAJA_NO_ROW, RAJA_NO_FIELD, "two is a mistake");
    case 3:
        return (raja_segment_row){.args = {setting(shop, "oftn")}};
    case 4:
        return (raja_segment_row){.args = {7 / (int64_t)shop->window_days}};
    case 5:
        raja_log("about to fall");
        raja_log_int("points", -c->points);
        raja_fail(7, RAJA_FIELD_VISITS, "five is a mistake");
    case 6:
        return (raja_segment_row){.args = {deep(0)}};
    }
    raja_date date = raja_date_of(raja_add_months(shop->as_of_day, 1));
    return (raja_segment_row){.segment = 1, .args = {setting(shop, "often"), setting(shop, "away"), date.month, date.day}};
}

static raja_follow_up_row next(const raja_facts *c, const raja_happening *happened, const raja_shop *shop)
{
    (void)c;
    return (raja_follow_up_row){.action = 1, .due_day = happened ? happened->day : shop->as_of_day};
}

RAJA_SEGMENT(decide)
RAJA_FOLLOW_UP(next)
