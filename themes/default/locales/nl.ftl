# Nederlands. Dezelfde namen en variabelen als in en.ftl.

language-name = Nederlands

## Frame of every page

portal-title = Klantportaal
skip-to-content = Naar de inhoud
overview = Overzicht
on-this-page = Op deze pagina
languages = Talen
portal-pages = Informatie
back-to-portal = Terug naar uw portaal
customer-number = Klantnummer
vat-number = Btw-nummer
tax-id = Fiscaal nummer
contact = Contact
contact-person = Uw contactpersoon
contact-intro = Ontbreekt er iets, klopt er iets niet of is iets onduidelijk? Vraag het ons.
phone = Telefoon
email = E-mail
hours = Bereikbaar
link-notice = Wie de link naar deze pagina heeft, kan die lezen. Deel de link alleen met wie hem nodig heeft. Is hij in verkeerde handen gevallen, vraag ons dan om een nieuwe: de oude werkt daarna niet meer.
as-of = Stand per
as-of-note = Wat ons later heeft bereikt, is nog niet verwerkt.

## Balance

balance-in = Saldo in
outstanding = Openstaand
your-credit = Uw tegoed
past-due = Vervallen
not-due = Nog niet vervallen
unapplied = Nog niet verrekend
balance-after-unapplied = Saldo na aftrek van wat nog niet is verrekend
please-pay-past-due = Wij verzoeken u het vervallen bedrag nu te betalen.
next-due = Volgende vervaldatum:
nothing-open = Er staat niets open. Dank u wel.
in-your-favor = Het saldo is in uw voordeel. U hoeft niets te betalen.
unapplied-note = Wij hebben nog een bedrag van { $amount } van u dat niet met een factuur is verrekend. Het is niet afgetrokken van de onderstaande facturen. Laat ons weten met welke facturen wij het mogen verrekenen.
last-payment = Laatst ontvangen betaling: { $amount } op { $day }.
aging-schedule = Ouderdomsanalyse, naar dagen na de vervaldatum
share = Aandeel
nothing-yet = Er zijn nog geen facturen, betalingen of creditnota’s.

## The aging schedule's buckets

bucket-current = Nog niet vervallen
bucket-range = { $from }–{ $to } dagen
bucket-over =
    { $days ->
        [one] Meer dan { $days } dag
       *[other] Meer dan { $days } dagen
    }

## Lists of invoices

open-invoices = Openstaande facturen
by-due-day = Op vervaldatum, de vroegste bovenaan.
more-invoices =
    { $count ->
        [one] Nog { $count } openstaande factuur tonen
       *[other] Nog { $count } openstaande facturen tonen
    }
upcoming-invoices = Komende facturen
upcoming-note = Nog niet verstuurd en niet in het saldo begrepen.
paid-invoices = Betaalde facturen
newest-first = De nieuwste bovenaan.
whole-list = Alle { $count } tonen
newer = Nieuwer
older = Ouder
invoice = Factuur
purchase-order = Inkoopordernr.
customer = Klant
issued = Factuurdatum
due = Vervaldatum
days-past-due = Dagen vervallen
total = Totaalbedrag
open-balance = Openstaand bedrag
standing = Status
late-fee = Vertragingsrente
partly-paid = Deels betaald

## How an invoice stands

standing-upcoming = Wordt gefactureerd op { $day }
standing-paid = Betaald
standing-paid-on = Betaald op { $day }
standing-overpaid = Te veel betaald
standing-due-today = Vervalt vandaag
standing-due-in =
    { $days ->
        [one] Vervalt morgen
       *[other] Vervalt over { $days } dagen
    }
standing-past-due =
    { $days ->
        [one] { $days } dag vervallen
       *[other] { $days } dagen vervallen
    }
standing-disputed = Betwist op { $day }
standing-promised = Betaling toegezegd voor { $day }
standing-promise-broken = Betaling toegezegd voor { $day }, niet ontvangen
standing-promised-part = Betaling van { $amount } toegezegd voor { $day }
standing-promise-part-broken = Betaling van { $amount } toegezegd voor { $day }, niet ontvangen

## Credit notes and payments

