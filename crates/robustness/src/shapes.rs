//! Pages that make parsers and extractors slow, at any size. What is asked of them is that the work grows as the page
//! does: see `cargo xtask hostile`.

mod flat;
mod markup;
mod ordinary;
mod repeated;
mod stages;

use copydesk_core::Form;

pub use ordinary::{ordinary, ordinary_text};

/// A kind of page, of any size.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Its name, in lower case with hyphens.
    pub name: &'static str,
    /// The form it is read in.
    pub form: Form,
    /// A page of about so many bytes.
    pub make: fn(usize) -> String,
}

/// All shapes: those against parsers, those against the stages behind, and flat texts.
pub fn all() -> Vec<Shape> {
    [markup::SHAPES, stages::SHAPES, repeated::SHAPES, flat::SHAPES].concat()
}

/// An HTML shape.
const fn html(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, form: Form::Html, make }
}

/// `head`, then units until there are so many bytes. A unit is told its number.
fn repeat(bytes: usize, head: &str, unit: impl Fn(usize) -> String) -> String {
    let mut page = String::with_capacity(bytes + 64);
    page.push_str(head);
    let mut number = 0;
    while page.len() < bytes {
        page.push_str(&unit(number));
        number += 1;
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn shapes_have_names_of_their_own_and_the_size_that_is_asked_for() {
        let shapes = all();
        let names: BTreeSet<&str> = shapes.iter().map(|shape| shape.name).collect();
        assert_eq!(names.len(), shapes.len());
        for shape in shapes {
            for bytes in [20_000, 40_000] {
                let len = (shape.make)(bytes).len();
                assert!((bytes..bytes + bytes / 2).contains(&len), "{} of {bytes} bytes has {len}", shape.name);
            }
        }
    }
}
