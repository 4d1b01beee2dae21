//! An e-invoice as CII (Cross Industry Invoice, UN/CEFACT D16B), by the rules of EN 16931 itself, which are those of
//! Factur-X with that name too.

use super::xml::Xml;
use super::{CREDIT_TRANSFER, EInvoice, EMAIL_SCHEME, INVOICE, PIECE, Seller};
use crate::people::Customer;
use jiff::civil::Date;

const NAMESPACES: [(&str, &str); 4] = [
    ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
    ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
];

/// The rules (BT-24).
const EN_16931: &str = "urn:cen.eu:en16931:2017";

pub(super) fn write(invoice: &EInvoice<'_>) -> Vec<u8> {
    Xml::document("rsm:CrossIndustryInvoice", &NAMESPACES, |xml| {
        xml.group("rsm:ExchangedDocumentContext", |xml| {
            xml.nested(&["ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID"], invoice.process());
            xml.nested(&["ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID"], EN_16931);
        });
        xml.group("rsm:ExchangedDocument", |xml| {
            xml.value("ram:ID", invoice.number);
            xml.value("ram:TypeCode", INVOICE);
            day(xml, "ram:IssueDateTime", invoice.issued);
            for (subject, text) in invoice.notes() {
                xml.group("ram:IncludedNote", |xml| {
                    xml.value("ram:Content", text);
                    xml.value("ram:SubjectCode", subject);
                });
            }
        });
        xml.group("rsm:SupplyChainTradeTransaction", |xml| {
            for (number, (text, net)) in (1..).zip(&invoice.lines) {
                line(xml, invoice, number, (text, *net));
            }
            agreement(xml, invoice);
            delivery(xml, invoice);
            settlement(xml, invoice);
        });
    })
}

fn line(xml: &mut Xml, invoice: &EInvoice<'_>, number: usize, (text, net): (&str, i64)) {
    let net = invoice.amount(net);
    xml.group("ram:IncludedSupplyChainTradeLineItem", |xml| {
        xml.nested(&["ram:AssociatedDocumentLineDocument", "ram:LineID"], &number.to_string());
        xml.nested(&["ram:SpecifiedTradeProduct", "ram:Name"], text);
        xml.nested(&["ram:SpecifiedLineTradeAgreement", "ram:NetPriceProductTradePrice", "ram:ChargeAmount"], &net);
        xml.group("ram:SpecifiedLineTradeDelivery", |xml| {
            xml.value_in("ram:BilledQuantity", ("unitCode", PIECE), "1");
        });
        xml.group("ram:SpecifiedLineTradeSettlement", |xml| {
            xml.group("ram:ApplicableTradeTax", |xml| {
                xml.value("ram:TypeCode", "VAT");
                xml.value("ram:CategoryCode", invoice.tax.category());
                xml.value("ram:RateApplicablePercent", &invoice.tax.rate().to_string());
            });
            xml.nested(&["ram:SpecifiedTradeSettlementLineMonetarySummation", "ram:LineTotalAmount"], &net);
        });
    });
}

fn agreement(xml: &mut Xml, invoice: &EInvoice<'_>) {
    xml.group("ram:ApplicableHeaderTradeAgreement", |xml| {
        xml.value("ram:BuyerReference", invoice.buyer_reference());
        xml.group("ram:SellerTradeParty", seller);
        xml.group("ram:BuyerTradeParty", |xml| buyer(xml, invoice.buyer));
        xml.nested(&["ram:BuyerOrderReferencedDocument", "ram:IssuerAssignedID"], invoice.order);
    });
}

fn seller(xml: &mut Xml) {
    xml.value("ram:Name", Seller::NAME);
    xml.group("ram:SpecifiedLegalOrganization", |xml| {
        xml.value_in("ram:ID", ("schemeID", "0002"), Seller::REGISTRATION);
    });
    xml.group("ram:DefinedTradeContact", |xml| {
        xml.value("ram:PersonName", Seller::CONTACT);
        xml.nested(&["ram:TelephoneUniversalCommunication", "ram:CompleteNumber"], Seller::PHONE);
        xml.nested(&["ram:EmailURIUniversalCommunication", "ram:URIID"], Seller::EMAIL);
    });
    address(xml, [Seller::STREET, ""], [Seller::POSTAL_CODE, Seller::CITY, Seller::COUNTRY]);
    identified(xml, Seller::EMAIL, Seller::VAT);
}

