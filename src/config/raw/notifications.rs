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
use std::net::IpAddr;

section! {
    /// Mail to your staff and to customers.
    Notifications {
        /// The sender: an address, or `Name <address>`.
        from: At<Mailbox> = required,
        /// Where answers go to, if not to the sender.
        reply_to: Mailbox = optional,
        /// Who is told of submissions where neither the reason of a dispute nor an account manager says who is.
        staff: Vec<Email> = "[]",
        /// Who is told of disputes with this reason, beside the account manager.
        by_reason: Map<At<Name>, Vec<Email>> = "{}",
        /// The server that takes our mail. User and password are given in the environment.
        smtp: Smtp = optional,
    }
}

section! {
    /// The server that takes our mail.
    Smtp {
        /// Its name.
        host: At<Host> = required,
        /// Its port; 587 for `starttls`, 465 for `tls` and 25 for `none` where left out.
        port: Whole<1, 65_535> = optional,
        /// How the connection is encrypted: `starttls` (required, never only tried), `tls`, or `none` for a relay on this machine.
        security: At<SmtpSecurity> = "starttls",
    }
}

impl Notifications {
    /// Says so where mail goes out, and to nobody for all but a few submissions.
    pub(super) fn check_staff(&self, reader: &mut Reader) {
        let Some(from) = self.from.as_ref().filter(|_| self.staff.is_empty()) else { return };
        let title = "nobody is told of promises, notes of payment and requests for autopay of customers without an account manager";
        let problem =
            Diagnostic::warning("mail-to-nobody", title).at(from.place, "sends mail, but has no `staff` to tell");
        reader.add(problem.hint("say who looks after them: `notifications.staff: [ar@example.com]`"));
    }

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
            Some(smtp) => Some(smtp.checked(reader)?),
            None => None,
        };
        let addresses = |emails: Vec<Email>| emails.into_iter().map(|email| email.0).collect::<Vec<_>>();
        Some(checked::Notifications {
            from: self.from?.value.0,
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
    fn checked(self, reader: &mut Reader) -> Option<checked::Smtp> {
        let (host, security) = (self.host?, self.security.value);
        if security == SmtpSecurity::None && !is_this_machine(&host.value.0) {
            let title = format!("mail to `{}` would not be encrypted", host.value.0);
            let problem = Diagnostic::error("unencrypted-mail", title)
                .at(self.security.place, "not encrypted")
                .at(host.place, "another machine");
            reader.add(
                problem.hint("use `starttls` or `tls`; only a relay on this machine can do without: `host: localhost`"),
            );
            return None;
        }
        let usual = match security {
            SmtpSecurity::Starttls => 587,
            SmtpSecurity::Tls => 465,
            SmtpSecurity::None => 25,
        };
        let port = self.port.map_or(Some(usual), |port| u16::try_from(port.0).ok())?;
        Some(checked::Smtp { host: host.value.0, port, security })
    }
}

/// Whether what is sent there never leaves this machine. Where `localhost` leads is looked at again when mail is sent.
fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
