//! What the form endpoint answers, rendered as the endpoint does it, with the assets beside: a third site, which stands on
//! the endpoint's own host. No endpoint runs for it.

use crate::settings::{AS_OF, Site};
use portalsmith::config::Language;
use portalsmith::diag::Problems;
use portalsmith::disk::Project;
use portalsmith::ledger::Amount;
use portalsmith::pages::{Acknowledged, Again, Refusal, Reply, reply};
use portalsmith::portal::FormKind;
use portalsmith::requests::rules::{Fault, Field};
use portalsmith::theme::{Theme, ThemeFiles};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The endpoint's own policy; the header adds who may frame it.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'";

/// The portal that the form was sent from.
const BACK: &str = "https://pay.example.com/p/y5vv96ds33q06ky3s7x4c33287r6kp0w/";

const KINDS: [FormKind; 4] = [FormKind::Dispute, FormKind::Promise, FormKind::Remittance, FormKind::Autopay];

/// The site's files, by their paths: each answer in each language. `project` is the folder of the one whose forms these are.
pub(crate) fn files(project: &Path, site: &Site) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut problems = Problems::new();
    let loaded = Project::at(project).and_then(|project| project.load(&mut problems));
    let inputs = loaded.map_err(|failure| io::Error::other(format!("{failure:?}")))?.inputs;
    let unreadable = || io::Error::other("config.yaml or the theme has errors; `portalsmith check` names them");
    let inputs = inputs.ok_or_else(unreadable)?;
    let theme_files = ThemeFiles {
        own: &inputs.theme.own,
        built_in: &inputs.theme.built_in,
        brand: &inputs.theme.brand,
        place: &|path| inputs.config_place(path),
    };
    let theme = Theme::read(&theme_files, POLICY, &inputs.config, &mut problems).ok_or_else(unreadable)?;

    let mut files = vec![(
        "_headers".to_owned(),
        format!("/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n").into_bytes(),
    )];
    files.extend(theme.assets().iter().map(|asset| (asset.path.clone(), asset.bytes.clone())));
    for language in &site.languages {
        for (name, answer) in answers() {
            let language = Language(language.as_str().into());
            let page = reply(&answer, Some(BACK), &language, (&inputs.config, &theme));
            let page = page.map_err(|problem| io::Error::other(format!("{problem:?}")))?;
            files.push((format!("{}/{name}/index.html", language.as_str()), page.into_bytes()));
        }
    }
    Ok(files)
}

/// All answers there are, each with a name.
fn answers() -> Vec<(String, Reply<'static>)> {
    let mut answers = Vec::new();
    for kind in KINDS {
        let invoice = (kind != FormKind::Autopay).then_some("INV-2001");
        let recorded = Acknowledged { kind, reference: "K7Q2-9XPM", day: AS_OF, invoice, is_withdrawal: false };
        answers.push((format!("acknowledgement-{}", kind.as_str()), Reply::Acknowledged(recorded)));
        answers.push((format!("again-{}", kind.as_str()), Reply::Again(again(kind, invoice))));
    }
    for refusal in Refusal::ALL {
        answers.push((format!("refused-{refusal:?}").to_lowercase(), Reply::Refused(refusal)));
    }
    answers
}

/// A form with something wrong in every field, each in its own way.
fn again(kind: FormKind, invoice: Option<&'static str>) -> Again<'static> {
    let fields = [
        (Field::Reason, "pricing", Fault::Choice),
        (Field::Date, "2027-12-31", Fault::Day),
        (Field::Amount, "99999", Fault::Amount),
        (Field::Reference, "", Fault::Missing),
        (Field::Message, "Please charge FR76 3000 6000 0112 3456 7890 189.\n<b>Thank you</b>", Fault::BankNumber),
        (Field::Name, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", Fault::TooLong),
        (Field::Email, "accounts at example.com", Fault::Email),
        (Field::Agree, "", Fault::Missing),
    ];
    let has = |field: Field| match kind {
        FormKind::Dispute => !matches!(field, Field::Date | Field::Reference | Field::Agree),
        FormKind::Promise => !matches!(field, Field::Reason | Field::Reference | Field::Agree),
        FormKind::Remittance => !matches!(field, Field::Reason | Field::Message | Field::Agree),
        FormKind::Autopay => matches!(field, Field::Name | Field::Email | Field::Agree),
    };
    let fields: Vec<_> = fields.into_iter().filter(|(field, ..)| has(*field)).collect();
    Again {
        kind,
        action: "/f/dispute/8pqcad077sv1re8g",
        ticket: "1.eyJwIjoiOHBxY2FkMDc3c3YxcmU4ZyJ9.AHbF0oQ8wzGrq_N0SJnP2FlNPD4Mp7gcjvZ0aIY93PI",
        invoice,
        amount: Amount(123_450),
        currency: "EUR".parse().expect("the euro is a currency"),
        day: AS_OF,
        entered: fields.iter().map(|(field, text, _)| (*field, (*text).to_owned())).collect::<BTreeMap<_, _>>(),
        faults: fields.iter().map(|(field, _, fault)| (*field, *fault)).collect(),
    }
}
