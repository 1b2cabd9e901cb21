#include "raja.h"

// Positions in the manifest's segments; the reason of each is the text at the
// same position.
enum { ROYAL = 1, REGULAR, GUEST, AWAY, PROSPECT };

// Calls those kings who come often and bring much, or whom the owner names.
static raja_segment_row decide(const raja_facts *c, const raja_shop *shop)
{
    if (c->orders_total == 0)
        return (raja_segment_row){.segment = PROSPECT, .text = PROSPECT};

    // Away comes first: even a king who stays away needs a call, not a crown.
    int64_t days = (int64_t)shop->as_of_day - c->last_order_day, away = raja_int(shop, "away");
    if (days > away)
        return (raja_segment_row){.segment = AWAY, .text = AWAY, .args = {days, away}};

    int64_t visits = c->visits, often = raja_int(shop, "often");
    bool named = c->flags & RAJA_FLAG_OWNER_LOYAL;
    if (named || (c->net >= raja_int(shop, "much") && visits >= often))
        return (raja_segment_row){.segment = ROYAL, .text = ROYAL, .args = {visits, c->net, days}};
    if (visits >= often)
        return (raja_segment_row){.segment = REGULAR, .text = REGULAR, .args = {visits, often}};
    return (raja_segment_row){.segment = GUEST, .text = GUEST, .args = {visits, often - visits}};
}

RAJA_SEGMENT(decide)
