//! Who the sample organization sells to: customers, the people there, and the account managers.
//!
//! All of it is made up. Hosts are below `.example`, telephone numbers from ranges kept for films or never given out, tax
//! numbers begin with zeros.

use crate::chance::Chance;

/// What is usual in a country.
pub(crate) struct Country {
    pub(crate) code: &'static str,
    language: &'static str,
    currency: &'static str,
    /// All but the last two digits.
    phone: &'static str,
    /// Stands in the numbers of what the branch there issues and receives; empty for what the head office in Lyon does.
    pub(crate) branch: &'static str,
    /// The account manager: name and mailbox.
    manager: (&'static str, &'static str),
    people: &'static [&'static str],
}

/// How a customer pays.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Habit {
    /// A few days before or after the due day.
    Prompt,
    /// One to five weeks late.
    Slow,
    /// By direct debit on the due day.
    DirectDebit,
    /// All that is due, on the tenth of each month, in one payment.
    Monthly,
}

/// What a customer usually buys. Scenes (`scenes.rs`) come on top.
#[derive(Clone, Copy)]
pub(crate) struct Trade {
    /// How many invoices in the eighteen months.
    pub(crate) invoices: i64,
    pub(crate) habit: Habit,
    /// Days from issue to due.
    pub(crate) terms: i32,
}

/// A customer as the export names it. Switches are as they stand there: empty means that the organization's rule holds.
pub(crate) struct Customer {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) host: &'static str,
    pub(crate) address: [&'static str; 2],
    pub(crate) postal_code: &'static str,
    pub(crate) city: &'static str,
    pub(crate) region: &'static str,
    pub(crate) country: &'static Country,
    pub(crate) language: &'static str,
    pub(crate) currency: &'static str,
    pub(crate) parent: &'static str,
    pub(crate) portal: &'static str,
    pub(crate) autopay: &'static str,
    pub(crate) autopay_active: &'static str,
    pub(crate) late_fees: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) trade: Trade,
    /// How many customers of the same country come before this one; makes telephone numbers differ.
    nth: usize,
}

/// A person at a customer.
pub(crate) struct Contact {
    pub(crate) customer: &'static str,
    pub(crate) email: String,
    pub(crate) name: &'static str,
    pub(crate) phone: String,
    pub(crate) position: &'static str,
    pub(crate) main: bool,
}

static FRANCE: Country = Country {
    code: "FR",
    language: "fr",
    currency: "EUR",
    phone: "+33 4 65 71 20 ",
    branch: "",
    manager: ("Camille Roux", "camille.roux@example.com"),
    people: &[
        "Amélie Garnier",
        "Bastien Leroy",
        "Chloé Marchand",
        "Étienne Vidal",
        "Hélène Caron",
        "Noémie Blanc",
        "Loïc Quéré",
    ],
};
static GERMANY: Country = Country {
    code: "DE",
    language: "de",
    currency: "EUR",
    phone: "+49 30 23125 1",
    branch: "",
    manager: ("Jonas Weber", "jonas.weber@example.com"),
    people: &["Jürgen Groß", "Annika Schäfer", "Björn Köhler", "Käthe Vogel", "Sören Weiß", "Ulrike Böhm"],
};
static BRITAIN: Country = Country {
    code: "GB",
    language: "en",
    currency: "GBP",
    phone: "+44 20 7946 07",
    branch: "",
    manager: ("Priya Nair", "priya.nair@example.com"),
    people: &["Siân O'Neill", "Graham Peel", "Zoë Armitage", "Hamish McKay", "Olu Adeyemi", "Beth Lowe"],
};
static STATES: Country = Country {
    code: "US",
    language: "en",
    currency: "USD",
    phone: "+1 312-555-01",
    branch: "",
    manager: ("Dana Whitfield", "dana.whitfield@example.com"),
    people: &["Marcus Bell", "Jo Castellano", "Renée Thibodeaux", "Pat Nguyen", "Emily Sato", "Luis Ortega"],
};
static JAPAN: Country = Country {
    code: "JP",
    language: "en",
    currency: "JPY",
    phone: "+81 3-0000-00",
    branch: "",
    manager: ("Kenji Mori", "kenji.mori@example.com"),
    people: &["佐藤 恵子", "Hiroshi Tanabe", "鈴木 大輔", "Aya Kimura"],
};
static SPAIN: Country = Country {
    code: "ES",
    language: "es",
    currency: "EUR",
    phone: "+34 91 000 00 ",
    branch: "",
    manager: ("Lucía Ferrer", "lucia.ferrer@example.com"),
    people: &["Begoña Ibáñez", "Íñigo Muñoz", "Nuria Peña", "Andrés Cañas"],
};
static GREECE: Country = Country {
    code: "GR",
    language: "en",
    currency: "EUR",
    phone: "+30 210 000 00",
    branch: "",
    manager: ("Lucía Ferrer", "lucia.ferrer@example.com"),
    people: &["Ελένη Παπαδάκη", "Νίκος Αλεξίου", "Sofia Laskari"],
};
static ISRAEL: Country = Country {
    code: "IL",
    language: "en",
    currency: "USD",
    phone: "+972 3-000-00",
    branch: "",
    manager: ("Priya Nair", "priya.nair@example.com"),
    people: &["יעל כהן", "Amir Nasser"],
};

