#include "raja.h"

// Positions in the manifest's tiers and texts.
enum { NO_TIER, SILVER, GOLD };
enum { STAMPS = 1, STAMPS_AND_BONUS, YEAR };

static int64_t at_least_zero(int64_t amount) { return amount > 0 ? amount : 0; }

static uint32_t tier_of(const raja_facts *c, const raja_shop *shop)
{
    if (c->net_365 >= raja_int(shop, "gold"))
        return GOLD;
    return c->net_365 >= raja_int(shop, "silver") ? SILVER : NO_TIER;
}

// What was paid for express work. A refunded line takes nothing away.
static int64_t paid_for_express(const raja_order *order, const raja_shop *shop)
{
    raja_string express = raja_text(shop, "express");
    int64_t sum = 0;
    for (uint32_t i = 0; express.length > 0 && i < order->lines_count; i++) {
        const raja_line *line = raja_line_at(shop, order, i);
        if (raja_same(raja_word(shop, line->category), express))
            sum += at_least_zero(line->net);
    }
    return sum;
}

// Gives one stamp for each amount paid, and more for express work.
static raja_loyalty_row decide(const raja_facts *c, const raja_order *order, const raja_shop *shop)
{
    raja_loyalty_row row = {.tier = tier_of(c, shop)};
    if (!order) {
        row.text = YEAR;
        row.args[0] = c->net_365;
        return row;
    }
    int64_t per = raja_int(shop, "per");
    int64_t paid = at_least_zero(order->net), fast = paid_for_express(order, shop);
    int64_t extra = fast * (raja_int(shop, "bonus") - 1) / per;
    row.points = paid / per + extra;
    if (row.points > 0)
        row.expires_day = order->order_day + (int32_t)raja_int(shop, "keep");
    row.text = extra > 0 ? STAMPS_AND_BONUS : STAMPS;
    row.args[0] = row.points;
    row.args[1] = paid;
    row.args[2] = extra > 0 ? extra : per;
    row.args[3] = extra > 0 ? fast : 0;
    return row;
}

RAJA_LOYALTY(decide)
