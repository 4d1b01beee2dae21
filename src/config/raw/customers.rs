//! `features` and `customers`: the switches of the organization, and what single customers have otherwise.

use super::organization::Contact;
use crate::config::checked;
use crate::config::checked::ContentPath;
use crate::config::section::section;

section! {
    /// The switches of the whole organization.
    Features {
        /// Customers may dispute an invoice.
        disputes: bool = "true",
        /// Customers may say on which day they will pay.
        promises_to_pay: bool = "true",
        /// Customers may say "I have paid": day, amount and reference.
        remittance_advice: bool = "true",
        /// Portals offer an account statement for each period.
        account_statement: bool = "true",
        /// Portals offer a statement of all that is open.
        outstanding_statement: bool = "true",
        /// Customers of whom neither `customers` nor the customer export says otherwise may ask for autopay.
        autopay_for_new_customers: bool = "false",
        /// Invoices dated after the as-of day are left out.
        hide_future_invoices: bool = "false",
        /// Portals offer the PDF files of invoices and credit notes.
        invoice_documents: bool = "true",
    }
}

impl Features {
    pub(super) fn checked(self) -> checked::Features {
        checked::Features {
            disputes: self.disputes,
            promises_to_pay: self.promises_to_pay,
            remittance_advice: self.remittance_advice,
            account_statement: self.account_statement,
            outstanding_statement: self.outstanding_statement,
            autopay_for_new_customers: self.autopay_for_new_customers,
            hide_future_invoices: self.hide_future_invoices,
            invoice_documents: self.invoice_documents,
        }
    }
}

section! {
    /// What differs for one customer.
    Customer {
        /// Whether the customer has a portal. A portal that was published is withdrawn with the next build.
        portal: bool = optional,
        /// Whether the customer may ask for autopay.
        autopay: bool = optional,
        /// Whether the portal shows estimated late fees.
        late_fees: bool = optional,
        /// Switches that differ from the organization's.
        features: Overrides = "{}",
        /// Whom this customer asks.
        contact: Contact = "{}",
        /// A Markdown page below `content/` that only this customer sees.
        note: ContentPath = optional,
    }
}

section! {
    /// Switches that differ from the organization's.
    Overrides {
        /// The customer may dispute an invoice.
        disputes: bool = optional,
        /// The customer may say on which day he will pay.
        promises_to_pay: bool = optional,
        /// The customer may say "I have paid".
        remittance_advice: bool = optional,
        /// The portal offers an account statement for each period.
        account_statement: bool = optional,
        /// The portal offers a statement of all that is open.
        outstanding_statement: bool = optional,
        /// Invoices dated after the as-of day are left out.
        hide_future_invoices: bool = optional,
        /// The portal offers the PDF files of invoices and credit notes.
        invoice_documents: bool = optional,
    }
}

impl Customer {
    pub(super) fn checked(self) -> checked::CustomerSettings {
        checked::CustomerSettings {
            portal: self.portal,
            autopay: self.autopay,
            late_fees: self.late_fees,
            features: checked::FeatureOverrides {
                disputes: self.features.disputes,
                promises_to_pay: self.features.promises_to_pay,
                remittance_advice: self.features.remittance_advice,
                account_statement: self.features.account_statement,
                outstanding_statement: self.features.outstanding_statement,
                hide_future_invoices: self.features.hide_future_invoices,
                invoice_documents: self.features.invoice_documents,
            },
            contact: self.contact.checked(),
            note: self.note,
        }
    }
}
