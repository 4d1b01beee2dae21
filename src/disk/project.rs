//! A project's folder: finds it, and reads all that a site is built from.
#![expect(clippy::disallowed_methods, reason = "the rim's own reading")]

use super::archive::pack;
use super::failure::{Failure, While};
use super::listing::{Cache, is_passed_over, list, open_document};
use super::output::{Output, Trouble};
use crate::config::{self, Config};
use crate::content::PageFile;
use crate::diag::{Diagnostic, FileId, Problems};
use crate::exports::Export;
use crate::requests::{Filed, Gathered};
use crate::site::{Archive, BrandFiles, InputFile, Inputs};
use crate::theme::{ThemeFile, built_in};
use std::borrow::Cow;
use std::fs;
use std::io::{Cursor, ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Where delivered documents lie.
const DOCUMENTS: &str = "content/documents";

/// Where submissions from elsewhere stand.
const PULLED: &str = "inbox/pulled.jsonl";

/// The largest export that is read, in bytes.
const LARGEST_EXPORT: u64 = 1 << 30;
/// The largest of all other files that are read, in bytes.
const LARGEST_FILE: u64 = 20_000_000;

/// A folder with a `config.yaml`.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

/// What was read: the files, for showing problems, and the inputs, where config allows to find them.
#[derive(Debug)]
pub struct Loaded {
    pub files: Vec<InputFile>,
    pub inputs: Option<Inputs>,
}

impl Project {
    /// The project in `folder`, or in the nearest folder above it that has a `config.yaml`.
    pub fn find(folder: &Path) -> Result<Project, Failure> {
        let start = folder.canonicalize().during("open", folder)?;
        let found = start.ancestors().find(|folder| folder.join("config.yaml").is_file());
        found.map(|root| Project { root: root.to_owned() }).ok_or_else(|| {
            let hint = "`portalsmith init` makes a project here";
            Failure::because("find a project in", folder, "there is no config.yaml in it or above it", hint)
        })
    }

    /// The project in this very folder.
    pub fn at(folder: &Path) -> Result<Project, Failure> {
        let root = folder.canonicalize().during("open", folder)?;
        if root.join("config.yaml").is_file() {
            return Ok(Project { root });
        }
        let hint = "`portalsmith init` makes a project";
        Err(Failure::because("open the project", folder, "there is no config.yaml in it", hint))
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn output(&self) -> Output {
        Output::new(self.root.join("output"), self.root.join("content/documents"))
    }

    /// Whether there is anything of that name in the project.
    pub fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.root.join(name)).is_ok()
    }

    /// What a file of the project holds, where it is there.
    pub fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.root.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new("read", &path, error)),
        }
    }

    /// Reads config and all that it leads to.
    pub fn load(&self, problems: &mut Problems) -> Result<Loaded, Failure> {
        let file = self.root.join("output/.portalsmith/documents");
        let before = Cache::read(&file);
        let mut known = before.clone();
        let loaded = self.read(&mut known, problems)?;
        if known != before {
            known.write(&file)?;
        }
        Ok(loaded)
    }

    /// The project, to be read time and again, and nothing to be written.
    pub fn watched(self) -> Watched {
        let known = Cache::read(&self.root.join("output/.portalsmith/documents"));
        Watched { project: self, known }
    }

    fn read(&self, known: &mut Cache, problems: &mut Problems) -> Result<Loaded, Failure> {
        let mut reader = Reader { root: &self.root, files: Vec::new(), pulled: None };
        let config_file = reader.required("config.yaml", LARGEST_EXPORT)?;
        let text = reader.files[usize::from(config_file.0)].bytes.clone();
        let Some(config) = config::read(config_file, &text, problems) else {
            return Ok(Loaded { files: reader.files, inputs: None });
        };
        let inputs = Inputs {
            exports: reader.exports(&config, config_file, problems)?,
            register: reader.optional("links.yaml", LARGEST_FILE)?,
            lock: reader.optional("links.lock", LARGEST_EXPORT)?,
            decisions: reader.optional("inbox/decisions.yaml", LARGEST_FILE)?,
            received: reader.pulled(problems)?,
            pulled: None,
            pages: reader.pages(&config)?,
            theme: reader.theme(&config)?,
            documents: list(&self.root.join(DOCUMENTS), known)?,
            files: Vec::new(),
            config_file,
            config,
        };
        Ok(Loaded { files: Vec::new(), inputs: Some(Inputs { files: reader.files, pulled: reader.pulled, ..inputs }) })
    }

    /// What a delivered document holds; `source` is its path below `content/documents/`, as it was listed.
    pub fn document(&self, source: &str) -> Result<Vec<u8>, Failure> {
        let path = self.root.join(DOCUMENTS).join(source);
        let mut bytes = Vec::new();
        open_document(&path)?.read_to_end(&mut bytes).during("read", &path)?;
        Ok(bytes)
    }
}

