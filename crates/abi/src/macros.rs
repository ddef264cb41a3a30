//! The macro by which a crate becomes a source plugin.

/// Declares the source plugin of a crate: the entry by which it is found when it is linked in, and the table by which
/// it is found when it is loaded at run time. One declaration a crate, at the top level of its `lib.rs`.
///
/// ```
/// use copydesk_core::{Draft, ExtractError, Extractor, SourceInfo};
/// use serde::Deserialize;
///
/// /// What the source's TOML file may say under `[options]`.
/// #[derive(Debug, Default, Deserialize)]
/// #[serde(default, deny_unknown_fields)]
/// pub struct Options {
///     keep_summary: bool,
/// }
///
/// /// The cleaner.
/// pub struct Courier {
///     source: SourceInfo,
///     keep_summary: bool,
/// }
///
/// impl Courier {
///     /// The cleaner with its options.
///     pub fn new(options: Options) -> Self {
///         let source = SourceInfo { name: "courier".to_owned(), title: "The Courier".to_owned(), ..SourceInfo::default() };
///         Self { source, keep_summary: options.keep_summary }
///     }
/// }
///
/// impl Extractor for Courier {
///     fn source(&self) -> &SourceInfo {
///         &self.source
///     }
///     fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
///         Ok(())
///     }
/// }
///
/// copydesk_abi::declare_source! { name: "courier", extractor: Courier, options: Options }
/// # fn main() {}
/// ```
///
/// - `name`: a literal of lower-case letters, digits and `_` that begins with a letter, checked when compiled. It is the
///   name that [`Extractor::source`](copydesk_core::Extractor::source) gives, the `plugin` key of the TOML file, and
///   the name of the library (`lib<name>.so`) when it is loaded.
/// - `extractor`: a type that implements [`Extractor`](copydesk_core::Extractor) and has `fn new(options) -> Self`.
/// - `options`: a type that implements `serde::Deserialize` and `Default`. Give it
///   `#[serde(default, deny_unknown_fields)]`, so that a misspelt key is an error. A source without an `[options]`
///   table gets the default.
///
/// The crate must not say `#![forbid(unsafe_code)]`: an exported symbol counts as unsafe code, which the macro allows
/// for that one item (`deny` is fine).
#[macro_export]
macro_rules! declare_source {
    (name: $name:literal, extractor: $extractor:ty, options: $options:ty $(,)?) => {
        const _: () = {
            $crate::plugin::assert_name($name);

            struct __CopydeskSource;

            impl $crate::plugin::Declaration for __CopydeskSource {
                type Extractor = $extractor;
                type Options = $options;
                const NAME: &'static str = $name;
                const VERSION: &'static str = env!("CARGO_PKG_VERSION");

                fn create(options: $options) -> $extractor {
                    <$extractor>::new(options)
                }
            }

            $crate::inventory::submit! {
                $crate::SourcePlugin {
                    name: $name,
                    version: env!("CARGO_PKG_VERSION"),
                    package: env!("CARGO_PKG_NAME"),
                    create: $crate::plugin::create::<__CopydeskSource>,
                }
            }

            #[allow(unsafe_code)] // an exported name, which is kept for just this
            #[unsafe(export_name = concat!("copydesk_source_v1_", $name))]
            extern "C" fn __copydesk_table() -> *const $crate::table::SourceTableV1 {
                $crate::plugin::table::<__CopydeskSource>()
            }
        };
    };
}

/// For tests of the wall: exports a table as it is, sound or not, or a null pointer. Not a way to write a plugin.
#[doc(hidden)]
#[macro_export]
macro_rules! declare_raw_table {
    (name: $name:literal, null $(,)?) => {
        const _: () = {
            #[allow(unsafe_code)] // an exported name, which is kept for just this
            #[unsafe(export_name = concat!("copydesk_source_v1_", $name))]
            extern "C" fn __copydesk_table() -> *const $crate::table::SourceTableV1 {
                ::core::ptr::null()
            }
        };
    };
    (name: $name:literal, table: $table:expr $(,)?) => {
        const _: () = {
            static __COPYDESK_TABLE: $crate::table::SourceTableV1 = $table;

            #[allow(unsafe_code)] // an exported name, which is kept for just this
            #[unsafe(export_name = concat!("copydesk_source_v1_", $name))]
            extern "C" fn __copydesk_table() -> *const $crate::table::SourceTableV1 {
                &raw const __COPYDESK_TABLE
            }
        };
    };
}
