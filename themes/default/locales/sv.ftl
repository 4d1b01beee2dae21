# Svenska. Samma namn och variabler som i en.ftl.

language-name = Svenska

## Frame of every page

portal-title = Kundportal
skip-to-content = Hoppa till innehållet
overview = Översikt
on-this-page = På den här sidan
languages = Språk
portal-pages = Information
back-to-portal = Tillbaka till portalen
customer-number = Kundnummer
vat-number = Momsreg.nr
tax-id = Skattenummer
contact = Kontakt
contact-person = Din kontaktperson
contact-intro = Saknas något, är något fel eller oklart? Fråga oss.
phone = Telefon
email = E-post
hours = Öppettider
link-notice = Alla som har länken till den här sidan kan läsa den. Dela den bara med dem som behöver den. Har den hamnat i orätta händer, be oss om en ny: den gamla slutar då att fungera.
as-of = Per den
as-of-note = Det som kommit in senare är inte med ännu.

## Balance

balance-in = Saldo i
outstanding = Att betala
your-credit = Ditt tillgodohavande
past-due = Förfallet
not-due = Ej förfallet
unapplied = Ej avräknat
balance-after-unapplied = Saldo efter ej avräknade belopp
please-pay-past-due = Vi ber dig att betala det förfallna beloppet nu.
next-due = Nästa förfallodag:
nothing-open = Det finns inget att betala. Tack.
in-your-favor = Saldot är till din fördel. Du behöver inte betala något.
unapplied-note = Vi har { $amount } från dig som inte har räknats av mot någon faktura. Beloppet är inte avdraget från fakturorna nedan. Meddela oss vilka fakturor det ska räknas av mot.
last-payment = Senast mottagna betalning: { $amount } den { $day }.
aging-schedule = Åldersanalys, i dagar efter förfallodagen
share = Andel
nothing-yet = Det finns inga fakturor, betalningar eller kreditfakturor ännu.

## The aging schedule's buckets

bucket-current = Ej förfallet
bucket-range = { $from }–{ $to } dagar
bucket-over =
    { $days ->
        [one] Mer än { $days } dag
       *[other] Mer än { $days } dagar
    }

## Lists of invoices

open-invoices = Obetalda fakturor
by-due-day = Efter förfallodatum, det tidigaste först.
more-invoices =
    { $count ->
        [one] Visa { $count } obetald faktura till
       *[other] Visa { $count } obetalda fakturor till
    }
upcoming-invoices = Kommande fakturor
upcoming-note = Ännu inte utfärdade och inte med i saldot.
paid-invoices = Betalda fakturor
newest-first = Det senaste först.
whole-list = Visa alla { $count }
newer = Nyare
older = Äldre
invoice = Faktura
purchase-order = Inköpsorder
customer = Kund
issued = Fakturadatum
due = Förfallodatum
days-past-due = Dagar efter förfallodagen
total = Totalbelopp
open-balance = Kvar att betala
standing = Status
late-fee = Dröjsmålsränta
partly-paid = Delbetald

## How an invoice stands

standing-upcoming = Utfärdas den { $day }
standing-paid = Betald
standing-paid-on = Betald den { $day }
standing-overpaid = Överbetald
standing-due-today = Förfaller i dag
standing-due-in =
    { $days ->
        [one] Förfaller i morgon
       *[other] Förfaller om { $days } dagar
    }
standing-past-due =
    { $days ->
        [one] Förfallen sedan { $days } dag
       *[other] Förfallen sedan { $days } dagar
    }
standing-disputed = Bestridd den { $day }
standing-promised = Betalning utlovad till den { $day }
standing-promise-broken = Betalning utlovad till den { $day }, ej mottagen
standing-promised-part = Betalning av { $amount } utlovad till den { $day }
standing-promise-part-broken = Betalning av { $amount } utlovad till den { $day }, ej mottagen

## Credit notes and payments

