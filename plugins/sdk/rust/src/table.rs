//! Rows that lie in the input.

use core::marker::PhantomData;
use core::mem::size_of;

use crate::rows::{AfterHoursContext, Config, Facts, FollowUpContext, Header, Line, OrderContext};

/// A row that may lie over any bytes.
///
/// # Safety
///
/// It is `repr(C)` and made of whole numbers only, and no field needs more than
/// an alignment of 8.
pub(crate) unsafe trait Plain {}

// SAFETY: the assertions of rows.rs hold each of them to that.
unsafe impl Plain for Header {}
unsafe impl Plain for Facts {}
unsafe impl Plain for OrderContext {}
unsafe impl Plain for AfterHoursContext {}
unsafe impl Plain for FollowUpContext {}
unsafe impl Plain for Line {}
unsafe impl Plain for Config {}

/// Rows of one kind. The sender's stride may be longer than the row that this
/// SDK knows.
pub(crate) struct Table<'a, T> {
    bytes: &'a [u8],
    count: usize,
    stride: usize,
    row: PhantomData<T>,
}

impl<T> Clone for Table<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Table<'_, T> {}

impl<T> Default for Table<'_, T> {
    fn default() -> Self {
        Table {
            bytes: &[],
            count: 0,
            stride: size_of::<T>(),
            row: PhantomData,
        }
    }
}

impl<'a, T: Plain> Table<'a, T> {
    /// Finds `count` rows at `off` of an input, or says why there are none.
    pub(crate) fn find(
        input: &'a [u8],
        off: u32,
        count: u32,
        stride: u32,
    ) -> Result<Self, &'static str> {
        let (off, count, stride) = (off as usize, count as usize, stride as usize);
        if count == 0 {
            return Ok(Table::default());
        }
        if stride < size_of::<T>() {
            return Err("raja: the input has rows shorter than this rule was built for");
        }
        let length = count.checked_mul(stride);
        let bytes = length.and_then(|length| input.get(off..off.checked_add(length)?));
        match bytes {
            Some(bytes) if stride % 8 == 0 && bytes.as_ptr() as usize % 8 == 0 => Ok(Table {
                bytes,
                count,
                stride,
                row: PhantomData,
            }),
            Some(_) => Err("raja: the input has rows that do not begin at a multiple of 8"),
            None => Err("raja: the input is shorter than it says"),
        }
    }

    /// Lays a table over the rows of a test.
    pub(crate) fn of(rows: &'a [T]) -> Self {
        // SAFETY: rows are numbers and named gaps, so each byte may be read.
        let bytes = unsafe {
            core::slice::from_raw_parts(rows.as_ptr().cast(), core::mem::size_of_val(rows))
        };
        Table {
            bytes,
            count: rows.len(),
            stride: size_of::<T>(),
            row: PhantomData,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    pub(crate) fn get(&self, i: usize) -> Option<&'a T> {
        let at = i.checked_mul(self.stride)?;
        let row = self.bytes.get(at..at.checked_add(self.stride)?)?;
        // SAFETY: the bytes are long enough, begin at a multiple of 8 as the
        // table and its stride do, and T is Plain.
        Some(unsafe { &*row.as_ptr().cast::<T>() })
    }
}

/// The lines of one order, one after the other.
#[derive(Clone)]
pub struct Lines<'a> {
    pub(crate) table: Table<'a, Line>,
    pub(crate) next: usize,
    pub(crate) end: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a Line;

    fn next(&mut self) -> Option<&'a Line> {
        if self.next >= self.end {
            return None;
        }
        self.next += 1;
        self.table.get(self.next - 1)
    }
}
