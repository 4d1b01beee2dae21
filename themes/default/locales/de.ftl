# Deutsch. Dieselben Namen und Variablen wie in en.ftl.

language-name = Deutsch

## Frame of every page

portal-title = Kundenportal
skip-to-content = Zum Inhalt springen
overview = Übersicht
on-this-page = Auf dieser Seite
languages = Sprachen
portal-pages = Informationen
back-to-portal = Zurück zu Ihrem Portal
customer-number = Kundennummer
vat-number = USt-IdNr.
tax-id = Steuernummer
contact = Kontakt
contact-person = Ihre Ansprechperson
contact-intro = Etwas fehlt, stimmt nicht oder ist unklar? Fragen Sie uns.
phone = Telefon
email = E-Mail
hours = Erreichbar
link-notice = Wer den Link zu dieser Seite hat, kann sie lesen. Geben Sie ihn nur an Personen weiter, die ihn brauchen. Ist er in falsche Hände geraten, bitten Sie uns um einen neuen: Der alte funktioniert dann nicht mehr.
as-of = Stand:
as-of-note = Was uns später erreicht hat, ist noch nicht enthalten.

## Balance

balance-in = Saldo in
outstanding = Offen
your-credit = Ihr Guthaben
past-due = Überfällig
not-due = Noch nicht fällig
unapplied = Nicht zugeordnet
balance-after-unapplied = Saldo abzüglich nicht zugeordneter Beträge
please-pay-past-due = Bitte begleichen Sie den überfälligen Betrag jetzt.
next-due = Nächste Fälligkeit:
nothing-open = Es ist nichts offen. Vielen Dank.
in-your-favor = Der Saldo besteht zu Ihren Gunsten. Es ist nichts zu zahlen.
unapplied-note = Uns liegen { $amount } von Ihnen vor, die noch keiner Rechnung zugeordnet sind. Der Betrag ist von den folgenden Rechnungen nicht abgezogen. Bitte teilen Sie uns mit, welchen Rechnungen wir ihn zuordnen sollen.
last-payment = Letzter Zahlungseingang: { $amount } am { $day }.
aging-schedule = Altersstruktur nach Überfälligkeit in Tagen
share = Anteil
nothing-yet = Es gibt noch keine Rechnungen, Zahlungen oder Gutschriften.

## The aging schedule's buckets

bucket-current = Noch nicht fällig
bucket-range = { $from }–{ $to } Tage
bucket-over =
    { $days ->
        [one] Über { $days } Tag
       *[other] Über { $days } Tage
    }

## Lists of invoices

open-invoices = Offene Rechnungen
by-due-day = Nach Fälligkeit, die früheste zuerst.
more-invoices =
    { $count ->
        [one] { $count } weitere offene Rechnung anzeigen
       *[other] { $count } weitere offene Rechnungen anzeigen
    }
upcoming-invoices = Künftige Rechnungen
upcoming-note = Noch nicht ausgestellt und im Saldo nicht enthalten.
paid-invoices = Bezahlte Rechnungen
newest-first = Das Neueste zuerst.
whole-list = Alle { $count } anzeigen
newer = Neuere
older = Ältere
invoice = Rechnung
purchase-order = Bestell-Nr.
customer = Kunde
issued = Belegdatum
due = Fällig am
days-past-due = Tage überfällig
total = Gesamtbetrag
open-balance = Offener Betrag
standing = Status
late-fee = Verzugskosten
partly-paid = Teilweise bezahlt

## How an invoice stands

standing-upcoming = Wird am { $day } ausgestellt
standing-paid = Bezahlt
standing-paid-on = Bezahlt am { $day }
standing-overpaid = Überzahlt
standing-due-today = Heute fällig
standing-due-in =
    { $days ->
        [one] Morgen fällig
       *[other] Fällig in { $days } Tagen
    }
standing-past-due =
    { $days ->
        [one] Seit { $days } Tag überfällig
       *[other] Seit { $days } Tagen überfällig
    }
standing-disputed = Beanstandet am { $day }
standing-promised = Zahlung zugesagt zum { $day }
standing-promise-broken = Zahlung zugesagt zum { $day }, nicht eingegangen
standing-promised-part = { $amount } zugesagt zum { $day }
standing-promise-part-broken = { $amount } zugesagt zum { $day }, nicht eingegangen

## Credit notes and payments

credit-notes = Gutschriften
credit-note = Gutschrift
reason = Grund
put-against = Verrechnet mit
payments = Zahlungen
payment = Zahlung
reference = Referenz
received = Eingegangen am
method = Zahlungsart
amount = Betrag
refund = Rückzahlung
paid-by-parent = Von Ihrer Muttergesellschaft bezahlt

