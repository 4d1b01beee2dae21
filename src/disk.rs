//! The local file system: reads what a project holds, writes what was built. It decides nothing.

mod archive;
mod failure;
mod journal;
mod listing;
mod output;
mod owner;
mod project;
mod secret;
mod write;

pub use archive::{Delivered, pack};
pub use failure::Failure;
pub use listing::is_left_over;
pub use output::{Outcome, Output, Published, Trouble};
pub use project::{Appearance, Loaded, Project, Watched};
pub use secret::{
    Environment, Found, SecretFailure, SmtpLogin, Source, find_form_secret, find_link_secret, find_pull_secret,
    find_smtp_login, find_store_password, find_webhook_secret, make_link_secret, no_form_secret, no_link_secret,
    refuse_link_secret,
};
pub use write::{hold, replace, replace_private, write_new};
