//! Putting nodes in their places, and taking them out.

use super::{NONE, Node, NodeId, Tree};

impl Tree<'_> {
    /// Puts a node without parent under a parent, after its last child.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.nodes[parent as usize].last_child;
        self.link(parent, last, child, NONE);
    }

    /// Puts a node without parent before a sibling that has one.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Node { parent, prev_sibling, .. } = self.nodes[sibling as usize];
        self.link(parent, prev_sibling, child, sibling);
    }

    /// Takes a node, with all below it, out of its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id as usize];
        let (parent, prev, next) = (node.parent, node.prev_sibling, node.next_sibling);
        (node.parent, node.prev_sibling, node.next_sibling) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        if prev == NONE {
            self.nodes[parent as usize].first_child = next;
        } else {
            self.nodes[prev as usize].next_sibling = next;
        }
        if next == NONE {
            self.nodes[parent as usize].last_child = prev;
        } else {
            self.nodes[next as usize].prev_sibling = prev;
        }
    }

    fn link(&mut self, parent: NodeId, prev: NodeId, child: NodeId, next: NodeId) {
        let node = &mut self.nodes[child as usize];
        (node.parent, node.prev_sibling, node.next_sibling) = (parent, prev, next);
        if prev == NONE {
            self.nodes[parent as usize].first_child = child;
        } else {
            self.nodes[prev as usize].next_sibling = child;
        }
        if next == NONE {
            self.nodes[parent as usize].last_child = child;
        } else {
            self.nodes[next as usize].prev_sibling = child;
        }
    }
}