credit-notes = Creditnota’s
credit-note = Creditnota
reason = Reden
put-against = Verrekend met
payments = Betalingen
payment = Betaling
reference = Kenmerk
received = Ontvangen op
method = Betaalwijze
amount = Bedrag
refund = Terugbetaling
paid-by-parent = Betaald door uw moedermaatschappij

## Late fees

late-fees-note = Vertragingsrente tot nu toe, naar onze schatting: { $amount }. Alleen ter informatie en niet in het saldo begrepen.
late-fee-note = Vertragingsrente tot nu toe, naar onze schatting: { $amount }. Alleen ter informatie en niet in het openstaande bedrag begrepen.

## Statements

statements = Rekeningoverzichten
account-statement = Rekeningoverzicht
outstanding-statement = Overzicht openstaande posten
period-all = Alle mutaties tot en met { $day }
periods-note = Per periode, telkens met het eindsaldo
until = Tot en met
opening-balance = Beginsaldo
closing-balance = Eindsaldo
debit = Debet
credit = Credit
running-balance = Saldo
day = Datum
activity = Mutatie
lines-note = Debet is wat is gefactureerd, credit wat is betaald of gecrediteerd.
download-as = Downloaden als { $format }
no-activity = Geen mutaties in deze periode.
period = Periode
currency = Valuta
document = Document
page-of = Pagina { $page } van { $pages }
statement-issuer = Overzicht van
statement-customer = Voor
unapplied-items = Nog niet verrekende betalingen en creditnota’s

line-invoice = Factuur
line-late-fee = Vertragingsrente
line-credit-note = Creditnota
line-payment = Betaling
line-refund = Terugbetaling
line-settled = Voldaan
line-unlisted = Betalingen, niet afzonderlijk vermeld
line-adjustment = Correctie in onze boekhouding

## How to pay

how-to-pay = Zo betaalt u
account-holder = Ten name van
iban = IBAN
bic = BIC
bank = Bank
routing-number = Routingnummer (VS)
account-number = Rekeningnummer
payment-reference = Vermelden bij betaling
pay-online = Online betalen
pay-safely = Krijgt u bericht dat ons rekeningnummer is gewijzigd? Bel ons voordat u betaalt.
pay-ask = Vraag ons naar onze bankgegevens.
payment-code = Betalen met QR-code
payment-code-scan = Scan de code met uw bankapp en controleer rekening en bedrag voordat u betaalt.
payment-code-alt = QR-code: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = QR-referentie

## An invoice's own page

description = Omschrijving
details = Gegevens
put-against-it = Betalingen en creditnota’s die met deze factuur zijn verrekend
kind = Soort
disputed-because = Reden van de betwisting:
decided-resolved = Uw betwisting van { $day } is op { $on } opgelost.
decided-rejected = Uw betwisting van { $day } is op { $on } afgewezen.
decided-withdrawn = Uw betwisting van { $day } is op { $on } ingetrokken.
our-answer = Ons antwoord:
told-paid = U hebt ons op { $day } laten weten dat u { $amount } hebt betaald.
documents-of-invoice = Documenten bij deze factuur

## Documents

documents = Documenten
own-documents = Uw documenten
shared-documents = Documenten voor alle klanten
size-kb = { $size } kB
size-mb = { $size } MB
archive = Alle documenten in één bestand
e-invoice = E-factuur ({ $format })
e-credit-note = Elektronische creditnota ({ $format })
with-e-invoice = Factuur met ingesloten e-factuur ({ $format })
calendar = Vervaldatums voor uw agenda
calendar-name = Vervaldatums: { $organization }
calendar-due = Factuur { $number } vervalt: { $amount }
calendar-promise = Toegezegde betaling voor factuur { $number }: { $amount }

## Autopay

autopay = Automatische incasso
autopay-on = Aan
autopay-active = De automatische incasso staat aan: wij innen elke factuur op de vervaldatum via de afgesproken betaalwijze.
autopay-active-limits = Een betalingstoezegging of een betwisting houdt de incasso niet tegen. Wilt u die wijzigen of stopzetten, neem dan contact met ons op.
autopay-offered = U kunt ons vragen uw facturen op de vervaldatum automatisch te innen.
autopay-requested = Aangevraagd
autopay-requested-on = U hebt op { $day } automatische incasso aangevraagd. Wij nemen contact met u op; er wordt niets geïnd voordat wij het met u hebben afgesproken.
autopay-declined = Uw aanvraag van { $day } voor automatische incasso is op { $on } afgewezen.

