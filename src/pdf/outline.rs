//! The outline: the headings of a document beside its pages.

use super::numbers::Numbers;
use super::objects::Pack;
use super::structure::Level;
use super::write::{Number, Write};

/// A heading in the outline.
#[derive(Debug)]
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) level: Level,
    /// Counted from 0.
    pub(super) page: usize,
    /// Where it leads to on the page, in the page's coordinates.
    pub(super) top: f32,
}

/// A heading's relatives, or the whole outline's: places among the headings.
#[derive(Clone, Debug, Default)]
struct Family {
    parent: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    children: u32,
}

/// Writes the outline, if there are headings.
pub(super) fn write(bookmarks: &[Bookmark], numbers: Numbers, pack: &mut Pack) {
    if bookmarks.is_empty() {
        return;
    }
    let number = |at: usize| numbers.outline.after(1 + at);
    let (whole, families) = families(bookmarks);
    pack.add(numbers.outline, |out| {
        out.text("<</Type/Outlines");
        whole.write(number, out);
        out.text(">>");
    });
    for (at, (bookmark, family)) in bookmarks.iter().zip(families).enumerate() {
        pack.add(number(at), |out| {
            out.text("<</Title");
            out.string(&bookmark.title);
            out.text("/Parent ");
            out.reference(family.parent.map_or(numbers.outline, number));
            family.write(number, out);
            out.text("/Dest[");
            out.reference(numbers.pages.after(bookmark.page));
            out.text("/XYZ null ");
            out.decimal(bookmark.top);
            out.text(" null]>>");
        });
    }
}

/// The relatives of the whole and of each heading. A heading lies under the last one before it that is less deep.
fn families(bookmarks: &[Bookmark]) -> (Family, Vec<Family>) {
    let (mut whole, mut families) = (Family::default(), vec![Family::default(); bookmarks.len()]);
    // The heading that was last, the one it lies under, and so on.
    let mut line: Vec<usize> = Vec::new();
    for (at, bookmark) in bookmarks.iter().enumerate() {
        line.retain(|ancestor| bookmarks[*ancestor].level < bookmark.level);
        let parent = line.last().copied();
        let above = parent.map_or(&mut whole, |parent| &mut families[parent]);
        let before = above.last.replace(at);
        above.first.get_or_insert(at);
        above.children += 1;
        if let Some(before) = before {
            families[before].after = Some(at);
        }
        (families[at].parent, families[at].before) = (parent, before);
        line.push(at);
    }
    (whole, families)
}

impl Family {
    fn write(&self, number: impl Fn(usize) -> Number, out: &mut Vec<u8>) {
        let relatives =
            [("/Prev ", self.before), ("/Next ", self.after), ("/First ", self.first), ("/Last ", self.last)];
        for (key, relative) in relatives {
            if let Some(relative) = relative {
                out.text(key);
                out.reference(number(relative));
            }
        }
        if self.children > 0 {
            out.text("/Count ");
            out.integer(self.children);
        }
    }
}
