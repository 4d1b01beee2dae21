//! Where something stands in the files that were read.
//!
//! A place is small integers only, so that every cell of a million-row export can keep its own. The text around it is
//! looked up again when a diagnostic is shown, and only then.

/// A file among those that were read, by its number in the inputs.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub u16);

/// A place in a file.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Place {
    pub file: FileId,
    pub spot: Spot,
}

/// Which part of a file is meant.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes `start..end` of the file's text, decoded to UTF-8 and without its byte order mark.
    Span { start: u32, end: u32 },
    /// A cell of a table: `row` counts records and `column` cells, both from 0. A header is a row like any other.
    Cell { row: u32, column: u16 },
}

impl Place {
    /// The file as a whole.
    pub const fn file(file: FileId) -> Place {
        Place { file, spot: Spot::File }
    }

    /// Bytes `start..end` of a text file. A file of 4 GiB or more is refused long before this.
    pub fn span(file: FileId, range: std::ops::Range<usize>) -> Place {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Place { file, spot: Spot::Span { start: narrow(range.start), end: narrow(range.end) } }
    }

    /// A cell of a table.
    pub const fn cell(file: FileId, row: u32, column: u16) -> Place {
        Place { file, spot: Spot::Cell { row, column } }
    }
}

/// The line that a place stands on, as it is shown under a diagnostic.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Excerpt {
    /// As the user would name the file: relative to the project, with `/`.
    pub path: String,
    /// Line in the file, from 1; for sheets without lines (XLSX), the row.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line's text without its end; empty where the place is a whole file.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub span: std::ops::Range<usize>,
}

/// Knows the text of every file that was read. `site`'s inputs are one.
pub trait Excerpts {
    /// The line around a place. A place that no longer exists gives the file alone, never a panic.
    fn excerpt(&self, place: Place) -> Excerpt;
}

/// The excerpt around a byte range of a text: its first line, with the range cut to that line.
pub fn line_of_span(path: &str, text: &str, range: std::ops::Range<usize>) -> Excerpt {
    let floor = |mut offset: usize| {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let (start, end) = (floor(range.start), floor(range.end));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let (from, to) = ((start - line_start).min(line.len()), (end.max(start) - line_start).min(line.len()));
    Excerpt {
        path: path.to_owned(),
        line: text[..line_start].matches('\n').count() + 1,
        column: line[..from].chars().count() + 1,
        text: line.to_owned(),
        span: from..to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_shown_with_its_line_and_column() {
        let excerpt = line_of_span("config.yaml", "a: 1\r\nbé: 23\n", 11..13);
        assert_eq!((excerpt.line, excerpt.column, excerpt.text.as_str()), (2, 5, "bé: 23"));
        assert_eq!(&excerpt.text[excerpt.span], "23");
    }

    #[test]
    fn a_span_past_the_end_points_to_the_end() {
        let excerpt = line_of_span("a", "é", 1..99);
        assert_eq!((excerpt.line, excerpt.column, excerpt.span), (1, 1, 0..2));
    }
}
