# Polski. Te same nazwy i zmienne co w en.ftl.

language-name = Polski

## Frame of every page

portal-title = Portal klienta
skip-to-content = Przejdź do treści
overview = Podsumowanie
on-this-page = Na tej stronie
languages = Języki
portal-pages = Informacje
back-to-portal = Powrót do portalu
customer-number = Numer klienta
vat-number = NIP / VAT UE
tax-id = Numer identyfikacji podatkowej
contact = Kontakt
contact-person = Osoba do kontaktu
contact-intro = Czegoś brakuje, coś się nie zgadza albo jest niejasne? Prosimy o kontakt.
phone = Telefon
email = E-mail
hours = Godziny pracy
link-notice = Tę stronę może przeczytać każdy, kto ma do niej link. Prosimy udostępniać go tylko osobom, które go potrzebują. Jeśli trafił w niepowołane ręce, prosimy zwrócić się do nas o nowy: stary przestanie działać.
as-of = Stan na dzień
as-of-note = To, co wpłynęło później, nie jest jeszcze uwzględnione.

## Balance

balance-in = Saldo w
outstanding = Do zapłaty
your-credit = Nadpłata
past-due = Po terminie
not-due = Przed terminem
unapplied = Nierozliczone
balance-after-unapplied = Saldo po uwzględnieniu kwot nierozliczonych
please-pay-past-due = Prosimy o uregulowanie kwoty po terminie.
next-due = Najbliższy termin płatności:
nothing-open = Brak płatności do uregulowania. Dziękujemy.
in-your-favor = Saldo jest na korzyść klienta. Nie trzeba nic płacić.
unapplied-note = Mamy { $amount } na korzyść klienta, nierozliczone jeszcze z żadną fakturą. Kwota ta nie pomniejsza faktur wymienionych niżej. Prosimy wskazać, z którymi fakturami mamy ją rozliczyć.
last-payment = Ostatnia otrzymana wpłata: { $amount } dnia { $day }.
aging-schedule = Struktura wiekowa należności według dni po terminie
share = Udział
nothing-yet = Nie ma jeszcze faktur, wpłat ani faktur korygujących.

## The aging schedule's buckets

bucket-current = Przed terminem
bucket-range = { $from }–{ $to } dni
bucket-over =
    { $days ->
        [one] Ponad { $days } dzień
        [few] Ponad { $days } dni
        [many] Ponad { $days } dni
       *[other] Ponad { $days } dnia
    }

## Lists of invoices

open-invoices = Faktury do zapłaty
by-due-day = Według terminu płatności, od najwcześniejszego.
more-invoices =
    { $count ->
        [one] Pokaż jeszcze { $count } fakturę do zapłaty
        [few] Pokaż jeszcze { $count } faktury do zapłaty
        [many] Pokaż jeszcze { $count } faktur do zapłaty
       *[other] Pokaż jeszcze { $count } faktury do zapłaty
    }
upcoming-invoices = Przyszłe faktury
upcoming-note = Jeszcze niewystawione i nieujęte w saldzie.
paid-invoices = Faktury zapłacone
newest-first = Od najnowszych.
whole-list = Pokaż wszystkie ({ $count })
newer = Nowsze
older = Starsze
invoice = Faktura
purchase-order = Nr zamówienia
customer = Klient
issued = Data wystawienia
due = Termin płatności
days-past-due = Dni po terminie
total = Kwota dokumentu
open-balance = Pozostało do zapłaty
standing = Status
late-fee = Odsetki za opóźnienie
partly-paid = Zapłacona częściowo

## How an invoice stands

standing-upcoming = Data wystawienia: { $day }
standing-paid = Zapłacona
standing-paid-on = Zapłacona { $day }
standing-overpaid = Nadpłacona
standing-due-today = Płatna dziś
standing-due-in =
    { $days ->
        [one] Płatna jutro
        [few] Płatna za { $days } dni
        [many] Płatna za { $days } dni
       *[other] Płatna za { $days } dnia
    }
standing-past-due =
    { $days ->
        [one] { $days } dzień po terminie
        [few] { $days } dni po terminie
        [many] { $days } dni po terminie
       *[other] { $days } dnia po terminie
    }
standing-disputed = Reklamacja z dnia { $day }
standing-promised = Deklarowana zapłata: { $day }
standing-promise-broken = Deklarowana zapłata: { $day }, nie wpłynęła
standing-promised-part = Deklarowana zapłata { $amount }: { $day }
standing-promise-part-broken = Deklarowana zapłata { $amount }: { $day }, nie wpłynęła

