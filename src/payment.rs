//! Payment codes: pictures from which a banking app fills in a transfer, and the references that go with it.
//!
//! ```text
//! bank account + what is to be paid → PaymentCode (or why there is none) → its text → its picture
//! ```
//!
//! Three standards, each for its own kind of account: EPC069-12 (GiroCode) for euros in SEPA, the Swiss QR-bill for
//! francs and for euros on a Swiss account, SPAYD for Czech crowns. Everything here is exact or is not there: a number
//! that a code cannot carry whole is never cut, an amount past its limits never rounded.

mod ask;
mod check;
mod code;
mod details;
mod epc;
mod payable;
mod picture;
mod qr_bill;
mod reference;
mod spayd;

#[cfg(test)]
mod tests;

pub use check::{Checked, check};
pub use code::{NoCode, PaymentCode};
pub use details::{BankDetails, in_groups};
pub use epc::{Epc, Remittance};
pub use payable::{Debtor, Payable, Subject};
pub use picture::{Cross, Picture, Run};
pub use qr_bill::{QrBill, QrBillParty, QrBillReference};
pub use reference::{CreditorReference, QrReference, Unfit};
pub use spayd::Spayd;
