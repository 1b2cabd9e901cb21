//! Calls those kings who come often and bring much, or whom the owner names.
#![no_std]
#![forbid(unsafe_code)]

use raja::{Facts, SegmentRow, Shop, FLAG_OWNER_LOYAL};

// Positions in the manifest's segments; the reason of each is the text at the
// same position.
const ROYAL: u32 = 1;
const REGULAR: u32 = 2;
const GUEST: u32 = 3;
const AWAY: u32 = 4;
const PROSPECT: u32 = 5;

fn decide(c: &Facts, shop: &Shop) -> SegmentRow {
    if c.orders_total == 0 {
        return because(PROSPECT, [0; 4]);
    }

    // Away comes first: even a king who stays away needs a call, not a crown.
    let days = i64::from(shop.as_of_day) - i64::from(c.last_order_day);
    let away = shop.int("away");
    if days > away {
        return because(AWAY, [days, away, 0, 0]);
    }

    let (visits, often) = (i64::from(c.visits), shop.int("often"));
    let named = c.flags & FLAG_OWNER_LOYAL != 0;
    if named || (c.net >= shop.int("much") && visits >= often) {
        return because(ROYAL, [visits, c.net, days, 0]);
    }
    if visits >= often {
        return because(REGULAR, [visits, often, 0, 0]);
    }
    because(GUEST, [visits, often - visits, 0, 0])
}

fn because(segment: u32, args: [i64; 4]) -> SegmentRow {
    SegmentRow {
        segment,
        text: segment,
        args,
        ..SegmentRow::ZERO
    }
}

raja::segment!(decide);