## Forms

about = Betreft:
this-invoice = factuur { $number }
all-past-due = Alles wat vervallen is
all-open = Alles wat openstaat
your-name = Uw naam
your-email = Uw e-mailadres
email-hint = Voor het geval wij een vraag hebben.
message = Bericht
optional = niet verplicht
message-hint = Geen kaart- of rekeningnummers, alstublieft.
leave-empty = Laat dit veld leeg

tell-us = Wilt u ons iets over deze factuur laten weten?
dispute = Deze factuur betwisten
dispute-not = De factuur blijft openstaan totdat wij hebben geantwoord. Uw portaal toont de betwisting zodra het weer is bijgewerkt.
dispute-reason = Reden
dispute-choose = Kies een reden
dispute-amount = Betwist bedrag
dispute-amount-hint = Laat leeg als u de hele factuur betwist.
dispute-send = Betwisting versturen
withdraw = Betwisting intrekken
withdraw-not = De betwisting vervalt en de factuur blijft openstaan. Uw portaal toont dit zodra het weer is bijgewerkt.

promise = Betaling toezeggen
promise-not = Een toezegging is geen betaling: aanmaningen en automatische incasso gaan door. Uw portaal toont de toezegging zodra het weer is bijgewerkt.
promise-date = Dag waarop u betaalt
promise-amount = Bedrag dat u betaalt
promise-send = Toezegging versturen

remittance = Ik heb betaald
remittance-not = Dit is alleen een bericht waarmee wij uw betaling kunnen terugvinden. De factuur blijft openstaan totdat het geld binnen is.
remittance-date = Dag van uw betaling
remittance-amount = Betaald bedrag
remittance-reference = Kenmerk van de betaling
remittance-reference-hint = Wat u of uw bank erbij heeft vermeld.
remittance-send = Bericht versturen

autopay-ask = Automatische incasso aanvragen
autopay-not = Dit is alleen een aanvraag: er wordt niets geïnd voordat wij het met u hebben afgesproken. Stuur hier nooit rekening- of kaartnummers.
autopay-agree = Ik vraag automatische incasso aan en mag dat namens de klant beslissen.
autopay-send = Aanvraag versturen

by-email = Er opent een voorbereid bericht in uw e-mailprogramma.
write-email = E-mail schrijven

## When a form was sent

thank-you = Dank u wel
ack-dispute = Wij hebben uw betwisting ontvangen
ack-withdraw = Wij hebben de intrekking van uw betwisting ontvangen
ack-promise = Wij hebben uw betalingstoezegging ontvangen
ack-remittance = Wij hebben uw bericht van betaling ontvangen
ack-autopay = Wij hebben uw aanvraag voor automatische incasso ontvangen
ack-keep = Bewaar het kenmerk voor het geval u er later naar wilt vragen.

not-recorded = Er is nog niets vastgelegd.
please-check = Controleer wat u hebt ingevuld
fault-missing = Vul dit in.
fault-choice = Kies een van de redenen.
fault-amount = Vul een bedrag in dat hoger is dan nul en niet hoger dan { $most }.
fault-amount-any = Vul een bedrag in dat hoger is dan nul.
fault-day = Kies een dag van { $first } tot en met { $last }.
fault-too-long = Kort dit in tot { $most } tekens.
fault-email = Dit lijkt geen e-mailadres te zijn.
fault-bank-number = Dit lijkt een kaart- of rekeningnummer te zijn. Laat zulke nummers weg.

