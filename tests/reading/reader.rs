//! A small reader of PDF files, for tests: it shares no code with the writer, and knows just what the writer uses.
#![allow(dead_code, reason = "each of those who read needs a part of it")]

use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;
use std::io::Read;

/// A value of PDF syntax.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(Vec<u8>),
    Name(String),
    Array(Vec<Value>),
    Dictionary(BTreeMap<String, Value>),
    Reference(usize),
    /// An operator of page content.
    Operator(String),
}

impl Value {
    #[track_caller]
    pub(crate) fn dictionary(&self) -> &BTreeMap<String, Value> {
        let Value::Dictionary(dictionary) = self else { panic!("{self:?} is no dictionary") };
        dictionary
    }

    pub(crate) fn array(&self) -> &[Value] {
        match self {
            Value::Array(values) => values,
            one => std::slice::from_ref(one),
        }
    }

    #[track_caller]
    pub(crate) fn number(&self) -> f64 {
        let Value::Number(number) = self else { panic!("{self:?} is no number") };
        *number
    }

    #[track_caller]
    pub(crate) fn name(&self) -> &str {
        let Value::Name(name) = self else { panic!("{self:?} is no name") };
        name
    }

    #[track_caller]
    pub(crate) fn reference(&self) -> usize {
        let Value::Reference(number) = self else { panic!("{self:?} is no reference") };
        *number
    }

    /// A text string, decoded.
    #[track_caller]
    pub(crate) fn text(&self) -> String {
        let Value::Text(bytes) = self else { panic!("{self:?} is no string") };
        match bytes.strip_prefix(b"\xfe\xff") {
            Some(units) => utf_16(units),
            None => String::from_utf8(bytes.clone()).unwrap(),
        }
    }
}

pub(crate) fn utf_16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|unit| u16::from_be_bytes(unit.try_into().unwrap())).collect();
    String::from_utf16(&units).unwrap()
}

/// A file, read.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) objects: BTreeMap<usize, Value>,
    /// By number of the object.
    pub(crate) streams: BTreeMap<usize, Vec<u8>>,
    pub(crate) trailer: Value,
}

impl File {
    #[track_caller]
    pub(crate) fn read(bytes: &[u8]) -> File {
        assert!(bytes.starts_with(b"%PDF-1.7\n%"), "the first line");
        let end = String::from_utf8_lossy(&bytes[bytes.len() - 40..]).into_owned();
        let start: usize = end.split("startxref\n").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        let (_, trailer, table) = indirect(bytes, start);
        let mut file = File { objects: BTreeMap::new(), streams: BTreeMap::new(), trailer };
        let mut packed = Vec::new();
        for (number, row) in
            rows(&file.trailer, &table.expect("the cross-references are a stream")).into_iter().enumerate()
        {
            match row {
                (0, ..) => assert_eq!(number, 0, "no number is left out"),
                (1, at, _) => {
                    let (found, value, stream) = indirect(bytes, at);
                    assert_eq!(found, number, "the object at byte {at}");
                    if let Some(stream) = stream {
                        file.streams.insert(number, stream);
                    }
                    file.objects.insert(number, value);
                }
                (2, stream, index) => packed.push((number, stream, index)),
                row => panic!("{row:?}"),
            }
        }
        for (number, stream, index) in packed {
            let dictionary = file.objects[&stream].dictionary();
            let (first, pack) = (dictionary["First"].number() as usize, &file.streams[&stream]);
            let head: Vec<usize> =
                String::from_utf8_lossy(&pack[..first]).split_whitespace().map(|word| word.parse().unwrap()).collect();
            assert_eq!(head.len(), dictionary["N"].number() as usize * 2);
            assert_eq!(head[index * 2], number, "object {index} of stream {stream}");
            let value = Lexer { bytes: pack, at: first + head[index * 2 + 1] }.value();
            file.objects.insert(number, value);
        }
        file
    }

    /// The value, or what it refers to.
    pub(crate) fn follow<'v>(&'v self, value: &'v Value) -> &'v Value {
        match value {
            Value::Reference(number) => &self.objects[number],
            value => value,
        }
    }

    /// The object that a key of a dictionary leads to.
    #[track_caller]
    pub(crate) fn get<'v>(&'v self, value: &'v Value, key: &str) -> &'v Value {
        let dictionary = self.follow(value).dictionary();
        self.follow(dictionary.get(key).unwrap_or_else(|| panic!("no {key} in {dictionary:?}")))
    }

    pub(crate) fn find<'v>(&'v self, value: &'v Value, key: &str) -> Option<&'v Value> {
        self.follow(value).dictionary().get(key).map(|found| self.follow(found))
    }

    pub(crate) fn catalog(&self) -> &Value {
        self.get(&self.trailer, "Root")
    }

    /// The pages, in order, by the numbers of their objects.
    pub(crate) fn pages(&self) -> Vec<usize> {
        let tree = self.get(self.catalog(), "Pages");
        let pages: Vec<usize> = self.get(tree, "Kids").array().iter().map(Value::reference).collect();
        assert_eq!(self.get(tree, "Count").number() as usize, pages.len());
        pages
    }

    /// The content of a page, as operands and operators.
    pub(crate) fn content(&self, page: usize) -> Vec<Value> {
        let number = self.objects[&page].dictionary()["Contents"].reference();
        let mut lexer = Lexer { bytes: &self.streams[&number], at: 0 };
        std::iter::from_fn(|| lexer.next()).collect()
    }
}

