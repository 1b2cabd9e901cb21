//! Gives one stamp for each amount paid, and more for express work.
#![no_std]
#![forbid(unsafe_code)]

use raja::{Facts, LoyaltyRow, Order, Shop};

// Positions in the manifest's tiers and texts.
const SILVER: u32 = 1;
const GOLD: u32 = 2;
const STAMPS: u32 = 1;
const STAMPS_AND_BONUS: u32 = 2;
const YEAR: u32 = 3;

fn decide(c: &Facts, order: Option<&Order>, shop: &Shop) -> LoyaltyRow {
    let row = LoyaltyRow {
        tier: tier_of(c, shop),
        ..LoyaltyRow::ZERO
    };
    let order = match order {
        Some(order) => order,
        None => {
            return LoyaltyRow {
                text: YEAR,
                args: [c.net_365, 0, 0, 0],
                ..row
            }
        }
    };
    let per = shop.int("per");
    let (paid, fast) = (order.net.max(0), paid_for_express(order, shop));
    let extra = fast * (shop.int("bonus") - 1) / per;
    let points = paid / per + extra;
    let (text, args) = match extra {
        1.. => (STAMPS_AND_BONUS, [points, paid, extra, fast]),
        _ => (STAMPS, [points, paid, per, 0]),
    };
    let expires_day = match points {
        1.. => order.order_day + shop.int("keep") as i32,
        _ => 0,
    };
    LoyaltyRow {
        points,
        expires_day,
        text,
        args,
        ..row
    }
}

fn tier_of(c: &Facts, shop: &Shop) -> u32 {
    if c.net_365 >= shop.int("gold") {
        return GOLD;
    }
    u32::from(c.net_365 >= shop.int("silver")) * SILVER
}

/// What was paid for express work. A refunded line takes nothing away.
fn paid_for_express(order: &Order, shop: &Shop) -> i64 {
    let express = shop.text("express");
    if express.is_empty() {
        return 0;
    }
    let lines = shop
        .lines(order)
        .filter(|line| shop.word(line.category) == express);
    lines.map(|line| line.net.max(0)).sum()
}

raja::loyalty!(decide);
