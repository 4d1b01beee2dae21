//! What is no customer's own: `config.yaml`, the pages, the documents for all.

use jiff::civil::{Date, date};

/// The day that the portals speak for.
pub(crate) const AS_OF: Date = date(2026, 11, 20);

/// What the caller chooses for both projects.
pub(crate) struct Site {
    pub(crate) languages: Vec<String>,
    pub(crate) theme: String,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Project {
    /// With everything: an endpoint for forms, brand, payment link.
    Posted,
    /// The least of it: forms are e-mails, no logo, no icon, no payment link, and the site lies below a path.
    Mailed,
}

impl Project {
    pub(crate) const ALL: [Project; 2] = [Project::Posted, Project::Mailed];

    /// Its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Project::Posted => "posted",
            Project::Mailed => "mailed",
        }
    }
}

/// All files but the customers', by their paths in the project.
pub(crate) fn files(project: Project, site: &Site) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("config.yaml".to_owned(), config(project, site))];
    if project == Project::Posted {
        files.extend(PAGES.map(|(path, text)| (format!("content/pages/{path}"), text.to_owned())));
        files.push(("content/documents/shared/terms.csv".to_owned(), "days,percent\n30,0\n14,2\n".to_owned()));
    }
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

fn config(project: Project, site: &Site) -> String {
    let (base, more) = match project {
        Project::Posted => ("https://pay.example.com", POSTED),
        Project::Mailed => ("https://www.example.com/portals", MAILED),
    };
    // Only our own theme is known to have this option.
    let options = if site.theme == "default" { "\n  theme_options: { further_columns: true }" } else { "" };
    let language = &site.languages[0];
    format!(
        "organization:
  name: Northlight Instruments
  legal_name: Northlight Instruments SAS
  address: [\"18, rue du Méridien\", 69002 Lyon]
  country: FR
  tax_id: FR 00 000 000 000
  website: https://www.example.com
  timezone: Europe/Paris
  currency: EUR
  language: {language}
site:
  base_url: {base}
  theme: {theme}{options}
  languages: [{languages}]
contact:
  email: billing@example.com
  phone: +33 4 65 71 20 99
  hours: Monday to Friday, 9:00–17:00 (Lyon)
exports:
  as_of: {AS_OF}
{more}",
        theme = site.theme,
        languages = site.languages.join(", "),
    )
}

const POSTED: &str = "forms: { endpoint: https://forms.example.com }
features: { autopay_for_new_customers: true }
statements: { periods: [month, quarter, year, all], archive: true }
pdf:
  fonts:
    - brand/fonts/NotoSansHebrew-Regular.ttf
    - brand/fonts/NotoSansArabic-Regular.ttf
    - brand/fonts/NotoSansCJKjp-Regular.otf
late_fees: { grace_days: 5, percent_per_month: 1.5 }
customers:
  everything: { note: pages/notes/everything.md }
documents:
  - { file: documents/shared/terms.csv, title: Terms of payment, description: How many days for which discount, language: en }
white_label:
  primary_color: \"#0b5c8a\"
  banner_color: \"#12304a\"
  logo: brand/logo.svg
  favicon: brand/icon.svg
payment:
  link: https://checkout.example.com/?invoice={invoice}&amount={amount}&currency={currency}
  instructions: pages/how-to-pay.md
  accounts:
    - { currency: EUR, holder: Northlight Instruments SAS, iban: FR76 3000 6000 0112 3456 7890 189, bic: EXMPFRPP, bank: \"Example Bank, Lyon\", creditor_reference: rf }
    - { currency: CHF, holder: Northlight Instruments SAS, iban: CH93 0076 2011 6238 5295 7, bank: \"Example Bank, Genève\",
        address: { street: Rue du Lac, house_number: 1268, postal_code: 1204, town: Genève, country: CH } }
    - { currency: GBP, holder: Northlight Instruments SAS, iban: GB82 WEST 1234 5698 7654 32, bic: EXMPGB2L, bank: \"Example Bank, London\" }
    - { currency: USD, holder: Northlight Instruments SAS, routing: \"123456780\", account: \"0001234567\", bank: \"Example Bank, New York\" }
    - { currency: JPY, holder: Northlight Instruments SAS, account: \"1234567\", bic: EXMPJPJT, bank: \"Example Bank, Tokyo\" }
";

const MAILED: &str = "payment:
  accounts:
    - { currency: EUR, holder: Northlight Instruments SAS, iban: FR76 3000 6000 0112 3456 7890 189 }
";

/// A page with everything that Markdown has, in the organization's language only; one in three languages; a note.
const PAGES: [(&str, &str); 5] = [
    (
        "terms.md",
        "---
title: Terms of payment
order: 2
---

The full terms are among the documents of this portal. *In short*, and **without** prejudice:

## What holds

| what | our rule | from |
|---|---|---:|
| Payment | within 30 days of the invoice date, unless your contract says otherwise | 2024 |
| Late payment | after five days of grace we may charge 1.5 % a month, where your contract says so | 2025 |

1. Pay the part that is *not* disputed.
2. Tell us about the rest:
   - with the form on the invoice's page, or
   - by telephone.

> Our bank details change rarely, and we **never** announce new ones by e-mail.

### References

Write `INV-2001` or `RF18 5390 0754 7034`, nothing else:

```text
RF18 5390 0754 7034 RF18 5390 0754 7034 RF18 5390 0754 7034 RF18 5390 0754 7034 RF18 5390 0754 7034 RF18 5390 0754 7034
```

---

More is on [our website](https://www.example.com/terms), and in [how to pay](how-to-pay.md).
",
    ),
    (
        "how-to-pay.md",
        "---
title: How to pay
order: 1
---

Please pay by bank transfer and give the **invoice number** as the reference.

- **Euros:** SEPA transfers reach us on the next working day.
- **Yen:** please have your bank charge its fees to you (OUR).
",
    ),
    (
        "how-to-pay.fr.md",
        "---
title: Comment payer
order: 1
---

Merci de régler par virement en indiquant le **numéro de facture** comme référence.

- **Euros :** un virement SEPA nous parvient le jour ouvré suivant.
- **Yens :** merci de prendre les frais bancaires à votre charge (OUR).
",
    ),
    (
        "how-to-pay.ar.md",
        "---
title: طريقة الدفع
order: 1
---

يرجى الدفع بتحويل مصرفي مع ذكر **رقم الفاتورة** في خانة المرجع، مثل INV-2001.

- **اليورو:** تصلنا تحويلات SEPA في يوم العمل التالي.
- **الين:** يرجى تحمل رسوم المصرف (OUR).
",
    ),
    (
        "notes/everything.md",
        "You have a **framework agreement** with us until 31 December 2026. See the [terms](https://www.example.com/agreement).
",
    ),
];