impl Project {
    /// An archive's bytes, with the documents as they lie there now.
    pub fn packed(&self, archive: &Archive) -> Result<Vec<u8>, Trouble> {
        let (mut packed, path) = (Cursor::new(Vec::new()), self.root.join(DOCUMENTS));
        pack(archive, &path, &mut packed, &mut |document, to| {
            let bytes = self.document(document.source)?;
            Ok(to.write_all(&bytes).during("pack", &path)?)
        })?;
        Ok(packed.into_inner())
    }
}

/// Config, and what pages look like: all that the endpoint of the forms needs of a project.
#[derive(Debug)]
pub struct Appearance {
    pub files: Vec<InputFile>,
    pub config: Config,
    pub config_file: FileId,
    pub brand: BrandFiles,
}

impl Project {
    /// Reads config, theme and brand, and nothing that customers owe. The files that were read are given even where config has
    /// errors, for showing them.
    pub fn appearance(&self, problems: &mut Problems) -> Result<Result<Appearance, Vec<InputFile>>, Failure> {
        let mut reader = Reader { root: &self.root, files: Vec::new(), pulled: None };
        let config_file = reader.required("config.yaml", LARGEST_FILE)?;
        let text = reader.files[usize::from(config_file.0)].bytes.clone();
        let Some(config) = config::read(config_file, &text, problems) else { return Ok(Err(reader.files)) };
        let brand = reader.theme(&config)?;
        Ok(Ok(Appearance { files: reader.files, config, config_file, brand }))
    }
}

/// A project that is read time and again: documents that did not change are not hashed again, and nothing is written.
#[derive(Debug)]
pub struct Watched {
    project: Project,
    known: Cache,
}

impl Watched {
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Reads config and all that it leads to.
    pub fn load(&mut self, problems: &mut Problems) -> Result<Loaded, Failure> {
        self.project.read(&mut self.known, problems)
    }
}

/// Reads files and numbers them.
struct Reader<'a> {
    root: &'a Path,
    files: Vec<InputFile>,
    /// Where submissions from elsewhere stand.
    pulled: Option<FileId>,
}