/// The branches came last, so their numbers are series of their own.
static SWITZERLAND: Country = Country {
    code: "CH",
    language: "de",
    currency: "CHF",
    phone: "+41 44 000 00 ",
    branch: "CH-",
    manager: ("Céline Favre", "celine.favre@example.com"),
    people: &["Reto Zürcher", "Maëlle Jaccard", "Ursina Caflisch", "Frédéric Bolomey"],
};
static CZECHIA: Country = Country {
    code: "CZ",
    language: "en",
    currency: "CZK",
    phone: "+420 200 000 0",
    branch: "CZ-",
    manager: ("Jonas Weber", "jonas.weber@example.com"),
    people: &["Jiří Dvořák", "Božena Šťastná", "Ondřej Růžička"],
};
static EMIRATES: Country = Country {
    code: "AE",
    language: "en",
    currency: "USD",
    phone: "+971 4 000 00",
    branch: "AE-",
    manager: ("Priya Nair", "priya.nair@example.com"),
    people: &["ليلى الهاشمي", "Omar Haddad", "سامي خوري"],
};

/// All customers, in the order of the export.
pub(crate) fn customers() -> Vec<Customer> {
    use Habit::{DirectDebit, Monthly, Prompt, Slow};
    let mut all = vec![
        new("C-1001", "Laboratoire Éluard & Fils", &FRANCE, "eluard")
            .at("12, rue des Tanneurs", "69007", "Lyon")
            .buys(16, Prompt, 30)
            .autopay("true")
            .tags("key account"),
        new("C-1002", "Hôpital Saint-Irénée", &FRANCE, "st-irenee")
            .at("4, montée de l'Observance", "69009", "Lyon")
            .and("Service des achats")
            .buys(10, Slow, 45)
            .late_fees("true")
            .tags("hospital;public"),
        new("C-1003", "Métrologie du Rhône SARL", &FRANCE, "metrorhone")
            .at("Zone de l'Île, bâtiment C", "38200", "Vienne")
            .buys(8, Prompt, 30),
        new("C-1004", "Atelier d'optique « Lumière »", &FRANCE, "atelier-lumiere")
            .at("7 bis, quai Perrache", "69002", "Lyon")
            .buys(5, Prompt, 30),
        new("C-1005", "Université de l'Isère", &FRANCE, "univ-isere")
            .at("Domaine universitaire", "38400", "Saint-Martin-d'Hères")
            .and("Agence comptable")
            .buys(3, Slow, 30)
            .tags("university;public"),
        new("C-1006", "Université de l'Isère – Institut de physique", &FRANCE, "physique.univ-isere")
            .at("Domaine universitaire", "38400", "Saint-Martin-d'Hères")
            .and("Bâtiment D")
            .child_of("C-1005")
            .buys(6, Slow, 30)
            .tags("university;public"),
        new("C-1007", "Université de l'Isère – Faculté de médecine", &FRANCE, "medecine.univ-isere")
            .at("23, avenue du Vercors", "38700", "La Tronche")
            .child_of("C-1005")
            .buys(5, Slow, 30)
            .tags("university;public"),
        new("C-1008", "Fromagerie \"Le Tilleul\"", &FRANCE, "letilleul")
            .at("Hameau de la Côte", "73270", "Beaufort")
            .buys(2, Prompt, 30),
        new("KD 118", "Ateliers Kervadec", &FRANCE, "kervadec")
            .at("2, rue de l'Arsenal", "29200", "Brest")
            .buys(4, Prompt, 30)
            .tags("from Kervadec-Dubois"),
        new("C-1010", "Müller & Söhne Feinmechanik GmbH", &GERMANY, "mueller-soehne")
            .at("Gewerbestraße 14", "78532", "Tuttlingen")
            .buys(10, Prompt, 14),
        new("C-1011", "Prüfzentrum Großenhain", &GERMANY, "pz-grossenhain")
            .at("Am Flugplatz 3", "01558", "Großenhain")
            .buys(5, Prompt, 14),
        new("C-1012", "Gießerei Öhringer GmbH & Co. KG", &GERMANY, "oehringer")
            .at("Schmelzweg 1–5", "74613", "Öhringen")
            .buys(6, Slow, 30),
        new("C-1014", "Institut für Strömungslehre", &GERMANY, "stroemung")
            .at("Kanalstraße 88", "38106", "Braunschweig")
            .and("Raum 0.17")
            .buys(7, Prompt, 30)
            .tags("university"),
        new("C-1015", "Zeller Waagenbau e. K.", &GERMANY, "zeller-waagen")
            .at("Lindenhof 2", "94032", "Passau")
            .buys(4, Slow, 14),
        new("0042", "Jäger Optik KG", &GERMANY, "jaeger-optik")
            .at("Carl-Zimmermann-Straße 9", "07745", "Jena")
            .buys(5, Prompt, 30)
            .tags("from Jäger"),
        new("C-1020", "Harrow & Finch Ltd", &BRITAIN, "harrowfinch")
            .at("Unit 6, Canal Wharf", "LS11 5PS", "Leeds")
            .buys(9, Slow, 30),
        new("C-1021", "O'Connell Instruments", &BRITAIN, "oconnell")
            .at("18 Dock Street", "BT1 3LA", "Belfast")
            .buys(4, Slow, 30)
            .tags("distributor"),
        new("C-1022", "Penrose Breweries plc", &BRITAIN, "penrose")
            .at("The Maltings", "TR1 2AB", "Truro")
            .buys(4, Prompt, 30),
        new("C-1023", "St Aidan's Infirmary", &BRITAIN, "staidans")
            .at("Bede Road", "DH1 4QW", "Durham")
            .and("Medical physics, level 2")
            .buys(12, DirectDebit, 30)
            .autopay("true")
            .autopay_active()
            .tags("hospital"),
        new("C-1024", "Kestrel Avionics plc", &BRITAIN, "kestrel-avionics")
            .at("Hangar 4, Old Airfield", "BS34 7QF", "Bristol")
            .buys(5, Prompt, 60)
            .tags("key account"),
        new("C-1025", "Marlow Pharmaceuticals Ltd", &BRITAIN, "marlow-pharma")
            .at("2 Thames Row", "SL7 1AA", "Marlow")
            .no_portal()
            .buys(4, Prompt, 30),
        new("C-1026", "Tŷ Gwyn Dairy", &BRITAIN, "tygwyn")
            .at("Heol y Bont", "SA19 6AA", "Llandeilo")
            .buys(3, Prompt, 30),
        new("BW/017", "Brightwell Testing Ltd", &BRITAIN, "brightwell")
            .at("40 Foundry Lane", "S9 2DD", "Sheffield")
            .buys(4, Slow, 30)
            .tags("from Brightwell"),
        new("C-1030", "Blue Ridge Calibration, Inc.", &STATES, "blueridge-cal")
            .at("1200 Parkway Dr", "28801", "Asheville")
            .state("NC")
            .buys(12, Prompt, 30),
        new("C-1031", "Tall Pines Water District", &STATES, "tallpines")
            .at("77 Reservoir Rd", "97701", "Bend")
            .state("OR")
            .buys(7, Prompt, 60)
            .autopay("true")
            .tags("public"),
        new("C-1032", "Smith, Jones & Partners LLC", &STATES, "sjp")
            .at("500 Front St, Suite 210", "19106", "Philadelphia")
            .state("PA")
            .buys(3, Prompt, 30),
        new("C-1033", "Cascade Semiconductor Corp.", &STATES, "cascade-semi")
            .at("9000 Fab Way", "98683", "Vancouver")
            .state("WA")
            .and("Accounts Payable, MS 14")
            .buys(300, Monthly, 30)
            .tags("key account"),
        new("C-1034", "Laboratorios Río Seco", &STATES, "rioseco")
            .at("315 Mesa St", "79901", "El Paso")
            .state("TX")
            .language("es")
            .buys(4, Prompt, 30),
        new("C-1036", "Prairie Grain Inspection Co.", &STATES, "prairiegrain")
            .at("RR 2, Box 40", "67401", "Salina")
            .state("KS")
            .buys(0, Prompt, 30),
        new("C-1037", "Juniper Ridge Observatory", &STATES, "juniperridge")
            .at("1 Summit Loop", "86001", "Flagstaff")
            .state("AZ")
            .buys(0, Prompt, 30)
            .tags("university"),
        new("C-1038", "Maple & Main Dental Supply", &STATES, "maplemain")
            .at("210 Main St", "05401", "Burlington")
            .state("VT")
            .buys(0, Slow, 30)
            .late_fees("true"),
        new("C-1040", "東亜計測株式会社", &JAPAN, "toa-keisoku")
            .at("本町2-4-6", "541-0053", "大阪市中央区")
            .buys(10, Prompt, 30)
            .tags("distributor"),
        new("C-1041", "Kiso Precision K.K. (木曽精機)", &JAPAN, "kiso-precision")
            .at("3-1 Sakae", "460-0008", "Nagoya")
            .buys(4, Prompt, 30),
        new("C-1042", "ヤマネ光学株式会社", &JAPAN, "yamane-opt")
            .at("湖岸通り1-8-2", "392-0015", "諏訪市")
            .buys(4, Slow, 30),
        new("C-1050", "Laboratorios Peñalver, S.A.", &SPAIN, "penalver")
            .at("Calle del Álamo, 21", "28015", "Madrid")
            .buys(8, Slow, 30),
        new("C-1051", "Óptica Núñez e Hijos, S.L.", &SPAIN, "opticanunez")
            .at("Rúa do Vilar, 5", "15705", "Santiago de Compostela")
            .buys(4, Prompt, 30),
        new("C-1052", "Aceites del Guadiana", &SPAIN, "guadiana")
            .at("Ctra. de Olivenza, km 3", "06011", "Badajoz")
            .buys(4, Prompt, 30),
        new("C-1060", "Ινστιτούτο Μετρολογίας Αιγαίου", &GREECE, "metrologia")
            .at("Λεωφόρος Δημοκρατίας 12", "811 00", "Μυτιλήνη")
            .buys(5, Slow, 30)
            .tags("university"),
        new("C-1061", "Όργανα Θάλασσας Α.Ε.", &GREECE, "thalassa")
            .at("Ακτή Μιαούλη 51", "185 36", "Πειραιάς")
            .buys(6, Prompt, 30),
        new("C-1070", "מכון המדידה של הגליל בע\"מ", &ISRAEL, "galil-measure")
            .at("רחוב הזית 8", "2161002", "כרמיאל")
            .buys(7, Prompt, 30),
        new("C-1080", "Zürichsee Feinmechanik AG", &SWITZERLAND, "zuerichsee-feinmechanik")
            .at("Seestrasse 145", "8810", "Horgen")
            .buys(8, Slow, 30),
        new("C-1081", "Manufacture horlogère du Vallon SA", &SWITZERLAND, "horlogerie-vallon")
            .at("Chemin des Prés 9", "2400", "Le Locle")
            .and("Contrôle des mesures")
            .language("fr")
            .buys(6, Prompt, 30)
            .tags("key account"),
        new("C-1090", "Přesné přístroje Žďár, s.r.o.", &CZECHIA, "pristroje-zdar")
            .at("Brněnská 27", "591 01", "Žďár nad Sázavou")
            .buys(7, Slow, 14),
        new("C-1095", "مختبر الخليج للقياس والمعايرة", &EMIRATES, "gulf-measure")
            .at("شارع النخيل 14", "", "دبي")
            .buys(5, Prompt, 30)
            .tags("distributor"),
    ];
    for index in 0..all.len() {
        all[index].nth = all[..index].iter().filter(|other| other.country.code == all[index].country.code).count();
    }
    all
}

