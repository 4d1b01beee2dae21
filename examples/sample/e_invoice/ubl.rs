//! An e-invoice as UBL 2.1 (OASIS), by the rules of the German XRechnung 3.0.

use super::xml::Xml;
use super::{CREDIT_TRANSFER, EInvoice, EMAIL_SCHEME, INVOICE, PIECE, Seller, Tax};
use crate::people::Customer;

const NAMESPACES: [(&str, &str); 3] = [
    ("", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
    ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
];

/// The rules (BT-24).
const XRECHNUNG: &str = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

pub(super) fn write(invoice: &EInvoice<'_>) -> Vec<u8> {
    Xml::document("Invoice", &NAMESPACES, |xml| {
        xml.value("cbc:CustomizationID", XRECHNUNG);
        xml.value("cbc:ProfileID", invoice.process());
        xml.value("cbc:ID", invoice.number);
        xml.value("cbc:IssueDate", &invoice.issued.to_string());
        xml.value("cbc:DueDate", &invoice.due.to_string());
        xml.value("cbc:InvoiceTypeCode", INVOICE);
        for (_, note) in invoice.notes() {
            xml.value("cbc:Note", note);
        }
        xml.value("cbc:DocumentCurrencyCode", invoice.currency);
        xml.value("cbc:BuyerReference", invoice.buyer_reference());
        xml.nested(&["cac:OrderReference", "cbc:ID"], invoice.order);
        xml.nested(&["cac:DespatchDocumentReference", "cbc:ID"], invoice.delivery_note);
        xml.group("cac:AccountingSupplierParty", |xml| xml.group("cac:Party", seller));
        xml.group("cac:AccountingCustomerParty", |xml| xml.group("cac:Party", |xml| buyer(xml, invoice.buyer)));
        delivery(xml, invoice);
        payment(xml, invoice);
        tax(xml, invoice);
        totals(xml, invoice);
        for (number, (text, net)) in (1..).zip(&invoice.lines) {
            line(xml, invoice, number, (text, *net));
        }
    })
}

fn seller(xml: &mut Xml) {
    xml.value_in("cbc:EndpointID", ("schemeID", EMAIL_SCHEME), Seller::EMAIL);
    xml.group("cac:PostalAddress", |xml| {
        xml.value("cbc:StreetName", Seller::STREET);
        xml.value("cbc:CityName", Seller::CITY);
        xml.value("cbc:PostalZone", Seller::POSTAL_CODE);
        xml.nested(&["cac:Country", "cbc:IdentificationCode"], Seller::COUNTRY);
    });
    tax_scheme(xml, Seller::VAT);
    xml.group("cac:PartyLegalEntity", |xml| {
        xml.value("cbc:RegistrationName", Seller::NAME);
        xml.value_in("cbc:CompanyID", ("schemeID", "0002"), Seller::REGISTRATION);
    });
    xml.group("cac:Contact", |xml| {
        xml.value("cbc:Name", Seller::CONTACT);
        xml.value("cbc:Telephone", Seller::PHONE);
        xml.value("cbc:ElectronicMail", Seller::EMAIL);
    });
}

fn buyer(xml: &mut Xml, buyer: &Customer) {
    let [street, second_line] = buyer.address;
    xml.value_in("cbc:EndpointID", ("schemeID", EMAIL_SCHEME), &buyer.email());
    xml.group("cac:PostalAddress", |xml| {
        xml.value("cbc:StreetName", street);
        xml.value("cbc:AdditionalStreetName", second_line);
        xml.value("cbc:CityName", buyer.city);
        xml.value("cbc:PostalZone", buyer.postal_code);
        xml.nested(&["cac:Country", "cbc:IdentificationCode"], buyer.country.code);
    });
    tax_scheme(xml, &buyer.vat_number());
    xml.nested(&["cac:PartyLegalEntity", "cbc:RegistrationName"], buyer.name);
}

fn tax_scheme(xml: &mut Xml, vat_number: &str) {
    xml.group("cac:PartyTaxScheme", |xml| {
        xml.value("cbc:CompanyID", vat_number);
        xml.nested(&["cac:TaxScheme", "cbc:ID"], "VAT");
    });
}

/// On the day of the invoice, to the buyer.
fn delivery(xml: &mut Xml, invoice: &EInvoice<'_>) {
    let buyer = invoice.buyer;
    xml.group("cac:Delivery", |xml| {
        xml.value("cbc:ActualDeliveryDate", &invoice.issued.to_string());
        xml.group("cac:DeliveryLocation", |xml| {
            xml.group("cac:Address", |xml| {
                xml.value("cbc:CityName", buyer.city);
                xml.value("cbc:PostalZone", buyer.postal_code);
                xml.nested(&["cac:Country", "cbc:IdentificationCode"], buyer.country.code);
            });
        });
    });
}

fn payment(xml: &mut Xml, invoice: &EInvoice<'_>) {
    xml.group("cac:PaymentMeans", |xml| {
        xml.value("cbc:PaymentMeansCode", CREDIT_TRANSFER);
        xml.value("cbc:PaymentID", &invoice.reference);
        xml.group("cac:PayeeFinancialAccount", |xml| {
            xml.value("cbc:ID", Seller::IBAN);
            xml.value("cbc:Name", Seller::NAME);
            xml.nested(&["cac:FinancialInstitutionBranch", "cbc:ID"], Seller::BIC);
        });
    });
}

fn tax(xml: &mut Xml, invoice: &EInvoice<'_>) {
    xml.group("cac:TaxTotal", |xml| {
        amount(xml, "cbc:TaxAmount", invoice, invoice.tax_amount);
        xml.group("cac:TaxSubtotal", |xml| {
            amount(xml, "cbc:TaxableAmount", invoice, invoice.net);
            amount(xml, "cbc:TaxAmount", invoice, invoice.tax_amount);
            category(xml, "cac:TaxCategory", invoice.tax, invoice.tax.exemption());
        });
    });
}

fn category(xml: &mut Xml, name: &str, tax: Tax, exemption: Option<(&str, &str)>) {
    xml.group(name, |xml| {
        xml.value("cbc:ID", tax.category());
        xml.value("cbc:Percent", &tax.rate().to_string());
        if let Some((code, reason)) = exemption {
            xml.value("cbc:TaxExemptionReasonCode", code);
            xml.value("cbc:TaxExemptionReason", reason);
        }
        xml.nested(&["cac:TaxScheme", "cbc:ID"], "VAT");
    });
}

fn totals(xml: &mut Xml, invoice: &EInvoice<'_>) {
    xml.group("cac:LegalMonetaryTotal", |xml| {
        amount(xml, "cbc:LineExtensionAmount", invoice, invoice.net);
        amount(xml, "cbc:TaxExclusiveAmount", invoice, invoice.net);
        amount(xml, "cbc:TaxInclusiveAmount", invoice, invoice.total());
        amount(xml, "cbc:PayableAmount", invoice, invoice.total());
    });
}

fn line(xml: &mut Xml, invoice: &EInvoice<'_>, number: usize, (text, net): (&str, i64)) {
    xml.group("cac:InvoiceLine", |xml| {
        xml.value("cbc:ID", &number.to_string());
        xml.value_in("cbc:InvoicedQuantity", ("unitCode", PIECE), "1");
        amount(xml, "cbc:LineExtensionAmount", invoice, net);
        xml.group("cac:Item", |xml| {
            xml.value("cbc:Name", text);
            category(xml, "cac:ClassifiedTaxCategory", invoice.tax, None);
        });
        xml.group("cac:Price", |xml| amount(xml, "cbc:PriceAmount", invoice, net));
    });
}

fn amount(xml: &mut Xml, name: &str, invoice: &EInvoice<'_>, minor: i64) {
    xml.value_in(name, ("currencyID", invoice.currency), &invoice.amount(minor));
}
