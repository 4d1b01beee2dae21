//! A stretch of a PDF file: objects with consecutive numbers, in the bytes they have in the file.
//!
//! A file is such stretches one after another, so what does not depend on the document (a font, a picture) is made once
//! and then copied: its references to itself are right wherever the same number comes first.

use super::deflate::{Effort, deflate};
use super::write::{Number, Write, count};
use sha2::{Digest, Sha256};

/// Where an object lies.
#[derive(Clone, Copy, Debug)]
enum Spot {
    /// Taken, and not written yet.
    Taken,
    /// At this byte of the stretch.
    Byte(usize),
    /// In an object stream: its number, and the how manieth object it is there.
    Packed(Number, u32),
}

/// Objects with consecutive numbers.
#[derive(Clone, Debug)]
pub(super) struct Objects {
    first: Number,
    bytes: Vec<u8>,
    spots: Vec<Spot>,
}

impl Objects {
    /// A stretch whose first object has this number.
    pub(super) fn starting_at(first: Number) -> Objects {
        Objects { first, bytes: Vec::new(), spots: Vec::new() }
    }

    /// The number that the next object would have.
    pub(super) fn next(&self) -> Number {
        self.first.after(self.spots.len())
    }

    /// Takes numbers for objects to be written later; the first of them.
    pub(super) fn take(&mut self, count: usize) -> Number {
        let first = self.next();
        self.spots.resize(self.spots.len() + count, Spot::Taken);
        first
    }

    /// How many bytes there are.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Makes room for so many bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Sixteen bytes, in hexadecimal digits, that stand for all that was written from a place on.
    pub(super) fn digest_from(&self, start: usize) -> String {
        let digest = Sha256::digest(&self.bytes[start..]);
        digest.iter().take(16).map(|byte| format!("{byte:02X}")).collect()
    }

    /// Bytes that belong to no object, such as a file's first line.
    pub(super) fn preamble(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a stream: `dictionary` without its brackets and without its length. Line ends stand where PDF/A-2, 6.1.9
    /// wants them.
    pub(super) fn write_stream(&mut self, number: Number, dictionary: &str, data: &[u8]) {
        self.begin(number);
        self.bytes.text("<<");
        self.bytes.text(dictionary);
        self.bytes.text("/Length ");
        self.bytes.integer(count(data.len()));
        self.bytes.text(">>\nstream\n");
        self.bytes.extend_from_slice(data);
        self.bytes.text("\nendstream\nendobj\n");
    }

    /// Writes a stream of which we have the compressed bytes.
    pub(super) fn write_deflated(&mut self, number: Number, dictionary: &str, data: &[u8]) {
        self.write_stream(number, &format!("{dictionary}/Filter/FlateDecode"), data);
    }

    /// Writes packed objects as one object stream, which takes the next number.
    pub(super) fn write_pack(&mut self, pack: Pack, compress: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        if pack.numbers.is_empty() {
            return;
        }
        let number = self.take(1);
        for (index, packed) in pack.numbers.iter().enumerate() {
            self.set(*packed, Spot::Packed(number, count(index)));
        }
        let (packed, first) = (pack.numbers.len(), pack.head.len());
        let dictionary = format!("/Type/ObjStm/N {packed}/First {first}");
        self.write_deflated(number, &dictionary, &compress(pack.bytes()));
    }

    /// Adds a stretch whose numbers follow on ours.
    pub(super) fn append(&mut self, other: &Objects) {
        assert_eq!(self.next(), other.first, "a stretch is copied to where it was made for");
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.spots.extend(other.spots.iter().map(|spot| match spot {
            Spot::Byte(at) => Spot::Byte(start + at),
            other => *other,
        }));
    }

    /// The whole file: objects, cross-reference stream and trailer. `trailer` is the end of the trailer's dictionary.
    pub(super) fn into_file(mut self, trailer: &str) -> Vec<u8> {
        assert_eq!(self.first, Number(1), "a file's objects are numbered from 1");
        let number = self.take(1);
        let start = self.bytes.len();
        self.begin(number);
        // Two bytes hold an index into an object stream, and three an offset in all but the largest files.
        let wide = start > 0xff_ffff;
        let rows = self.cross_references(wide);
        let columns = if wide { 7 } else { 6 };
        let dictionary = format!(
            "<</Type/XRef/W[1 {} 2]/Size {}/DecodeParms<</Predictor 12/Columns {columns}>>/Filter/FlateDecode{trailer}",
            columns - 3,
            self.spots.len() + 1
        );
        let data = deflate(&rows, Effort::Quick);
        self.bytes.text(&dictionary);
        self.bytes.text("/Length ");
        self.bytes.integer(count(data.len()));
        self.bytes.text(">>\nstream\n");
        self.bytes.extend_from_slice(&data);
        self.bytes.text("\nendstream\nendobj\nstartxref\n");
        self.bytes.integer(count(start));
        self.bytes.text("\n%%EOF\n");
        self.bytes
    }

    /// The rows of the cross-reference stream, each less the one above it (the PNG predictor *up*): offsets and indexes
    /// rise row by row, so little is left of them.
    fn cross_references(&self, wide: bool) -> Vec<u8> {
        let mut rows = Vec::with_capacity((self.spots.len() + 1) * 8);
        let mut above = [0; 7];
        let free = [(0, 0, 0xffff)];
        let taken = self.spots.iter().map(|spot| match spot {
            Spot::Byte(at) => (1, count(*at), 0),
            Spot::Packed(stream, index) => (2, stream.0, *index),
            Spot::Taken => unreachable!("every number that was taken was written"),
        });
        for (kind, place, detail) in free.into_iter().chain(taken) {
            let [a, b, c, d] = place.to_be_bytes();
            let [.., e, f] = detail.to_be_bytes();
            let row = [kind, a, b, c, d, e, f];
            rows.push(2);
            for column in (0..row.len()).filter(|column| wide || *column != 1) {
                rows.push(row[column].wrapping_sub(above[column]));
            }
            above = row;
        }
        rows
    }

    fn begin(&mut self, number: Number) {
        self.set(number, Spot::Byte(self.bytes.len()));
        self.bytes.integer(number.0);
        self.bytes.text(" 0 obj\n");
    }

    fn set(&mut self, number: Number, spot: Spot) {
        self.spots[(number.0 - self.first.0) as usize] = spot;
    }
}

/// Objects on their way into an object stream.
#[derive(Debug, Default)]
pub(super) struct Pack {
    numbers: Vec<Number>,
    /// The number and offset of each object.
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Pack {
    /// Adds the object that `write` writes.
    pub(super) fn add(&mut self, number: Number, write: impl FnOnce(&mut Vec<u8>)) {
        self.head.integer(number.0);
        self.head.push(b' ');
        self.head.integer(count(self.body.len()));
        self.head.push(b'\n');
        write(&mut self.body);
        self.body.push(b'\n');
        self.numbers.push(number);
    }

    /// How many objects it holds.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    fn bytes(mut self) -> Vec<u8> {
        self.head.append(&mut self.body);
        self.head
    }
}
