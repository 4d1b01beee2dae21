//! What customers owe: money, documents, allocation, aging, statements.
//!
//! ```text
//! documents of one customer → Book (allocated) → Ledger (families) → Account as of a day → Sheet per currency → Statement
//! ```
//!
//! Pure: no clock (the day is an argument, `as_of`), no files, no text in a language. All amounts are exact minor
//! units; currencies are never added up or converted.

mod ids;
mod money;

mod customer;
mod documents;

mod book;
mod family;

mod account;
mod aging;
mod late_fee;
mod lines;
mod statement;

#[cfg(test)]
mod properties;

pub use account::{Account, InvoiceItem, Part, PartKind, Sheet, SourceItem, Standing};
pub use aging::{AgingSchedule, Bucket, UnorderedBounds, days_past_due};
pub use book::{Book, Documents, PaymentsListed};
pub use customer::{Address, Contact, Customer, Manager, Switches};
pub use documents::{Allocation, CreditNote, Invoice, InvoiceKind, LeftOut, Payment, Posting, Source, Stated};
pub use family::{Ledger, Scope};
pub use ids::{CustomerId, DocumentNumber, IdError, LONGEST};
pub use late_fee::LateFeeRule;
pub use lines::{Event, Line};
pub use money::{Amount, Currency, Money, UnknownCurrency, decimal};
pub use statement::Statement;