fn buyer(xml: &mut Xml, buyer: &Customer) {
    xml.value("ram:Name", buyer.name);
    address(xml, buyer.address, [buyer.postal_code, buyer.city, buyer.country.code]);
    identified(xml, &buyer.email(), &buyer.vat_number());
}

fn address(xml: &mut Xml, [first, second]: [&str; 2], [postal_code, city, country]: [&str; 3]) {
    xml.group("ram:PostalTradeAddress", |xml| {
        xml.value("ram:PostcodeCode", postal_code);
        xml.value("ram:LineOne", first);
        xml.value("ram:LineTwo", second);
        xml.value("ram:CityName", city);
        xml.value("ram:CountryID", country);
    });
}

fn identified(xml: &mut Xml, email: &str, vat_number: &str) {
    xml.group("ram:URIUniversalCommunication", |xml| {
        xml.value_in("ram:URIID", ("schemeID", EMAIL_SCHEME), email);
    });
    xml.group("ram:SpecifiedTaxRegistration", |xml| xml.value_in("ram:ID", ("schemeID", "VA"), vat_number));
}

/// On the day of the invoice, to the buyer.
fn delivery(xml: &mut Xml, invoice: &EInvoice<'_>) {
    let buyer = invoice.buyer;
    xml.group("ram:ApplicableHeaderTradeDelivery", |xml| {
        xml.group("ram:ShipToTradeParty", |xml| {
            address(xml, ["", ""], [buyer.postal_code, buyer.city, buyer.country.code]);
        });
        xml.group("ram:ActualDeliverySupplyChainEvent", |xml| day(xml, "ram:OccurrenceDateTime", invoice.issued));
        xml.nested(&["ram:DespatchAdviceReferencedDocument", "ram:IssuerAssignedID"], invoice.delivery_note);
    });
}

fn settlement(xml: &mut Xml, invoice: &EInvoice<'_>) {
    let [net, tax, total] = [invoice.net, invoice.tax_amount, invoice.total()].map(|minor| invoice.amount(minor));
    let (code, reason) = invoice.tax.exemption().unwrap_or_default();
    xml.group("ram:ApplicableHeaderTradeSettlement", |xml| {
        xml.value("ram:PaymentReference", &invoice.reference);
        xml.value("ram:InvoiceCurrencyCode", invoice.currency);
        xml.group("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
            xml.value("ram:TypeCode", CREDIT_TRANSFER);
            xml.group("ram:PayeePartyCreditorFinancialAccount", |xml| {
                xml.value("ram:IBANID", Seller::IBAN);
                xml.value("ram:AccountName", Seller::NAME);
            });
            xml.nested(&["ram:PayeeSpecifiedCreditorFinancialInstitution", "ram:BICID"], Seller::BIC);
        });
        xml.group("ram:ApplicableTradeTax", |xml| {
            xml.value("ram:CalculatedAmount", &tax);
            xml.value("ram:TypeCode", "VAT");
            xml.value("ram:ExemptionReason", reason);
            xml.value("ram:BasisAmount", &net);
            xml.value("ram:CategoryCode", invoice.tax.category());
            xml.value("ram:ExemptionReasonCode", code);
            xml.value("ram:RateApplicablePercent", &invoice.tax.rate().to_string());
        });
        xml.group("ram:SpecifiedTradePaymentTerms", |xml| day(xml, "ram:DueDateDateTime", invoice.due));
        xml.group("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
            xml.value("ram:LineTotalAmount", &net);
            xml.value("ram:TaxBasisTotalAmount", &net);
            xml.value_in("ram:TaxTotalAmount", ("currencyID", invoice.currency), &tax);
            xml.value("ram:GrandTotalAmount", &total);
            xml.value("ram:DuePayableAmount", &total);
        });
    });
}

/// Year, month and day without anything between (UNTDID 2379, 102).
fn day(xml: &mut Xml, name: &str, day: Date) {
    let digits = day.to_string().replace('-', "");
    xml.group(name, |xml| xml.value_in("udt:DateTimeString", ("format", "102"), &digits));
}
