//! How fast statements are made: `cargo bench --bench statements`, or with `-- pdf` those alone. It prints CPU time and size, and asserts nothing.
//!
//! A statement goes the whole way: the books' account → the portal model → one document. What the model and the
//! calendar of due days take stands in the first rows.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock, writes files and talks")]

use jiff::civil::{Date, date};
use portalsmith::diag::Problems;
use portalsmith::disk::Project;
use portalsmith::links::{Keys, LinkSecret};
use portalsmith::portal::Group;
use portalsmith::site::{self, Content, Inputs, OnProblems};
use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const AS_OF: Date = date(2026, 3, 31);

fn main() -> Result<(), Box<dyn Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    for format in ["", "pdf", "csv", "xlsx"]
        .into_iter()
        .filter(|format| wanted.is_empty() || wanted.iter().any(|word| word == format))
    {
        for rows in [15, 500, 5_000] {
            measure(format, rows)?;
        }
    }
    Ok(())
}

fn measure(format: &str, rows: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let inputs = project(folder.path(), format, rows)?;
    let keys = Keys::new(&LinkSecret::from_bytes([7; 32]));
    let site = site::build(&Arc::new(inputs), &Arc::new(keys), AS_OF, OnProblems::Stop, &mut Problems::new())
        .ok_or("the site has errors")?;
    let slot = &site.slots()[0];
    let made = site.documents(slot, Group::Shell).map_err(|problem| problem.title)?;
    let size = made.iter().map(|file| match &file.content {
        Content::Bytes(bytes) => bytes.len(),
        _ => 0,
    });
    let size: usize = size.sum();
    let mut best = f64::MAX;
    for _ in 0..12 {
        let (start, mut made) = (spent(), 0_u32);
        // Long enough for the system's clock, which ticks now and then.
        while made == 0 || spent() - start < Duration::from_millis(60) {
            for _ in 0..6_000 / rows + 1 {
                black_box(site.documents(slot, Group::Shell).map_err(|problem| problem.title)?);
                made += 1;
            }
        }
        best = best.min((spent() - start).as_secs_f64() * 1e3 / f64::from(made));
    }
    let format = if format.is_empty() { "none" } else { format };
    println!("{format:>4}, {rows:5} rows: {best:8.3} ms, {:7.1} KB", size as f64 / 1e3);
    Ok(())
}

/// A project with one customer, all of whose invoices stand on one account statement.
fn project(root: &Path, format: &str, rows: usize) -> Result<Inputs, Box<dyn Error>> {
    let exports = root.join("content/exports");
    std::fs::create_dir_all(&exports)?;
    std::fs::create_dir_all(root.join("content/brand"))?;
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='40'><circle cx='20' cy='20' r='18' fill='#0b5c8a'/><path d='M50 8h100v8H50zM50 24h70v8H50z' fill='#12304a'/></svg>";
    std::fs::write(root.join("content/brand/logo.svg"), logo)?;
    std::fs::write(
        root.join("config.yaml"),
        format!(
            "organization: {{ name: Northlight, address: ['18, rue du Méridien', 69002 Lyon] }}\n\
             site: {{ base_url: https://pay.example.com, invoice_pages: false }}\n\
             features: {{ outstanding_statement: false }}\n\
             statements: {{ periods: [all], formats: [{format}] }}\n\
             white_label: {{ logo: brand/logo.svg }}\n\
             payment: {{ accounts: [{{ currency: EUR, holder: Northlight, iban: FR76 3000 6000 0112 3456 7890 189 }}] }}\n"
        ),
    )?;
    std::fs::write(
        exports.join("customers.csv"),
        "id,name,address_1,city,country\nC-1,Harbor Bakery,7 Quay,Cork,IE\n",
    )?;
    let mut invoices = "number,customer_id,issued,due,currency,total,description\n".to_owned();
    for row in 0..rows {
        let (year, month, day) = (2020 + row % 6, row % 12 + 1, row % 28 + 1);
        let cents = row * 7_919 % 900_000 + 1_000;
        writeln!(
            invoices,
            "INV-{row:05},C-1,{year}-{month:02}-{day:02},2026-06-30,EUR,{}.{:02},Calibration of gauge {row}",
            cents / 100,
            cents % 100
        )?;
    }
    std::fs::write(exports.join("invoices.csv"), invoices)?;
    let loaded = Project::find(root)?.load(&mut Problems::new())?;
    loaded.inputs.ok_or_else(|| "config has errors".into())
}

/// The time this thread has been at work, where the system tells it (Linux); other programs do not count then.
fn spent() -> Duration {
    let scheduled = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = scheduled.split_whitespace().next().and_then(|text| text.parse().ok());
    nanoseconds.map(Duration::from_nanos).unwrap_or_default()
}
