//! XML, element by element.

use std::fmt::Write;

/// A document being written.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    /// A document with this root.
    pub(super) fn document(root: &str, namespaces: &[(&str, &str)], fill: impl FnOnce(&mut Xml)) -> Vec<u8> {
        let mut xml = Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 };
        let namespaces: String =
            namespaces.iter().map(|(prefix, uri)| format!(" {}=\"{uri}\"", attribute(prefix))).collect();
        xml.line(format_args!("<{root}{namespaces}>"));
        xml.inner(fill);
        xml.line(format_args!("</{root}>"));
        xml.text.into_bytes()
    }

    /// An element with others inside.
    pub(super) fn group(&mut self, name: &str, fill: impl FnOnce(&mut Xml)) {
        self.line(format_args!("<{name}>"));
        self.inner(fill);
        self.line(format_args!("</{name}>"));
    }

    /// An element with a text; none where there is no text.
    pub(super) fn value(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(format_args!("<{name}>{}</{name}>", escaped(text)));
        }
    }

    /// An element with a text, and an attribute that says what kind of text it is.
    pub(super) fn value_in(&mut self, name: &str, (attribute, kind): (&str, &str), text: &str) {
        self.line(format_args!("<{name} {attribute}=\"{kind}\">{}</{name}>", escaped(text)));
    }

    /// A text below elements that hold nothing else.
    pub(super) fn nested(&mut self, path: &[&str], text: &str) {
        match path {
            [] => {}
            [name] => self.value(name, text),
            [name, rest @ ..] if !text.is_empty() => self.group(name, |xml| xml.nested(rest, text)),
            _ => {}
        }
    }

    fn inner(&mut self, fill: impl FnOnce(&mut Xml)) {
        self.depth += 1;
        fill(self);
        self.depth -= 1;
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.text, "{:indent$}{line}", "", indent = 2 * self.depth).expect("a string takes it");
    }
}

/// The attribute that declares a prefix; the empty one is what holds for names without a prefix.
fn attribute(prefix: &str) -> String {
    if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
