//! `cargo xtask train`: the learned block model, from gold.

#[allow(dead_code)] // its callers follow
pub(crate) mod align;
