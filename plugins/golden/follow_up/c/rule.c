#include "raja.h"

// Positions in the manifest's options and texts.
enum { THANK = 1, CHECK_IN, APOLOGISE, INVITE };
enum { FIRST_VISIT = 1, PICKED_UP, LATE, RESOLVED, AWAY };

static const raja_follow_up_row nothing = {0};

// Invites those who have stayed away too long, once they have ever come.
static raja_follow_up_row invite(const raja_facts *c, const raja_shop *shop)
{
    int64_t days = (int64_t)shop->as_of_day - c->last_order_day;
    if (c->orders_total == 0 || days <= raja_int(shop, "away"))
        return nothing;
    return (raja_follow_up_row){.action = INVITE, .text = AWAY, .due_day = shop->as_of_day, .args = {days}};
}

// Proposes the next friendly step. Who belongs to the shop is left in peace.
static raja_follow_up_row decide(const raja_facts *c, const raja_happening *happened, const raja_shop *shop)
{
    if (c->kind == RAJA_KIND_INTERNAL)
        return nothing;
    if (!happened)
        return invite(c, shop);
    int32_t today = happened->day;
    int64_t net = happened->net;
    switch (happened->event) {
    case RAJA_EVENT_ORDER_PAID:
        // Thanks for every order would soon be noise: only the first one counts.
        if (c->visits != 1)
            return nothing;
        return (raja_follow_up_row){.action = THANK, .text = FIRST_VISIT, .due_day = today + 1, .args = {net}};
    case RAJA_EVENT_PICKED_UP:
        return (raja_follow_up_row){.action = CHECK_IN, .text = PICKED_UP, .due_day = today + 3, .args = {net}};
    case RAJA_EVENT_PROMISE_LATE:
        return (raja_follow_up_row){.action = APOLOGISE, .text = LATE, .due_day = today};
    case RAJA_EVENT_COMPLAINT_RESOLVED:
        return (raja_follow_up_row){.action = CHECK_IN, .text = RESOLVED, .due_day = today + 7, .args = {net}};
    }
    return nothing;
}

RAJA_FOLLOW_UP(decide)
