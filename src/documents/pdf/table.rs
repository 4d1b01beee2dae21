//! Tables that go on over pages: columns are as wide as they must be, rows as high as their text, heads are repeated.

use super::sheet::{Frame, GROUND, QUIET, RULE, run};
use super::{LINE, Sheet};
use crate::pdf::{At, Block, Direction, Fonts, Furniture, Row, Rows, Style};

/// Above and below a row's text, and between columns.
const PAD: f32 = 3.4;
const GAP: f32 = 10.0;

/// The height of a table's head.
const HEAD: f32 = 17.0;

/// The sizes that a table's text is tried in, so that amounts fit beside some words.
const SIZES: [f32; 4] = [8.5, 7.5, 6.5, 5.5];

/// The most lines of one cell; a text that is longer ends with an ellipsis.
const LINES: usize = 12;

/// A column: its title, and how it is set.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) title: String,
    pub(super) setting: Setting,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Setting {
    /// Text on one line, at the column's start.
    Text,
    /// Text that is broken into lines: this column gets the room that the others leave. There is one of it, or more that
    /// share the room.
    Prose,
    /// An amount or a number, at the column's end.
    Amount,
}

/// A cell: what it says, and quieter words below that.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, note: None }
    }
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    /// The column whose cells name their rows.
    pub(super) naming: usize,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Rows with sums, in bold. They never stand on a page without the row before them.
    pub(super) sums: Vec<Vec<Cell>>,
}

/// A cell's lines: words, then quieter words.
struct Lines {
    text: Vec<String>,
    note: Vec<String>,
}

/// A row ready to be drawn.
struct Set {
    cells: Vec<Lines>,
    height: f32,
}

/// Where columns lie, and the size of their text.
struct Layout {
    size: f32,
    columns: Vec<Place>,
}

/// Where a column begins and how wide it is.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
    setting: Setting,
}

impl Table {
    pub(super) fn draw(&self, sheet: &mut Sheet<'_>) {
        let fonts = sheet.stationery.fonts();
        let layout = self.layout(fonts, sheet.frame.width);
        let rows: Vec<Set> = self.rows.iter().map(|row| layout.set(fonts, row, false)).collect();
        let sums: Vec<Set> = self.sums.iter().map(|row| layout.set(fonts, row, true)).collect();
        let sums_height: f32 = sums.iter().map(|row| row.height).sum();
        sheet.need(HEAD + rows.first().map_or(0.0, |row| row.height) + if rows.len() < 2 { sums_height } else { 0.0 });
        let Sheet { document, frame, y, running_title, .. } = sheet;
        let frame = *frame;
        let columns = u16::try_from(self.columns.len()).expect("a table has a handful of columns");
        document.table(columns, |table| {
            table.head(|head| {
                head.artifact(Furniture::Decoration, |canvas| {
                    canvas.fill(frame.area(0.0, *y, frame.width, HEAD), GROUND);
                });
                head.row(|row| {
                    for (column, place) in self.columns.iter().zip(&layout.columns) {
                        let at = place.at(&frame, *y + HEAD - 5.5);
                        row.header(|cell| cell.text(&column.title, at, &layout.titles()));
                    }
                });
            });
            *y += HEAD;
            let repeat = |body: &mut Rows<'_, '_>| self.repeat(body, &frame, &layout, running_title);
            table.body(|body| {
                for (at, set) in rows.iter().enumerate() {
                    let below = if at + 1 == rows.len() { sums_height } else { 0.0 };
                    if *y + set.height + below > frame.bottom {
                        *y = repeat(body);
                    }
                    body.row(|row| layout.draw(row, set, &frame, *y, self.naming, false));
                    *y += set.height;
                    body.artifact(Furniture::Decoration, |canvas| {
                        canvas.fill(frame.area(0.0, *y, frame.width, 0.35), RULE);
                    });
                }
            });
            if !sums.is_empty() {
                table.foot(|foot| {
                    for set in &sums {
                        if *y + set.height > frame.bottom {
                            *y = repeat(foot);
                        }
                        foot.row(|row| layout.draw(row, set, &frame, *y, self.naming, true));
                        *y += set.height;
                    }
                    foot.artifact(Furniture::Decoration, |canvas| {
                        canvas.fill(frame.area(0.0, *y, frame.width, 0.9), QUIET);
                    });
                });
            }
        });
    }

    /// A new page that begins with the table's head; the top of what comes below it.
    fn repeat(&self, rows: &mut Rows<'_, '_>, frame: &Frame, layout: &Layout, running_title: &str) -> f32 {
        rows.new_page();
        let y = rows.artifact(Furniture::Header, |canvas| run(canvas, frame, running_title));
        rows.artifact(Furniture::RepeatedHead, |canvas| {
            canvas.fill(frame.area(0.0, y, frame.width, HEAD), GROUND);
            for (column, place) in self.columns.iter().zip(&layout.columns) {
                canvas.text(&column.title, place.at(frame, y + HEAD - 5.5), &layout.titles());
            }
        });
        y + HEAD
    }

