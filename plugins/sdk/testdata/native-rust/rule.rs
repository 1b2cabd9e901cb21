//! A rule with tests of its own, as an author writes them.
#![no_std]
#![forbid(unsafe_code)]

use raja::{LoyaltyRow, Order, Shop};

fn decide(c: &raja::Facts, order: Option<&Order>, shop: &Shop) -> LoyaltyRow {
    let express = order.map_or(0, |order| {
        let lines = shop.lines(order);
        lines.filter(|line| shop.word(line.category) == shop.text("express")).count()
    });
    LoyaltyRow { tier: u32::from(c.net_365 >= shop.int("silver")), points: express as i64, ..LoyaltyRow::ZERO }
}

raja::loyalty!(decide);

#[cfg(test)]
mod tests {
    use super::*;
    use raja::{Facts, Line, Ref, Setting};

    #[test]
    fn express_lines_count() {
        let texts = "kemeja express";
        let lines = [
            Line { category: Ref::of("express", texts), ..Line::ZERO },
            Line { category: Ref::of("kemeja", texts), ..Line::ZERO },
        ];
        let settings = [Setting::text("express", "express"), Setting::int("silver", 10)];
        let shop = Shop::new(&settings).with_lines(&lines, texts);
        let order = Order { lines_count: 2, ..Order::ZERO };
        let row = decide(&Facts { net_365: 10, ..Facts::ZERO }, Some(&order), &shop);
        assert_eq!((row.points, row.tier), (1, 1));
    }

    #[test]
    #[should_panic(expected = "there is no setting \"silver\"")]
    fn a_missing_setting_panics() {
        decide(&Facts::ZERO, None, &Shop::new(&[]));
    }
}
