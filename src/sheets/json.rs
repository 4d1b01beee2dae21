//! JSON: an array of flat objects, or an object with exactly one array in it.
//!
//! Objects are cut out of the text by a scanner without recursion and read one by one; numbers keep their text.

use super::header::Header;
use super::record::{Broken, CELL, COLUMNS, Cells, Fault, Kind, Visit};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

/// How deeply lists and objects may lie in each other.
const DEPTH: usize = 64;

/// A JSON file. Rows are the array's elements; a column is a key, in the order in which the keys first appear.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where the array begins, behind its `[`.
    elements: usize,
    keys: Keys,
}

#[derive(Debug, Default)]
struct Keys {
    names: Vec<String>,
    columns: HashMap<String, usize>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(text: Cow<'a, str>) -> Result<Sheet<'a>, Broken> {
        let elements = find_array(&text)?;
        let mut sheet = Sheet { text, elements, keys: Keys::default() };
        let mut keys = Keys::default();
        sheet.objects(&mut |row, object| {
            keys.take(&sheet.text[object], row)?;
            Ok(ControlFlow::Continue(()))
        })?;
        sheet.keys = keys;
        Ok(sheet)
    }

    pub(super) fn header(&self) -> Header {
        Header { row: None, names: self.keys.names.clone() }
    }

    pub(super) fn each(&self, visit: &mut Visit<'_>) -> Result<(), Broken> {
        let mut cells = Cells::default();
        let mut values: Vec<Option<(Cow<'_, str>, Kind)>> = Vec::new();
        self.objects(&mut |row, object| {
            let raw = &self.text[object];
            values.clear();
            values.resize(self.keys.names.len(), None);
            let mut next = 0;
            read_object(raw, row, &mut |key, value| {
                let column = self.keys.column(&key, next);
                next = column + 1;
                let first = values[column].is_none();
                values[column] =
                    Some(if first { read_value(value) } else { (value.get().into(), Kind::Fault(Fault::Twice)) });
                Ok(())
            })?;
            cells.clear();
            for value in &values {
                match value {
                    Some((text, kind)) => cells.push(text, *kind),
                    None => cells.push("", Kind::Text),
                }
            }
            Ok(visit(&cells.record(row, raw.as_bytes())))
        })
    }

    /// The row and the column of the value that byte `offset` lies in.
    pub(super) fn cell_at(&self, offset: usize) -> (u32, usize) {
        let mut found = (0, 0);
        let _ = self.objects(&mut |row, object| {
            if object.start > offset {
                return Ok(ControlFlow::Break(()));
            }
            found = (row, 0);
            for column in 0..self.keys.names.len() {
                if self
                    .value_in(row, object.clone(), column)
                    .is_some_and(|value| value.start <= offset && offset < value.end)
                {
                    found = (row, column);
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        found
    }

    /// Where each element begins.
    pub(super) fn starts(&self) -> Vec<usize> {
        let mut starts = Vec::new();
        let end = self.objects(&mut |_, object| {
            starts.push(object.start);
            Ok(ControlFlow::Continue(()))
        });
        if end.is_err_and(|broken| broken.cell.is_some_and(|(row, _)| row as usize == starts.len())) {
            // The element that could not be read to its end.
            let text = self.text.as_bytes();
            let behind = starts.last().and_then(|start| skip(text, *start).ok()).unwrap_or(self.elements);
            let start = blanks(text, behind);
            starts.push(if text.get(start) == Some(&b',') { blanks(text, start + 1) } else { start });
        }
        starts
    }

    /// The bytes of a value in the element that begins at `start`; its first byte where it has no such key.
    pub(super) fn place(&self, start: usize, column: usize) -> Range<usize> {
        let end = skip(self.text.as_bytes(), start).unwrap_or(start);
        let value = self.value_in(0, start..end, column);
        value.unwrap_or_else(|| start..self.text.ceil_char_boundary((start + 1).min(self.text.len())))
    }

    fn value_in(&self, row: u32, object: Range<usize>, column: usize) -> Option<Range<usize>> {
        let mut found = None;
        let _ = read_object(&self.text[object], row, &mut |key, value| {
            if self.keys.columns.get(key.as_ref()) == Some(&column) {
                let start = value.get().as_ptr() as usize - self.text.as_ptr() as usize;
                found = Some(start..start + value.get().len());
            }
            Ok(())
        });
        found
    }

    /// Hands out the bytes of each object of the array.
    fn objects(
        &self,
        visit: &mut dyn FnMut(u32, Range<usize>) -> Result<ControlFlow<()>, Broken>,
    ) -> Result<(), Broken> {
        let text = self.text.as_bytes();
        let (mut at, mut row) = (blanks(text, self.elements), 0);
        if text.get(at) == Some(&b']') {
            return self.nothing_after(at + 1);
        }
        loop {
            let end = skip(text, at).map_err(|title| unreadable(row, title))?;
            if text.get(at) != Some(&b'{') {
                return Err(unreadable(row, "this element of the list is not an object"));
            }
            if visit(row, at..end)?.is_break() {
                return Ok(());
            }
            row += 1;
            let behind = blanks(text, end);
            match text.get(behind) {
                Some(b',') => at = blanks(text, behind + 1),
                Some(b']') => return self.nothing_after(behind + 1),
                _ => return Err(unreadable(row - 1, "a `,` or a `]` is missing after this element")),
            }
        }
    }

    /// The array may lie in an object, whose members were looked at when the file was opened.
    fn nothing_after(&self, end: usize) -> Result<(), Broken> {
        let rest = blanks(self.text.as_bytes(), end);
        let enclosed = self.text[..self.elements].trim_start().starts_with('{');
        match enclosed || rest == self.text.len() {
            true => Ok(()),
            false => Err(Broken::new("sheet-unreadable", "there is more text after the end of the list")),
        }
    }
}

impl Keys {
    fn take(&mut self, object: &str, row: u32) -> Result<(), Broken> {
        read_object(object, row, &mut |key, _| {
            if !self.columns.contains_key(key.as_ref()) {
                if self.names.len() == COLUMNS {
                    let title = format!("the objects have more than {COLUMNS} keys");
                    return Err(Broken::new("too-many-columns", title).at(row, 0, "in this object"));
                }
                self.columns.insert(key.clone().into_owned(), self.names.len());
                self.names.push(key.into_owned());
            }
            Ok(())
        })
    }

    /// The column of a key; objects mostly have theirs in the same order.
    fn column(&self, key: &str, likely: usize) -> usize {
        match self.names.get(likely) {
            Some(name) if name == key => likely,
            _ => self.columns[key],
        }
    }
}

/// Takes one key and its value.
type Member<'m, 't> = dyn FnMut(Cow<'t, str>, &'t RawValue) -> Result<(), Broken> + 'm;

fn read_object<'t>(object: &'t str, row: u32, member: &mut Member<'_, 't>) -> Result<(), Broken> {
    struct Members<'m, 'f, 't>(&'m mut Member<'f, 't>);

    impl<'t> Visitor<'t> for Members<'_, '_, 't> {
        type Value = Result<(), Broken>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while let Some((key, value)) = map.next_entry::<Key<'t>, &'t RawValue>()? {
                if let Err(broken) = (self.0)(key.0, value) {
                    return Ok(Err(broken));
                }
            }
            Ok(Ok(()))
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(object);
    match deserializer.deserialize_map(Members(member)) {
        Ok(read) => read,
        Err(error) => Err(unreadable(row, format!("this object cannot be read: {}", without_place(&error)))),
    }
}

/// A key, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

/// What a value is as a cell. A string that cannot be read leaves its text as a fault.
fn read_value<'t>(value: &'t RawValue) -> (Cow<'t, str>, Kind) {
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<Key<'t>>(text) {
            Ok(string) => (string.0, Kind::Text),
            Err(_) => (text.into(), Kind::Fault(Fault::Nested)),
        },
        Some(b'{' | b'[') => (Cow::Borrowed(&text[..text.floor_char_boundary(CELL)]), Kind::Fault(Fault::Nested)),
        Some(b'n') => (Cow::Borrowed(""), Kind::Text),
        Some(b't' | b'f') => (text.into(), Kind::Text),
        _ => (text.into(), Kind::Number),
    }
}

/// Where the elements of the one array begin.
fn find_array(text: &str) -> Result<usize, Broken> {
    let bytes = text.as_bytes();
    let start = blanks(bytes, 0);
    match bytes.get(start) {
        Some(b'[') => return Ok(start + 1),
        Some(b'{') => {}
        _ => return Err(Broken::new("sheet-empty", "there is nothing in this file")),
    }
    let whole = |title: &'static str| Broken::new("sheet-unreadable", title);
    let end = skip(bytes, start).map_err(whole)?;
    if blanks(bytes, end) != bytes.len() {
        return Err(whole("there is more text after the end of the object"));
    }
    let mut arrays = Vec::new();
    read_object(&text[start..end], 0, &mut |_, value| {
        if value.get().starts_with('[') {
            arrays.push(value.get().as_ptr() as usize - text.as_ptr() as usize);
        }
        Ok(())
    })
    .map_err(|broken| whole("this object cannot be read").hint(broken.title))?;
    match arrays.as_slice() {
        [array] => Ok(array + 1),
        [] => Err(whole("there is no list in this object").hint("give a list of objects: `[{…}, {…}]`")),
        _ => Err(whole("there are several lists in this object").hint("give one list of objects: `[{…}, {…}]`")),
    }
}

fn blanks(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

/// The end of the value that begins at `at`. What lies within is checked when it is read.
fn skip(text: &[u8], mut at: usize) -> Result<usize, &'static str> {
    let mut depth = 0;
    loop {
        match text.get(at).ok_or("the file ends inside of this element")? {
            b'"' => at = skip_string(text, at)?,
            b'{' | b'[' => {
                depth += 1;
                if depth > DEPTH {
                    return Err("lists and objects lie too deeply in each other");
                }
                at += 1;
            }
            b'}' | b']' => {
                depth = usize::checked_sub(depth, 1).ok_or("a value is missing")?;
                at += 1;
            }
            _ if depth > 0 => at += 1,
            b',' => return Err("a value is missing"),
            _ => {
                at += text[at..]
                    .iter()
                    .take_while(|byte| !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r'))
                    .count();
            }
        }
        if depth == 0 {
            return Ok(at);
        }
    }
}

fn skip_string(text: &[u8], at: usize) -> Result<usize, &'static str> {
    let mut at = at + 1;
    loop {
        match text.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return Err("a string is never closed"),
        }
    }
}

