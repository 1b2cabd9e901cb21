//! The way from the host's calls to a rule's function. The macros use it; rule
//! authors never see it.

use core::mem::size_of;

use crate::input::Input;
use crate::rows::*;
use crate::say::{deciding, fail, NO_FIELD, NO_ROW};
use crate::table::Plain;
use crate::{Options, Shop};

/// Addresses and sizes of one call, as the host passes them.
#[derive(Clone, Copy)]
pub struct Call {
    input: *const u8,
    size: usize,
    output: *mut u8,
    room: usize,
}

impl Call {
    /// Takes what the host passed to a hook's export.
    ///
    /// # Safety
    ///
    /// `input` is readable for `size` bytes and `output` writable for `room`
    /// bytes, both begin at a multiple of 8, do not overlap, and stay so until
    /// the call ends.
    pub unsafe fn new(input: *const u8, size: usize, output: *mut u8, room: usize) -> Call {
        Call {
            input,
            size,
            output,
            room,
        }
    }

    fn read<'a>(self) -> Input<'a> {
        deciding(0);
        // SAFETY: promised to `new`; the input does not change during a call.
        let bytes = unsafe { core::slice::from_raw_parts(self.input, self.size) };
        Input::read(bytes).unwrap_or_else(|why| fail(NO_ROW, NO_FIELD, why))
    }

    /// Writes as many rows as `row` makes, in order, and returns their number.
    fn answer<T>(self, count: usize, mut row: impl FnMut(usize) -> T) -> i32 {
        if count
            .checked_mul(size_of::<T>())
            .map_or(true, |bytes| bytes > self.room)
        {
            fail(NO_ROW, NO_FIELD, "raja: the answer does not fit its room");
        }
        for i in 0..count {
            deciding(i);
            let made = row(i);
            // SAFETY: promised to `new`, and the rows fit the room.
            unsafe { self.output.cast::<T>().add(i).write(made) }
        }
        count as i32
    }

    /// Answers one row an event, or one a facts row when there is none.
    fn answer_events<E: Plain + 'static, T>(
        self,
        customer_of: impl Fn(&E) -> u32,
        decide: impl Fn(&Facts, Option<&E>, &Shop) -> T,
    ) -> i32 {
        let input = self.read();
        let events = input
            .events::<E>()
            .unwrap_or_else(|why| fail(NO_ROW, NO_FIELD, why));
        if events.len() == 0 {
            return self.answer(input.facts.len(), |i| {
                decide(input.customer(i), None, &input.shop)
            });
        }
        self.answer(events.len(), |i| {
            let event = events.get(i);
            let customer = event.map_or(0, &customer_of) as usize;
            decide(input.customer(customer), event, &input.shop)
        })
    }
}

/// Serves segment.
pub fn segment(call: Call, decide: impl Fn(&Facts, &Shop) -> SegmentRow) -> i32 {
    let input = call.read();
    call.answer(input.facts.len(), |i| {
        decide(input.customer(i), &input.shop)
    })
}

/// Serves loyalty.
pub fn loyalty(
    call: Call,
    decide: impl Fn(&Facts, Option<&OrderContext>, &Shop) -> LoyaltyRow,
) -> i32 {
    call.answer_events(|order: &OrderContext| order.facts_row, decide)
}

/// Serves after_hours.
pub fn after_hours(
    call: Call,
    decide: impl Fn(Option<&Facts>, &AfterHoursContext, &Shop) -> Options,
) -> i32 {
    let input = call.read();
    let visits = input
        .events::<AfterHoursContext>()
        .unwrap_or_else(|why| fail(NO_ROW, NO_FIELD, why));
    let visit = match visits.get(0) {
        Some(visit) if visits.len() == 1 => visit,
        _ => fail(
            NO_ROW,
            NO_FIELD,
            "raja: after_hours is asked about one visit",
        ),
    };
    let customer = usize::try_from(visit.facts_row)
        .ok()
        .map(|row| input.customer(row));
    let options = decide(customer, visit, &input.shop);
    call.answer(options.rows().len(), |i| {
        options.rows().get(i).copied().unwrap_or_default()
    })
}

/// Serves follow_up.
pub fn follow_up(
    call: Call,
    decide: impl Fn(&Facts, Option<&FollowUpContext>, &Shop) -> FollowUpRow,
) -> i32 {
    call.answer_events(|happened: &FollowUpContext| happened.facts_row, decide)
}

/// Packs the place of a description as raja_describe returns it.
pub fn describe(text: &'static str) -> u64 {
    (text.as_ptr() as usize as u64) << 32 | text.len() as u64
}

// The macro serve! writes these versions into the description.
const _: () = assert!(MAJOR == 1 && MINOR == 3);

/// Hands out memory behind the module's own, for good, at a multiple of 8; 0
/// when there is none.
#[cfg(target_arch = "wasm32")]
pub fn alloc(size: u32) -> u32 {
    use core::arch::wasm32::{memory_grow, memory_size};
    use core::sync::atomic::{AtomicU32, Ordering};

    extern "C" {
        static __heap_base: u8;
    }
    static NEXT: AtomicU32 = AtomicU32::new(0);

    const PAGE: u64 = 1 << 16;
    // SAFETY: only the address is taken, which the linker sets.
    let heap = unsafe { core::ptr::addr_of!(__heap_base) } as u32;
    let at = (NEXT.load(Ordering::Relaxed).max(heap) as u64 + 7) & !7;
    let end = at + size as u64;
    let have = memory_size(0) as u64 * PAGE;
    if end > have && memory_grow(0, ((end - have + PAGE - 1) / PAGE) as usize) == usize::MAX {
        return 0;
    }
    NEXT.store(end as u32, Ordering::Relaxed);
    at as u32
}
