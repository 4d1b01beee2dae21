//! Which number each of a document's own objects has.

use super::objects::Objects;
use super::write::Number;

/// The numbers of a document's own objects. Where there are several of a kind, this is the first; the others follow on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) metadata: Number,
    pub(super) contents: Number,
    pub(super) catalog: Number,
    /// The page tree.
    pub(super) tree: Number,
    pub(super) resources: Number,
    pub(super) pages: Number,
    /// For each page the list of the elements that its marked contents belong to.
    pub(super) parents: Number,
    /// The root of the tag tree, then its elements.
    pub(super) tags: Number,
    pub(super) annotations: Number,
    pub(super) information: Number,
    /// The outline, then its headings.
    pub(super) outline: Number,
}

/// How many there are of what a document may have several of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    pub(super) pages: usize,
    /// Elements of the tag tree.
    pub(super) elements: usize,
    pub(super) annotations: usize,
    pub(super) bookmarks: usize,
}

impl Numbers {
    /// Takes the numbers that come next.
    pub(super) fn take(objects: &mut Objects, counts: Counts) -> Numbers {
        let mut take = |count: usize| objects.take(count);
        Numbers {
            metadata: take(1),
            contents: take(counts.pages),
            catalog: take(1),
            tree: take(1),
            resources: take(1),
            pages: take(counts.pages),
            parents: take(counts.pages),
            tags: take(1 + counts.elements),
            annotations: take(counts.annotations),
            information: take(1),
            outline: take(if counts.bookmarks == 0 { 0 } else { 1 + counts.bookmarks }),
        }
    }
}
