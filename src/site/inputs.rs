//! All that a site is built from, read before anything else happens.

use crate::config::{self, Config};
use crate::content::{Listing, PageFile};
use crate::diag::{Excerpt, Excerpts, FileId, Place, Problems, Spot, line_of_span};
use crate::exports::{Delivered, Export, with_reading};
use crate::links::Register;
use crate::requests::{Filed, Gathered};
use crate::sheets::Locator;
use crate::theme::ThemeFile;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A file that was read. Its [`FileId`] is its place in [`Inputs::files`].
#[derive(Clone, Debug)]
pub struct InputFile {
    /// As the user would name it: relative to the project, with `/`.
    pub path: String,
    pub bytes: Cow<'static, [u8]>,
}

/// The files a theme is made of.
#[derive(Clone, Debug, Default)]
pub struct BrandFiles {
    /// All files of the project's theme folder; empty where there is none.
    pub own: Vec<ThemeFile>,
    pub built_in: Vec<ThemeFile>,
    /// Logo, favicon, and the fonts of pages and documents.
    pub brand: Vec<ThemeFile>,
}

/// All that a site is built from.
#[derive(Debug)]
pub struct Inputs {
    pub files: Vec<InputFile>,
    pub config: Config,
    pub config_file: FileId,
    pub exports: Vec<(Export, FileId)>,
    pub register: Option<FileId>,
    pub lock: Option<FileId>,
    pub decisions: Option<FileId>,
    /// Submissions that were pulled from elsewhere; they are in `received`, too.
    pub pulled: Option<FileId>,
    /// What customers sent by forms, in order of arrival.
    pub received: Vec<Filed>,
    pub pages: Vec<PageFile>,
    pub theme: BrandFiles,
    pub documents: Listing,
}

impl Inputs {
    pub fn bytes(&self, file: FileId) -> &[u8] {
        &self.files[usize::from(file.0)].bytes
    }

    /// A file's text; what is not UTF-8 in it is replaced.
    pub fn text(&self, file: FileId) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(file))
    }

    /// Where a key of `config.yaml` stands.
    pub fn config_place(&self, path: &[&str]) -> Place {
        config::place(self.config_file, self.bytes(self.config_file), path)
    }

    /// Adds submissions that are kept elsewhere: each counts once, in order of arrival. One that was pulled and is another one
    /// there is a problem.
    pub fn receive(&mut self, kept: Vec<Filed>, problems: &mut Problems) {
        let mut gathered = Gathered::default();
        for filed in std::mem::take(&mut self.received).into_iter().chain(kept) {
            let place = Place::file(self.pulled.unwrap_or(self.config_file));
            problems.keep(gathered.add(filed).map_err(|differs| differs.problem(place)));
        }
        self.received = gathered.into_order();
    }

    pub(super) fn delivered(&self) -> Vec<Delivered<'_>> {
        let delivered = |(export, file): &(Export, FileId)| {
            let InputFile { path, bytes } = &self.files[usize::from(file.0)];
            Delivered { export: *export, file: *file, path, bytes }
        };
        self.exports.iter().map(delivered).collect()
    }

    /// The text of all files, for showing problems.
    pub fn shown(&self) -> Shown<'_> {
        let locators = self.exports.iter().map(|(_, file)| (*file, OnceCell::new())).collect();
        Shown { inputs: self, locators }
    }
}

/// Looks up the text around places. An export is opened at its first problem and kept.
#[derive(Debug)]
pub struct Shown<'i> {
    inputs: &'i Inputs,
    locators: BTreeMap<FileId, OnceCell<Locator<'i>>>,
}

impl Excerpts for Shown<'_> {
    fn excerpt(&self, place: Place) -> Excerpt {
        let export = self.inputs.exports.iter().find(|(_, file)| *file == place.file).map(|(export, _)| *export);
        if let (Spot::Cell { row, column }, Some(export), Some(cell)) =
            (place.spot, export, self.locators.get(&place.file))
        {
            let InputFile { path, bytes } = &self.inputs.files[usize::from(place.file.0)];
            let open =
                || with_reading(export, &self.inputs.config.exports, |reading| Locator::new(path, bytes, reading));
            return cell.get_or_init(open).excerpt(row, column);
        }
        let excerpt = excerpt_of(&self.inputs.files, place);
        if self.inputs.register == Some(place.file) {
            return Excerpt { text: Register::masked(&excerpt.text), ..excerpt };
        }
        if self.inputs.pulled == Some(place.file) {
            // What a customer wrote is not for the log of a pipeline.
            return Excerpt { column: 1, text: COVERED.to_owned(), span: 0..COVERED.len(), ..excerpt };
        }
        excerpt
    }
}

/// Stands for a line that is not shown.
const COVERED: &str = "(not shown)";

/// Files that were read, before there are inputs.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a>(pub &'a [InputFile]);

impl Excerpts for Files<'_> {
    fn excerpt(&self, place: Place) -> Excerpt {
        excerpt_of(self.0, place)
    }
}

/// The excerpt of a place in a text file. Enough for config, before there are other inputs.
fn excerpt_of(files: &[InputFile], place: Place) -> Excerpt {
    let Some(InputFile { path, bytes }) = files.get(usize::from(place.file.0)) else {
        return Excerpt { path: String::new(), line: 1, column: 1, text: String::new(), span: 0..0 };
    };
    match place.spot {
        Spot::Span { start, end } => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            line_of_span(path, &String::from_utf8_lossy(bytes), start as usize..end as usize)
        }
        _ => Excerpt { path: path.clone(), line: 1, column: 1, text: String::new(), span: 0..0 },
    }
}