/// The people at these customers: one to three each, the first of them the main one.
pub(crate) fn contacts(customers: &[Customer]) -> Vec<Contact> {
    let positions = ["Accounts payable", "Purchasing", "Laboratory"];
    let mailboxes = ["accounts", "purchasing", "lab"];
    let mut contacts = Vec::new();
    for customer in customers {
        let people = customer.country.people;
        let count = usize::try_from(Chance::of(customer.id).between(1, 3)).expect("three at most").min(people.len());
        for nth in 0..count {
            contacts.push(Contact {
                customer: customer.id,
                email: format!("{}@{}.example", mailboxes[nth], customer.host),
                name: people[(customer.nth + nth) % people.len()],
                phone: format!("{}{}", customer.country.phone, 10 + 3 * customer.nth + nth),
                position: positions[nth],
                main: nth == 0,
            });
        }
    }
    contacts
}

fn new(id: &'static str, name: &'static str, country: &'static Country, host: &'static str) -> Customer {
    Customer {
        id,
        name,
        host,
        address: ["", ""],
        postal_code: "",
        city: "",
        region: "",
        country,
        language: country.language,
        currency: country.currency,
        parent: "",
        portal: "",
        autopay: "",
        autopay_active: "",
        late_fees: "",
        tags: "",
        trade: Trade { invoices: 0, habit: Habit::Prompt, terms: 30 },
        nth: 0,
    }
}

