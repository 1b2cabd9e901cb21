//! A rule for tests: it ends in every way a rule in Rust can, as the
//! customer's points say, and serves two hooks.
#![no_std]
#![forbid(unsafe_code)]

use raja::{add_months, date_of, fail, log, log_int};
use raja::{Facts, FollowUpRow, Happening, SegmentRow, Shop};
use raja::{FIELD_POINTS, FIELD_VISITS, NO_FIELD, NO_ROW, THIS_ROW};

fn deep(n: i64) -> i64 {
    let kept = [n; 16];
    kept[(deep(n + 1) & 15) as usize]
}

fn decide(c: &Facts, shop: &Shop) -> SegmentRow {
    let row = SegmentRow { segment: 1, ..SegmentRow::ZERO };
    let args = match c.points {
        1 => fail(THIS_ROW, FIELD_POINTS, "one is a mistake"),
        2 => fail(NO_ROW, NO_FIELD, "two is a mistake"),
        3 => [shop.int("oftn"), 0, 0, 0],
        4 => [7 / i64::from(shop.window_days), 0, 0, 0],
        5 => {
            log("about to fall");
            log_int("points", -c.points);
            fail(7, FIELD_VISITS, "five is a mistake")
        }
        6 => [deep(0), 0, 0, 0],
        _ => {
            let date = date_of(add_months(shop.as_of_day, 1));
            [shop.int("often"), shop.int("away"), i64::from(date.month), i64::from(date.day)]
        }
    };
    SegmentRow { args, ..row }
}

fn next(_: &Facts, happened: Option<&Happening>, shop: &Shop) -> FollowUpRow {
    let due_day = happened.map_or(shop.as_of_day, |event| event.day);
    FollowUpRow { action: 1, due_day, ..FollowUpRow::ZERO }
}

raja::serve!(segment = decide, follow_up = next);
