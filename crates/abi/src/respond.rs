//! How a callback, on either side, ends: with an answer, an error or a panic's message, and never by unwinding.
#![allow(unsafe_code)]

use copydesk_core::ExtractError;

use crate::panics::guard;
use crate::table::{Buffer, Status};
use crate::wire::{self, encode};

/// Runs a callback's work and writes what came of it.
///
/// # Safety
/// `answer` is null or may be written to.
pub(crate) unsafe fn respond(answer: *mut Buffer, work: impl FnOnce() -> Result<Vec<u8>, ExtractError>) -> Status {
    if answer.is_null() {
        return Status::NULL_POINTER;
    }
    let (status, bytes) = match guard(work) {
        Ok(Ok(bytes)) => (Status::OK, bytes),
        Ok(Err(error)) => (Status::ERROR, encode(&wire::Error::from(error))),
        Err(message) => (Status::PANIC, message.into_bytes()),
    };
    let buffer = if bytes.is_empty() { Buffer::EMPTY } else { Buffer::give(bytes) };
    // SAFETY: not null, and writable by the caller's promise. `write` drops no earlier value: a buffer has no `Drop`.
    unsafe { answer.write(buffer) };
    status
}
