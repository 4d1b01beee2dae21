//! A document like a statement of account, drawn with the room `pdf` alone: for measuring, and for looking at.

use jiff::civil::date;
use portalsmith::pdf::{
    About, Area, At, Color, Dark, Direction, Figure, Furniture, Level, Paper, Path, Picture, Press, Rows, Style,
    Target, Unprintable,
};

/// The words of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) language: &'static str,
    pub(crate) title: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) address: &'static [&'static str],
    /// Day, document, description, debit, credit, balance.
    pub(crate) columns: [&'static str; 6],
    pub(crate) lines: &'static [&'static str],
    pub(crate) total: &'static str,
    pub(crate) prose: &'static str,
    pub(crate) pay: &'static str,
}

/// What a statement has besides its words.
#[derive(Clone, Debug)]
pub(crate) struct Specimen {
    pub(crate) words: Words,
    pub(crate) rows: usize,
    pub(crate) paper: Paper,
    pub(crate) logo: Option<Picture>,
    pub(crate) code: bool,
    /// Distinguishes one customer's statement from another's.
    pub(crate) number: usize,
}

const MARGIN: f32 = 42.0;
const ROW: f32 = 15.0;

/// The statement as a file.
pub(crate) fn statement(press: &Press, specimen: &Specimen) -> Result<Vec<u8>, Unprintable> {
    let words = &specimen.words;
    let about = About {
        title: format!("{}: {}", words.title, words.customer),
        author: words.organization.to_owned(),
        language: words.language.to_owned(),
        day: date(2026, 3, 31),
    };
    let page = Sheet::new(specimen.paper, Direction::of(words.title));
    let mut document = press.document(about, specimen.paper);
    let gray = Color::Gray(0.4);
    if let Some(logo) = &specimen.logo {
        let (width, height) = logo.size();
        let area = page.area(0.0, 36.0, 36.0 * width as f32 / height as f32, 36.0);
        document.figure(Figure { alternative: words.organization, area }, |canvas| canvas.picture(logo, area));
    }
    let large = Style::bold(20.0).colored(Color::Rgb(0.04, 0.1, 0.27));
    document.heading(Level::One, words.title, |heading| heading.text(words.title, page.start(0.0, 100.0), &large));
    document.artifact(Furniture::Decoration, |canvas| {
        canvas.fill(page.area(0.0, 110.0, page.width, 0.75), Color::Rgb(0.04, 0.1, 0.27));
    });
    let mut y = 130.0;
    document.paragraph(|paragraph| {
        paragraph.text(words.customer, page.start(0.0, y), &Style::bold(10.0));
        for line in words.address {
            y += 13.0;
            paragraph.text(line, page.start(0.0, y), &Style::regular(9.5));
        }
    });
    let mut facts = 130.0;
    document.list(|list| {
        for (label, value) in
            [(words.columns[0], "2026-03-31"), (words.columns[1], "C-1001"), ("IBAN", "DE02120300000000202051")]
        {
            list.item(|item| {
                item.label(|label_scope| {
                    label_scope.text(label, page.start(300.0, facts), &Style::regular(9.0).colored(gray))
                });
                item.body(|body| body.text(value, page.end(page.width, facts), &Style::regular(9.0)));
            });
            facts += 13.0;
        }
    });
    y = y.max(facts) + 28.0;
    document.heading(Level::Two, words.columns[5], |heading| {
        heading.text(words.columns[5], page.start(0.0, y), &Style::bold(12.0));
    });
    y += 22.0;
    let last = document.table(6, |table| {
        table.head(|head| {
            head.row(|row| {
                for (column, name) in words.columns.iter().enumerate() {
                    row.header(|cell| cell.text(name, page.column(column, y), &Style::bold(8.5)));
                }
            });
            head.artifact(Furniture::Decoration, |canvas| canvas.fill(page.area(0.0, y + 4.0, page.width, 0.5), gray));
        });
        y += ROW;
        let y = table.body(|body| rows(body, specimen, &page, y));
        table.foot(|foot| {
            foot.row(|row| {
                row.wide_header(3, |cell| cell.text(words.total, page.start(0.0, y), &Style::bold(9.0)));
                row.cell(|_| ());
                row.cell(|_| ());
                row.cell(|cell| cell.text("12,345.00", page.column(5, y), &Style::bold(9.0)));
            });
        });
        y
    });
    let mut last = last;
    if last > page.bottom - 130.0 {
        document.new_page();
        last = 40.0;
    }
    let mut y = last + 26.0;
    let style = Style::regular(9.5).directed(Direction::of(words.prose));
    document.paragraph(|paragraph| {
        for line in press.fonts().lines(words.prose, &style, page.width * 0.7) {
            paragraph.text(line, page.start(0.0, y), &style);
            y += 13.5;
        }
        let address = "https://pay.example.com/p/k3v9";
        let blue = Style::regular(9.5).colored(Color::Rgb(0.04, 0.37, 0.8));
        paragraph.link(Target { address, description: words.pay }, |link| {
            link.text(words.pay, page.start(0.0, y), &blue);
        });
    });
    if specimen.code {
        let area = page.area(page.width - 92.0, last + 16.0, 92.0, 92.0);
        document.figure(
            Figure { alternative: "QR code: pay 12,345.00 EUR to DE02120300000000202051", area },
            |canvas| {
                canvas.code(area, 33, &blocks(specimen.number));
            },
        );
        document.artifact(Furniture::Decoration, |canvas| {
            let around = page.area(0.0, y + 18.0, 120.0, 26.0);
            canvas.fill_path(&Path::rounded(around, 6.0), Color::Rgb(0.9, 0.93, 1.0));
        });
    }
    let pages = document.pages();
    for at in 0..pages {
        document.artifact_on(at, Furniture::Footer, |canvas| {
            let style = Style::regular(8.0).colored(gray);
            canvas.text(words.organization, page.start(0.0, page.bottom + 24.0), &style);
            canvas.text(&format!("{} / {pages}", at + 1), page.end(page.width, page.bottom + 24.0), &style);
        });
    }
    document.finish()
}

