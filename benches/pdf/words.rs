//! The words of specimens in languages and scripts that ask for different things.

use crate::statement::Words;

pub(crate) const ENGLISH: Words = Words {
    language: "en",
    title: "Statement of account",
    organization: "Northlight Instruments Ltd.",
    customer: "Harbor & Finch (Marine) Inc.",
    address: &["Pier 7, 1200 Embarcadero", "San Francisco, CA 94111", "United States"],
    columns: ["Date", "Document", "Description", "Debit", "Credit", "Balance"],
    lines: &["Invoice, sensors", "Payment, bank transfer", "Credit note: returned goods", "Invoice, calibration"],
    total: "Balance due",
    prose: "Please pay the open balance by bank transfer within 30 days and quote the number of each invoice that you \
            pay. If something on this statement is not as it should be, tell us before you pay.",
    pay: "Pay online",
};

pub(crate) const GERMAN: Words = Words {
    language: "de",
    title: "Kontoauszug",
    organization: "Nordlicht Meßgeräte GmbH",
    customer: "Bäckerei Köster & Söhne OHG",
    address: &["Große Straße 5", "20095 Hamburg", "Deutschland"],
    columns: ["Datum", "Beleg", "Text", "Soll", "Haben", "Saldo"],
    lines: &["Rechnung, Fühler", "Zahlung, Überweisung", "Gutschrift: Rücksendung", "Rechnung, Prüfung"],
    total: "Fälliger Saldo",
    prose: "Bitte überweisen Sie den offenen Betrag innerhalb von 30 Tagen und nennen Sie dabei die Nummern der \
            Rechnungen – „INV-1“ bis „INV-9“.",
    pay: "Online bezahlen",
};

pub(crate) const POLISH: Words = Words {
    language: "pl",
    title: "Zestawienie należności",
    organization: "Światło Północy Sp. z o.o.",
    customer: "Żółw i Źdźbło S.A.",
    address: &["ul. Świętokrzyska 12", "00-916 Łódź", "Polska"],
    columns: ["Data", "Dokument", "Opis", "Winien", "Ma", "Saldo"],
    lines: &["Faktura, czujniki", "Płatność, przelew", "Korekta: zwrot towaru", "Faktura, wzorcowanie"],
    total: "Saldo do zapłaty",
    prose: "Prosimy o przelew w ciągu 30 dni z podaniem numerów faktur. Jeżeli coś się nie zgadza, prosimy o \
            wiadomość przed zapłatą.",
    pay: "Zapłać online",
};

pub(crate) const GREEK: Words = Words {
    language: "el",
    title: "Κατάσταση λογαριασμού",
    organization: "Βόρειο Φως Α.Ε.",
    customer: "Ξενοδοχεία Αιγαίου Ο.Ε.",
    address: &["Λεωφόρος Συγγρού 100", "117 41 Αθήνα", "Ελλάδα"],
    columns: ["Ημερομηνία", "Παραστατικό", "Περιγραφή", "Χρέωση", "Πίστωση", "Υπόλοιπο"],
    lines: &["Τιμολόγιο, αισθητήρες", "Πληρωμή, έμβασμα", "Πιστωτικό: επιστροφή", "Τιμολόγιο, βαθμονόμηση"],
    total: "Οφειλόμενο υπόλοιπο",
    prose: "Παρακαλούμε εξοφλήστε το υπόλοιπο εντός 30 ημερών αναφέροντας τους αριθμούς των τιμολογίων.",
    pay: "Πληρωμή online",
};

pub(crate) const RUSSIAN: Words = Words {
    language: "ru",
    title: "Выписка по счёту",
    organization: "ООО «Северный свет»",
    customer: "АО «Щит и ёж»",
    address: &["ул. Большая Морская, 24", "190000 Санкт-Петербург", "Їжак, Ґанок, Љубав"],
    columns: ["Дата", "Документ", "Описание", "Дебет", "Кредит", "Сальдо"],
    lines: &["Счёт № 5, датчики", "Платёж, перевод", "Кредит-нота: возврат", "Счёт, поверка"],
    total: "К оплате",
    prose: "Просим оплатить остаток в течение 30 дней, указав номера счетов.",
    pay: "Оплатить онлайн",
};

