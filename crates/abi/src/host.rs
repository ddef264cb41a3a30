//! The host's callbacks: what a plugin may ask while it works on a page.
#![allow(unsafe_code)]

use std::ffi::c_void;

use copydesk_core::{Document, ExtractError};

use crate::respond::respond;
use crate::table::{Buffer, Bytes, HostTableV1, Status};
use crate::wire::{self, encode, list};

/// A document that is lent to a plugin for one call.
pub(crate) struct Host<'d> {
    document: &'d dyn Document,
}

impl<'d> Host<'d> {
    pub(crate) fn new(document: &'d dyn Document) -> Self {
        Self { document }
    }

    /// The table for the plugin: good for as long as `self` is borrowed, which the caller sees to.
    pub(crate) fn table(&self) -> HostTableV1 {
        HostTableV1 {
            struct_size: size_of::<HostTableV1>(),
            context: std::ptr::from_ref(self).cast(),
            select: Some(select),
            free: Some(free),
        }
    }
}

/// See [`HostTableV1::select`].
unsafe extern "C" fn select(context: *const c_void, css: Bytes, answer: *mut Buffer) -> Status {
    let context: *const Host<'_> = context.cast();
    // SAFETY: the contract of the table: `answer` is null or writable.
    unsafe {
        respond(answer, || {
            let unreadable = |problem: &str| ExtractError::Selector { css: String::new(), problem: problem.to_owned() };
            // SAFETY: the context is what `Host::table` put in, and the call it is lent for has not returned yet.
            let host = context.as_ref().ok_or_else(|| unreadable("the plugin gave no context"))?;
            // SAFETY: the contract of the table: the plugin lends the selector for this call.
            let css = css.read().ok_or_else(|| unreadable("the plugin gave no selector"))?;
            let css = std::str::from_utf8(css).map_err(|_| unreadable("the selector is not UTF-8"))?;
            let matches: Vec<wire::Match> = list(&host.document.select(css)?);
            Ok(encode(&matches))
        })
    }
}

/// See [`HostTableV1::free`].
unsafe extern "C" fn free(buffer: Buffer) {
    // SAFETY: the contract of the table: the buffer came from `select`, and comes back once.
    unsafe { buffer.take_back() };
}
