//! What a rule is written with in Rust: the rows a rule reads, the shop it
//! belongs to, and the words it can say to the host. A rule is a pure function
//! and one of the macros [`segment!`], [`loyalty!`], [`after_hours!`] and
//! [`follow_up!`]:
//!
//! ```
//! use raja::{Facts, SegmentRow, Shop};
//!
//! fn decide(c: &Facts, shop: &Shop) -> SegmentRow {
//!     let often = c.visits as i64 >= shop.int("often");
//!     SegmentRow { segment: if often { 1 } else { 2 }, ..SegmentRow::ZERO }
//! }
//!
//! raja::segment!(decide);
//! ```
//!
//! Rows lie over the bytes of the input: reading a field is one load. The same
//! file compiles natively, for `#[test]` and a debugger, where `log` writes to
//! standard error and `fail` panics. A rule begins with `#![no_std]`: there is
//! no heap, no file and no network.

#![cfg_attr(target_arch = "wasm32", no_std)]
#![deny(missing_docs)]

mod day;
#[doc(hidden)]
pub mod glue;
mod input;
mod options;
#[rustfmt::skip]
#[allow(missing_docs)]
mod rows;
mod say;
mod serve;
mod shop;
mod table;
mod text;

pub use day::{add_months, date_of, day_of, Date};
pub use options::{Options, MOST_OPTIONS};
pub use rows::*;
pub use say::{fail, log, log_int, Field, NO_FIELD, NO_ROW, THIS_ROW};
pub use shop::{Population, Setting, Shop};
pub use table::Lines;
pub use text::{Ref, Text};

/// The order that loyalty is asked about; [`Shop::lines`] gives its lines.
pub type Order = rows::OrderContext;

/// Who stands at the door of a closed shop, and when.
pub type Visit = rows::AfterHoursContext;

/// What just happened to a customer.
pub type Happening = rows::FollowUpContext;

impl Facts {
    /// Reports whether the field of a presence bit, such as [`HAS_NET`], is
    /// given: the host knows it and the manifest reads it.
    pub fn has(&self, bit: u64) -> bool {
        self.present & bit != 0
    }

    /// Reports whether the owner or the current segment calls the customer
    /// loyal. It needs the field `flags`.
    pub fn loyal(&self) -> bool {
        self.flags & (FLAG_OWNER_LOYAL | FLAG_SEGMENT_LOYAL) != 0
    }

    /// Reports whether the owner does not serve the customer. It needs the
    /// field `flags`.
    pub fn blocked(&self) -> bool {
        self.flags & FLAG_BLOCKED != 0
    }
}