fn unreadable(row: u32, title: impl Into<String>) -> Broken {
    Broken::new("sheet-unreadable", title).at(row, 0, "in this element")
}

/// What `serde_json` says, without the line and column, which count from the object's start.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<Vec<(String, Kind)>>, Broken> {
        let sheet = Sheet::new(text.into())?;
        let mut rows = Vec::new();
        sheet.each(&mut |record| {
            rows.push((0..record.len()).map(|column| (record.cell(column).to_owned(), record.kind(column))).collect());
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    fn cell(text: &str, kind: Kind) -> (String, Kind) {
        (text.to_owned(), kind)
    }

    #[test]
    fn numbers_keep_their_text() {
        let rows = rows(r#"[{"total": 12.10, "id": "007", "big": 12345678901234567890}]"#).unwrap();
        let [total, id, big] = rows[0].as_slice() else { panic!() };
        assert_eq!(total, &cell("12.10", Kind::Number));
        assert_eq!(id, &cell("007", Kind::Text));
        assert_eq!(big, &cell("12345678901234567890", Kind::Number));
    }

    #[test]
    fn keys_are_columns_in_any_order() {
        let sheet = Sheet::new(r#"[{"a": 1}, {"b": true, "a": null}, {}]"#.into()).unwrap();
        assert_eq!(sheet.header().names, ["a", "b"]);
        let rows = rows(&sheet.text).unwrap();
        assert_eq!(rows[0], [cell("1", Kind::Number), cell("", Kind::Text)]);
        assert_eq!(rows[1], [cell("", Kind::Text), cell("true", Kind::Text)]);
        assert_eq!(rows[2].len(), 2);
    }

    #[test]
    fn strings_are_unescaped() {
        let rows = rows(r#"[{"na\u006de": "Zo\u00eb \"the\" 1\n2"}]"#).unwrap();
        assert_eq!(rows[0][0].0, "Zoë \"the\" 1\n2");
    }

    #[test]
    fn an_object_may_hold_the_list() {
        assert_eq!(rows(r#" {"count": 2, "data": [{"a": 1}, {"a": 2}], "next": null} "#).unwrap().len(), 2);
        assert!(rows(r#"{"a": [], "b": []}"#).unwrap_err().title.contains("several lists"));
        assert!(rows(r#"{"a": 1}"#).unwrap_err().title.contains("no list"));
        assert!(rows("[]").unwrap().is_empty());
    }

    #[test]
    fn nested_values_are_faults_of_their_cell() {
        let rows = rows(r#"[{"a": {"b": [1]}, "c": [], "d": 1, "d": 2}]"#).unwrap();
        assert_eq!(rows[0][0].1, Kind::Fault(Fault::Nested));
        assert_eq!(rows[0][1].1, Kind::Fault(Fault::Nested));
        assert_eq!(rows[0][2], cell("2", Kind::Fault(Fault::Twice)));
    }

    #[test]
    fn broken_text_is_an_error_at_its_element() {
        let wrong = [
            (r#"[{"a": 1}, {"a": }]"#, 1),
            (r#"[{"a": 1}, 5]"#, 1),
            (r#"[{"a": 1} {"a": 2}]"#, 0),
            (r#"[{"a": 1}, {"a": "x}]"#, 1),
            (r#"[{"a": 1},]"#, 1),
            (r#"[{"a": 1}, {"a": 01}]"#, 1),
            (r#"[{"a": 1}, {"a""#, 1),
        ];
        for (text, row) in wrong {
            let broken = rows(text).unwrap_err();
            assert_eq!((broken.code, broken.cell), ("sheet-unreadable", Some((row, 0))), "{text}");
        }
        for text in ["[{}] x", "{\"a\": [1}", "{", "[", "[{}"] {
            assert_eq!(rows(text).unwrap_err().code, "sheet-unreadable", "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_recursion() {
        let deep = format!("[{{\"a\": {}", "[".repeat(1 << 20));
        assert!(rows(&deep).unwrap_err().title.contains("too deeply"));
        assert!(rows(&"[".repeat(1 << 20)).is_err());
        assert!(rows(&"{\"a\":".repeat(1 << 18)).is_err());
    }

    #[test]
    fn too_many_keys_are_refused() {
        let keys: Vec<String> = (0..=COLUMNS).map(|key| format!("\"{key}\": 1")).collect();
        assert_eq!(rows(&format!("[{{{}}}]", keys.join(","))).unwrap_err().code, "too-many-columns");
    }

    #[test]
    fn values_are_found_again() {
        let sheet = Sheet::new(r#"[{"a": 1, "b": "x"}, {"b": "yz"}]"#.into()).unwrap();
        let starts = sheet.starts();
        assert_eq!(starts.len(), 2);
        assert_eq!(&sheet.text[sheet.place(starts[1], 1)], "\"yz\"");
        assert_eq!(&sheet.text[sheet.place(starts[1], 0)], "{");
        assert_eq!(sheet.cell_at(sheet.text.find('x').unwrap()), (0, 1));
    }
}
