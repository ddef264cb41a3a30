//! The callbacks of a plugin's table. Each reads what it is lent, does the work in safe Rust, and answers.
#![allow(unsafe_code)]

use std::ffi::c_void;
use std::marker::PhantomData;

use copydesk_core::{Document, ExtractError, Extractor};

use super::remote::{HostFunctions, RemoteDocument};
use super::{Declaration, create};
use crate::respond::respond;
use crate::table::{ABI_MAJOR, ABI_MINOR, Buffer, Bytes, HostTableV1, MAGIC, SourceTableV1, Status};
use crate::wire::{self, decode, encode};

/// What a handle points to. Boxed once more, because a handle is a thin pointer.
type Handle = Box<dyn Extractor>;

struct Callbacks<D>(PhantomData<D>);

impl<D: Declaration> Callbacks<D> {
    const TABLE: &'static SourceTableV1 = &SourceTableV1 {
        magic: MAGIC,
        abi_major: ABI_MAJOR,
        abi_minor: ABI_MINOR,
        struct_size: size_of::<SourceTableV1>(),
        name: Bytes::of(D::NAME.as_bytes()),
        version: Bytes::of(D::VERSION.as_bytes()),
        create: Some(Self::create),
        describe: Some(Self::describe),
        recognise: Some(Self::recognise),
        amend: Some(Self::amend),
        destroy: Some(Self::destroy),
        free: Some(Self::free),
    };

    fn error(problem: impl ToString) -> ExtractError {
        ExtractError::source(D::NAME, problem)
    }

    /// See [`crate::table::CreateFn`].
    unsafe extern "C" fn create(options: Bytes, handle: *mut *mut c_void, answer: *mut Buffer) -> Status {
        if handle.is_null() {
            return Status::NULL_POINTER;
        }
        // SAFETY: the contract: `answer` is null or writable, `handle` is writable, and the options are lent for this
        // call.
        unsafe {
            respond(answer, || {
                let options = options.read().ok_or_else(|| Self::error("the host gave no options"))?;
                let options: serde_json::Value = decode(options).map_err(Self::error)?;
                let extractor: Handle = create::<D>(&options)?;
                handle.write(Box::into_raw(Box::new(extractor)).cast());
                Ok(Vec::new())
            })
        }
    }

    /// See [`crate::table::DescribeFn`].
    unsafe extern "C" fn describe(handle: *const c_void, answer: *mut Buffer) -> Status {
        // SAFETY: the contract: `answer` is null or writable, and the handle is null or one of `create`'s.
        unsafe {
            respond(answer, || {
                let extractor = Self::extractor(handle)?;
                Ok(encode(&wire::Description::of(extractor)))
            })
        }
    }

    /// See [`crate::table::PageFn`].
    unsafe extern "C" fn recognise(
        handle: *const c_void,
        page: Bytes,
        host: *const HostTableV1,
        answer: *mut Buffer,
    ) -> Status {
        // SAFETY: the contract: `answer` is null or writable, the handle is null or one of `create`'s, and the page and
        // the host are lent for this call.
        unsafe {
            respond(answer, || {
                let extractor = Self::extractor(handle)?;
                let (document, _) = Self::page(page, host)?;
                let recognition = extractor.try_recognise(&document)?;
                Ok(encode(&wire::Recognition::from(&recognition)))
            })
        }
    }

    /// See [`crate::table::PageFn`].
    unsafe extern "C" fn amend(
        handle: *const c_void,
        page: Bytes,
        host: *const HostTableV1,
        answer: *mut Buffer,
    ) -> Status {
        // SAFETY: as for `recognise`.
        unsafe {
            respond(answer, || {
                let extractor = Self::extractor(handle)?;
                let (document, draft) = Self::page(page, host)?;
                let draft = draft.ok_or_else(|| Self::error("the host gave no draft to amend"))?;
                amend(extractor, &document, draft)
            })
        }
    }

    /// See [`crate::table::DestroyFn`].
    unsafe extern "C" fn destroy(handle: *mut c_void, answer: *mut Buffer) -> Status {
        // SAFETY: the contract: `answer` is null or writable; the handle is null or one of `create`'s, and nobody uses
        // it any more.
        unsafe {
            respond(answer, || {
                if !handle.is_null() {
                    drop(Box::from_raw(handle.cast::<Handle>()));
                }
                Ok(Vec::new())
            })
        }
    }

    /// See [`crate::table::FreeFn`].
    unsafe extern "C" fn free(buffer: Buffer) {
        // SAFETY: the contract: the buffer came from a callback of this table, and comes back once.
        unsafe { buffer.take_back() };
    }

    /// The extractor behind a handle.
    ///
    /// # Safety
    /// The handle is null, or came from `create` and was not destroyed; it stays so for `'a`.
    unsafe fn extractor<'a>(handle: *const c_void) -> Result<&'a dyn Extractor, ExtractError> {
        // SAFETY: the caller's promise.
        let extractor = unsafe { handle.cast::<Handle>().as_ref() };
        extractor.map(AsRef::as_ref).ok_or_else(|| Self::error("the host gave no handle"))
    }

    /// The page that the host lends.
    ///
    /// # Safety
    /// The page and the host are null, or valid for `'call`.
    unsafe fn page<'call>(
        page: Bytes,
        host: *const HostTableV1,
    ) -> Result<(RemoteDocument<'call>, Option<wire::Draft>), ExtractError> {
        // SAFETY: the caller's promise.
        let host = unsafe { HostFunctions::read(host) }.map_err(Self::error)?;
        // SAFETY: the caller's promise.
        let page = unsafe { page.read() }.ok_or_else(|| Self::error("the host gave no page"))?;
        let page: wire::Page =
            decode(page).map_err(|problem| Self::error(format!("the host's page cannot be read: {problem}")))?;
        Ok((RemoteDocument::new(D::NAME, page.document, host), page.draft))
    }
}

/// The table of a declaration. A host asks for it once, when it has loaded the library.
pub fn table<D: Declaration>() -> *const SourceTableV1 {
    crate::panics::hush();
    Callbacks::<D>::TABLE
}

/// Amends the host's draft, and tells what was done.
fn amend(extractor: &dyn Extractor, document: &dyn Document, draft: wire::Draft) -> Result<Vec<u8>, ExtractError> {
    let mut draft = draft.resume(document).map_err(|problem| {
        ExtractError::source(&extractor.source().name, format!("the host's draft is not of its document: {problem}"))
    })?;
    let (mark, diagnosed, confidence) = (draft.mark(), draft.diagnostics().len(), draft.confidence());
    extractor.amend(&mut draft)?;
    let changed = (draft.confidence().to_bits() != confidence.to_bits()).then(|| draft.confidence().into());
    Ok(encode(&wire::Amendments {
        amendments: draft.since(mark).map(|amendment| amendment.as_ref().into()).collect(),
        diagnostics: wire::list(&draft.diagnostics()[diagnosed..]),
        confidence: changed,
    }))
}
