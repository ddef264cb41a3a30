//! What the two sides of the wall agree on: tables of C functions, and runs of bytes. No Rust type crosses.
//!
//! A library exports, for each source it holds, the function `copydesk_source_v1_<name>`, which takes nothing and
//! returns a pointer to a [`SourceTableV1`] that stays valid and unchanged for as long as the process lives.
//!
//! # Contract
//! - No callback unwinds: a panic is caught on the side where it happens and returned as [`Status::PANIC`].
//! - What is passed in (bytes, the host's table) is borrowed for the call only. The host's functions may be called from
//!   the thread of the call only, and only until the call returns.
//! - What is returned in a [`Buffer`] belongs to the side that returned it: the other reads it and hands it back to the
//!   `free` of the table it got it through, exactly once. A buffer whose `data` is null holds nothing and is not freed.
//! - A handle may be used from several threads at the same time, until `destroy`, which is called at most once.
//! - A library is never unloaded.

use std::ffi::c_void;

/// The bytes `copydesk` at the start of every table.
pub const MAGIC: u64 = u64::from_le_bytes(*b"copydesk");

/// The version of the boundary: another major version is another boundary.
pub const ABI_MAJOR: u32 = 1;

/// Counts additions to the boundary that a side may ignore.
pub const ABI_MINOR: u32 = 0;

/// What the name of an exported function of every version begins with; the version, `_` and the source's name follow.
pub(crate) const SYMBOL_STEM: &str = "copydesk_source_v";

/// What the name of an exported function begins with; the source's name follows.
pub const SYMBOL_PREFIX: &str = "copydesk_source_v1_";

/// The longest answer that the host reads from a plugin, in bytes: 1 GiB. It stands between a plugin's wrong length and
/// a read far beyond its memory.
pub const MAX_ANSWER_BYTES: usize = 1 << 30;

/// The longest name or version that the host reads from a table, in bytes.
pub const MAX_TEXT_BYTES: usize = 256;

/// The exported function.
pub type TableFn = unsafe extern "C" fn() -> *const SourceTableV1;

/// How a callback ended. Any other number is a breach of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Status(pub i32);

impl Status {
    /// It worked: the buffer holds the answer.
    pub const OK: Self = Self(0);
    /// It failed: the buffer holds a wire error (JSON).
    pub const ERROR: Self = Self(1);
    /// It panicked: the buffer holds the message (UTF-8).
    pub const PANIC: Self = Self(2);
    /// A pointer that must not be null was, so that not even an error could be returned.
    pub const NULL_POINTER: Self = Self(3);
}

/// Bytes that are lent for a call, or for good where a table holds them.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Bytes {
    /// The first byte.
    pub data: *const u8,
    /// How many there are.
    pub len: usize,
}

/// Bytes that one side made and the other hands back.
#[derive(Debug)]
#[repr(C)]
pub struct Buffer {
    /// The first byte; null where there is nothing.
    pub data: *mut u8,
    /// How many there are.
    pub len: usize,
}

/// What a plugin may call during `recognise` and `amend`.
#[derive(Debug)]
#[repr(C)]
pub struct HostTableV1 {
    /// `size_of` this table as the host knows it.
    pub struct_size: usize,
    /// The host's own; handed to its functions as it is.
    pub context: *const c_void,
    /// The elements that match a CSS selector (UTF-8): a JSON list of wire matches, or a wire error.
    pub select: Option<unsafe extern "C" fn(context: *const c_void, css: Bytes, answer: *mut Buffer) -> Status>,
    /// Takes back a buffer that `select` filled.
    pub free: Option<unsafe extern "C" fn(buffer: Buffer)>,
}

/// Makes a handle from the source's options (JSON; `null` where there are none). On [`Status::OK`] the handle is set.
pub type CreateFn = unsafe extern "C" fn(options: Bytes, handle: *mut *mut c_void, answer: *mut Buffer) -> Status;
/// Answers with a wire description (JSON).
pub type DescribeFn = unsafe extern "C" fn(handle: *const c_void, answer: *mut Buffer) -> Status;
/// Takes a wire page (JSON) and answers with a wire recognition or wire amendments (JSON).
pub type PageFn =
    unsafe extern "C" fn(handle: *const c_void, page: Bytes, host: *const HostTableV1, answer: *mut Buffer) -> Status;
/// Takes back a handle. The answer says no more than a panic's message.
pub type DestroyFn = unsafe extern "C" fn(handle: *mut c_void, answer: *mut Buffer) -> Status;
/// Takes back a buffer.
pub type FreeFn = unsafe extern "C" fn(buffer: Buffer);

/// A source plugin as its library offers it. The first four members stand in this order in every version of the
/// boundary, so that a host can tell what it has before it reads on.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct SourceTableV1 {
    /// Always [`MAGIC`].
    pub magic: u64,
    /// [`ABI_MAJOR`] of the plugin's side.
    pub abi_major: u32,
    /// [`ABI_MINOR`] of the plugin's side.
    pub abi_minor: u32,
    /// `size_of` this table as the plugin knows it.
    pub struct_size: usize,
    /// The source's name (UTF-8), the same as in the symbol.
    pub name: Bytes,
    /// The version of the plugin (UTF-8).
    pub version: Bytes,
    /// See [`CreateFn`].
    pub create: Option<CreateFn>,
    /// What the extractor says of itself, and its selectors. See [`DescribeFn`].
    pub describe: Option<DescribeFn>,
    /// How sure it is that a page is its own. See [`PageFn`].
    pub recognise: Option<PageFn>,
    /// Amends a draft. See [`PageFn`].
    pub amend: Option<PageFn>,
    /// See [`DestroyFn`].
    pub destroy: Option<DestroyFn>,
    /// See [`FreeFn`].
    pub free: Option<FreeFn>,
}

// SAFETY: a table and the bytes its name and version point to are constant (that is its contract), so that threads may
// read them together; it owns nothing.
#[allow(unsafe_code)]
unsafe impl Sync for SourceTableV1 {}
// SAFETY: as above.
#[allow(unsafe_code)]
unsafe impl Send for SourceTableV1 {}