impl Reader<'_> {
    fn add(&mut self, path: String, bytes: Cow<'static, [u8]>) -> FileId {
        let file = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push(InputFile { path, bytes });
        file
    }

    /// A file by its path below the project.
    fn optional(&mut self, path: &str, largest: u64) -> Result<Option<FileId>, Failure> {
        let full = self.root.join(path);
        // Not waiting for a pipe's other end: what is no file is refused below.
        let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        let file = match fs::OpenOptions::new().read(true).custom_flags(flags).open(&full) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::new("read", &full, error)),
        };
        let metadata = file.metadata().during("read", &full)?;
        if !metadata.is_file() {
            return Err(Failure::because("read", &full, "it is not a regular file", "put a file in its place"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(largest)).unwrap_or(0) + 1);
        file.take(largest + 1).read_to_end(&mut bytes).during("read", &full)?;
        if bytes.len() as u64 > largest {
            let hint = format!("it may have {largest} bytes at the most");
            return Err(Failure::because("read", &full, "it is too large", &hint));
        }
        Ok(Some(self.add(path.to_owned(), Cow::Owned(bytes))))
    }

    fn required(&mut self, path: &str, largest: u64) -> Result<FileId, Failure> {
        let missing = || Failure::new("read", &self.root.join(path), ErrorKind::NotFound.into());
        let missing = missing();
        self.optional(path, largest)?.ok_or(missing)
    }

    /// The exports: by the name that config gives, else by their own with one of three endings.
    fn exports(
        &mut self,
        config: &Config,
        config_file: FileId,
        problems: &mut Problems,
    ) -> Result<Vec<(Export, FileId)>, Failure> {
        let directory = format!("content/{}", config.exports.directory.as_str());
        let mut found = Vec::new();
        for export in Export::ALL {
            let name = export.name();
            if let Some(file) = &config.exports.file(export).file {
                match self.optional(&format!("{directory}/{file}"), LARGEST_EXPORT)? {
                    Some(file) => found.push((export, file)),
                    None => {
                        let text = &self.files[usize::from(config_file.0)].bytes;
                        let place = config::place(config_file, text, &["exports", name, "file"]);
                        problems.add(
                            Diagnostic::error("export-missing", format!("there is no file `{directory}/{file}`"))
                                .at(place, "named here"),
                        );
                    }
                }
                continue;
            }
            let mut files = Vec::new();
            for ending in ["csv", "xlsx", "json"] {
                files.extend(self.optional(&format!("{directory}/{name}.{ending}"), LARGEST_EXPORT)?);
            }
            if files.len() > 1 {
                let paths: Vec<&str> = files.iter().map(|file| self.files[usize::from(file.0)].path.as_str()).collect();
                let title = format!("there are several {name} exports: {}", paths.join(", "));
                let hint = format!("name the right one under `exports.{name}.file`, or remove the others");
                problems.add(Diagnostic::error("export-twice", title).hint(hint));
            }
            found.extend(files.first().map(|file| (export, *file)));
        }
        Ok(found)
    }

    /// Submissions that were pulled from elsewhere, in order of arrival.
    fn pulled(&mut self, problems: &mut Problems) -> Result<Vec<Filed>, Failure> {
        self.pulled = self.optional(PULLED, LARGEST_EXPORT)?;
        let Some(file) = self.pulled else { return Ok(Vec::new()) };
        let text = String::from_utf8_lossy(&self.files[usize::from(file.0)].bytes);
        Ok(Gathered::read(file, &text, problems).into_order())
    }

    /// Every Markdown file below `content/pages/`, and the notes wherever config says they are.
    fn pages(&mut self, config: &Config) -> Result<Vec<PageFile>, Failure> {
        let mut paths: Vec<String> =
            self.below("content/pages")?.into_iter().filter(|path| path.ends_with(".md")).collect();
        let notes = config.customers.values().filter_map(|settings| settings.note.as_ref());
        paths.extend(notes.map(|note| format!("content/{}", note.as_str())));
        paths.sort();
        paths.dedup();
        let mut pages = Vec::new();
        for path in paths {
            if let Some(file) = self.optional(&path, LARGEST_FILE)? {
                let path = path.trim_start_matches("content/").to_owned();
                pages.push(PageFile { path, file });
            }
        }
        Ok(pages)
    }

    fn theme(&mut self, config: &Config) -> Result<BrandFiles, Failure> {
        let folder = format!("themes/{}", config.site.theme);
        let mut files = BrandFiles::default();
        for path in self.below(&folder)? {
            let name = path[folder.len() + 1..].to_owned();
            files.own.extend(self.theme_file(&path, name)?);
        }
        for (path, bytes) in built_in() {
            let file = self.add(format!("(built in) themes/{path}"), Cow::Borrowed(bytes));
            files.built_in.push(ThemeFile { path: path.to_owned(), file, bytes: Cow::Borrowed(bytes) });
        }
        let label = &config.white_label;
        for path in label.logo.iter().chain(&label.favicon).chain(&label.fonts).chain(&config.pdf.fonts) {
            // That one is missing is said by those who need it.
            files.brand.extend(self.theme_file(&format!("content/{}", path.as_str()), path.as_str().to_owned())?);
        }
        Ok(files)
    }

    fn theme_file(&mut self, path: &str, name: String) -> Result<Option<ThemeFile>, Failure> {
        let Some(file) = self.optional(path, LARGEST_FILE)? else { return Ok(None) };
        let bytes = self.files[usize::from(file.0)].bytes.clone();
        Ok(Some(ThemeFile { path: name, file, bytes }))
    }

    /// Every regular file below a folder of the project, as paths below the project, in order; but not what editors leave.
    fn below(&self, folder: &str) -> Result<Vec<String>, Failure> {
        let full = self.root.join(folder);
        if !full.is_dir() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        let walk = WalkDir::new(&full).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| !is_passed_over(entry)) {
            let entry = entry.map_err(|error| Failure::new("list", &full, error.into()))?;
            let below = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
            if let (true, Some(path)) = (entry.file_type().is_file(), below.to_str()) {
                paths.push(path.to_owned());
            }
        }
        Ok(paths)
    }
}
