//! Writes the letters of the form endpoint as files, to be looked at, and sends them to a mail server if it is told one.
//!
//! - `cargo run --example letters -- DIR [PROJECT]` writes the letters of a project, in all of its languages, as `.html`, `.txt` and
//!   `.eml`.
//! - `cargo run --example letters -- DIR PROJECT HOST:PORT none|starttls|tls` sends them as well, with the login of the environment.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example plays the world")]

use portalsmith::config::{Config, Smtp, SmtpSecurity};
use portalsmith::diag::Problems;
use portalsmith::disk::{Environment, Project, find_smtp_login};
use portalsmith::forms::letters::{Addressee, Letters};
use portalsmith::ledger::Amount;
use portalsmith::mail::{Address, Logo, Message, Post};
use portalsmith::portal::FormKind;
use portalsmith::requests::{Filed, Submission, SubmissionId};
use portalsmith::theme::{Theme, ThemeFiles};
use std::error::Error;
use std::fs;
use std::path::Path;

const KINDS: [FormKind; 4] = [FormKind::Dispute, FormKind::Promise, FormKind::Remittance, FormKind::Autopay];

/// What somebody writes into a form.
const MESSAGE: &str = "Hello,\n\nwe agreed on 1,100.00 for this (see our order 45-0012 of January).\nPlease send a corrected invoice.\n\n\
                       Thank you\n<Ada>";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("say in which folder")?);
    let project = Path::new(arguments.get(1).map_or(".", String::as_str));
    let mut problems = Problems::new();
    let inputs = Project::at(project)?.load(&mut problems)?.inputs.ok_or("`portalsmith check` says what is wrong")?;
    let files = ThemeFiles {
        own: &inputs.theme.own,
        built_in: &inputs.theme.built_in,
        brand: &inputs.theme.brand,
        place: &|path| inputs.config_place(path),
    };
    let theme =
        Theme::read(&files, "default-src 'none'", &inputs.config, &mut problems).ok_or("the theme has errors")?;
    let post = arguments.get(2).map(|to| post(to, arguments.get(3), project)).transpose()?;
    fs::create_dir_all(folder)?;
    for (name, message) in messages(&inputs.config, &theme)? {
        let mail = message.mail();
        fs::write(folder.join(format!("{name}.eml")), mail.wire.as_bytes())?;
        fs::write(folder.join(format!("{name}.txt")), &message.text)?;
        fs::write(folder.join(format!("{name}.html")), shown(&message))?;
        match post.as_ref().map(|post| post.send(&mail)) {
            None => {}
            Some(Ok(delivery)) => println!("{name}: {} taken, {:?} refused", delivery.taken.len(), delivery.refused),
            Some(Err(refusal)) => {
                println!("{name}: {refusal} ({})", if refusal.is_final { "for good" } else { "for now" })
            }
        }
    }
    Ok(())
}

/// The HTML as a browser shows it: the logo is in it.
fn shown(message: &Message) -> String {
    let html = message.html.clone().unwrap_or_default();
    let png = message.logo.as_ref().map(|logo| data_encoding::BASE64.encode(&logo.png)).unwrap_or_default();
    html.replace(&format!("cid:{}", Logo::CID), &format!("data:image/png;base64,{png}"))
}

fn post(to: &str, security: Option<&String>, project: &Path) -> Result<Post, Box<dyn Error>> {
    let (host, port) = to.rsplit_once(':').ok_or("a server is HOST:PORT")?;
    let security = match security.map(String::as_str) {
        Some("starttls") => SmtpSecurity::Starttls,
        Some("tls") => SmtpSecurity::Tls,
        _ => SmtpSecurity::None,
    };
    let login = find_smtp_login(&Environment::of_process(), project).map_err(|failure| failure.title)?;
    let smtp = Smtp { host: host.to_owned(), port: port.parse()?, security };
    Ok(Post::new(smtp, login).map_err(|refusal| refusal.text)?)
}

/// Each letter, with a name: receipts in each language, those to the staff in the organization's alone.
fn messages(config: &Config, theme: &Theme) -> Result<Vec<(String, Message)>, Box<dyn Error>> {
    let letters = Letters::new(config, theme).ok_or("config.yaml has no `notifications`")?;
    let mut messages = Vec::new();
    for kind in KINDS {
        for language in &config.site.languages {
            let contact = Address::parse("accounts@analytical.example");
            let name = "Analytical Engines & Söhne";
            let about = Addressee { customer: "C-1001", name, language, contact, manager: None };
            let filed = filed(kind);
            let name = |reader: &str| format!("{}-{reader}-{}", kind.as_str(), language.as_str());
            if *language == config.organization.language {
                messages.extend(letters.staff(&filed, &about).map(|message| (name("staff"), message)));
            }
            messages.extend(letters.receipt(&filed, &about).map(|message| (name("receipt"), message)));
        }
    }
    Ok(messages)
}

/// A submission of this kind, with all that its form has.
fn filed(kind: FormKind) -> Filed {
    let is = |kinds: &[FormKind]| kinds.contains(&kind);
    let now = jiff::Timestamp::now();
    let day = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let is_autopay = is(&[FormKind::Autopay]);
    let submission = Submission {
        kind,
        portal: "8pqcad077sv1re8g".parse().expect("this is a portal's id"),
        invoice: (!is_autopay).then(|| "2025-0007".to_owned()),
        currency: "EUR".parse().expect("the euro is a currency"),
        day,
        reason: is(&[FormKind::Dispute]).then(|| "pricing".to_owned()),
        date: is(&[FormKind::Promise, FormKind::Remittance]).then_some(day),
        amount: (!is_autopay).then_some(Amount(123_450)),
        reference: is(&[FormKind::Remittance]).then(|| "RF18 5390 0754 7034".to_owned()),
        message: is(&[FormKind::Dispute, FormKind::Promise]).then(|| MESSAGE.to_owned()),
        name: "Ada Lovelace".to_owned(),
        email: Some("ada@analytical.example".to_owned()),
        open: None,
        trapped: false,
    };
    Filed { id: SubmissionId::new("a", [7; 16]), received: now, submission }
}
