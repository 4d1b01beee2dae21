//! The receipt and the payment part of a Swiss QR-bill, at the foot of the last page.
//!
//! Places, sizes and words are those of the Swiss Implementation Guidelines for the QR-bill 2.4, chapters 3.4 to 3.7 and
//! annex D; only the font is another sans-serif than the four they name, that of the whole document. Lengths are in
//! millimeters from the slip's top left corner. The slip reads from left to right in every language, since banks' machines
//! and clerks know it so.

use super::Sheet;
use super::sheet::Frame;
use crate::config::Language;
use crate::documents::Letter;
use crate::payment::{PaymentCode, QrBill, QrBillParty, QrBillReference, in_groups};
use crate::pdf::{Area, At, Canvas, Color, Dark, Document, Figure, Fonts, Furniture, Level, Path, Style};

/// A millimeter in points.
const MM: f32 = 72.0 / 25.4;

/// The slip: 210 by 105 mm, of which the receipt takes the first 62.
const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 105.0;
const RECEIPT: f32 = 62.0;
const MARGIN: f32 = 5.0;

/// The code's side, and where it lies.
const CODE: f32 = 46.0;
const CODE_AT: (f32, f32) = (RECEIPT + MARGIN, 17.0);

/// Where the payment part's right half begins.
const DETAILS: f32 = 118.0;

/// The words on a slip, in one of its four languages.
struct Words {
    payment_part: &'static str,
    receipt: &'static str,
    payable_to: &'static str,
    reference: &'static str,
    additional_information: &'static str,
    payable_by: &'static str,
    payable_by_blank: &'static str,
    currency: &'static str,
    amount: &'static str,
    acceptance_point: &'static str,
    separate: &'static str,
}

const GERMAN: Words = Words {
    payment_part: "Zahlteil",
    receipt: "Empfangsschein",
    payable_to: "Konto / Zahlbar an",
    reference: "Referenz",
    additional_information: "Zusätzliche Informationen",
    payable_by: "Zahlbar durch",
    payable_by_blank: "Zahlbar durch (Name/Adresse)",
    currency: "Währung",
    amount: "Betrag",
    acceptance_point: "Annahmestelle",
    separate: "Vor der Einzahlung abzutrennen",
};

const FRENCH: Words = Words {
    payment_part: "Section paiement",
    receipt: "Récépissé",
    payable_to: "Compte / Payable à",
    reference: "Référence",
    additional_information: "Informations supplémentaires",
    payable_by: "Payable par",
    payable_by_blank: "Payable par (nom/adresse)",
    currency: "Monnaie",
    amount: "Montant",
    acceptance_point: "Point de dépôt",
    separate: "A détacher avant le versement",
};

const ITALIAN: Words = Words {
    payment_part: "Sezione pagamento",
    receipt: "Ricevuta",
    payable_to: "Conto / Pagabile a",
    reference: "Riferimento",
    additional_information: "Informazioni supplementari",
    payable_by: "Pagabile da",
    payable_by_blank: "Pagabile da (nome/indirizzo)",
    currency: "Valuta",
    amount: "Importo",
    acceptance_point: "Punto di accettazione",
    separate: "Da staccare prima del versamento",
};

const ENGLISH: Words = Words {
    payment_part: "Payment part",
    receipt: "Receipt",
    payable_to: "Account / Payable to",
    reference: "Reference",
    additional_information: "Additional information",
    payable_by: "Payable by",
    payable_by_blank: "Payable by (name/address)",
    currency: "Currency",
    amount: "Amount",
    acceptance_point: "Acceptance point",
    separate: "Separate before paying in",
};

impl Words {
    fn of(language: &Language) -> &'static Words {
        match language.as_str().split('-').next() {
            Some("de") => &GERMAN,
            Some("fr") => &FRENCH,
            Some("it") => &ITALIAN,
            _ => &ENGLISH,
        }
    }
}

/// A payment slip being drawn.
struct Slip<'s, 'p, 'b> {
    document: &'s mut Document<'p>,
    fonts: &'s Fonts,
    bill: &'s QrBill<'b>,
    words: &'static Words,
    /// The slip's top on the page, in points.
    top: f32,
}

/// Where what stands above a slip must end.
pub(super) fn top(frame: &Frame) -> f32 {
    frame.paper.height - HEIGHT * MM - 11.0
}