refused-forged = Dit formulier hoort niet bij uw portaal
refused-forged-text = Er is niets vastgelegd. Open uw portaal en verstuur het formulier daar.
refused-expired = Dit formulier is niet meer geldig
refused-expired-text = Er is niets vastgelegd. Open uw portaal opnieuw: op de nieuwste pagina staat een geldig formulier. Werkt de link niet meer, vraag ons dan om een nieuwe.
refused-unreadable = Wij konden niet lezen wat er is verstuurd
refused-unreadable-text = Er is niets vastgelegd. Ga terug en verstuur het formulier nog eens.
refused-too-large = Het formulier is te lang
refused-too-large-text = Er is niets vastgelegd. Ga terug, kort het bericht in en verstuur het formulier nog eens.
refused-too-many = Dat was te veel in korte tijd
refused-too-many-text = Er is niets vastgelegd. Wacht een uur en verstuur het formulier opnieuw, of schrijf ons.
refused-unavailable = Wij kunnen dit nu niet vastleggen
refused-unavailable-text = Er is niets vastgelegd. Verstuur het formulier over een paar minuten opnieuw.
refused-failed = Er ging bij ons iets mis
refused-failed-text = Wij weten niet of uw formulier is vastgelegd. U kunt het gerust nog eens versturen: het telt maar één keer.
refused-nothing = Hier is niets
refused-nothing-text = Open uw portaal en ga daar verder.

## Letters to staff and customers

letter-dispute = Nieuwe betwisting
letter-withdraw = Betwisting ingetrokken
letter-promise = Nieuwe betalingstoezegging
letter-remittance = Nieuw bericht van betaling
letter-autopay = Nieuwe aanvraag voor automatische incasso
letter-promised-day = Toegezegde dag
letter-paid-day = Dag van betaling
letter-sender = Verzonden door
letter-unverified = Naam en e-mailadres zijn zoals ingevuld en niet gecontroleerd: iedereen die de link naar het portaal heeft, kan formulieren verzenden.
letter-show = Bekijk het in de inbox en beantwoord het daar:
letter-no-answer = Uw bericht is bij ons aangekomen; dit is nog geen antwoord.
letter-not-you = Heeft niemand bij u dit verzonden, laat het ons dan weten: misschien heeft iemand anders de link naar uw portaal.
letter-automatic = Dit bericht is automatisch verzonden.

## Prepared messages

mail-past-due = alle vervallen facturen

mail-dispute-subject = Betwisting: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Geachte heer, mevrouw,

    Wij betwisten factuur { $about }, openstaand bedrag { $amount }.

    Reden:
    Betwist bedrag, indien niet het geheel:

    { $customer }
    Klantnummer { $id }

mail-withdraw-subject = Betwisting ingetrokken: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Geachte heer, mevrouw,

    Wij trekken onze betwisting van factuur { $about }, openstaand bedrag { $amount }, in.

    { $customer }
    Klantnummer { $id }

mail-promise-subject = Betalingstoezegging: { $about } ({ $customer }, { $id })
mail-promise-body =
    Geachte heer, mevrouw,

    Wij zullen betalen: { $about }, { $amount }.

    Dag van betaling:
    Bedrag, indien niet het geheel:

    { $customer }
    Klantnummer { $id }

mail-remittance-subject = Wij hebben betaald: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Geachte heer, mevrouw,

    Wij hebben betaald: { $about }, { $amount }.

    Dag van betaling:
    Bedrag, indien anders:
    Kenmerk van de betaling:

    { $customer }
    Klantnummer { $id }

mail-autopay-subject = Automatische incasso voor { $customer } ({ $id })
mail-autopay-body =
    Geachte heer, mevrouw,

    Wij verzoeken u onze facturen op de vervaldatum automatisch te incasseren en ons te laten weten wat u daarvoor nodig hebt.

    { $customer }
    Klantnummer { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Werk niet naar behoren
dispute-reason-faulty-goods = Gebrekkige goederen
dispute-reason-late-delivery = Te late levering
dispute-reason-not-agreed = Nooit overeengekomen of ons niet bekend
dispute-reason-unable-to-pay = Wij kunnen op dit moment niet betalen
dispute-reason-pricing = Prijs klopt niet
dispute-reason-processing-error = Fout in de factuur
dispute-reason-other = Anders

## Pages that belong to nobody

start-title = Uw portaal heeft een eigen link
start-text = Elke klant ziet zijn facturen en rekeningoverzichten via een persoonlijke link. U vindt die in onze berichten aan u.
start-ask = Hebt u geen link, of werkt hij niet meer? Vraag het ons, dan sturen wij u een nieuwe.
not-found-title = Deze pagina bestaat niet
not-found-text = Misschien is de link vernieuwd, of is ingetrokken waar hij naartoe leidde.
not-found-do = Gebruik de nieuwste link die wij u hebben gestuurd, of begin op de eerste pagina van uw portaal.
