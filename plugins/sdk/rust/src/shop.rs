//! The shop: what holds for a whole question.

use crate::rows::{Config, Header, Line, OrderContext};
use crate::say::{self, fail, NO_FIELD, THIS_ROW};
use crate::table::{Lines, Table};
use crate::text::{Ref, Text};

/// What holds for a whole question: the moment, the calendar, the money, the
/// population and the owner's settings.
pub struct Shop<'a> {
    /// The moment of asking, milliseconds since 1970 UTC.
    pub now_unix_ms: i64,
    /// The day that the facts describe, since 1970-01-01.
    pub as_of_day: i32,
    /// Minutes to add to UTC for the shop's clock.
    pub tz_offset_min: i32,
    /// Look-back of windowed figures in days, 0 all.
    pub window_days: u32,
    /// ISO 4217, such as `*b"IDR"`; zeros when the host did not say.
    pub currency: [u8; 3],
    /// Decimal digits of the currency.
    pub exponent: u32,
    /// How the shop's customers spread.
    pub population: Population,

    settings: Settings<'a>,
    lines: Table<'a, Line>,
    heap: &'a [u8],
}

/// How the shop's customers spread. `given` is false unless the manifest asks
/// for "rfm" and the shop has figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Population {
    /// Whether the figures are there.
    pub given: bool,
    /// Customers with at least one visit in the window.
    pub customers: u32,
    /// Customers with at least two.
    pub repeat_customers: u32,
    /// Median order in minor units.
    pub median_order: i64,
    /// Recency thresholds t20 t40 t60 t80, rounded down to whole days. That
    /// loses nothing: a whole value lies above a threshold exactly when it is
    /// greater than the threshold rounded down.
    pub r: [i64; 4],
    /// Frequency thresholds, likewise in whole visits.
    pub f: [i64; 4],
    /// Money thresholds, likewise in whole minor units.
    pub m: [i64; 4],
}

/// One setting of the rule, as a test gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting<'a> {
    key: &'a str,
    value: i64,
    text: &'a str,
}

impl<'a> Setting<'a> {
    /// A setting that is a number: an int, minor units, days, minutes, or 1
    /// for true.
    pub const fn int(key: &'a str, value: i64) -> Self {
        Setting {
            key,
            value,
            text: "",
        }
    }

    /// A setting that is a text.
    pub const fn text(key: &'a str, text: &'a str) -> Self {
        Setting {
            key,
            value: 0,
            text,
        }
    }
}

enum Settings<'a> {
    Given(&'a [Setting<'a>]),
    Sent(Table<'a, Config>),
}

