//! Registry, routing and the pipeline from bytes to article.
#![forbid(unsafe_code)]
