#include "raja.h"

// Positions in the manifest's options and texts.
enum { COME_IN = 1, DROP_OFF, COME_TOMORROW, TALK_OUTSIDE };
enum { UNSAFE = 1, BLOCKED, NOBODY, READY, LOYAL, CLOSED };

// An answer before it has figures: a reason and the options, best first.
typedef struct plan {
    uint32_t why, options[3];
} plan;

// Whether the door closed no longer ago than the owner's grace; -1 is never.
static bool just_closed(const raja_visit *visit, int64_t grace)
{
    return visit->minutes_since_close >= 0 && visit->minutes_since_close <= grace;
}

// Offers what the shop can truly keep, and never asks staff to take a risk.
static plan plan_for(const raja_facts *c, const raja_visit *visit, int64_t grace)
{
    bool collects = visit->service == RAJA_SERVICE_PICK_UP;
    if (visit->unsafe)
        return (plan){UNSAFE, {TALK_OUTSIDE}};
    if (c && raja_blocked(c))
        return (plan){BLOCKED, {COME_TOMORROW}};
    // Goods can wait in the box at the door; nobody can hand finished ones out.
    if (visit->staff == RAJA_STAFF_GONE)
        return collects ? (plan){NOBODY, {COME_TOMORROW}} : (plan){NOBODY, {DROP_OFF, COME_TOMORROW}};
    if (visit->pickup_ready && collects)
        return (plan){READY, {COME_IN, COME_TOMORROW}};
    if (c && raja_loyal(c) && just_closed(visit, grace))
        return (plan){LOYAL, {COME_IN, DROP_OFF, COME_TOMORROW}};
    return (plan){CLOSED, {DROP_OFF, COME_TOMORROW}};
}

// Gives every option the same reason and figures.
static raja_options decide(const raja_facts *c, const raja_visit *visit, const raja_shop *shop)
{
    int64_t grace = raja_int(shop, "grace");
    plan chosen = plan_for(c, visit, grace);
    raja_options options = {0};
    for (int i = 0; i < 3 && chosen.options[i]; i++)
        raja_offer(&options, (raja_after_hours_row){
            .option = chosen.options[i], .text = chosen.why,
            .args = {visit->next_open_ms, visit->minutes_since_close, grace},
        });
    return options;
}

RAJA_AFTER_HOURS(decide)
