//! Bytes across the wall: lending, handing over, reading and taking back.
#![allow(unsafe_code)]

use crate::table::{Buffer, Bytes, MAX_ANSWER_BYTES};

impl Bytes {
    /// Lends bytes.
    pub const fn of(bytes: &[u8]) -> Self {
        Self { data: bytes.as_ptr(), len: bytes.len() }
    }

    /// The bytes; `None` where there are none to read: a null pointer, or a length that no memory has.
    ///
    /// # Safety
    /// Where `data` is not null, it points to `len` bytes that are initialised, and that stay unchanged for `'a`.
    pub(crate) unsafe fn read<'a>(self) -> Option<&'a [u8]> {
        if self.data.is_null() || self.len > isize::MAX as usize {
            return None;
        }
        // SAFETY: not null and no longer than memory can be; the rest is the caller's promise.
        Some(unsafe { std::slice::from_raw_parts(self.data, self.len) })
    }
}

impl Buffer {
    /// A buffer that holds nothing.
    pub const EMPTY: Self = Self { data: std::ptr::null_mut(), len: 0 };

    /// Gives bytes away. They come back through [`Buffer::take_back`], or are never freed.
    pub(crate) fn give(bytes: Vec<u8>) -> Self {
        let bytes = Box::leak(bytes.into_boxed_slice());
        Self { data: bytes.as_mut_ptr(), len: bytes.len() }
    }

    /// Frees what [`Buffer::give`] gave away.
    ///
    /// # Safety
    /// The buffer is null, or came from [`Buffer::give`] of this same library and was not taken back before.
    pub(crate) unsafe fn take_back(self) {
        if !self.data.is_null() {
            // SAFETY: `give` leaked a boxed slice of just this address and length; it is owned by nobody else.
            drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.data, self.len)) });
        }
    }

    /// A copy of the bytes, which belong to the other side.
    ///
    /// # Errors
    /// What is wrong with the buffer: it is null, or longer than [`MAX_ANSWER_BYTES`].
    ///
    /// # Safety
    /// Where `data` is not null and `len` within the limit, it points to `len` bytes that are initialised.
    pub(crate) unsafe fn copy(&self) -> Result<Vec<u8>, String> {
        if self.data.is_null() {
            return Err("its answer is null, where bytes were expected".to_owned());
        }
        if self.len > MAX_ANSWER_BYTES {
            return Err(format!("its answer has {} bytes, where at most {MAX_ANSWER_BYTES} are read", self.len));
        }
        // SAFETY: not null, of a length within memory's bounds, and initialised by the caller's promise.
        Ok(unsafe { std::slice::from_raw_parts(self.data, self.len) }.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_read_and_taken_back() {
        for bytes in [Vec::new(), b"x".to_vec(), vec![7; 4096]] {
            let buffer = Buffer::give(bytes.clone());
            // SAFETY: `give` made it just now.
            assert_eq!(unsafe { buffer.copy() }, Ok(bytes));
            // SAFETY: `give` made it, and it is taken back once.
            unsafe { buffer.take_back() };
        }
    }

    #[test]
    fn nothing_is_read_through_null_or_absurd_lengths() {
        // SAFETY: null is never read.
        assert!(unsafe { Buffer::EMPTY.copy() }.is_err_and(|problem| problem.contains("null")));
        let byte = 0_u8;
        let absurd = Buffer { data: (&raw const byte).cast_mut(), len: usize::MAX };
        // SAFETY: beyond the limit nothing is read.
        assert!(unsafe { absurd.copy() }.is_err_and(|problem| problem.contains("at most")));
        let absurd = Bytes { data: &raw const byte, len: usize::MAX };
        // SAFETY: beyond the limit nothing is read.
        assert_eq!(unsafe { absurd.read() }, None);
        // SAFETY: null is never read.
        assert_eq!(unsafe { Bytes { data: std::ptr::null(), len: 1 }.read() }, None);
    }
}
