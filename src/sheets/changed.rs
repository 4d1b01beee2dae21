//! Which rows of a delimited text are others than in an earlier one.
//!
//! What both texts begin and end with is cut off, at the borders of rows. What is left is read, from a row that begins in both
//! texts at the same byte, until a row begins after which both are the same to their ends. So a quote that is opened or
//! closed anywhere changes rows as far as it reaches, and no farther.

use super::csv::Sheet;
use super::header::Header;
use super::record::ROWS;
use std::fmt;

/// What two files must have in common for their rows to be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Shape {
    pub(super) header: Header,
    pub(super) delimiter: u8,
}

impl Shape {
    /// The row of the header, whose number and name are one: rows come and go below it.
    pub fn header_row(&self) -> u32 {
        self.header.row.unwrap_or(0)
    }
}

/// An earlier file, and the rows of it that were handed out.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    pub bytes: &'k [u8],
    /// The bytes of its text at which its rows begin.
    pub starts: &'k [u32],
    /// The number of the row that begins at such a byte, by its index among them.
    pub row: &'k dyn Fn(usize) -> u32,
    /// How many rows the file has, whatever they are.
    pub rows: u32,
}

impl fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Known {{ {} of {} rows }}", self.starts.len(), self.rows)
    }
}

/// The rows from one of the known ones on, up to another, gave way to others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Changed {
    /// Index of the first known row that was read anew.
    pub from: usize,
    /// Index of the first known row behind it that stands there still; the number of known rows where none does.
    pub to: usize,
    /// The numbers of the rows that gave way, blank and damaged ones among them.
    pub gone: std::ops::Range<u32>,
    /// The bytes at which the rows in their place begin; they are numbered on from `gone.start`.
    pub starts: Vec<u32>,
    /// By so many bytes what follows has moved.
    pub bytes: i64,
    /// How many rows the file has now, whatever they are.
    pub rows: u32,
}

impl Changed {
    /// By so many rows what follows has moved.
    pub fn moved(&self) -> i64 {
        i64::try_from(self.starts.len()).expect("a row has a byte") - i64::from(self.gone.end - self.gone.start)
    }
}

pub(super) fn changed(before: &Known<'_>, now: &Sheet<'_>) -> Option<Changed> {
    let Known { bytes, starts, row, rows } = *before;
    let (before, after) = (bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), now.text.as_bytes());
    let head = common_start(before, after);
    let tail = common_end(&before[head..], &after[head..]);
    let from = starts.partition_point(|start| *start as usize <= head).checked_sub(1)?;
    let moved = length(after) - length(before);
    let first = row(from);
    let mut records = now.records();
    records.go_to(starts[from] as usize, first);
    let mut found = Vec::new();
    let mut to = starts.len();
    while let Some(record) = records.next().ok()? {
        let start = now.start(&record);
        if start >= after.len() - tail {
            let start = u32::try_from(i64::try_from(start).ok()? - moved).ok()?;
            if let Ok(same) = starts.binary_search(&start) {
                to = same;
                break;
            }
        }
        found.push(u32::try_from(start).ok()?);
    }
    let gone = first..if to < starts.len() { row(to) } else { rows };
    let changed = Changed { from, to, gone, starts: found, bytes: moved, rows };
    let rows = u32::try_from(i64::from(rows) + changed.moved()).ok()?;
    (rows < ROWS).then_some(Changed { rows, ..changed })
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).expect("a text has at most 1 GiB")
}

/// So many bytes are compared at once.
const PIECE: usize = 4096;

/// How many bytes are the same from the start on.
fn common_start(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.chunks_exact(PIECE).zip(b.chunks_exact(PIECE)).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[pieces * PIECE..], &b[pieces * PIECE..]);
    pieces * PIECE + a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same from the end on.
fn common_end(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.rchunks_exact(PIECE).zip(b.rchunks_exact(PIECE)).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - pieces * PIECE], &b[..b.len() - pieces * PIECE]);
    pieces * PIECE + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}