    /// Columns as wide as their widest text, in the largest letters that leave prose some room.
    fn layout(&self, fonts: &Fonts, width: f32) -> Layout {
        let mut last = None;
        for size in SIZES {
            let widths: Vec<f32> = (0..self.columns.len()).map(|column| self.width(fonts, column, size)).collect();
            let prose = self.columns.iter().filter(|column| column.setting == Setting::Prose).count();
            let gaps = GAP * (self.columns.len() - 1) as f32 + 2.0 * PAD;
            let taken: f32 = widths.iter().sum();
            let share = (width - gaps - taken) / prose.max(1) as f32;
            let layout = || Layout::new(size, self, &widths, share.max(20.0), width);
            if share >= 10.0 * size || prose == 0 && share >= 0.0 {
                return layout();
            }
            last = Some(layout());
        }
        last.expect("there are sizes")
    }

    /// How wide a column must be; one of prose takes what is left.
    fn width(&self, fonts: &Fonts, column: usize, size: f32) -> f32 {
        let Column { title, setting } = &self.columns[column];
        if *setting == Setting::Prose {
            return 0.0;
        }
        let (regular, bold) = (Style::regular(size), Style::bold(size));
        let widths = |rows: &[Vec<Cell>], style: &Style| {
            rows.iter().map(|row| fonts.width(&row[column].text, style)).fold(0.0, f32::max)
        };
        let title = fonts.width(title, &Style::bold(size - 0.5));
        title.max(widths(&self.rows, &regular)).max(widths(&self.sums, &bold))
    }
}

impl Layout {
    fn new(size: f32, table: &Table, widths: &[f32], prose: f32, width: f32) -> Layout {
        let mut x = PAD;
        let mut columns = Vec::new();
        for (column, width) in table.columns.iter().zip(widths) {
            let width = if column.setting == Setting::Prose { prose } else { *width };
            columns.push(Place { x, width, setting: column.setting });
            x += width + GAP;
        }
        // Without prose, all columns share what is left over.
        let over = (width - PAD - (x - GAP)).max(0.0) / columns.len() as f32;
        let mut moved = 0.0;
        for place in &mut columns {
            place.x += moved;
            place.width += over;
            moved += over;
        }
        Layout { size, columns }
    }

    fn titles(&self) -> Style {
        Style::bold(self.size - 0.5).colored(QUIET)
    }

    fn line(&self) -> f32 {
        self.size * LINE
    }

    fn set(&self, fonts: &Fonts, row: &[Cell], bold: bool) -> Set {
        let style = self.style(bold);
        let quiet = self.quiet();
        let cells: Vec<Lines> = row
            .iter()
            .zip(&self.columns)
            .map(|(cell, Place { width, setting, .. })| match setting {
                Setting::Prose => Lines {
                    text: broken(fonts, &cell.text, &style, *width),
                    note: cell.note.as_deref().map(|note| broken(fonts, note, &quiet, *width)).unwrap_or_default(),
                },
                Setting::Text | Setting::Amount => Lines {
                    text: (!cell.text.is_empty()).then(|| cell.text.clone()).into_iter().collect(),
                    note: Vec::new(),
                },
            })
            .collect();
        let height = |cell: &Lines| cell.text.len() as f32 * self.line() + cell.note.len() as f32 * quiet.size * LINE;
        let highest = cells.iter().map(height).fold(self.line(), f32::max);
        Set { cells, height: highest + 2.0 * PAD }
    }

    fn style(&self, bold: bool) -> Style {
        if bold { Style::bold(self.size) } else { Style::regular(self.size) }
    }

    fn quiet(&self) -> Style {
        Style::regular(self.size - 1.0).colored(QUIET)
    }

    fn draw(&self, row: &mut Row<'_, '_>, set: &Set, frame: &Frame, top: f32, naming: usize, bold: bool) {
        for (index, (lines, place)) in set.cells.iter().zip(&self.columns).enumerate() {
            let draw = |cell: &mut Block<'_, '_>| {
                let mut baseline = top + PAD + self.size * 0.98;
                let texts = lines.text.iter().map(|line| (line, self.style(bold)));
                for (line, style) in texts.chain(lines.note.iter().map(|line| (line, self.quiet()))) {
                    cell.text(line, place.at(frame, baseline), &directed(style, lines));
                    baseline += style.size * LINE;
                }
            };
            if index == naming { row.header(draw) } else { row.cell(draw) }
        }
    }
}

/// Lines of one text read one way, whatever each begins with.
fn directed(style: Style, lines: &Lines) -> Style {
    match lines.text.first() {
        Some(first) if lines.text.len() > 1 => style.directed(Direction::of(first)),
        _ => style,
    }
}

impl Place {
    /// A line of text in the column.
    fn at(&self, frame: &Frame, baseline: f32) -> At {
        match self.setting {
            Setting::Text | Setting::Prose => frame.start(self.x, baseline),
            Setting::Amount => frame.end(self.x + self.width, baseline),
        }
    }
}

/// A text as lines, no more than a cell takes.
fn broken(fonts: &Fonts, text: &str, style: &Style, width: f32) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let text = text.replace('\t', " ");
    let mut lines: Vec<String> = fonts.lines(&text, style, width).into_iter().map(str::to_owned).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    lines
}
