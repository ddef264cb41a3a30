//! The host's document, as seen from inside a loaded plugin.
#![allow(unsafe_code)]

use std::marker::PhantomData;

use copydesk_core::{
    Block, Diagnostic, Document, Element, ExtractError, Form, Match, Metadata, Origin, StaticDocument,
};

use crate::table::{Buffer, Bytes, HostTableV1, Status};
use crate::wire::{self, back, decode};

/// The host's functions, lent for one call.
#[derive(Clone, Copy)]
pub(crate) struct HostFunctions<'call> {
    context: *const std::ffi::c_void,
    select: unsafe extern "C" fn(*const std::ffi::c_void, Bytes, *mut Buffer) -> Status,
    free: unsafe extern "C" fn(Buffer),
    call: PhantomData<&'call HostTableV1>,
}

impl HostFunctions<'_> {
    /// Reads the host's table.
    ///
    /// # Safety
    /// `host` is null, or points to a table that is valid until the present call returns.
    pub(crate) unsafe fn read(host: *const HostTableV1) -> Result<Self, String> {
        if host.is_null() || !host.is_aligned() {
            return Err("the host's table is null or askew".to_owned());
        }
        // SAFETY: not null and aligned; every version of the table begins with its size.
        let size = unsafe { (*host).struct_size };
        if size < size_of::<HostTableV1>() {
            return Err(format!("the host's table has {size} bytes, expected {}", size_of::<HostTableV1>()));
        }
        // SAFETY: it is as long as this version of the table, and valid by the caller's promise.
        let table = unsafe { &*host };
        let (Some(select), Some(free)) = (table.select, table.free) else {
            return Err("the host's table lacks a function".to_owned());
        };
        Ok(Self { context: table.context, select, free, call: PhantomData })
    }
}

/// A document of the host: all of it came with the call, but for what selectors match.
pub(crate) struct RemoteDocument<'call> {
    source: &'static str,
    page: StaticDocument,
    host: HostFunctions<'call>,
}

impl<'call> RemoteDocument<'call> {
    pub(crate) fn new(source: &'static str, document: wire::Document, host: HostFunctions<'call>) -> Self {
        Self { source, page: document.into(), host }
    }
}

impl Document for RemoteDocument<'_> {
    fn origin(&self) -> &Origin {
        &self.page.origin
    }
    fn form(&self) -> Form {
        self.page.form
    }
    fn metadata(&self) -> &Metadata {
        &self.page.metadata
    }
    fn elements(&self) -> &[Element] {
        &self.page.elements
    }
    fn blocks(&self) -> &[Block] {
        &self.page.blocks
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        &self.page.diagnostics
    }
    fn select(&self, css: &str) -> Result<Vec<Match>, ExtractError> {
        let broken =
            |problem: String| ExtractError::source(self.source, format!("the host's select failed: {problem}"));
        let mut buffer = Buffer::EMPTY;
        // SAFETY: the host lends its functions for the call during which this document lives; the selector and the
        // buffer outlive this call of it.
        let status = unsafe { (self.host.select)(self.host.context, Bytes::of(css.as_bytes()), &raw mut buffer) };
        // SAFETY: the host's contract: the buffer is empty, or holds what the host wrote.
        let answer = unsafe { buffer.copy() };
        if !buffer.data.is_null() {
            // SAFETY: the buffer came from the host's select and goes back once; nothing of it is held any more.
            unsafe { (self.host.free)(buffer) };
        }
        match status {
            Status::OK => {
                let matches: Vec<wire::Match> = answer.and_then(|bytes| decode(&bytes)).map_err(broken)?;
                Ok(back(matches))
            }
            Status::ERROR => {
                let error: wire::Error = answer.and_then(|bytes| decode(&bytes)).map_err(broken)?;
                Err(error.of_source(self.source))
            }
            Status::PANIC => {
                let message = answer.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
                Err(broken(format!("panic: {message}")))
            }
            Status(other) => Err(broken(format!("status {other}"))),
        }
    }
}