credit-notes = Kreditfakturor
credit-note = Kreditfaktura
reason = Orsak
put-against = Avräknat mot
payments = Betalningar
payment = Betalning
reference = Referens
received = Mottagen
method = Betalningssätt
amount = Belopp
refund = Återbetalning
paid-by-parent = Betald av moderbolaget

## Late fees

late-fees-note = Dröjsmålsränta hittills, enligt vår uppskattning: { $amount }. Endast för kännedom och inte med i saldot.
late-fee-note = Dröjsmålsränta hittills, enligt vår uppskattning: { $amount }. Endast för kännedom och inte med i beloppet som är kvar att betala.

## Statements

statements = Kontoutdrag
account-statement = Kontoutdrag
outstanding-statement = Sammanställning av öppna poster
period-all = Alla händelser till och med { $day }
periods-note = Per period, var och en med utgående saldo
until = Till och med
opening-balance = Ingående saldo
closing-balance = Utgående saldo
debit = Debet
credit = Kredit
running-balance = Saldo
day = Datum
activity = Händelse
lines-note = Debet är det som fakturerats, kredit det som betalats eller krediterats.
download-as = Ladda ner som { $format }
no-activity = Inga händelser under perioden.
period = Period
currency = Valuta
document = Dokument
page-of = Sida { $page } av { $pages }
statement-issuer = Kontoutdrag från
statement-customer = Till
unapplied-items = Ej avräknade betalningar och kreditfakturor

line-invoice = Faktura
line-late-fee = Dröjsmålsränta
line-credit-note = Kreditfaktura
line-payment = Betalning
line-refund = Återbetalning
line-settled = Reglerad
line-unlisted = Betalningar som inte redovisas var för sig
line-adjustment = Justering i vår bokföring

## How to pay

how-to-pay = Så betalar du
account-holder = Kontohavare
iban = IBAN
bic = BIC
bank = Bank
routing-number = Routingnummer (USA)
account-number = Kontonummer
payment-reference = Ange vid betalning
pay-online = Betala online
pay-safely = Om ett meddelande säger att våra bankuppgifter har ändrats, ring oss innan du betalar.
pay-ask = Fråga oss om våra bankuppgifter.
payment-code = Betala med QR-kod
payment-code-scan = Skanna den med din bankapp och kontrollera konto och belopp innan du betalar.
payment-code-alt = QR-kod: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = QR-referens

## An invoice's own page

description = Beskrivning
details = Uppgifter
put-against-it = Betalningar och kreditfakturor som räknats av mot fakturan
kind = Typ
disputed-because = Skäl till bestridandet:
decided-resolved = Ditt bestridande den { $day } avslutades den { $on }.
decided-rejected = Ditt bestridande den { $day } avslogs den { $on }.
decided-withdrawn = Ditt bestridande den { $day } drogs tillbaka den { $on }.
our-answer = Vårt svar:
told-paid = Du meddelade oss den { $day } att du har betalat { $amount }.
documents-of-invoice = Dokument till fakturan

## Documents

documents = Dokument
own-documents = Dina dokument
shared-documents = Dokument till alla kunder
size-kb = { $size } kB
size-mb = { $size } MB
archive = Alla dokument i en fil
e-invoice = E-faktura ({ $format })
e-credit-note = Elektronisk kreditfaktura ({ $format })
with-e-invoice = Faktura med inbäddad e-faktura ({ $format })
calendar = Förfallodagar till din kalender
calendar-name = Förfallodagar: { $organization }
calendar-due = Faktura { $number } förfaller: { $amount }
calendar-promise = Utlovad betalning av faktura { $number }: { $amount }

## Autopay

autopay = Automatisk betalning
autopay-on = På
autopay-active = Automatisk betalning är på: vi drar varje fakturabelopp på förfallodagen med det betalningssätt vi kommit överens om.
autopay-active-limits = Varken ett betalningslöfte eller ett bestridande stoppar den. Kontakta oss om du vill ändra eller stänga av den.
autopay-offered = Du kan be oss att dra dina fakturabelopp automatiskt på förfallodagen.
autopay-requested = Begärd
autopay-requested-on = Du begärde automatisk betalning den { $day }. Vi hör av oss; inget dras innan vi har kommit överens med dig.
autopay-declined = Din begäran om automatisk betalning den { $day } avslogs den { $on }.

