//! Proposes the next friendly step. Who belongs to the shop is left in peace.
#![no_std]
#![forbid(unsafe_code)]

use raja::{Facts, FollowUpRow, Happening, Shop, KIND_INTERNAL};
use raja::{EVENT_COMPLAINT_RESOLVED, EVENT_ORDER_PAID, EVENT_PICKED_UP, EVENT_PROMISE_LATE};

// Positions in the manifest's options and texts.
const THANK: u32 = 1;
const CHECK_IN: u32 = 2;
const APOLOGISE: u32 = 3;
const INVITE: u32 = 4;
const FIRST_VISIT: u32 = 1;
const PICKED_UP: u32 = 2;
const LATE: u32 = 3;
const RESOLVED: u32 = 4;
const AWAY: u32 = 5;

const NOTHING: FollowUpRow = FollowUpRow::ZERO;

fn decide(c: &Facts, happened: Option<&Happening>, shop: &Shop) -> FollowUpRow {
    if c.kind == KIND_INTERNAL {
        return NOTHING;
    }
    let (event, today, net) = match happened {
        Some(happened) => (happened.event, happened.day, happened.net),
        None => return invite(c, shop),
    };
    match event {
        // Thanks for every order would soon be noise: only the first one counts.
        EVENT_ORDER_PAID if c.visits == 1 => step(THANK, today + 1, FIRST_VISIT, net),
        EVENT_PICKED_UP => step(CHECK_IN, today + 3, PICKED_UP, net),
        EVENT_PROMISE_LATE => step(APOLOGISE, today, LATE, 0),
        EVENT_COMPLAINT_RESOLVED => step(CHECK_IN, today + 7, RESOLVED, net),
        _ => NOTHING,
    }
}

/// Invites those who have stayed away too long, once they have ever come.
fn invite(c: &Facts, shop: &Shop) -> FollowUpRow {
    let days = i64::from(shop.as_of_day) - i64::from(c.last_order_day);
    if c.orders_total == 0 || days <= shop.int("away") {
        return NOTHING;
    }
    step(INVITE, shop.as_of_day, AWAY, days)
}

fn step(action: u32, due_day: i32, text: u32, figure: i64) -> FollowUpRow {
    FollowUpRow {
        action,
        due_day,
        text,
        args: [figure, 0, 0, 0],
        ..NOTHING
    }
}

raja::follow_up!(decide);
