//! Walks over the tree that do not recurse.

use super::{NONE, NodeId, Tree};

/// One event of a [`Walk`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A node, before its children.
    Enter(NodeId),
    /// The same node, after its children.
    Leave(NodeId),
}

/// An iterative walk over a subtree; see [`Tree::walk`].
#[derive(Debug, Clone)]
pub(crate) struct Walk<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) from: NodeId,
    pub(super) next: Option<Step>,
}

impl Walk<'_> {
    /// After [`Step::Enter`]: passes over the children of that node. Its [`Step::Leave`] comes next.
    pub(crate) fn skip_children(&mut self) {
        match self.next {
            // Before the walk has begun there is nothing to pass over.
            Some(Step::Enter(child)) if child != self.from => {
                self.next = Some(Step::Leave(self.tree.node(child).parent));
            }
            Some(_) | None => {}
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => match self.tree.node(id).first_child {
                NONE => Some(Step::Leave(id)),
                child => Some(Step::Enter(child)),
            },
            Step::Leave(id) if id == self.from => None,
            Step::Leave(id) => {
                let node = self.tree.node(id);
                match node.next_sibling {
                    NONE => Some(Step::Leave(node.parent)),
                    next => Some(Step::Enter(next)),
                }
            }
        };
        Some(step)
    }
}