impl Customer {
    pub(crate) fn email(&self) -> String {
        format!("accounts@{}.example", self.host)
    }

    pub(crate) fn phone(&self) -> String {
        format!("{}{}", self.country.phone, 10 + 3 * self.nth)
    }

    /// A tax number that is plainly nobody's; none in the United States.
    pub(crate) fn vat_number(&self) -> String {
        let nth = self.nth + 1;
        match self.country.code {
            "FR" => format!("FR000000000{nth:02}"),
            "ES" => format!("ESB000000{nth:02}"),
            "GR" => format!("EL0000000{nth:02}"),
            "JP" => format!("T00000000000{nth:02}"),
            "CH" => format!("CHE-000.000.0{nth:02} MWST"),
            "CZ" => format!("CZ000000{nth:02}"),
            "US" => String::new(),
            code => format!("{code}0000000{nth:02}"),
        }
    }

    pub(crate) fn manager(&self) -> (&'static str, &'static str) {
        self.country.manager
    }

    /// That of four wordings (English, French, German, Spanish) which the customer reads.
    pub(crate) fn in_their_language<T>(&self, english: T, french: T, german: T, spanish: T) -> T {
        match self.language {
            "fr" => french,
            "de" => german,
            "es" => spanish,
            _ => english,
        }
    }

    fn at(mut self, street: &'static str, postal_code: &'static str, city: &'static str) -> Customer {
        self.address[0] = street;
        (self.postal_code, self.city) = (postal_code, city);
        self
    }

    fn and(mut self, second_line: &'static str) -> Customer {
        self.address[1] = second_line;
        self
    }

    fn state(mut self, region: &'static str) -> Customer {
        self.region = region;
        self
    }

    fn language(mut self, language: &'static str) -> Customer {
        self.language = language;
        self
    }

    fn child_of(mut self, parent: &'static str) -> Customer {
        self.parent = parent;
        self
    }

    fn no_portal(mut self) -> Customer {
        self.portal = "false";
        self
    }

    fn autopay(mut self, may_ask: &'static str) -> Customer {
        self.autopay = may_ask;
        self
    }

    fn autopay_active(mut self) -> Customer {
        self.autopay_active = "true";
        self
    }

    fn late_fees(mut self, on: &'static str) -> Customer {
        self.late_fees = on;
        self
    }

    fn tags(mut self, tags: &'static str) -> Customer {
        self.tags = tags;
        self
    }

    fn buys(mut self, invoices: i64, habit: Habit, terms: i32) -> Customer {
        self.trade = Trade { invoices, habit, terms };
        self
    }
}
