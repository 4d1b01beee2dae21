//! `notifications`: who writes mail, who gets it, and the server that takes it.

use crate::config::checked;
use crate::config::checked::SmtpSecurity;
use crate::config::collect::{At, Map};
use crate::config::nearest::nearest;
use crate::config::reader::{Reader, listed};
use crate::config::section::section;
use crate::config::values::mail::{Email, Mailbox};
use crate::config::values::name::Name;
use crate::config::values::net::Host;
use crate::config::values::number::Whole;
use crate::diag::Diagnostic;

section! {
    /// Mail to your staff and to customers.
    Notifications {
        /// The sender: an address, or `Name <address>`.
        from: Mailbox = required,
        /// Where answers go to, if not to the sender.
        reply_to: Mailbox = optional,
        /// Who is told of submissions.
        staff: Vec<Email> = "[]",
        /// Who is told of disputes with this reason, in place of `staff`.
        by_reason: Map<At<Name>, Vec<Email>> = "{}",
        /// The server that takes our mail. User and password are given in the environment.
        smtp: Smtp = optional,
    }
}

section! {
    /// The server that takes our mail.
    Smtp {
        /// Its name.
        host: Host = required,
        /// Its port; 587 for `starttls` and 465 for `tls` where left out.
        port: Whole<1, 65_535> = optional,
        /// How the connection is encrypted: `starttls` or `tls`. There is no mail without.
        security: SmtpSecurity = "starttls",
    }
}

impl Notifications {
    /// `reasons` are those of `forms`, unless they have problems of their own.
    pub(super) fn checked(
        self,
        reasons: Option<&[checked::DisputeReason]>,
        reader: &mut Reader,
    ) -> Option<checked::Notifications> {
        if let Some(reasons) = reasons {
            let known: Vec<&str> = reasons.iter().map(|reason| reason.id.as_str()).collect();
            let is_unknown = |reason: &&At<Name>| !known.contains(&reason.value.0.as_str());
            for reason in self.by_reason.0.keys().filter(is_unknown) {
                if !reader.is_full() {
                    reader.add(unknown_reason(reason, &known));
                }
            }
        }
        let smtp = match self.smtp {
            Some(smtp) => Some(smtp.checked()?),
            None => None,
        };
        let addresses = |emails: Vec<Email>| emails.into_iter().map(|email| email.0).collect::<Vec<_>>();
        Some(checked::Notifications {
            from: self.from?.0,
            reply_to: self.reply_to.map(|mailbox| mailbox.0),
            staff: addresses(self.staff),
            by_reason: self.by_reason.map(|reason, emails| (reason.value.0, addresses(emails))),
            smtp,
        })
    }
}

fn unknown_reason(reason: &At<Name>, known: &[&str]) -> Diagnostic {
    let title = format!("no dispute reason has the id `{}`", reason.value.0);
    let problem = Diagnostic::error("unknown-dispute-reason", title).at(reason.place, "");
    match nearest(&reason.value.0, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("known are {}", listed(known))),
    }
}

impl Smtp {
    fn checked(self) -> Option<checked::Smtp> {
        let usual = match self.security {
            SmtpSecurity::Starttls => 587,
            SmtpSecurity::Tls => 465,
        };
        let port = self.port.map_or(Some(usual), |port| u16::try_from(port.0).ok())?;
        Some(checked::Smtp { host: self.host?.0, port, security: self.security })
    }
}