/// The rows of the cross-reference stream: kind, and two numbers.
fn rows(trailer: &Value, table: &[u8]) -> Vec<(usize, usize, usize)> {
    let widths: Vec<usize> = trailer.dictionary()["W"].array().iter().map(|width| width.number() as usize).collect();
    let columns = widths.iter().sum::<usize>();
    assert_eq!(trailer.dictionary()["DecodeParms"].dictionary()["Columns"].number() as usize, columns);
    let mut above = vec![0_u8; columns];
    let mut rows = Vec::new();
    for row in table.chunks(columns + 1) {
        assert_eq!(row[0], 2, "the predictor `up`");
        above = row[1..].iter().zip(&above).map(|(byte, above)| byte.wrapping_add(*above)).collect();
        let mut rest = &above[..];
        let mut field = |width: usize| {
            let (field, after) = rest.split_at(width);
            rest = after;
            field.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
        };
        rows.push((field(widths[0]), field(widths[1]), field(widths[2])));
    }
    assert_eq!(rows.len(), trailer.dictionary()["Size"].number() as usize);
    rows
}

/// The object at a byte: its number, its value, and its stream, decompressed unless it is a picture's own coding.
#[track_caller]
fn indirect(bytes: &[u8], at: usize) -> (usize, Value, Option<Vec<u8>>) {
    // PDF/A-2, 6.1.9: each of these words stands on a line of its own.
    assert_eq!(bytes[at - 1], b'\n', "an object begins a line");
    let mut lexer = Lexer { bytes, at };
    let number = lexer.value().number() as usize;
    assert_eq!(lexer.value(), Value::Number(0.0));
    lexer.expect(b" obj\n");
    let value = lexer.value();
    if !bytes[lexer.at..].starts_with(b"\nstream\n") {
        lexer.expect(b"\nendobj\n");
        return (number, value, None);
    }
    lexer.expect(b"\nstream\n");
    let end = lexer.at + value.dictionary()["Length"].number() as usize;
    let data = &bytes[lexer.at..end];
    lexer.at = end;
    lexer.expect(b"\nendstream\nendobj\n");
    let filter = value.dictionary().get("Filter").map(Value::name);
    let data = match filter {
        Some("FlateDecode") => {
            let mut out = Vec::new();
            ZlibDecoder::new(data).read_to_end(&mut out).unwrap();
            out
        }
        _ => data.to_vec(),
    };
    (number, value, Some(data))
}

/// Reads values one after another.
pub(crate) struct Lexer<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) at: usize,
}

impl Lexer<'_> {
    #[track_caller]
    fn expect(&mut self, expected: &[u8]) {
        let found = &self.bytes[self.at..(self.at + expected.len()).min(self.bytes.len())];
        assert_eq!(found, expected, "at byte {}", self.at);
        self.at += expected.len();
    }

    fn next(&mut self) -> Option<Value> {
        self.skip_spaces();
        (self.at < self.bytes.len()).then(|| self.value())
    }

    fn skip_spaces(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    #[track_caller]
    pub(crate) fn value(&mut self) -> Value {
        self.skip_spaces();
        match (self.bytes[self.at], self.bytes.get(self.at + 1)) {
            (b'<', Some(b'<')) => self.dictionary(),
            (b'<', _) => self.hexadecimal(),
            (b'(', _) => self.literal(),
            (b'[', _) => {
                self.at += 1;
                let mut values = Vec::new();
                loop {
                    self.skip_spaces();
                    if self.bytes[self.at] == b']' {
                        self.at += 1;
                        return Value::Array(values);
                    }
                    values.push(self.value());
                }
            }
            (b'/', _) => {
                self.at += 1;
                Value::Name(self.word())
            }
            _ => self.number_or_word(),
        }
    }

    fn dictionary(&mut self) -> Value {
        self.at += 2;
        let mut dictionary = BTreeMap::new();
        loop {
            self.skip_spaces();
            if self.bytes[self.at..].starts_with(b">>") {
                self.at += 2;
                return Value::Dictionary(dictionary);
            }
            let key = self.value().name().to_owned();
            let value = self.value();
            assert_eq!(dictionary.insert(key.clone(), value), None, "{key} twice");
        }
    }

    fn hexadecimal(&mut self) -> Value {
        let end = self.at + self.bytes[self.at..].iter().position(|byte| *byte == b'>').unwrap();
        let digits = std::str::from_utf8(&self.bytes[self.at + 1..end]).unwrap();
        self.at = end + 1;
        assert!(digits.len().is_multiple_of(2));
        Value::Text(
            (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect(),
        )
    }

    fn literal(&mut self) -> Value {
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b')' => return Value::Text(bytes),
                b'\\' => {
                    bytes.push(if self.bytes[self.at] == b'r' { b'\r' } else { self.bytes[self.at] });
                    self.at += 1;
                }
                b'(' | b'\r' => panic!("{byte} must be escaped"),
                byte => bytes.push(byte),
            }
        }
    }

    fn word(&mut self) -> String {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()".contains(byte);
        let length = self.bytes[self.at..].iter().position(ends).unwrap_or(self.bytes.len() - self.at);
        let word = std::str::from_utf8(&self.bytes[self.at..self.at + length]).unwrap().to_owned();
        self.at += length;
        word
    }

    fn number_or_word(&mut self) -> Value {
        let word = self.word();
        assert!(!word.is_empty(), "something at byte {}", self.at);
        if let Ok(number) = word.parse::<f64>() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b" 0 R") && word.bytes().all(|byte| byte.is_ascii_digit()) {
                self.at += 4;
                return Value::Reference(number as usize);
            }
            return Value::Number(number);
        }
        match &*word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => Value::Operator(word),
        }
    }
}