## Credit notes and payments

credit-notes = Faktury korygujące
credit-note = Faktura korygująca
reason = Przyczyna
put-against = Rozliczono z
payments = Wpłaty
payment = Wpłata
reference = Numer referencyjny
received = Data wpływu
method = Forma płatności
amount = Kwota
refund = Zwrot
paid-by-parent = Zapłacone przez spółkę dominującą

## Late fees

late-fees-note = Dotychczasowe odsetki za opóźnienie, według naszych szacunków: { $amount }. Wyłącznie do wiadomości; nie są ujęte w saldzie.
late-fee-note = Dotychczasowe odsetki za opóźnienie, według naszych szacunków: { $amount }. Wyłącznie do wiadomości; nie są ujęte w kwocie do zapłaty.

## Statements

statements = Zestawienia
account-statement = Zestawienie rozrachunków
outstanding-statement = Wykaz nierozliczonych pozycji
period-all = Wszystkie operacje do { $day }
periods-note = Według okresów, każdy z saldem końcowym
until = Do
opening-balance = Saldo początkowe
closing-balance = Saldo końcowe
debit = Winien
credit = Ma
running-balance = Saldo
day = Data
activity = Operacja
lines-note = Po stronie Winien to, co zafakturowano; po stronie Ma to, co zapłacono lub skorygowano.
download-as = Pobierz jako { $format }
no-activity = Brak operacji w tym okresie.
period = Okres
currency = Waluta
document = Dokument
page-of = Strona { $page } z { $pages }
statement-issuer = Wystawca zestawienia
statement-customer = Dla
unapplied-items = Nierozliczone wpłaty i faktury korygujące

line-invoice = Faktura
line-late-fee = Odsetki za opóźnienie
line-credit-note = Faktura korygująca
line-payment = Wpłata
line-refund = Zwrot
line-settled = Rozliczona
line-unlisted = Wpłaty niewyszczególnione
line-adjustment = Wyrównanie w naszych księgach

## How to pay

how-to-pay = Jak zapłacić
account-holder = Odbiorca
iban = IBAN
bic = BIC
bank = Bank
routing-number = Routing number (USA)
account-number = Numer rachunku
payment-reference = Tytuł przelewu
pay-online = Zapłać online
pay-safely = Jeśli jakaś wiadomość informuje o zmianie naszego rachunku bankowego, prosimy przed zapłatą do nas zadzwonić.
pay-ask = O dane do przelewu prosimy zapytać nas.
payment-code = Zapłać kodem QR
payment-code-scan = Zeskanuj go w aplikacji bankowej i przed zapłatą sprawdź rachunek oraz kwotę.
payment-code-alt = Kod QR: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = Referencja QR

## An invoice's own page

description = Opis
details = Szczegóły
put-against-it = Wpłaty i faktury korygujące rozliczone z tą fakturą
kind = Rodzaj
disputed-because = Przyczyna reklamacji:
decided-resolved = Reklamacja z dnia { $day } została rozpatrzona dnia { $on }.
decided-rejected = Reklamacja z dnia { $day } została odrzucona dnia { $on }.
decided-withdrawn = Reklamacja z dnia { $day } została wycofana dnia { $on }.
our-answer = Nasza odpowiedź:
told-paid = Dnia { $day } otrzymaliśmy informację o wpłacie { $amount }.
documents-of-invoice = Dokumenty do tej faktury

## Documents

documents = Dokumenty
own-documents = Dokumenty klienta
shared-documents = Dokumenty dla wszystkich klientów
size-kb = { $size } kB
size-mb = { $size } MB
archive = Wszystkie dokumenty w jednym pliku
e-invoice = E-faktura ({ $format })
e-credit-note = Elektroniczna faktura korygująca ({ $format })
with-e-invoice = Faktura z dołączoną e-fakturą ({ $format })
calendar = Terminy płatności do kalendarza
calendar-name = Terminy płatności: { $organization }
calendar-due = Termin płatności faktury { $number }: { $amount }
calendar-promise = Deklarowana zapłata za fakturę { $number }: { $amount }

## Autopay

autopay = Płatność automatyczna
autopay-on = Włączona
autopay-active = Płatność automatyczna jest włączona: każdą fakturę pobieramy w terminie płatności uzgodnioną formą płatności.
autopay-active-limits = Deklaracja zapłaty ani reklamacja jej nie wstrzymują. Aby ją zmienić lub wyłączyć, prosimy o kontakt.
autopay-offered = Można poprosić nas o automatyczne pobieranie należności w terminie płatności.
autopay-requested = Poproszono
autopay-requested-on = Prośbę o płatność automatyczną otrzymaliśmy dnia { $day }. Skontaktujemy się w tej sprawie; niczego nie pobieramy przed uzgodnieniem.
autopay-declined = Prośba o płatność automatyczną z dnia { $day } została odrzucona dnia { $on }.

