//! What the templates of letters get, beside what every template has. Every text is ready to be shown.

use crate::theme::Palette;
use serde::Serialize;

/// `letter`: a mail about one submission. `mail/staff.html` and `mail/receipt.html` get it.
#[derive(Debug, Serialize)]
pub(super) struct Letter {
    /// What was sent: `dispute`, `promise`, `remittance` or `autopay`.
    pub(super) kind: &'static str,
    /// What the mail is about, in words.
    pub(super) title: String,
    /// What there is to know, each with its label. Values belong into `bdi`.
    pub(super) facts: Vec<LetterFact>,
    /// The name that was entered, which nobody has verified; none in a mail to the customer.
    pub(super) sender: Option<String>,
    /// The e-mail address that was entered, if one was, and not verified either.
    pub(super) sender_email: Option<String>,
    /// The lines of the message, if there is one; none in a mail to the customer.
    pub(super) message: Vec<String>,
    /// The command that shows the submission; none in a mail to the customer.
    pub(super) command: Option<String>,
    /// What a submission of this kind does and does not.
    pub(super) limits: String,
    /// The organization's e-mail address and phone number, as far as config has them.
    pub(super) contact: Vec<String>,
    /// The brand's colors.
    pub(super) colors: Colors,
    /// The logo, which travels with the mail.
    pub(super) logo: Option<LetterLogo>,
}

/// A label and what stands beside it.
#[derive(Debug, Serialize)]
pub(super) struct LetterFact {
    /// What it is.
    pub(super) label: String,
    /// What is said of it.
    pub(super) value: String,
}

/// The brand's colors, `#rrggbb`: mail programs know no variables.
#[derive(Debug, Serialize)]
pub(super) struct Colors {
    /// For the area of the banner.
    pub(super) banner: String,
    /// For text on the banner.
    pub(super) on_banner: String,
}

impl Colors {
    pub(super) fn new(palette: Palette) -> Colors {
        let Palette { banner, on_banner, .. } = palette;
        Colors { banner: banner.to_string(), on_banner: on_banner.to_string() }
    }
}

/// The logo in a mail.
#[derive(Debug, Serialize)]
pub(super) struct LetterLogo {
    /// The source of the picture: `cid:logo`.
    pub(super) src: String,
    /// In CSS pixels.
    pub(super) width: u32,
    /// In CSS pixels.
    pub(super) height: u32,
}