## Forms

about = Gäller:
this-invoice = faktura { $number }
all-past-due = Allt förfallet
all-open = Allt obetalt
your-name = Ditt namn
your-email = Din e-postadress
email-hint = Om vi har en fråga.
message = Meddelande
optional = valfritt
message-hint = Skriv inga kort- eller kontonummer.
leave-empty = Lämna fältet tomt

tell-us = Vill du meddela oss något om fakturan?
dispute = Bestrid fakturan
dispute-not = Fakturan är obetald tills vi har svarat. Portalen visar bestridandet efter nästa uppdatering.
dispute-reason = Skäl
dispute-choose = Välj ett skäl
dispute-amount = Bestritt belopp
dispute-amount-hint = Lämna tomt om du bestrider hela fakturan.
dispute-send = Skicka bestridandet
withdraw = Dra tillbaka bestridandet
withdraw-not = Bestridandet upphör och fakturan är fortfarande obetald. Portalen visar det efter nästa uppdatering.

promise = Lova betalning
promise-not = Ett löfte är ingen betalning, och det stoppar varken påminnelser eller automatisk betalning. Portalen visar det efter nästa uppdatering.
promise-date = Dag då du betalar
promise-amount = Belopp som du betalar
promise-send = Skicka löftet

remittance = Jag har betalat
remittance-not = Det här är bara ett meddelande som hjälper oss att hitta din betalning. Fakturan är obetald tills pengarna har kommit in.
remittance-date = Dag då du betalade
remittance-amount = Betalt belopp
remittance-reference = Betalningens referens
remittance-reference-hint = Det som du eller din bank angav.
remittance-send = Skicka meddelandet

autopay-ask = Begär automatisk betalning
autopay-not = Det här är bara en begäran: inget dras innan vi har kommit överens med dig. Skicka aldrig konto- eller kortnummer här.
autopay-agree = Jag begär automatisk betalning och får besluta om det för kundens räkning.
autopay-send = Skicka begäran

by-email = Ett förberett meddelande öppnas i ditt e-postprogram.
write-email = Skriv e-postmeddelandet

## When a form was sent

thank-you = Tack
ack-dispute = Vi har tagit emot ditt bestridande
ack-withdraw = Vi har tagit emot att du drar tillbaka ditt bestridande
ack-promise = Vi har tagit emot ditt betalningslöfte
ack-remittance = Vi har tagit emot ditt meddelande om betalning
ack-autopay = Vi har tagit emot din begäran om automatisk betalning
ack-keep = Spara referensen om du vill fråga om ärendet.

not-recorded = Inget har registrerats ännu.
please-check = Kontrollera dina uppgifter
fault-missing = Fyll i det här fältet.
fault-choice = Välj ett av skälen.
fault-amount = Ange ett belopp över noll, högst { $most }.
fault-amount-any = Ange ett belopp över noll.
fault-day = Välj en dag från och med { $first } till och med { $last }.
fault-too-long = Korta ner texten till { $most } tecken.
fault-email = Det här ser inte ut som en e-postadress.
fault-bank-number = Det här ser ut som ett kort- eller kontonummer. Utelämna sådana nummer.