## Forms

about = Dotyczy:
this-invoice = faktura { $number }
all-past-due = Wszystko po terminie
all-open = Wszystko do zapłaty
your-name = Imię i nazwisko
your-email = Adres e-mail
email-hint = Na wypadek, gdybyśmy mieli pytanie.
message = Wiadomość
optional = nieobowiązkowe
message-hint = Prosimy nie podawać numerów kart ani rachunków.
leave-empty = To pole należy pozostawić puste

tell-us = Uwagi do tej faktury?
dispute = Zgłoś reklamację tej faktury
dispute-not = Faktura pozostaje do zapłaty, dopóki nie odpowiemy. Reklamacja będzie widoczna w portalu po jego najbliższej aktualizacji.
dispute-reason = Przyczyna
dispute-choose = Wybierz przyczynę
dispute-amount = Kwota sporna
dispute-amount-hint = Pozostawić puste, jeśli reklamacja dotyczy całości.
dispute-send = Wyślij reklamację
withdraw = Wycofaj reklamację
withdraw-not = Reklamacja zostaje zakończona, a faktura pozostaje do zapłaty. Będzie to widoczne w portalu po jego najbliższej aktualizacji.

promise = Zadeklaruj zapłatę
promise-not = Deklaracja nie jest zapłatą i nie wstrzymuje ani wezwań do zapłaty, ani płatności automatycznej. Będzie widoczna w portalu po jego najbliższej aktualizacji.
promise-date = Planowany dzień zapłaty
promise-amount = Kwota do zapłaty
promise-send = Wyślij deklarację

remittance = Zgłoś dokonaną zapłatę
remittance-not = To tylko informacja, która pomaga nam odnaleźć wpłatę. Faktura pozostaje do zapłaty, dopóki pieniądze nie wpłyną.
remittance-date = Dzień zapłaty
remittance-amount = Zapłacona kwota
remittance-reference = Tytuł lub numer przelewu
remittance-reference-hint = To, co podano w przelewie albo co nadał bank.
remittance-send = Wyślij informację

autopay-ask = Poproś o płatność automatyczną
autopay-not = To tylko prośba: niczego nie pobieramy przed uzgodnieniem. Prosimy nigdy nie przesyłać tędy numerów rachunków ani kart.
autopay-agree = Proszę o płatność automatyczną i mam prawo zdecydować o tym w imieniu klienta.
autopay-send = Wyślij prośbę

by-email = W programie pocztowym otworzy się przygotowana wiadomość.
write-email = Napisz e-mail

## When a form was sent

thank-you = Dziękujemy
ack-dispute = Otrzymaliśmy reklamację
ack-withdraw = Otrzymaliśmy wycofanie reklamacji
ack-promise = Otrzymaliśmy deklarację zapłaty
ack-remittance = Otrzymaliśmy informację o zapłacie
ack-autopay = Otrzymaliśmy prośbę o płatność automatyczną
ack-keep = Prosimy zachować numer referencyjny na wypadek pytań.

not-recorded = Niczego jeszcze nie zapisano.
please-check = Prosimy sprawdzić wprowadzone dane
fault-missing = Prosimy wypełnić to pole.
fault-choice = Prosimy wybrać jedną z przyczyn.
fault-amount = Prosimy podać kwotę większą od zera, najwyżej { $most }.
fault-amount-any = Prosimy podać kwotę większą od zera.
fault-day = Prosimy wybrać dzień od { $first } do { $last }.
fault-too-long = Prosimy skrócić tekst; dopuszczalna liczba znaków: { $most }.
fault-email = To nie wygląda na adres e-mail.
fault-bank-number = To wygląda na numer karty lub rachunku bankowego. Prosimy nie podawać takich numerów.