/// Draws the slip at the foot of this page or, where that is taken, of a new one. `alternative` is what the code says to
/// those who do not see it.
pub(super) fn draw(
    sheet: &mut Sheet<'_>,
    letter: &Letter<'_, '_>,
    code: &PaymentCode<'_>,
    bill: &QrBill<'_>,
    alternative: &str,
) {
    let top = sheet.frame.paper.height - HEIGHT * MM;
    if sheet.y > self::top(&sheet.frame) {
        sheet.need(f32::INFINITY);
    }
    let Sheet { stationery, document, .. } = sheet;
    let words = Words::of(letter.portal.language);
    let mut slip = Slip { document, fonts: stationery.fonts(), bill, words, top };
    slip.lines();
    slip.receipt();
    slip.payment_part(code, alternative);
    sheet.slip = Some(sheet.document.pages() - 1);
}

/// Sizes of headings and of what stands below them, in points.
#[derive(Clone, Copy)]
struct Sizes {
    heading: f32,
    text: f32,
    /// From one line to the next.
    line: f32,
}

const RECEIPT_SIZES: Sizes = Sizes { heading: 6.0, text: 8.0, line: 9.0 };
const PART_SIZES: Sizes = Sizes { heading: 8.0, text: 10.0, line: 11.0 };

impl Slip<'_, '_, '_> {
    /// A length of the slip from the page's left edge.
    fn x(&self, x: f32) -> f32 {
        x * MM
    }

    /// A length of the slip from the page's top.
    fn y(&self, y: f32) -> f32 {
        self.top + y * MM
    }

    /// Where to cut, and the word that it must be done.
    fn lines(&mut self) {
        let (top, left, words) = (self.top, self.x(RECEIPT), self.words);
        let thin = 0.5;
        self.document.artifact(Furniture::Decoration, |canvas| {
            canvas.fill(Area { x: 0.0, y: top, width: WIDTH * MM, height: thin }, Color::BLACK);
            canvas.fill(Area { x: left, y: top, width: thin, height: HEIGHT * MM }, Color::BLACK);
            canvas.text(words.separate, At::center(WIDTH * MM / 2.0, top - 4.0), &Style::regular(7.0));
        });
    }

    fn receipt(&mut self) {
        let (x, words) = (MARGIN, self.words);
        self.title(words.receipt, x);
        let width = RECEIPT - 2.0 * MARGIN;
        let y = self.information(x, 12.0, width, RECEIPT_SIZES, false);
        self.payable_by(x, y, width, RECEIPT_SIZES, (52.0, 20.0));
        self.amount([x, x + 13.0], 68.0, RECEIPT_SIZES);
        let style = Style::bold(6.0);
        let at = At::right(self.x(RECEIPT - MARGIN), self.y(82.0) + 6.0);
        self.document.paragraph(|paragraph| paragraph.text(words.acceptance_point, at, &style));
    }

    fn payment_part(&mut self, code: &PaymentCode<'_>, alternative: &str) {
        let words = self.words;
        self.title(words.payment_part, RECEIPT + MARGIN);
        let area = Area { x: self.x(CODE_AT.0), y: self.y(CODE_AT.1), width: CODE * MM, height: CODE * MM };
        let picture = code.picture();
        let dark: Vec<Dark> = (picture.runs())
            .map(|run| Dark { x: run.x as u16, y: run.y as u16, width: run.length as u16, height: 1 })
            .collect();
        let module = CODE * MM / picture.size() as f32;
        self.document.figure(Figure { alternative, area }, |canvas| {
            canvas.code(area, picture.size() as u16, &dark);
            if let Some(cross) = picture.cross() {
                canvas.fill_path(&outline(&cross.black, area, module), Color::BLACK);
                canvas.fill_path(&outline(&cross.white, area, module), Color::Gray(1.0));
            }
        });
        let x = RECEIPT + MARGIN;
        self.amount([x, x + 15.0], 68.0, PART_SIZES);
        let width = WIDTH - MARGIN - DETAILS;
        let y = self.information(DETAILS, MARGIN, width, PART_SIZES, true);
        self.payable_by(DETAILS, y, width, PART_SIZES, (65.0, 25.0));
    }

    fn title(&mut self, text: &str, x: f32) {
        let at = At::left(self.x(x), self.y(MARGIN) + 10.0);
        self.document.heading(Level::Two, text, |heading| heading.text(text, at, &Style::bold(11.0)));
    }

    /// To whom, by which reference and, on the payment part, with which message; where that ends.
    fn information(&mut self, x: f32, y: f32, width: f32, sizes: Sizes, with_message: bool) -> f32 {
        let (bill, words) = (self.bill, self.words);
        let mut lines = vec![in_groups(bill.iban)];
        lines.extend(party(&bill.creditor));
        let mut y = self.block(words.payable_to, &lines, x, y, width, sizes);
        let reference = match &bill.reference {
            QrBillReference::Qr(reference) => Some(reference.grouped()),
            QrBillReference::Creditor(reference) => Some(reference.grouped()),
            QrBillReference::None => None,
        };
        if let Some(reference) = reference {
            y = self.block(words.reference, &[reference], x, y, width, sizes);
        }
        match bill.message.filter(|_| with_message) {
            Some(message) => self.block(words.additional_information, &[message.to_owned()], x, y, width, sizes),
            None => y,
        }
    }

    /// Who pays, or the corners of a field to write it in.
    fn payable_by(&mut self, x: f32, y: f32, width: f32, sizes: Sizes, (across, down): (f32, f32)) {
        let (bill, words) = (self.bill, self.words);
        if let Some(debtor) = &bill.debtor {
            self.block(words.payable_by, &party(debtor), x, y, width, sizes);
            return;
        }
        let y = self.block(words.payable_by_blank, &[], x, y, width, sizes);
        let area = Area { x: self.x(x), y: self.y(y) - sizes.line + 3.0, width: across * MM, height: down * MM };
        self.document.artifact(Furniture::Decoration, |canvas| corners(canvas, area));
    }

    fn amount(&mut self, [currency, amount]: [f32; 2], y: f32, sizes: Sizes) {
        let (bill, words) = (self.bill, self.words);
        self.block(words.currency, &[bill.amount.currency.code().to_owned()], currency, y, 20.0, sizes);
        self.block(words.amount, &[spaced(&bill.amount.to_string())], amount, y, 40.0, sizes);
    }

    /// A heading with lines below it, and a free line after them; where that ends, in millimeters.
    fn block(&mut self, heading: &str, lines: &[String], x: f32, y: f32, width: f32, sizes: Sizes) -> f32 {
        let (left, fonts) = (self.x(x), self.fonts);
        let mut baseline = self.y(y) + sizes.heading;
        let (bold, style) = (Style::bold(sizes.heading), Style::regular(sizes.text));
        self.document.paragraph(|paragraph| {
            paragraph.text(heading, At::left(left, baseline), &bold);
            for line in lines.iter().flat_map(|line| fonts.lines(line, &style, width * MM)) {
                baseline += sizes.line;
                paragraph.text(line, At::left(left, baseline), &style);
            }
        });
        (baseline + sizes.line - self.top) / MM
    }
}

