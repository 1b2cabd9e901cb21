//! Words to the host.

use core::sync::atomic::{AtomicI32, Ordering};

/// A field of the facts, such as [`FIELD_VISITS`](crate::FIELD_VISITS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field(pub(crate) i32);

/// No field is meant.
pub const NO_FIELD: Field = Field(-1);

/// No row is meant.
pub const NO_ROW: i32 = -1;

/// The row of the answer that is being decided.
pub const THIS_ROW: i32 = -2;

static DECIDING: AtomicI32 = AtomicI32::new(0);

/// Notes the row that [`THIS_ROW`] means.
pub(crate) fn deciding(row: usize) {
    DECIDING.store(row as i32, Ordering::Relaxed);
}

/// Ends the call with a message for the rule's author, at a row of the answer
/// and a field of the facts. Natively it panics.
#[cold]
pub fn fail(row: i32, field: Field, message: &str) -> ! {
    let row = if row == THIS_ROW {
        DECIDING.load(Ordering::Relaxed)
    } else {
        row
    };
    host::fail(row, field.0, message)
}

/// Writes one line for the rule's author, shown when a call fails and by the
/// tools. At most 8 KiB a call are kept.
pub fn log(line: &str) {
    host::log(line)
}

/// Writes a line with one number: `days: 12`.
pub fn log_int(what: &str, number: i64) {
    let mut line = Line::new();
    line.add(what);
    line.add(if number < 0 { ": -" } else { ": " });
    line.add_number(number.unsigned_abs());
    log(line.as_str());
}

/// A line that is put together in place, since there is no heap. What does not
/// fit is left out.
pub(crate) struct Line {
    bytes: [u8; 512],
    length: usize,
}

impl Line {
    pub(crate) fn new() -> Line {
        Line {
            bytes: [0; 512],
            length: 0,
        }
    }

    pub(crate) fn add(&mut self, words: &str) {
        for byte in words.bytes() {
            if let Some(place) = self.bytes.get_mut(self.length) {
                *place = byte;
                self.length += 1;
            }
        }
    }

    fn add_number(&mut self, mut number: u64) {
        let mut digits = [0u8; 20];
        let mut count = 0;
        for place in digits.iter_mut().rev() {
            *place = b'0' + (number % 10) as u8;
            number /= 10;
            count += 1;
            if number == 0 {
                break;
            }
        }
        let from = digits.len() - count;
        self.add(core::str::from_utf8(digits.get(from..).unwrap_or(&[])).unwrap_or(""));
    }

    pub(crate) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or(&[]);
        // Only a character at the very end can be cut in two.
        match core::str::from_utf8(bytes) {
            Ok(whole) => whole,
            Err(cut) => {
                core::str::from_utf8(bytes.get(..cut.valid_up_to()).unwrap_or(&[])).unwrap_or("")
            }
        }
    }
}

impl core::fmt::Write for Line {
    fn write_str(&mut self, words: &str) -> core::fmt::Result {
        self.add(words);
        Ok(())
    }
}

#[cfg(target_arch = "wasm32")]
mod host {
    #[link(wasm_import_module = "raja")]
    extern "C" {
        #[link_name = "log"]
        fn host_log(level: u32, text: *const u8, length: usize);
        #[link_name = "fail"]
        fn host_fail(row: i32, field: i32, text: *const u8, length: usize);
    }

    pub fn log(line: &str) {
        // SAFETY: the host reads that many bytes and keeps none of them.
        unsafe { host_log(0, line.as_ptr(), line.len()) }
    }

    pub fn fail(row: i32, field: i32, message: &str) -> ! {
        // SAFETY: as above; the host does not come back.
        unsafe { host_fail(row, field, message.as_ptr(), message.len()) }
        core::arch::wasm32::unreachable()
    }

    /// What a panic ends in: its words, with file and line, go to the author.
    #[panic_handler]
    fn panicked(info: &core::panic::PanicInfo) -> ! {
        let mut line = super::Line::new();
        let _ = core::fmt::write(&mut line, format_args!("{}", info));
        super::fail(super::THIS_ROW, super::NO_FIELD, line.as_str())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    pub fn log(line: &str) {
        eprintln!("{line}");
    }

    pub fn fail(row: i32, field: i32, message: &str) -> ! {
        panic!("raja::fail: row {row}, field {field}: {message}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_becomes_digits() {
        for (number, want) in [
            (0, "0"),
            (7, "7"),
            (120, "120"),
            (u64::MAX, "18446744073709551615"),
        ] {
            let mut line = Line::new();
            line.add_number(number);
            assert_eq!(line.as_str(), want);
        }
    }

    #[test]
    fn a_line_that_is_too_long_ends_at_a_whole_character() {
        let mut line = Line::new();
        line.add("a");
        for _ in 0..300 {
            line.add("é");
        }
        assert_eq!(line.as_str().len(), 511);
    }

    #[test]
    #[should_panic(expected = "row 3, field 14: no visits")]
    fn failing_names_the_row_that_is_decided() {
        deciding(3);
        fail(THIS_ROW, crate::FIELD_VISITS, "no visits");
    }
}
