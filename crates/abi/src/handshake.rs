//! From a pointer that a library gave to callbacks that may be called: nothing is read before what precedes it is sound.
#![allow(unsafe_code)]

use std::path::Path;

use crate::LoadError;
use crate::loaded::Callbacks;
use crate::plugin::is_name;
use crate::table::{ABI_MAJOR, Bytes, MAGIC, MAX_TEXT_BYTES, SourceTableV1};

/// A table that was found sound.
#[derive(Debug)]
pub(crate) struct Handshake {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) callbacks: Callbacks,
}

/// Checks a table: not null, magic, major version, size, name, version, callbacks; in this order.
///
/// `wanted` is the name that the file and the symbol give.
///
/// # Safety
/// `table` is null, or points to at least the fixed head of a table (its first four members), and to as much as its
/// `struct_size` says; its texts are readable as far as their lengths say. It stays so for as long as the process lives.
pub(crate) unsafe fn shake_hands(
    path: &Path,
    wanted: &str,
    table: *const SourceTableV1,
) -> Result<Handshake, LoadError> {
    let path = || path.to_owned();
    if table.is_null() || !table.is_aligned() {
        return Err(LoadError::NullTable { path: path(), name: wanted.to_owned() });
    }
    // SAFETY: not null and aligned; the head is there by the caller's promise. Places are read one by one, because the
    // rest of the table may not be there.
    let (magic, major, size) = unsafe {
        (
            (&raw const (*table).magic).read(),
            (&raw const (*table).abi_major).read(),
            (&raw const (*table).struct_size).read(),
        )
    };
    if magic != MAGIC {
        return Err(LoadError::WrongMagic { path: path(), found: magic, wanted: MAGIC });
    }
    if major != ABI_MAJOR {
        return Err(LoadError::WrongMajor { path: path(), found: major, wanted: ABI_MAJOR });
    }
    if size < size_of::<SourceTableV1>() {
        return Err(LoadError::ShortTable { path: path(), found: size, wanted: size_of::<SourceTableV1>() });
    }
    // SAFETY: it is as long as this version of the table, by its own word.
    let table = unsafe { &*table };
    let incomplete = |what: &str| LoadError::IncompleteTable { path: path(), what: what.to_owned() };
    // SAFETY: the caller's promise about texts.
    let name = unsafe { text(table.name) }.ok_or_else(|| incomplete("a name"))?;
    if name != wanted || !is_name(&name) {
        return Err(LoadError::NameMismatch { path: path(), file: wanted.to_owned(), found: vec![name] });
    }
    // SAFETY: the caller's promise about texts.
    let version = unsafe { text(table.version) }.ok_or_else(|| incomplete("a version"))?;
    let callbacks = Callbacks {
        create: table.create.ok_or_else(|| incomplete("the callback create"))?,
        describe: table.describe.ok_or_else(|| incomplete("the callback describe"))?,
        recognise: table.recognise.ok_or_else(|| incomplete("the callback recognise"))?,
        amend: table.amend.ok_or_else(|| incomplete("the callback amend"))?,
        destroy: table.destroy.ok_or_else(|| incomplete("the callback destroy"))?,
        free: table.free.ok_or_else(|| incomplete("the callback free"))?,
    };
    Ok(Handshake { name, version, callbacks })
}

/// A short text of a table; `None` where it is null, overlong or not UTF-8.
///
/// # Safety
/// As far as `len` says, `data` is null or readable.
unsafe fn text(bytes: Bytes) -> Option<String> {
    if bytes.len > MAX_TEXT_BYTES {
        return None;
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { bytes.read() }?;
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}