## Late fees

late-fees-note = Verzugskosten bis jetzt, nach unserer Schätzung: { $amount }. Nur zur Information und im Saldo nicht enthalten.
late-fee-note = Verzugskosten bis jetzt, nach unserer Schätzung: { $amount }. Nur zur Information und im offenen Betrag nicht enthalten.

## Statements

statements = Kontoauszüge
account-statement = Kontoauszug
outstanding-statement = Offene-Posten-Liste
period-all = Alle Bewegungen bis { $day }
periods-note = Nach Zeitraum, jeweils mit dem Endsaldo
until = Bis
opening-balance = Anfangssaldo
closing-balance = Endsaldo
debit = Soll
credit = Haben
running-balance = Saldo
day = Datum
activity = Vorgang
lines-note = Im Soll steht, was berechnet wurde; im Haben, was bezahlt oder gutgeschrieben wurde.
download-as = Als { $format } herunterladen
no-activity = In diesem Zeitraum gab es keine Bewegungen.
period = Zeitraum
currency = Währung
document = Beleg
page-of = Seite { $page } von { $pages }
statement-issuer = Auszug von
statement-customer = Für
unapplied-items = Nicht zugeordnete Zahlungen und Gutschriften

line-invoice = Rechnung
line-late-fee = Verzugskosten
line-credit-note = Gutschrift
line-payment = Zahlung
line-refund = Rückzahlung
line-settled = Ausgeglichen
line-unlisted = Nicht einzeln aufgeführte Zahlungen
line-adjustment = Korrektur in unseren Büchern

## How to pay

how-to-pay = So zahlen Sie
account-holder = Kontoinhaber
iban = IBAN
bic = BIC
bank = Bank
routing-number = Routing-Nummer (USA)
account-number = Kontonummer
payment-reference = Verwendungszweck
pay-online = Online bezahlen
pay-safely = Wenn eine Nachricht behauptet, unsere Bankverbindung habe sich geändert, rufen Sie uns an, bevor Sie zahlen.
pay-ask = Fragen Sie uns nach unserer Bankverbindung.
payment-code = Mit QR-Code zahlen
payment-code-scan = Scannen Sie ihn mit Ihrer Banking-App und prüfen Sie Konto und Betrag, bevor Sie zahlen.
payment-code-alt = QR-Code: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = QR-Referenz

## An invoice's own page

description = Beschreibung
details = Einzelheiten
put-against-it = Mit dieser Rechnung verrechnete Zahlungen und Gutschriften
kind = Art
disputed-because = Grund der Beanstandung:
decided-resolved = Ihre Beanstandung vom { $day } wurde am { $on } geklärt.
decided-rejected = Ihre Beanstandung vom { $day } wurde am { $on } abgelehnt.
decided-withdrawn = Ihre Beanstandung vom { $day } wurde am { $on } zurückgezogen.
our-answer = Unsere Antwort:
told-paid = Sie haben uns am { $day } mitgeteilt, dass Sie { $amount } gezahlt haben.
documents-of-invoice = Dokumente zu dieser Rechnung

## Documents

documents = Dokumente
own-documents = Ihre Dokumente
shared-documents = Dokumente für alle Kunden
size-kb = { $size } kB
size-mb = { $size } MB
archive = Alle Dokumente in einer Datei
e-invoice = E-Rechnung ({ $format })
e-credit-note = Elektronische Gutschrift ({ $format })
with-e-invoice = Rechnung mit eingebetteter E-Rechnung ({ $format })
calendar = Fälligkeiten für Ihren Kalender
calendar-name = Fälligkeiten: { $organization }
calendar-due = Rechnung { $number } fällig: { $amount }
calendar-promise = Zugesagte Zahlung für Rechnung { $number }: { $amount }

## Autopay

autopay = Automatischer Einzug
autopay-on = Eingerichtet
autopay-active = Der automatische Einzug ist eingerichtet: Wir ziehen jede Rechnung am Fälligkeitstag über das vereinbarte Zahlungsmittel ein.
autopay-active-limits = Weder eine Zahlungszusage noch eine Beanstandung hält ihn auf. Wenn Sie ihn ändern oder beenden möchten, wenden Sie sich an uns.
autopay-offered = Sie können uns bitten, Ihre Rechnungen bei Fälligkeit automatisch einzuziehen.
autopay-requested = Angefragt
autopay-requested-on = Sie haben den automatischen Einzug am { $day } angefragt. Wir melden uns bei Ihnen; nichts wird eingezogen, bevor wir es mit Ihnen vereinbart haben.
autopay-declined = Ihre Anfrage zum automatischen Einzug vom { $day } wurde am { $on } abgelehnt.

