//! E-invoices, for show: some invoices of the books as the European standard sees them (EN 16931), in three forms.
//!
//! Amounts, parties and references are those of the books, so a form and the PDF beside it say the same. What the standard
//! asks for beyond the books (tax, delivery, how to pay) is what such a sale would have. Numbers in brackets are the
//! standard's business terms.

mod cii;
mod ubl;
mod xml;

use crate::books::{Books, InvoiceId};
use crate::people::Customer;
use crate::tables::decimal;
use jiff::civil::Date;
use portalsmith::payment::CreditorReference;

/// How an invoice is delivered to machines.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// XRechnung 3.0 in UBL, beside the PDF.
    XRechnung,
    /// EN 16931 itself in CII, beside the PDF.
    Cii,
    /// CII inside of the PDF.
    FacturX,
}

/// The organization, as it sells.
struct Seller;

impl Seller {
    const NAME: &str = "Northlight Instruments SAS";
    const VAT: &str = "FR00000000000";
    /// SIREN; its scheme is 0002 (ISO 6523).
    const REGISTRATION: &str = "000000000";
    const STREET: &str = "18, rue du Méridien";
    const POSTAL_CODE: &str = "69002";
    const CITY: &str = "Lyon";
    const COUNTRY: &str = "FR";
    const CONTACT: &str = "Northlight Billing";
    const PHONE: &str = "+33 4 65 71 20 99";
    const EMAIL: &str = "billing@example.com";
    const IBAN: &str = "FR7630006000011234567890189";
    const BIC: &str = "EXMPFRPP";
}

/// Electronic addresses are e-mail addresses (list EAS).
const EMAIL_SCHEME: &str = "EM";
/// A commercial invoice (UNTDID 1001).
const INVOICE: &str = "380";
/// A SEPA credit transfer (UNTDID 4461).
const CREDIT_TRANSFER: &str = "58";
/// One, of whatever it is (UN/ECE recommendation 20).
const PIECE: &str = "C62";

/// Value added tax, as it follows from where the buyer is.
#[derive(Clone, Copy, PartialEq)]
enum Tax {
    /// Sold in France.
    Standard,
    /// Sold to a business in another country of the Union, which pays the tax itself.
    WithinUnion,
}

impl Tax {
    /// UNCL 5305 (BT-118, BT-151).
    fn category(self) -> &'static str {
        match self {
            Tax::Standard => "S",
            Tax::WithinUnion => "K",
        }
    }

    /// In percent (BT-119, BT-152).
    fn rate(self) -> i64 {
        match self {
            Tax::Standard => 20,
            Tax::WithinUnion => 0,
        }
    }

    /// Why there is none (BT-121, BT-120).
    fn exemption(self) -> Option<(&'static str, &'static str)> {
        match self {
            Tax::Standard => None,
            Tax::WithinUnion => Some(("VATEX-EU-IC", "Intra-Community supply (CGI, article 262 ter, I)")),
        }
    }
}

/// How French invoices of goods are handled (BT-23), and those by the European network Peppol.
const FRENCH_PROCESS: &str = "B1";
const PEPPOL_PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// A remark, after its subject's code (BT-21, UNTDID 4451).
type Note = (&'static str, &'static str);

/// What French law wants on an invoice to a business (code de commerce, article L441-9).
const FRENCH_NOTES: [Note; 3] = [
    ("PMT", "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €."),
    ("PMD", "Pénalités de retard : trois fois le taux d'intérêt légal."),
    ("AAB", "Pas d'escompte pour paiement anticipé."),
];

/// An invoice of the books, with the tax that its total includes. Amounts are minor units.
pub(crate) struct EInvoice<'a> {
    number: &'a str,
    issued: Date,
    due: Date,
    order: &'a str,
    delivery_note: &'a str,
    buyer: &'a Customer,
    currency: &'static str,
    /// Text, and amount without tax.
    pub(crate) lines: Vec<(&'a str, i64)>,
    tax: Tax,
    net: i64,
    pub(crate) tax_amount: i64,
    /// As the portal asks for it (`creditor_reference` in config.yaml).
    reference: String,
}

impl<'a> EInvoice<'a> {
    /// Panics where tax would not come out to the cent, or beyond the euro countries of the Union that the sample has.
    pub(crate) fn new(books: &'a Books, id: InvoiceId) -> EInvoice<'a> {
        let invoice = &books.invoices[id.0];
        let buyer = &books.customers[invoice.customer];
        let (number, total) = (&invoice.number, invoice.total());
        assert!(invoice.currency == "EUR", "{number} is not in euros");
        let tax = match buyer.country.code {
            "FR" => Tax::Standard,
            "DE" | "ES" => Tax::WithinUnion,
            other => panic!("{number} goes to {other}, whose tax is not told here"),
        };
        let without_tax = |amount: i64| half_up(amount * 100, 100 + tax.rate());
        let net = without_tax(total);
        let tax_amount = half_up(net * tax.rate(), 100);
        assert!(net + tax_amount == total, "the tax of {number} leaves a cent");
        let mut lines: Vec<_> =
            invoice.lines.iter().map(|line| (line.text.as_str(), without_tax(line.amount))).collect();
        let rounded: i64 = lines.iter().map(|(_, amount)| amount).sum();
        lines.last_mut().expect("an invoice has lines").1 += net - rounded;
        EInvoice {
            number,
            issued: invoice.issued,
            due: invoice.due,
            order: &invoice.purchase_order,
            delivery_note: &invoice.delivery_note,
            buyer,
            currency: invoice.currency,
            lines,
            tax,
            net,
            tax_amount,
            reference: CreditorReference::of(number).expect("letters and digits").to_string(),
        }
    }

    /// The file beside the PDF.
    pub(crate) fn xrechnung(&self) -> Vec<u8> {
        ubl::write(self)
    }

    /// The file beside the PDF, or inside of it.
    pub(crate) fn cii(&self) -> Vec<u8> {
        cii::write(self)
    }

    fn amount(&self, minor: i64) -> String {
        decimal(minor, self.currency)
    }

    fn total(&self) -> i64 {
        self.net + self.tax_amount
    }

    /// What the buyer knows the purchase by (BT-10); public buyers in Germany give a number for it (Leitweg-ID).
    fn buyer_reference(&self) -> &str {
        if self.order.is_empty() { self.buyer.id } else { self.order }
    }

    fn process(&self) -> &'static str {
        match self.tax {
            Tax::Standard => FRENCH_PROCESS,
            Tax::WithinUnion => PEPPOL_PROCESS,
        }
    }

    fn notes(&self) -> &'static [Note] {
        match self.tax {
            Tax::Standard => &FRENCH_NOTES,
            Tax::WithinUnion => &[],
        }
    }
}

fn half_up(numerator: i64, denominator: i64) -> i64 {
    (2 * numerator + denominator) / (2 * denominator)
}
