//! What one customer sees: exact amounts and days, in no language.
//!
//! A [`Portal`] is made from one account and holds nothing else of anyone. What is hidden is not in it, so it cannot
//! be shown by mistake. Pages and documents see a customer only through his portal, and the portal's fingerprint is
//! taken over all of it: what can change a byte changes the fingerprint.

mod address;
mod features;
mod fingerprint;
mod model;
mod periods;
mod reminders;
mod rows;
mod statements;
mod tickets;

pub use address::Address;
pub use features::{Autopay, autopay, is_on, language_of};
pub use fingerprint::{Fingerprint, Fingerprints, Group};
pub use model::{Balance, Block, Party, Portal, Sources};
pub use periods::{Period, PeriodId};
pub use reminders::{Reminder, ReminderKind};
pub use rows::{
    CreditNoteRow, DocumentRow, InvoiceRow, Owner, PartRow, PaymentRow, PromiseRow, PromiseState, UnappliedKind,
    UnappliedRow,
};
pub use statements::{LineKind, MadeFile, StatementLine, StatementRef};
pub use tickets::{FormKind, invoice_slug};
