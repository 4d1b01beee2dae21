//! What a file is, by its first bytes, and whether its name says the same.

use super::record::Broken;

/// The formats that are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Format {
    /// Delimited text.
    Text,
    Json,
    Xlsx,
}

/// The largest file of delimited text, in bytes. Its rows are never all in memory as cells.
const TEXT: usize = 1 << 30;
/// The largest JSON file, and the largest spreadsheet as it is packed.
const OTHER: usize = 200 << 20;

/// The first bytes of the container that old `.xls` files and encrypted workbooks are in.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The format of a file, or what else it is.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, Broken> {
    let format = by_content(name, bytes)?;
    let limit = if format == Format::Text { TEXT } else { OTHER };
    if bytes.len() > limit {
        return Err(Broken::new("sheet-too-large", format!("this file is larger than {} MiB", limit >> 20)));
    }
    match (by_name(name), format) {
        (Some(said), is) if said != is => Err(misnamed(name, is)),
        _ => Ok(format),
    }
}

fn by_content(name: &str, bytes: &[u8]) -> Result<Format, Broken> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Xlsx);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(match contains_utf16(bytes, "EncryptedPackage") {
            true => other("this workbook is protected with a password", "save it without a password"),
            false => other("this is a workbook in the old `.xls` format", "save it as `.xlsx` or as CSV"),
        });
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(other("this is a PDF file", "export it as CSV, XLSX or JSON"));
    }
    let start = start_of_text(bytes);
    let start = start.trim_start().to_ascii_lowercase();
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        return Err(match start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            true => other("this is SpreadsheetML, a spreadsheet as XML", "save it as `.xlsx` or as CSV"),
            false => other("this is an XML file", "export it as CSV, XLSX or JSON"),
        });
    }
    if ["<!doctype", "<html", "<head", "<meta", "<table", "<style", "<div"].iter().any(|tag| start.starts_with(tag)) {
        return Err(other("this is a web page (HTML)", "open it in a spreadsheet program and save it as `.xlsx`"));
    }
    let named_json = by_name(name) == Some(Format::Json);
    match start.strip_prefix(['[', '{']).map(str::trim_start) {
        Some(rest) if named_json || rest.starts_with(['{', '[', '"', ']', '}']) => Ok(Format::Json),
        _ => Ok(Format::Text),
    }
}

/// What the ending of a name promises, if it is one that we know.
fn by_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "csv" | "txt" | "tsv" | "tab" => Some(Format::Text),
        "json" => Some(Format::Json),
        "xlsx" | "xlsm" | "xls" => Some(Format::Xlsx),
        _ => None,
    }
}

fn misnamed(name: &str, is: Format) -> Broken {
    let (what, ending) = match is {
        Format::Text => ("delimited text, as in a CSV file", "csv"),
        Format::Json => ("JSON", "json"),
        Format::Xlsx => ("an XLSX workbook or another zip file", "xlsx"),
    };
    let said = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    other(format!("this file is named `.{said}` but holds {what}"), format!("name it `.{ending}`"))
}

/// A file that is something else than we read.
pub(super) fn other(title: impl Into<String>, hint: impl Into<String>) -> Broken {
    Broken::new("sheet-format", title).hint(hint)
}

/// The first characters of a text, whatever its encoding is, as far as they are ASCII.
fn start_of_text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = &bytes[..bytes.len().min(2048)];
    start.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|byte| char::from(*byte)).collect()
}

fn contains_utf16(bytes: &[u8], text: &str) -> bool {
    let needle: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Names stand in directory sectors, which begin at multiples of 128 bytes.
    bytes.chunks(128).any(|entry| entry.starts_with(&needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(name: &str, bytes: &[u8]) -> String {
        let broken = format(name, bytes).unwrap_err();
        assert_eq!(broken.code, "sheet-format");
        broken.title
    }

    #[test]
    fn formats_are_told_by_their_content() {
        assert_eq!(format("a.csv", b"id,name\n").unwrap(), Format::Text);
        assert_eq!(format("a.csv", b"[id],name\n").unwrap(), Format::Text);
        assert_eq!(format("a", b" \n[{\"id\": 1}]").unwrap(), Format::Json);
        assert_eq!(format("a.json", b"\xef\xbb\xbf[ ]").unwrap(), Format::Json);
        assert_eq!(format("a.xlsx", b"PK\x03\x04").unwrap(), Format::Xlsx);
        assert_eq!(format("a.csv", b"").unwrap(), Format::Text);
    }

    #[test]
    fn a_file_that_is_something_else_says_what_it_is() {
        let old = [COMPOUND, &[0; 120]].concat();
        assert_eq!(title("a.xls", &old), "this is a workbook in the old `.xls` format");
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(title("a.xlsx", &[old.as_slice(), &name].concat()), "this workbook is protected with a password");
        let spreadsheet = br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
        assert_eq!(title("a.xls", spreadsheet), "this is SpreadsheetML, a spreadsheet as XML");
        assert_eq!(title("a.xls", b"\r\n<HTML><table>"), "this is a web page (HTML)");
        assert_eq!(title("a.csv", b"%PDF-1.7"), "this is a PDF file");
    }

    #[test]
    fn a_name_that_does_not_fit_is_an_error() {
        assert_eq!(
            title("a.xlsx", b"id,name\n"),
            "this file is named `.xlsx` but holds delimited text, as in a CSV file"
        );
        assert_eq!(
            title("a.xls", b"\xff\xfei\0d\0"),
            "this file is named `.xls` but holds delimited text, as in a CSV file"
        );
        assert_eq!(title("a.csv", b"[{}]"), "this file is named `.csv` but holds JSON");
        assert_eq!(
            title("a.csv", b"PK\x03\x04"),
            "this file is named `.csv` but holds an XLSX workbook or another zip file"
        );
        assert_eq!(
            title("a.json", b"id,name"),
            "this file is named `.json` but holds delimited text, as in a CSV file"
        );
    }
}
