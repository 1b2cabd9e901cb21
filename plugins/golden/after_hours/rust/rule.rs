//! Offers what the shop can truly keep, and never asks staff to take a risk.
#![no_std]
#![forbid(unsafe_code)]

use raja::{AfterHoursRow, Facts, Options, Shop, Visit, SERVICE_PICK_UP, STAFF_GONE};

// Positions in the manifest's options and texts.
const COME_IN: u32 = 1;
const DROP_OFF: u32 = 2;
const COME_TOMORROW: u32 = 3;
const TALK_OUTSIDE: u32 = 4;
const UNSAFE: u32 = 1;
const BLOCKED: u32 = 2;
const NOBODY: u32 = 3;
const READY: u32 = 4;
const LOYAL: u32 = 5;
const CLOSED: u32 = 6;

fn decide(c: Option<&Facts>, visit: &Visit, shop: &Shop) -> Options {
    let grace = shop.int("grace");
    let (text, options) = plan_for(c, visit, grace);
    let args = [
        visit.next_open_ms,
        i64::from(visit.minutes_since_close),
        grace,
        0,
    ];
    options
        .iter()
        .map(|&option| AfterHoursRow { option, text, args })
        .collect()
}

/// The reason and the options, best first.
fn plan_for(c: Option<&Facts>, visit: &Visit, grace: i64) -> (u32, &'static [u32]) {
    let collects = visit.service == SERVICE_PICK_UP;
    if visit.unsafe_ != 0 {
        return (UNSAFE, &[TALK_OUTSIDE]);
    }
    if c.map_or(false, Facts::blocked) {
        return (BLOCKED, &[COME_TOMORROW]);
    }
    // Goods can wait in the box at the door; nobody can hand finished ones out.
    if visit.staff == STAFF_GONE && collects {
        return (NOBODY, &[COME_TOMORROW]);
    }
    if visit.staff == STAFF_GONE {
        return (NOBODY, &[DROP_OFF, COME_TOMORROW]);
    }
    if visit.pickup_ready != 0 && collects {
        return (READY, &[COME_IN, COME_TOMORROW]);
    }
    if c.map_or(false, Facts::loyal) && just_closed(visit, grace) {
        return (LOYAL, &[COME_IN, DROP_OFF, COME_TOMORROW]);
    }
    (CLOSED, &[DROP_OFF, COME_TOMORROW])
}

/// Whether the door closed no longer ago than the owner's grace; -1 is never.
fn just_closed(visit: &Visit, grace: i64) -> bool {
    (0..=grace).contains(&i64::from(visit.minutes_since_close))
}

raja::after_hours!(decide);
