//! Texts, where they lie.

/// A text of the input, such as a line's category: [`Shop::word`] reads it.
///
/// [`Shop::word`]: crate::Shop::word
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ref {
    /// Where it begins, in bytes of the heap.
    pub off: u32,
    /// How many bytes it has.
    pub len: u32,
}

impl Ref {
    /// Finds `word` in the texts of a test; it must be there.
    pub fn of(word: &str, texts: &str) -> Ref {
        let off = texts.find(word).expect("the word is not in the texts");
        Ref {
            off: off as u32,
            len: word.len() as u32,
        }
    }
}

/// A text: UTF-8 as the host sent it, compared byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a>(pub(crate) &'a [u8]);

impl<'a> Text<'a> {
    /// Its bytes.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// The text as a string, or `None` should it not be UTF-8.
    pub fn as_str(self) -> Option<&'a str> {
        core::str::from_utf8(self.0).ok()
    }

    /// How many bytes it has.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Reports whether it has none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}
