//! The answer of after_hours.

use crate::rows::AfterHoursRow;
use crate::say::{fail, NO_FIELD, THIS_ROW};

/// How many options an answer may hold.
pub const MOST_OPTIONS: usize = 8;

/// What can be offered to a visit, best first. Collect rows into it, or add
/// them one by one; one too many ends the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    count: usize,
    rows: [AfterHoursRow; MOST_OPTIONS],
}

impl Options {
    /// An answer without an option: there is nothing to offer.
    pub fn new() -> Options {
        Options::default()
    }

    /// Adds one option.
    pub fn offer(&mut self, row: AfterHoursRow) {
        match self.rows.get_mut(self.count) {
            Some(place) => *place = row,
            None => fail(THIS_ROW, NO_FIELD, "raja: more than 8 options are offered"),
        }
        self.count += 1;
    }

    /// The options so far.
    pub fn rows(&self) -> &[AfterHoursRow] {
        self.rows.get(..self.count).unwrap_or(&[])
    }
}

impl FromIterator<AfterHoursRow> for Options {
    fn from_iter<I: IntoIterator<Item = AfterHoursRow>>(rows: I) -> Options {
        let mut options = Options::new();
        for row in rows {
            options.offer(row);
        }
        options
    }
}
