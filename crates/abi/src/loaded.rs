//! A plugin behind the wall, as the host sees it: the same `Extractor` as a linked one.
#![allow(unsafe_code)]

use std::ffi::c_void;
use std::ptr::NonNull;

use copydesk_core::{Document, Draft, ExtractError, Extractor, Recognition, SourceInfo};
use serde::de::DeserializeOwned;

use crate::host::Host;
use crate::table::{Buffer, Bytes, CreateFn, DescribeFn, DestroyFn, FreeFn, HostTableV1, PageFn, Status};
use crate::wire::{self, decode, encode};

/// The callbacks of a table that was found whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Callbacks {
    pub(crate) create: CreateFn,
    pub(crate) describe: DescribeFn,
    pub(crate) recognise: PageFn,
    pub(crate) amend: PageFn,
    pub(crate) destroy: DestroyFn,
    pub(crate) free: FreeFn,
}

/// An extractor that lives in a loaded library.
#[derive(Debug)]
pub(crate) struct LoadedExtractor {
    handle: Handle,
    source: SourceInfo,
    selectors: Vec<String>,
}

impl LoadedExtractor {
    /// Makes the extractor of a source from its `[options]` table.
    pub(crate) fn create(name: &str, callbacks: Callbacks, options: &serde_json::Value) -> Result<Self, ExtractError> {
        let handle = Handle::create(name, callbacks, options)?;
        let description: wire::Description = handle.describe()?;
        let (source, selectors) = description.split();
        if source.name != name {
            return Err(ExtractError::source(name, format!("it describes itself as {:?}", source.name)));
        }
        Ok(Self { handle, source, selectors })
    }
}

impl Extractor for LoadedExtractor {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn selectors(&self) -> Vec<String> {
        self.selectors.clone()
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        self.try_recognise(document).unwrap_or_else(|error| {
            tracing::warn!(source = self.source.name, %error, "the page counts as not recognised");
            Recognition::default()
        })
    }

    fn try_recognise(&self, document: &dyn Document) -> Result<Recognition, ExtractError> {
        let page = wire::Page { document: document.into(), draft: None };
        let recognition: wire::Recognition = self.handle.ask(self.handle.callbacks.recognise, document, &page)?;
        recognition.check(document.blocks().len()).map_err(|problem| self.handle.error(problem))
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        let document = draft.document();
        let page = wire::Page { document: document.into(), draft: Some((&*draft).into()) };
        let answer: wire::Amendments = self.handle.ask(self.handle.callbacks.amend, document, &page)?;
        let confidence = answer.checked_confidence().map_err(|problem| self.handle.error(problem))?;
        let (mark, count) = (draft.mark(), answer.amendments.len());
        for (at, amendment) in answer.amendments.into_iter().enumerate() {
            if let Err(error) = draft.apply(amendment.into()) {
                draft.rollback(mark);
                return Err(self.handle.error(format!("amendment {} of {count} is refused: {error}", at + 1)));
            }
        }
        for diagnostic in answer.diagnostics {
            draft.diagnose(diagnostic.into());
        }
        if let Some(confidence) = confidence {
            draft.set_confidence(confidence);
        }
        Ok(())
    }
}

/// A handle with what is needed to use it; destroyed when dropped.
#[derive(Debug)]
struct Handle {
    name: String,
    callbacks: Callbacks,
    raw: NonNull<c_void>,
}

// SAFETY: the contract of the table: a handle may be used by several threads at the same time, from any thread.
// `declare_source!` sees to it by the bounds of `Extractor: Send + Sync`.
unsafe impl Send for Handle {}
// SAFETY: as above.
unsafe impl Sync for Handle {}