refused-forged = Ten formularz nie należy do tego portalu
refused-forged-text = Niczego nie zapisano. Prosimy otworzyć swój portal i wysłać formularz stamtąd.
refused-expired = Ten formularz stracił ważność
refused-expired-text = Niczego nie zapisano. Prosimy ponownie otworzyć portal: na jego najnowszej stronie jest ważny formularz. Jeśli link już nie działa, prosimy zwrócić się do nas o nowy.
refused-unreadable = Nie udało się odczytać przesłanych danych
refused-unreadable-text = Niczego nie zapisano. Prosimy cofnąć się i wysłać formularz jeszcze raz.
refused-too-large = Formularz jest za długi
refused-too-large-text = Niczego nie zapisano. Prosimy cofnąć się, skrócić wiadomość i wysłać formularz jeszcze raz.
refused-too-many = Zbyt wiele zgłoszeń w krótkim czasie
refused-too-many-text = Niczego nie zapisano. Prosimy odczekać godzinę i wysłać formularz ponownie albo do nas napisać.
refused-unavailable = W tej chwili nie możemy tego zapisać
refused-unavailable-text = Niczego nie zapisano. Prosimy wysłać formularz ponownie za kilka minut.
refused-failed = Wystąpił błąd po naszej stronie
refused-failed-text = Nie wiemy, czy formularz został zapisany. Można go bezpiecznie wysłać jeszcze raz: liczy się tylko raz.
refused-nothing = Tu niczego nie ma
refused-nothing-text = Prosimy otworzyć swój portal i przejść dalej stamtąd.

## Letters to staff and customers

letter-dispute = Nowa reklamacja
letter-withdraw = Reklamacja wycofana
letter-promise = Nowa deklaracja zapłaty
letter-remittance = Nowa informacja o zapłacie
letter-autopay = Nowa prośba o płatność automatyczną
letter-promised-day = Zadeklarowany dzień
letter-paid-day = Dzień zapłaty
letter-sender = Wysłane przez
letter-unverified = Imię i nazwisko oraz adres e-mail podano w formularzu i nie zostały sprawdzone: formularze może wysyłać każdy, kto ma link do portalu.
letter-show = Aby zobaczyć to w skrzynce odbiorczej i tam odpowiedzieć:
letter-no-answer = Państwa wiadomość dotarła do nas; to jeszcze nie jest odpowiedź.
letter-not-you = Jeśli nikt z Państwa strony tego nie wysłał, prosimy o informację: być może ktoś inny ma link do Państwa portalu.
letter-automatic = Ta wiadomość została wysłana automatycznie.

## Prepared messages

mail-past-due = wszystkie faktury po terminie

mail-dispute-subject = Reklamacja: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Dzień dobry,

    zgłaszamy reklamację faktury { $about }, pozostało do zapłaty { $amount }.

    Przyczyna:
    Kwota sporna, jeśli nie całość:

    { $customer }
    Numer klienta { $id }

mail-withdraw-subject = Wycofanie reklamacji: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Dzień dobry,

    wycofujemy reklamację faktury { $about }, pozostało do zapłaty { $amount }.

    { $customer }
    Numer klienta { $id }

mail-promise-subject = Deklaracja zapłaty: { $about } ({ $customer }, { $id })
mail-promise-body =
    Dzień dobry,

    zapłacimy: { $about }, { $amount }.

    Dzień zapłaty:
    Kwota, jeśli nie całość:

    { $customer }
    Numer klienta { $id }

mail-remittance-subject = Zapłaciliśmy: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Dzień dobry,

    zapłaciliśmy: { $about }, { $amount }.

    Dzień zapłaty:
    Kwota, jeśli inna:
    Tytuł lub numer przelewu:

    { $customer }
    Numer klienta { $id }

mail-autopay-subject = Płatność automatyczna dla { $customer } ({ $id })
mail-autopay-body =
    Dzień dobry,

    prosimy o automatyczne pobieranie należności z naszych faktur w terminie płatności oraz o informację, co jest do tego potrzebne.

    { $customer }
    Numer klienta { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Nienależycie wykonana usługa
dispute-reason-faulty-goods = Wadliwy towar
dispute-reason-late-delivery = Opóźniona dostawa
dispute-reason-not-agreed = Nieuzgodnione lub nam nieznane
dispute-reason-unable-to-pay = Brak możliwości zapłaty
dispute-reason-pricing = Niezgodność ceny
dispute-reason-processing-error = Błąd na fakturze
dispute-reason-other = Inna

## Pages that belong to nobody

start-title = Portal ma własny link
start-text = Każdy klient widzi swoje faktury i zestawienia pod osobistym linkiem. Link znajduje się w naszych wiadomościach.
start-ask = Link zaginął albo już nie działa? Prosimy o kontakt, prześlemy nowy.
not-found-title = Tej strony nie ma
not-found-text = Być może link został odnowiony albo to, do czego prowadził, zostało wycofane.
not-found-do = Prosimy użyć najnowszego linku od nas albo zacząć od pierwszej strony portalu.
