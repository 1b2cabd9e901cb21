//! One question, read in place: nothing of it is trusted before it is known to
//! fit.

use core::mem::size_of;

use crate::rows::{Facts, Header, MAGIC, MAJOR};
use crate::say::{fail, NO_FIELD, THIS_ROW};
use crate::shop::Shop;
use crate::table::{Plain, Table};

pub(crate) struct Input<'a> {
    pub(crate) shop: Shop<'a>,
    pub(crate) facts: Table<'a, Facts>,
    bytes: &'a [u8],
    header: &'a Header,
}

impl<'a> Input<'a> {
    /// Reads the bytes of a question, or says what is wrong with them.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, &'static str> {
        let header = Table::<Header>::find(bytes, 0, 1, size_of::<Header>() as u32)?;
        let h = header
            .get(0)
            .ok_or("raja: the input is shorter than its header")?;
        if h.magic != MAGIC {
            return Err("raja: the input does not begin with RJB1");
        }
        if h.major != MAJOR {
            return Err("raja: the input speaks another major version of the ABI");
        }
        let facts = Table::find(bytes, h.facts_off, h.facts_count, h.facts_stride)?;
        let lines = Table::find(bytes, h.lines_off, h.lines_count, h.lines_stride)?;
        let settings = Table::find(bytes, h.config_off, h.config_count, h.config_stride)?;
        let (from, length) = (h.heap_off as usize, h.heap_len as usize);
        let heap = bytes
            .get(from..from.saturating_add(length))
            .ok_or("raja: the input is shorter than it says")?;
        Ok(Input {
            shop: Shop::read(h, settings, lines, heap),
            facts,
            bytes,
            header: h,
        })
    }

    /// Finds the events that are asked about; what they are only the hook
    /// knows.
    pub(crate) fn events<T: Plain>(&self) -> Result<Table<'a, T>, &'static str> {
        let h = self.header;
        Table::find(self.bytes, h.context_off, h.context_count, h.context_stride)
    }

    /// Returns facts row `i`. One that is not there ends the call.
    pub(crate) fn customer(&self, i: usize) -> &'a Facts {
        match self.facts.get(i) {
            Some(row) => row,
            None => fail(THIS_ROW, NO_FIELD, "raja: there is no such facts row"),
        }
    }
}
