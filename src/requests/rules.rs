//! What a form may say; the pages state it, the endpoint holds to it.

/// The longest message, in characters.
pub const MESSAGE: usize = 2_000;

/// The longest name, in characters.
pub const NAME: usize = 120;

/// The longest e-mail address, in characters (RFC 5321, section 4.5.3.1.3).
pub const EMAIL: usize = 254;

/// The longest payment reference, in characters: SEPA's remittance information.
pub const REFERENCE: usize = 140;

/// The field that people do not see and do not fill in.
pub const HONEYPOT: &str = "website";
