//! Makes the sample organization's exports and documents: Northlight Instruments of Lyon, its customers, its books.
//!
//! `cargo run --example sample` rewrites `content/exports/`, `content/documents/`, `inbox/decisions.yaml` and the tables of
//! `docs/sample.md`, with the same bytes each time. Edit the sample here, not in those files. `config.yaml`,
//! `content/pages/` and `content/brand/` are written by hand.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool for this repository: it writes its files and says so"
)]

mod books;
mod chance;
mod e_invoice;
mod papers;
mod pdf;
mod people;
mod scenes;
mod tables;
mod trade;

use crate::books::{Books, State};
use crate::scenes::Scene;
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut books = Books::new(people::customers());
    for customer in 0..books.customers.len() {
        trade::usual(&mut books, customer);
    }
    let scenes = scenes::play(&mut books);
    books.number();
    books.check();

    let contacts = people::contacts(&books.customers);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let exports = root.join("content/exports");
    fs::create_dir_all(&exports)?;
    fs::write(exports.join("customers.csv"), tables::customers(&books.customers))?;
    fs::write(exports.join("contacts.csv"), tables::contacts(&contacts))?;
    fs::write(exports.join("invoices.csv"), tables::invoices(&books))?;
    fs::write(exports.join("credit_notes.csv"), tables::credit_notes(&books))?;
    fs::write(exports.join("payments.csv"), tables::payments(&books))?;
    fs::create_dir_all(root.join("inbox"))?;
    fs::write(root.join("inbox/decisions.yaml"), tables::decisions(&books))?;

    let papers = papers::all(&books);
    write_anew(&root.join("content/documents"), &papers)?;
    let summary = summary(&books, contacts.len(), &papers);
    rewrite_page(&root.join("docs/sample.md"), &format!("{summary}\n{}", cast(&books, &scenes)))?;
    println!("{summary}");
    Ok(())
}

/// These files and no others in the folder.
fn write_anew(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Puts the text between the page's two marks.
fn rewrite_page(page: &Path, text: &str) -> io::Result<()> {
    let (begin, end) = ("<!-- begin: cargo run --example sample -->\n", "<!-- end -->");
    let old = fs::read_to_string(page)?;
    let around = old.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let Some((before, after)) = around else {
        return Err(io::Error::other(format!("{} has lost its marks", page.display())));
    };
    fs::write(page, format!("{before}{begin}\n{text}\n{end}{after}"))
}

/// What there is, as Markdown.
fn summary(books: &Books, contacts: usize, papers: &[(String, Vec<u8>)]) -> String {
    let sent = books.invoices.iter().filter(|invoice| invoice.state == State::Sent).count();
    let mut text = String::new();
    let mut row = |what: &str, count: usize| writeln!(text, "| {what} | {count} |").expect("a string takes it");
    row("customers", books.customers.len());
    row("contacts", contacts);
    row("invoices", books.invoices.len());
    row("of them sent", sent);
    row("credit notes", books.credit_notes.len());
    row("payments", books.payments.len());
    row("disputes and promises", books.decisions.len());
    row("PDFs", papers.iter().filter(|(path, _)| path.ends_with(".pdf")).count());
    row("e-invoices, as XML or in the PDF", books.e_invoices.len());
    let mut sums = String::new();
    for (currency, sum) in books.sums() {
        let [open, past_due, unapplied] =
            [sum.open, sum.past_due, sum.unapplied].map(|minor| tables::decimal(minor, currency));
        writeln!(sums, "| {currency} | {open} | {past_due} | {unapplied} |").expect("a string takes it");
    }
    format!(
        "| what | how many |\n|---|---:|\n{text}\n| currency | open | past due | unapplied |\n|---|---:|---:|---:|\n{sums}\n\
         The sums are of all customers, invoices issued after the as-of day included.\n"
    )
}

/// Who shows what, as Markdown: one row a customer.
fn cast(books: &Books, scenes: &[Scene]) -> String {
    let mut text = "| customer | name | language | shows |\n|---|---|---|---|\n".to_owned();
    for customer in &books.customers {
        let shows: Vec<String> =
            scenes.iter().filter(|scene| scene.customer == customer.id).map(|scene| scene.sentence(books)).collect();
        let shows = if shows.is_empty() { "everyday trade".to_owned() } else { shows.join("; ") };
        writeln!(text, "| `{}` | {} | {} | {shows} |", customer.id, customer.name, customer.language)
            .expect("a string takes it");
    }
    text
}
