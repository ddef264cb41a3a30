//! For tests of the wall: tables and answers that no declared source would give. A library made of these does what it
//! likes with the boundary's contract, so that a host can be shown to stand it; it is no way to write a plugin.
#![allow(unsafe_code)]

use std::ffi::c_void;
use std::marker::PhantomData;

use crate::table::{ABI_MAJOR, ABI_MINOR, Buffer, Bytes, HostTableV1, MAGIC, SourceTableV1, Status};

/// A callback that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callback {
    /// `create`; its handle stands for the options.
    Create,
    /// `describe`.
    Describe,
    /// `recognise`.
    Recognise,
    /// `amend`.
    Amend,
    /// `destroy`.
    Destroy,
}

/// What a callback answers.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Bytes, with a status.
    Bytes(i32, Vec<u8>),
    /// Null with a length, and a status.
    Null(i32, usize),
    /// One byte that is said to be so many, and a status.
    Absurd(i32, usize),
    /// From `create`: it worked, but the handle is null.
    NullHandle,
}

/// A plugin that answers as it likes.
pub trait RawSource: 'static {
    /// What a callback answers. `options` is what `create` got (JSON); `page` is what `recognise` or `amend` got.
    fn answer(callback: Callback, options: &str, page: &[u8]) -> Answer;
}

struct Callbacks<S>(PhantomData<S>);

impl<S: RawSource> Callbacks<S> {
    unsafe extern "C" fn create(options: Bytes, handle: *mut *mut c_void, answer: *mut Buffer) -> Status {
        // SAFETY: the host lends the options for this call.
        let options = unsafe { options.read() }.unwrap_or_default();
        let options = String::from_utf8_lossy(options).into_owned();
        let answered = S::answer(Callback::Create, &options, &[]);
        if !matches!(answered, Answer::NullHandle) {
            // SAFETY: the host gives a place for the handle.
            unsafe { handle.write(Box::into_raw(Box::new(options)).cast()) };
        }
        // SAFETY: the host gives a place for the answer.
        unsafe { write(answered, answer) }
    }

    unsafe extern "C" fn describe(handle: *const c_void, answer: *mut Buffer) -> Status {
        // SAFETY: the handle is `create`'s, and the host gives a place for the answer.
        unsafe { write(S::answer(Callback::Describe, options(handle), &[]), answer) }
    }

    unsafe extern "C" fn recognise(
        handle: *const c_void,
        page: Bytes,
        _: *const HostTableV1,
        answer: *mut Buffer,
    ) -> Status {
        // SAFETY: as for `describe`; the page is lent for this call.
        unsafe { write(S::answer(Callback::Recognise, options(handle), page.read().unwrap_or_default()), answer) }
    }

    unsafe extern "C" fn amend(
        handle: *const c_void,
        page: Bytes,
        _: *const HostTableV1,
        answer: *mut Buffer,
    ) -> Status {
        // SAFETY: as for `recognise`.
        unsafe { write(S::answer(Callback::Amend, options(handle), page.read().unwrap_or_default()), answer) }
    }

    unsafe extern "C" fn destroy(handle: *mut c_void, answer: *mut Buffer) -> Status {
        // SAFETY: as for `describe`. The handle is left to leak.
        unsafe { write(S::answer(Callback::Destroy, options(handle), &[]), answer) }
    }
}

/// Leaves what was answered to leak, as it may never have been memory.
unsafe extern "C" fn free(_: Buffer) {}

/// # Safety
/// The handle is null, or `create`'s.
unsafe fn options<'a>(handle: *const c_void) -> &'a str {
    // SAFETY: the caller's promise; handles are never destroyed.
    unsafe { handle.cast::<String>().as_ref() }.map_or("", String::as_str)
}

/// # Safety
/// `place` may be written to.
unsafe fn write(answer: Answer, place: *mut Buffer) -> Status {
    let (status, buffer) = match answer {
        Answer::Bytes(status, bytes) => (status, Buffer::give(bytes)),
        Answer::Null(status, len) => (status, Buffer { data: std::ptr::null_mut(), len }),
        Answer::Absurd(status, len) => (status, Buffer { len, ..Buffer::give(vec![b'?']) }),
        Answer::NullHandle => (Status::OK.0, Buffer::EMPTY),
    };
    // SAFETY: the caller's promise.
    unsafe { place.write(buffer) };
    Status(status)
}

/// A sound table of a raw source, to spoil by struct update.
pub const fn table<S: RawSource>(name: &'static str) -> SourceTableV1 {
    SourceTableV1 {
        magic: MAGIC,
        abi_major: ABI_MAJOR,
        abi_minor: ABI_MINOR,
        struct_size: size_of::<SourceTableV1>(),
        name: Bytes::of(name.as_bytes()),
        version: Bytes::of(b"0.0.0"),
        create: Some(Callbacks::<S>::create),
        describe: Some(Callbacks::<S>::describe),
        recognise: Some(Callbacks::<S>::recognise),
        amend: Some(Callbacks::<S>::amend),
        destroy: Some(Callbacks::<S>::destroy),
        free: Some(free),
    }
}