## Forms

about = Betrifft:
this-invoice = Rechnung { $number }
all-past-due = Alles Überfällige
all-open = Alles Offene
your-name = Ihr Name
your-email = Ihre E-Mail-Adresse
email-hint = Falls wir eine Frage haben.
message = Nachricht
optional = freiwillig
message-hint = Bitte keine Karten- oder Kontonummern.
leave-empty = Dieses Feld bitte leer lassen

tell-us = Möchten Sie uns zu dieser Rechnung etwas mitteilen?
dispute = Diese Rechnung beanstanden
dispute-not = Die Rechnung bleibt offen, bis wir geantwortet haben. Ihr Portal zeigt die Beanstandung nach seiner nächsten Aktualisierung.
dispute-reason = Grund
dispute-choose = Bitte wählen Sie einen Grund
dispute-amount = Beanstandeter Betrag
dispute-amount-hint = Leer lassen, wenn Sie die ganze Rechnung beanstanden.
dispute-send = Beanstandung senden
withdraw = Beanstandung zurückziehen
withdraw-not = Die Beanstandung ist damit beendet, und die Rechnung bleibt offen. Ihr Portal zeigt es nach seiner nächsten Aktualisierung.

promise = Zahlung zusagen
promise-not = Eine Zusage ist keine Zahlung: Mahnungen und automatischer Einzug laufen weiter. Ihr Portal zeigt die Zusage nach seiner nächsten Aktualisierung.
promise-date = Tag, an dem Sie zahlen
promise-amount = Betrag, den Sie zahlen
promise-send = Zusage senden

remittance = Ich habe bezahlt
remittance-not = Das ist nur ein Zahlungsavis, mit dem wir Ihre Zahlung leichter finden. Die Rechnung bleibt offen, bis das Geld eingegangen ist.
remittance-date = Tag der Zahlung
remittance-amount = Gezahlter Betrag
remittance-reference = Referenz der Zahlung
remittance-reference-hint = Was Sie oder Ihre Bank angegeben haben.
remittance-send = Zahlungsavis senden

autopay-ask = Automatischen Einzug anfragen
autopay-not = Das ist nur eine Anfrage: Nichts wird eingezogen, bevor wir es mit Ihnen vereinbart haben. Senden Sie hier niemals Konto- oder Kartennummern.
autopay-agree = Ich bitte um den automatischen Einzug und darf das für den Kunden entscheiden.
autopay-send = Anfrage senden

by-email = In Ihrem E-Mail-Programm öffnet sich eine vorbereitete Nachricht.
write-email = E-Mail schreiben

## When a form was sent

thank-you = Vielen Dank
ack-dispute = Ihre Beanstandung ist bei uns eingegangen
ack-withdraw = Wir haben erhalten, dass Sie Ihre Beanstandung zurückziehen
ack-promise = Ihre Zahlungszusage ist bei uns eingegangen
ack-remittance = Ihr Zahlungsavis ist bei uns eingegangen
ack-autopay = Ihre Anfrage zum automatischen Einzug ist bei uns eingegangen
ack-keep = Heben Sie die Referenz für Rückfragen auf.

not-recorded = Es wurde noch nichts erfasst.
please-check = Bitte prüfen Sie Ihre Angaben
fault-missing = Bitte füllen Sie dieses Feld aus.
fault-choice = Bitte wählen Sie einen der Gründe.
fault-amount = Bitte geben Sie einen Betrag über null ein, höchstens { $most }.
fault-amount-any = Bitte geben Sie einen Betrag über null ein.
fault-day = Bitte wählen Sie einen Tag vom { $first } bis zum { $last }.
fault-too-long = Bitte kürzen Sie den Text auf { $most } Zeichen.
fault-email = Das sieht nicht wie eine E-Mail-Adresse aus.
fault-bank-number = Das sieht wie eine Karten- oder Kontonummer aus. Bitte lassen Sie solche Nummern weg.