pub(crate) const VIETNAMESE: Words = Words {
    language: "vi",
    title: "Bảng kê tài khoản",
    organization: "Công ty Ánh Sáng Phương Bắc",
    customer: "Nguyễn Thị Hương & Đặng Quốc Việt",
    address: &["Số 5 đường Trần Hưng Đạo", "Quận 1, Thành phố Hồ Chí Minh", "Việt Nam"],
    columns: ["Ngày", "Chứng từ", "Diễn giải", "Nợ", "Có", "Số dư"],
    lines: &["Hóa đơn, cảm biến", "Thanh toán chuyển khoản", "Giấy báo có: trả hàng", "Hóa đơn, hiệu chuẩn"],
    total: "Số dư phải trả",
    prose: "Vui lòng thanh toán số dư trong vòng 30 ngày và ghi rõ số hóa đơn. e\u{302}\u{301} và ế là một chữ.",
    pay: "Thanh toán trực tuyến",
};

pub(crate) const JAPANESE: Words = Words {
    language: "ja",
    title: "取引明細書",
    organization: "北極光計器株式会社",
    customer: "港湾水産株式会社 御中",
    address: &["〒104-0045 東京都中央区築地5-2-1", "みなとビル 3階", "日本"],
    columns: ["日付", "伝票番号", "摘要", "借方", "貸方", "残高"],
    lines: &["請求書（センサー）", "入金：銀行振込", "返品による値引き", "請求書（校正）"],
    total: "未払残高",
    prose: "お支払いは30日以内に銀行振込でお願いいたします。お振込みの際は、請求書番号をご記入ください。ご不明な点が\
            ございましたら、お支払いの前にご連絡ください。",
    pay: "オンラインで支払う",
};

pub(crate) const ARABIC: Words = Words {
    language: "ar",
    title: "كشف حساب",
    organization: "شركة نور الشمال للأجهزة",
    customer: "مؤسسة الميناء (Harbor) التجارية",
    address: &["شارع الملك فهد 12", "الرياض 11564", "المملكة العربية السعودية"],
    columns: ["التاريخ", "المستند", "البيان", "مدين", "دائن", "الرصيد"],
    lines: &["فاتورة، أجهزة استشعار", "دفعة، تحويل بنكي", "إشعار دائن: مرتجع", "فاتورة INV-9، معايرة"],
    total: "الرصيد المستحق",
    prose: "يرجى سداد الرصيد المستحق بتحويل بنكي خلال 30 يومًا مع ذكر رقم كل فاتورة (مثل INV-1001). إذا كان في هذا \
            الكشف ما ليس صحيحًا فأخبرونا قبل السداد.",
    pay: "الدفع عبر الإنترنت",
};

pub(crate) const HEBREW: Words = Words {
    language: "he",
    title: "דף חשבון",
    organization: "אור הצפון מכשירים בע\"מ",
    customer: "נמל ודגים (Harbor) בע\"מ",
    address: &["רחוב הרצל 12", "תל אביב 6688312", "ישראל"],
    columns: ["תאריך", "מסמך", "תיאור", "חובה", "זכות", "יתרה"],
    lines: &["חשבונית, חיישנים", "תשלום, העברה בנקאית", "זיכוי: החזרת סחורה", "חשבונית INV-9, כיול"],
    total: "יתרה לתשלום",
    prose: "נא לשלם את היתרה בהעברה בנקאית תוך 30 יום ולציין את מספר החשבונית (למשל INV-1001). שָׁלוֹם וּבְרָכָה.",
    pay: "תשלום מקוון",
};

pub(crate) const HINDI: Words = Words {
    language: "hi",
    title: "खाता विवरण",
    organization: "उत्तर प्रकाश उपकरण",
    customer: "बंदरगाह मत्स्य लिमिटेड",
    address: &["महात्मा गांधी मार्ग 5", "नई दिल्ली 110001", "भारत"],
    columns: ["दिनांक", "दस्तावेज़", "विवरण", "नामे", "जमा", "शेष"],
    lines: &["चालान, सेंसर", "भुगतान, बैंक", "क्रेडिट नोट", "चालान, अंशांकन"],
    total: "देय शेष",
    prose: "कृपया 30 दिनों के भीतर शेष राशि का भुगतान करें और प्रत्येक चालान की संख्या बताएं।",
    pay: "ऑनलाइन भुगतान",
};