impl<'a> Shop<'a> {
    /// Makes a shop with settings, for tests; everything else is zero.
    pub fn new(settings: &'a [Setting<'a>]) -> Self {
        Shop {
            now_unix_ms: 0,
            as_of_day: 0,
            tz_offset_min: 0,
            window_days: 0,
            currency: [0; 3],
            exponent: 0,
            population: Population::default(),
            settings: Settings::Given(settings),
            lines: Table::default(),
            heap: &[],
        }
    }

    /// Adds lines of orders and the texts they point into, for tests.
    pub fn with_lines(mut self, lines: &'a [Line], texts: &'a str) -> Self {
        self.lines = Table::of(lines);
        self.heap = texts.as_bytes();
        self
    }

    /// Reads the shop of an input.
    pub(crate) fn read(
        h: &Header,
        settings: Table<'a, Config>,
        lines: Table<'a, Line>,
        heap: &'a [u8],
    ) -> Self {
        let [a, b, c, _] = h.currency.to_le_bytes();
        Shop {
            now_unix_ms: h.now_unix_ms,
            as_of_day: h.as_of_day,
            tz_offset_min: h.tz_offset_min,
            window_days: h.window_days,
            currency: [a, b, c],
            exponent: h.exponent,
            population: Population::read(h),
            settings: Settings::Sent(settings),
            lines,
            heap,
        }
    }

    /// Returns the setting called `key` as a number: an int, minor units,
    /// days, minutes, or 1 for true. A key that config.schema.json lacks ends
    /// the call, here and below.
    pub fn int(&self, key: &str) -> i64 {
        self.setting(key).0
    }

    /// Returns the setting called `key` as a text.
    pub fn text(&self, key: &str) -> Text<'a> {
        self.setting(key).1
    }

    /// Reports whether the setting called `key` is true.
    pub fn flag(&self, key: &str) -> bool {
        self.setting(key).0 != 0
    }

    /// Returns a text of the input, such as a line's category.
    pub fn word(&self, text: Ref) -> Text<'a> {
        let (from, length) = (text.off as usize, text.len as usize);
        match self.heap.get(from..from.saturating_add(length)) {
            Some(bytes) => Text(bytes),
            None => fail(THIS_ROW, NO_FIELD, "raja: a text lies outside the input"),
        }
    }

    /// Returns the lines of an order. It needs the field `lines`.
    pub fn lines(&self, order: &OrderContext) -> Lines<'a> {
        let next = order.lines_from as usize;
        let end = next.saturating_add(order.lines_count as usize);
        if next < end && end > self.lines.len() {
            fail(THIS_ROW, NO_FIELD, "raja: there are no such lines");
        }
        Lines {
            table: self.lines,
            next,
            end,
        }
    }

    fn setting(&self, key: &str) -> (i64, Text<'a>) {
        let found = match self.settings {
            Settings::Given(all) => all
                .iter()
                .find(|one| one.key == key)
                .map(|one| (one.value, Text(one.text.as_bytes()))),
            Settings::Sent(rows) => (0..rows.len())
                .filter_map(|i| rows.get(i))
                .find(|row| self.word(row.key) == key)
                .map(|row| (row.value, self.word(row.text))),
        };
        found.unwrap_or_else(|| no_setting(key))
    }
}

#[cold]
fn no_setting(key: &str) -> ! {
    let mut line = say::Line::new();
    line.add("there is no setting \"");
    line.add(key);
    line.add("\"; config.schema.json lacks it");
    fail(THIS_ROW, NO_FIELD, line.as_str())
}

impl Population {
    fn read(h: &Header) -> Population {
        let whole = |fifths: [i64; 4]| fifths.map(|n| n.div_euclid(5));
        Population {
            given: h.population == 1,
            customers: h.customers,
            repeat_customers: h.repeat_customers,
            median_order: h.median_order,
            r: whole(h.r),
            f: whole(h.f),
            m: whole(h.m),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_make_their_own_shop() {
        let texts = "kemeja express";
        let lines = [
            Line {
                net: 1,
                ..Line::ZERO
            },
            Line {
                item: Ref::of("kemeja", texts),
                category: Ref::of("express", texts),
                net: 2,
                ..Line::ZERO
            },
        ];
        let settings = [
            Setting::int("often", 5),
            Setting::text("express", "express"),
        ];
        let shop = Shop::new(&settings).with_lines(&lines, texts);
        let order = OrderContext {
            lines_from: 1,
            lines_count: 1,
            ..OrderContext::ZERO
        };
        let found: Vec<_> = shop
            .lines(&order)
            .map(|line| (shop.word(line.category) == "express", line.net))
            .collect();
        assert_eq!(found, [(true, 2)]);
        assert_eq!(
            (shop.int("often"), shop.text("express"), shop.flag("often")),
            (5, Text(b"express"), true)
        );
    }

    #[test]
    #[should_panic(expected = "there is no setting \"oftn\"")]
    fn a_key_that_is_no_setting_is_told() {
        Shop::new(&[]).int("oftn");
    }

    #[test]
    #[should_panic(expected = "there are no such lines")]
    fn lines_that_are_not_there_are_told() {
        Shop::new(&[]).lines(&OrderContext {
            lines_count: 1,
            ..OrderContext::ZERO
        });
    }
}