refused-forged = Formuläret hör inte till din portal
refused-forged-text = Inget har registrerats. Öppna din portal och skicka formuläret därifrån.
refused-expired = Formuläret gäller inte längre
refused-expired-text = Inget har registrerats. Öppna din portal igen: den senaste sidan har ett giltigt formulär. Fungerar länken inte längre, be oss om en ny.
refused-unreadable = Vi kunde inte läsa det som skickades
refused-unreadable-text = Inget har registrerats. Gå tillbaka och skicka formuläret en gång till.
refused-too-large = Formuläret är för långt
refused-too-large-text = Inget har registrerats. Gå tillbaka, korta meddelandet och skicka formuläret en gång till.
refused-too-many = Det blev för många på kort tid
refused-too-many-text = Inget har registrerats. Vänta en timme och skicka formuläret igen, eller skriv till oss.
refused-unavailable = Vi kan inte registrera detta just nu
refused-unavailable-text = Inget har registrerats. Skicka formuläret igen om några minuter.
refused-failed = Något gick fel hos oss
refused-failed-text = Vi vet inte om formuläret har registrerats. Du kan tryggt skicka det igen: det räknas bara en gång.
refused-nothing = Här finns ingenting
refused-nothing-text = Öppna din portal och fortsätt därifrån.

## Letters to staff and customers

letter-dispute = Nytt bestridande
letter-withdraw = Bestridande tillbakadraget
letter-promise = Nytt betalningslöfte
letter-remittance = Nytt meddelande om betalning
letter-autopay = Ny begäran om automatisk betalning
letter-promised-day = Utlovad dag
letter-paid-day = Betalningsdag
letter-sender = Skickat av
letter-unverified = Namn och e-postadress är som de angavs och har inte kontrollerats: alla som har länken till portalen kan skicka formulär.
letter-show = Se det i inkorgen och svara där:
letter-no-answer = Ditt meddelande har kommit fram till oss; det här är inget svar än.
letter-not-you = Har ingen hos dig skickat det här, hör av dig: någon annan kan ha länken till din portal.
letter-automatic = Det här meddelandet skickades automatiskt.

## Prepared messages

mail-past-due = alla förfallna fakturor

mail-dispute-subject = Bestridande: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Hej!

    Vi bestrider faktura { $about }, kvar att betala { $amount }.

    Skäl:
    Bestritt belopp, om inte hela:

    { $customer }
    Kundnummer { $id }

mail-withdraw-subject = Bestridande tillbakadraget: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Hej!

    Vi drar tillbaka vårt bestridande av faktura { $about }, kvar att betala { $amount }.

    { $customer }
    Kundnummer { $id }

mail-promise-subject = Betalningslöfte: { $about } ({ $customer }, { $id })
mail-promise-body =
    Hej!

    Vi kommer att betala: { $about }, { $amount }.

    Dag för betalningen:
    Belopp, om inte hela:

    { $customer }
    Kundnummer { $id }

mail-remittance-subject = Vi har betalat: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Hej!

    Vi har betalat: { $about }, { $amount }.

    Dag för betalningen:
    Belopp, om ett annat:
    Betalningens referens:

    { $customer }
    Kundnummer { $id }

mail-autopay-subject = Automatisk betalning för { $customer } ({ $id })
mail-autopay-body =
    Hej!

    Vi ber er att dra våra fakturabelopp automatiskt på förfallodagen och att meddela oss vad ni behöver för det.

    { $customer }
    Kundnummer { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Bristfälligt utfört arbete
dispute-reason-faulty-goods = Felaktig vara
dispute-reason-late-delivery = Försenad leverans
dispute-reason-not-agreed = Inte överenskommet eller okänt för oss
dispute-reason-unable-to-pay = Kan inte betala just nu
dispute-reason-pricing = Fel pris
dispute-reason-processing-error = Fel i fakturan
dispute-reason-other = Annat

## Pages that belong to nobody

start-title = Din portal har en egen länk
start-text = Varje kund ser sina fakturor och kontoutdrag via en personlig länk. Du hittar den i våra meddelanden till dig.
start-ask = Saknar du länken, eller fungerar den inte längre? Fråga oss, så skickar vi en ny.
not-found-title = Den här sidan finns inte
not-found-text = Länken kan ha förnyats, eller så har det den ledde till tagits bort.
not-found-do = Använd den senaste länken som vi har skickat, eller börja på portalens första sida.
