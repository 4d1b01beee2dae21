//! Makes the specimens: small projects whose portals show everything that a theme has to cope with.
//!
//! `cargo run --example specimens -- DIR [--languages en,fr,ar|all] [--theme NAME|FOLDER]` writes two projects below DIR,
//! the same bytes each time: `posted`, whose forms go to an endpoint, and `mailed`, whose forms are e-mails and whose site
//! lies below a path. What an older run left there is removed. `--theme` names a folder of `themes/`, or one elsewhere, with
//! a `/` in its name; the projects get copies. `answers` beside them is no project but the endpoint's answers, rendered.
//! `tests/browser` builds the projects and judges all pages.
//!
//! It is in Rust, like the sample's generator, so that whoever can build Portalsmith can make them.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for this repository: it writes its files and says so"
)]

mod answers;
mod books;
#[path = "../sample/chance.rs"]
mod chance;
mod customers;
mod settings;

use books::Books;
use settings::{Project, Site};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

/// The languages that the browser tests judge: the organization's own, one that is longer, one that reads from right to
/// left.
const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];

const USAGE: &str = "usage: specimens DIR [--languages en,fr,ar|all] [--theme NAME|FOLDER]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match Wish::read(&arguments).and_then(|wish| write(&wish)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("specimens: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is asked for.
struct Wish {
    folder: PathBuf,
    site: Site,
    /// Where the theme lies, if not in the repository.
    theme_folder: Option<PathBuf>,
}

impl Wish {
    fn read(arguments: &[String]) -> io::Result<Wish> {
        let (mut folder, mut theme_folder) = (None, None);
        let mut site = Site { languages: LANGUAGES.map(str::to_owned).to_vec(), theme: "default".to_owned() };
        let mut rest = arguments.iter().map(String::as_str);
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| io::Error::other(USAGE));
            match argument {
                "--languages" => site.languages = languages(value()?)?,
                "--theme" => {
                    let theme = Path::new(value()?);
                    let name = theme.file_name().and_then(|name| name.to_str());
                    site.theme = name.ok_or_else(|| io::Error::other(USAGE))?.to_owned();
                    theme_folder = (theme.components().count() > 1).then(|| theme.to_owned());
                }
                _ if argument.starts_with('-') || folder.is_some() => return Err(io::Error::other(USAGE)),
                _ => folder = Some(PathBuf::from(argument)),
            }
        }
        let folder = folder.ok_or_else(|| io::Error::other(USAGE))?;
        Ok(Wish { folder, site, theme_folder })
    }
}

/// `all` is every language that the default theme has strings in, English first.
fn languages(list: &str) -> io::Result<Vec<String>> {
    if list != "all" {
        return Ok(list.split(',').map(str::to_owned).collect());
    }
    let mut languages = Vec::new();
    for file in fs::read_dir(repository().join("themes/default/locales"))? {
        languages.extend(file?.path().file_stem().and_then(|name| name.to_str()).map(str::to_owned));
    }
    languages.sort_by_key(|language| (language != LANGUAGES[0], language.clone()));
    Ok(languages)
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn write(wish: &Wish) -> io::Result<()> {
    for project in Project::ALL {
        let mut books = Books::default();
        customers::all(&mut books, project);
        let folder = wish.folder.join(project.name());
        remove(&folder)?;
        write_files(&folder, settings::files(project, &wish.site).into_iter().chain(books.files()))?;
        copy(&repository().join("content/brand"), &folder.join("content/brand"))?;
        // The themes as they stand, not as they were when the program was compiled.
        copy(&repository().join("themes"), &folder.join("themes"))?;
        if let Some(theme) = &wish.theme_folder {
            copy(theme, &folder.join("themes").join(&wish.site.theme))?;
        }
    }
    let answers = wish.folder.join("answers");
    remove(&answers)?;
    write_files(&answers.join("output"), answers::files(&wish.folder.join(Project::Posted.name()), &wish.site)?)?;
    let [folder, languages] = [wish.folder.display().to_string(), wish.site.languages.join(", ")];
    println!("specimens in {folder}: theme {}, languages {languages}", wish.site.theme);
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    if folder.is_dir() { fs::remove_dir_all(folder) } else { Ok(()) }
}

fn write_files(folder: &Path, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> io::Result<()> {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