fn rows(body: &mut Rows<'_, '_>, specimen: &Specimen, page: &Sheet, mut y: f32) -> f32 {
    let words = &specimen.words;
    let (style, mut balance) = (Style::regular(9.0), 250_000);
    for row in 0..specimen.rows {
        if y > page.bottom {
            body.new_page();
            y = 60.0;
            body.artifact(Furniture::RepeatedHead, |canvas| {
                for (column, name) in words.columns.iter().enumerate() {
                    canvas.text(name, page.column(column, y), &Style::bold(8.5));
                }
                canvas.fill(page.area(0.0, y + 4.0, page.width, 0.5), Color::Gray(0.4));
            });
            y += ROW;
        }
        let number = specimen.number * 31 + row;
        let (is_debit, amount) = (number % 3 != 1, 1_000 + number * 7_919 % 900_000);
        balance = if is_debit { balance + amount } else { balance.saturating_sub(amount) };
        body.row(|cells| {
            let day = format!("2026-{:02}-{:02}", row / 28 % 12 + 1, row % 28 + 1);
            cells.cell(|cell| cell.text(&day, page.column(0, y), &style));
            cells.cell(|cell| cell.text(&format!("INV-{}", 10_000 + number), page.column(1, y), &style));
            cells.cell(|cell| cell.text(words.lines[number % words.lines.len()], page.column(2, y), &style));
            let (debit, credit) =
                if is_debit { (money(amount), String::new()) } else { (String::new(), money(amount)) };
            cells.cell(|cell| cell.text(&debit, page.column(3, y), &style));
            cells.cell(|cell| cell.text(&credit, page.column(4, y), &style));
            cells.cell(|cell| cell.text(&money(balance), page.column(5, y), &style));
        });
        body.artifact(Furniture::Decoration, |canvas| {
            canvas.fill(page.area(0.0, y + 4.0, page.width, 0.25), Color::Gray(0.85));
        });
        y += ROW;
    }
    y
}

fn money(cents: usize) -> String {
    let whole = cents / 100;
    match whole {
        0..1_000 => format!("{whole}.{:02}", cents % 100),
        _ => format!("{},{:03}.{:02}", whole / 1_000, whole % 1_000, cents % 100),
    }
}

/// Something that looks like a QR code of 33 squares.
fn blocks(number: usize) -> Vec<Dark> {
    let mut state = number as u32 + 1;
    let mut dark = Vec::new();
    for y in 0..33 {
        for x in 0..33 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if state >> 31 == 1 {
                dark.push(Dark { x, y, width: 1, height: 1 });
            }
        }
    }
    dark
}

/// The page within its margins, mirrored for scripts that run from right to left.
struct Sheet {
    width: f32,
    bottom: f32,
    paper: Paper,
    direction: Direction,
}

impl Sheet {
    fn new(paper: Paper, direction: Direction) -> Sheet {
        Sheet { width: paper.width - 2.0 * MARGIN, bottom: paper.height - 70.0, paper, direction }
    }

    /// A line that begins so far from where lines begin.
    fn start(&self, x: f32, y: f32) -> At {
        match self.direction {
            Direction::LeftToRight => At::left(MARGIN + x, y),
            Direction::RightToLeft => At::right(self.paper.width - MARGIN - x, y),
        }
    }

    /// A line that ends so far from where lines begin.
    fn end(&self, x: f32, y: f32) -> At {
        match self.direction {
            Direction::LeftToRight => At::right(MARGIN + x, y),
            Direction::RightToLeft => At::left(self.paper.width - MARGIN - x, y),
        }
    }

    fn area(&self, x: f32, y: f32, width: f32, height: f32) -> Area {
        let x = match self.direction {
            Direction::LeftToRight => MARGIN + x,
            Direction::RightToLeft => self.paper.width - MARGIN - x - width,
        };
        Area { x, y, width, height }
    }

    fn column(&self, column: usize, y: f32) -> At {
        match column {
            0 => self.start(0.0, y),
            1 => self.start(64.0, y),
            2 => self.start(136.0, y),
            3 => self.end(self.width - 148.0, y),
            4 => self.end(self.width - 74.0, y),
            _ => self.end(self.width, y),
        }
    }
}