refused-forged = Dieses Formular gehört nicht zu Ihrem Portal
refused-forged-text = Es wurde nichts erfasst. Öffnen Sie Ihr Portal und senden Sie das Formular von dort.
refused-expired = Dieses Formular ist nicht mehr gültig
refused-expired-text = Es wurde nichts erfasst. Öffnen Sie Ihr Portal noch einmal: Auf der neuesten Seite steht ein gültiges Formular. Wenn der Link nicht mehr funktioniert, bitten Sie uns um einen neuen.
refused-unreadable = Wir konnten nicht lesen, was gesendet wurde
refused-unreadable-text = Es wurde nichts erfasst. Gehen Sie zurück und senden Sie das Formular noch einmal.
refused-too-large = Das Formular ist zu lang
refused-too-large-text = Es wurde nichts erfasst. Gehen Sie zurück, kürzen Sie die Nachricht und senden Sie das Formular noch einmal.
refused-too-many = Zu viele Formulare in kurzer Zeit
refused-too-many-text = Es wurde nichts erfasst. Bitte warten Sie eine Stunde und senden Sie das Formular dann noch einmal, oder schreiben Sie uns.
refused-unavailable = Wir können das gerade nicht erfassen
refused-unavailable-text = Es wurde nichts erfasst. Bitte senden Sie das Formular in einigen Minuten noch einmal.
refused-failed = Bei uns ist etwas schiefgegangen
refused-failed-text = Wir wissen nicht, ob Ihr Formular erfasst wurde. Sie können es unbesorgt noch einmal senden: Es zählt nur einmal.
refused-nothing = Hier ist nichts
refused-nothing-text = Öffnen Sie Ihr Portal und machen Sie von dort aus weiter.

## Letters to staff and customers

letter-dispute = Neue Beanstandung
letter-withdraw = Beanstandung zurückgezogen
letter-promise = Neue Zahlungszusage
letter-remittance = Neues Zahlungsavis
letter-autopay = Neue Anfrage zum automatischen Einzug
letter-promised-day = Zugesagter Tag
letter-paid-day = Tag der Zahlung
letter-sender = Gesendet von
letter-unverified = Name und E-Mail-Adresse sind wie eingegeben und nicht geprüft: Wer den Link zum Portal hat, kann Formulare senden.
letter-show = Im Posteingang ansehen und dort beantworten:
letter-no-answer = Ihre Nachricht ist angekommen; eine Antwort ist das noch nicht.
letter-not-you = Hat das bei Ihnen niemand gesendet, sagen Sie es uns: Vielleicht hat jemand anderes den Link zu Ihrem Portal.
letter-automatic = Diese Nachricht wurde automatisch versendet.

## Prepared messages

mail-past-due = alle überfälligen Rechnungen

mail-dispute-subject = Beanstandung: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Guten Tag,

    wir beanstanden die Rechnung { $about }, offener Betrag { $amount }.

    Grund:
    Beanstandeter Betrag, falls nicht alles:

    { $customer }
    Kundennummer { $id }

mail-withdraw-subject = Beanstandung zurückgezogen: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Guten Tag,

    wir ziehen unsere Beanstandung der Rechnung { $about }, offener Betrag { $amount }, zurück.

    { $customer }
    Kundennummer { $id }

mail-promise-subject = Zahlungszusage: { $about } ({ $customer }, { $id })
mail-promise-body =
    Guten Tag,

    wir werden zahlen: { $about }, { $amount }.

    Tag der Zahlung:
    Betrag, falls nicht alles:

    { $customer }
    Kundennummer { $id }

mail-remittance-subject = Wir haben bezahlt: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Guten Tag,

    wir haben bezahlt: { $about }, { $amount }.

    Tag der Zahlung:
    Betrag, falls abweichend:
    Referenz der Zahlung:

    { $customer }
    Kundennummer { $id }

mail-autopay-subject = Automatischer Einzug für { $customer } ({ $id })
mail-autopay-body =
    Guten Tag,

    bitte ziehen Sie unsere Rechnungen bei Fälligkeit automatisch ein und teilen Sie uns mit, was Sie dafür brauchen.

    { $customer }
    Kundennummer { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Mangelhafte Leistung
dispute-reason-faulty-goods = Fehlerhafte Ware
dispute-reason-late-delivery = Verspätete Lieferung
dispute-reason-not-agreed = Nicht vereinbart oder uns nicht bekannt
dispute-reason-unable-to-pay = Zahlung derzeit nicht möglich
dispute-reason-pricing = Preis stimmt nicht
dispute-reason-processing-error = Fehler in der Rechnung
dispute-reason-other = Sonstiges

## Pages that belong to nobody

start-title = Ihr Portal hat einen eigenen Link
start-text = Jeder Kunde sieht seine Rechnungen und Kontoauszüge unter einem persönlichen Link. Sie finden ihn in unseren Nachrichten an Sie.
start-ask = Sie haben keinen Link, oder er funktioniert nicht mehr? Fragen Sie uns, wir senden Ihnen einen neuen.
not-found-title = Diese Seite gibt es nicht
not-found-text = Der Link wurde vielleicht erneuert, oder das, wohin er führte, wurde zurückgezogen.
not-found-do = Nutzen Sie den neuesten Link, den wir Ihnen gesendet haben, oder beginnen Sie auf der ersten Seite Ihres Portals.