/// Name and address as they are printed: no country code before a Swiss postal code is needed, and any is allowed.
fn party(party: &QrBillParty<'_>) -> Vec<String> {
    let street = [party.street, party.house_number].join(" ");
    let town = match party.country.code() {
        "CH" | "LI" => format!("{} {}", party.postal_code, party.town),
        code => format!("{code}-{} {}", party.postal_code, party.town),
    };
    [party.name.to_owned(), street.trim().to_owned(), town].into_iter().filter(|line| !line.is_empty()).collect()
}

/// An amount with a space between thousands and a point before the decimals, as the guidelines print it.
fn spaced(amount: &str) -> String {
    let (whole, decimals) = amount.split_once('.').unwrap_or((amount, "00"));
    let digits: Vec<char> = whole.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    format!("{}.{decimals}", groups.join(" "))
}

/// An outline in modules, on the page.
fn outline(corners: &[[f64; 2]], area: Area, module: f32) -> Path {
    let point = |[x, y]: [f64; 2]| (area.x + x as f32 * module, area.y + y as f32 * module);
    let mut points = corners.iter().map(|corner| point(*corner));
    let (x, y) = points.next().expect("an outline has corners");
    points.fold(Path::new().move_to(x, y), |path, (x, y)| path.line_to(x, y)).close()
}

/// The corners of a field, 3 mm long and 0.75 points thick.
fn corners(canvas: &mut Canvas<'_, '_>, Area { x, y, width, height }: Area) {
    let (long, thick) = (3.0 * MM, 0.75);
    for (left, top) in [(x, y), (x + width - long, y), (x, y + height - thick), (x + width - long, y + height - thick)]
    {
        canvas.fill(Area { x: left, y: top, width: long, height: thick }, Color::BLACK);
    }
    for (left, top) in [(x, y), (x + width - thick, y), (x, y + height - long), (x + width - thick, y + height - long)]
    {
        canvas.fill(Area { x: left, y: top, width: thick, height: long }, Color::BLACK);
    }
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn amounts_are_grouped_by_spaces() {
        assert_eq!(
            ["0.05", "950.00", "1949.75", "999999999.99"].map(spaced),
            ["0.05", "950.00", "1 949.75", "999 999 999.99"]
        );
    }
}
