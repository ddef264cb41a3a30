//! Numbers in a model file, little-endian.

use super::error::ModelError;

/// Reads numbers off a slice.
pub(super) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(ModelError::Damaged("it ends too soon"))?;
        self.0 = rest;
        Ok(*head)
    }

    pub(super) fn u16(&mut self) -> Result<u16, ModelError> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, ModelError> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn f32(&mut self) -> Result<f32, ModelError> {
        let number = f32::from_le_bytes(self.take()?);
        if number.is_finite() { Ok(number) } else { Err(ModelError::Damaged("a number is not finite")) }
    }

    /// Reads the head of a model file: its magic, and the mark of its features' names.
    pub(super) fn head(&mut self, magic: [u8; 4], mark: u32) -> Result<(), ModelError> {
        let found = self.take()?;
        if found != magic {
            return Err(ModelError::Magic { found, expected: magic });
        }
        let found = self.u32()?;
        if found == mark { Ok(()) } else { Err(ModelError::Features { found, expected: mark }) }
    }

    pub(super) fn end(&self) -> Result<(), ModelError> {
        if self.0.is_empty() { Ok(()) } else { Err(ModelError::Damaged("something stands behind its end")) }
    }
}

/// Writes numbers.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn u16(&mut self, number: u16) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn u32(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn f32(&mut self, number: f32) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A hash of names, in order: the mark of the features that a model was made for.
pub(super) fn mark<S: AsRef<str>>(names: &[S]) -> u32 {
    names
        .iter()
        .flat_map(|name| name.as_ref().bytes().chain([b',']))
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