impl Handle {
    fn create(name: &str, callbacks: Callbacks, options: &serde_json::Value) -> Result<Self, ExtractError> {
        let options = encode(options);
        let mut handle = std::ptr::null_mut();
        let (status, answer) = call(callbacks, |answer| {
            // SAFETY: the contract of the table: the options, the place for the handle and that for the answer live
            // longer than the call.
            unsafe { (callbacks.create)(Bytes::of(&options), &raw mut handle, answer) }
        });
        if status != Status::OK {
            return Err(failure(name, status, answer));
        }
        let Some(handle) = NonNull::new(handle) else {
            return Err(ExtractError::source(name, "create gave a null handle, where one to a cleaner was expected"));
        };
        Ok(Self { name: name.to_owned(), callbacks, raw: handle })
    }

    fn describe(&self) -> Result<wire::Description, ExtractError> {
        let (status, answer) = call(self.callbacks, |answer| {
            // SAFETY: the handle came from `create` and is not destroyed before `self` is dropped.
            unsafe { (self.callbacks.describe)(self.raw.as_ptr(), answer) }
        });
        self.read(status, answer)
    }

    /// Hands a page to a callback and reads the answer. The document is lent for the call.
    fn ask<T: DeserializeOwned>(
        &self,
        callback: PageFn,
        document: &dyn Document,
        page: &wire::Page,
    ) -> Result<T, ExtractError> {
        let page = encode(page);
        let host = Host::new(document);
        let table: HostTableV1 = host.table();
        let (status, answer) = call(self.callbacks, |answer| {
            // SAFETY: the handle came from `create` and is not destroyed before `self` is dropped; the page, the host
            // and its table live longer than the call.
            unsafe { callback(self.raw.as_ptr(), Bytes::of(&page), &raw const table, answer) }
        });
        self.read(status, answer)
    }

    fn read<T: DeserializeOwned>(&self, status: Status, answer: Result<Vec<u8>, String>) -> Result<T, ExtractError> {
        if status != Status::OK {
            return Err(failure(&self.name, status, answer));
        }
        let bytes = answer.map_err(|problem| self.error(problem))?;
        decode(&bytes).map_err(|problem| self.error(format!("its answer cannot be read: {problem}")))
    }

    fn error(&self, problem: impl ToString) -> ExtractError {
        ExtractError::source(&self.name, problem)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let (status, answer) = call(self.callbacks, |answer| {
            // SAFETY: the handle came from `create`, nobody else holds it, and it is destroyed here alone.
            unsafe { (self.callbacks.destroy)(self.raw.as_ptr(), answer) }
        });
        if status != Status::OK {
            let error = failure(&self.name, status, answer);
            tracing::warn!(source = self.name, %error, "destroying a cleaner failed");
        }
    }
}

/// Calls a callback, copies its answer and hands the buffer back.
fn call(callbacks: Callbacks, callback: impl FnOnce(*mut Buffer) -> Status) -> (Status, Result<Vec<u8>, String>) {
    let mut buffer = Buffer::EMPTY;
    let status = callback(&raw mut buffer);
    // SAFETY: the contract of the table: the buffer is as it was, or the plugin wrote it.
    let answer = unsafe { buffer.copy() };
    if !buffer.data.is_null() {
        // SAFETY: the buffer came from a callback of this table and goes back once; nothing of it is held any more.
        unsafe { (callbacks.free)(buffer) };
    }
    (status, answer)
}

/// What a status other than [`Status::OK`] means.
fn failure(name: &str, status: Status, answer: Result<Vec<u8>, String>) -> ExtractError {
    match status {
        Status::ERROR => match answer.and_then(|bytes| decode::<wire::Error>(&bytes)) {
            Ok(error) => error.of_source(name),
            Err(problem) => ExtractError::source(name, format!("it failed, and its error cannot be read: {problem}")),
        },
        Status::PANIC => ExtractError::Panic {
            source_name: name.to_owned(),
            message: answer.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default(),
        },
        Status::NULL_POINTER => ExtractError::source(name, "it found a null pointer where the host gave none"),
        Status(other) => {
            ExtractError::source(name, format!("it ended with status {other}, where 0 to 3 were expected"))
        }
    }
}
