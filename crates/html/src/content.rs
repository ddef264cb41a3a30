//! The text of an element.

use copydesk_core::text::whitespace::push_folded;

use crate::blocks::tags::{Role, role};
use crate::tree::{NodeId, Step, Tree};

/// All text of an element, white space folded, with a space where elements of block level part it. Scripts, styles and
/// the like inside it are left out, but asked for themselves they give their text.
pub(crate) fn text(tree: &Tree<'_>, node: NodeId) -> String {
    let mut folded = String::new();
    let mut walk = tree.walk(node);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(inner) => {
                if let Some(characters) = tree.characters(inner) {
                    push_folded(&mut folded, characters);
                    continue;
                }
                match role(tree, inner) {
                    Role::Unseen if inner != node => walk.skip_children(),
                    role if parts(role) => push_folded(&mut folded, " "),
                    _ => {}
                }
            }
            Step::Leave(inner) => {
                if tree.is_element(inner) && parts(role(tree, inner)) {
                    push_folded(&mut folded, " ");
                }
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn parts(role: Role) -> bool {
    !matches!(role, Role::Inline | Role::Link | Role::Bold | Role::Time | Role::Unseen)
}
