//! A message → the mail server that takes it. To whom and what is written is decided elsewhere.
//!
//! A [`Message`] becomes a [`Mail`]: the addresses of its envelope and its bytes, which are ASCII in lines that end with CRLF.
//! That no text can add a header, a recipient or a command is a matter of types: an [`Address`] has passed the check of
//! `config`, a [`Line`] has no line end. [`Post`] gives mail to the server, blocking, in bounded time.

mod address;
mod conversation;
mod line;
mod message;
mod post;
mod reply;
mod socket;
mod wire;

pub use address::{Address, Mailbox};
pub use line::{Line, prose};
pub use message::{Logo, Message, MessageId};
pub use post::{Delivery, Patience, Post};
pub use reply::Refusal;
pub use wire::{Mail, Wire};

#[cfg(test)]
pub(crate) mod recorder;
#[cfg(test)]
mod tests;
