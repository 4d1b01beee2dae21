# Italiano. Gli stessi nomi e le stesse variabili di en.ftl.

language-name = Italiano

## Frame of every page

portal-title = Portale clienti
skip-to-content = Vai al contenuto
overview = Panoramica
on-this-page = In questa pagina
languages = Lingue
portal-pages = Informazioni
back-to-portal = Torna al portale
customer-number = Codice cliente
vat-number = Partita IVA
tax-id = Codice fiscale
contact = Contatti
contact-person = Referente
contact-intro = Manca qualcosa, c’è un errore o un punto non è chiaro? Siamo a disposizione.
phone = Telefono
email = E-mail
hours = Orari
link-notice = Chiunque disponga del link a questa pagina può leggerla. Si prega di condividerlo solo con chi ne ha bisogno. Se è finito in mani sbagliate, chiederne uno nuovo: il precedente smetterà di funzionare.
as-of = Data di riferimento:
as-of-note = Quanto pervenuto in seguito non è ancora incluso.

## Balance

balance-in = Saldo in
outstanding = Totale aperto
your-credit = Saldo a credito
past-due = Scaduto
not-due = A scadere
unapplied = Non abbinato
balance-after-unapplied = Saldo al netto degli importi non abbinati
please-pay-past-due = Si prega di saldare subito l’importo scaduto.
next-due = Prossima scadenza:
nothing-open = Non c’è nulla da saldare. Grazie.
in-your-favor = Il saldo è a favore del cliente. Non c’è nulla da pagare.
unapplied-note = Risultano { $amount } a favore del cliente, non ancora abbinati ad alcuna fattura. L’importo non è detratto dalle fatture seguenti. Si prega di indicare a quali fatture abbinarlo.
last-payment = Ultimo pagamento ricevuto: { $amount } in data { $day }.
aging-schedule = Fasce di scadenza, per giorni di ritardo
share = Quota
nothing-yet = Non ci sono ancora fatture, pagamenti o note di credito.

## The aging schedule's buckets

bucket-current = A scadere
bucket-range = { $from }–{ $to } giorni
bucket-over =
    { $days ->
        [one] Oltre { $days } giorno
       *[other] Oltre { $days } giorni
    }

## Lists of invoices

open-invoices = Fatture aperte
by-due-day = In ordine di scadenza.
more-invoices =
    { $count ->
        [one] Mostra un’altra fattura aperta
       *[other] Mostra altre { $count } fatture aperte
    }
upcoming-invoices = Fatture di prossima emissione
upcoming-note = Non ancora emesse e non comprese nel saldo.
paid-invoices = Fatture pagate
newest-first = Dal più recente al meno recente.
whole-list = Mostra tutto ({ $count })
newer = Più recenti
older = Meno recenti
invoice = Fattura
purchase-order = N. ordine
customer = Cliente
issued = Data documento
due = Scadenza
days-past-due = Giorni di ritardo
total = Totale
open-balance = Importo residuo
standing = Stato
late-fee = Interessi di mora
partly-paid = Pagata in parte

## How an invoice stands

standing-upcoming = Emissione in data { $day }
standing-paid = Pagata
standing-paid-on = Pagata in data { $day }
standing-overpaid = Pagata in eccesso
standing-due-today = Scade oggi
standing-due-in =
    { $days ->
        [one] Scade domani
       *[other] Scade tra { $days } giorni
    }
standing-past-due =
    { $days ->
        [one] Scaduta da { $days } giorno
       *[other] Scaduta da { $days } giorni
    }
standing-disputed = Contestata in data { $day }
standing-promised = Pagamento promesso: { $day }
standing-promise-broken = Pagamento promesso: { $day }, non pervenuto
standing-promised-part = Pagamento di { $amount } promesso: { $day }
standing-promise-part-broken = Pagamento di { $amount } promesso: { $day }, non pervenuto

## Credit notes and payments

credit-notes = Note di credito
credit-note = Nota di credito
reason = Motivo
put-against = Abbinato a
payments = Pagamenti
payment = Pagamento
reference = Riferimento
received = Ricevuto il
method = Modalità di pagamento
amount = Importo
refund = Rimborso
paid-by-parent = Pagato dalla società capogruppo

## Late fees

late-fees-note = Interessi di mora maturati, secondo la nostra stima: { $amount }. A titolo puramente informativo, non compresi nel saldo.
late-fee-note = Interessi di mora maturati, secondo la nostra stima: { $amount }. A titolo puramente informativo, non compresi nell’importo residuo.

## Statements

statements = Estratti conto
account-statement = Estratto conto
outstanding-statement = Elenco delle partite aperte
period-all = Tutti i movimenti fino alla data { $day }
periods-note = Per periodo, ciascuno con il saldo finale
until = Fino alla data
opening-balance = Saldo iniziale
closing-balance = Saldo finale
debit = Dare
credit = Avere
running-balance = Saldo
day = Data
activity = Movimento
lines-note = In Dare gli importi fatturati, in Avere quelli pagati o accreditati.
download-as = Scarica in formato { $format }
no-activity = Nessun movimento in questo periodo.
period = Periodo
currency = Valuta
document = Documento
page-of = Pagina { $page } di { $pages }
statement-issuer = Estratto conto di
statement-customer = Per
unapplied-items = Pagamenti e note di credito non abbinati

line-invoice = Fattura
line-late-fee = Interessi di mora
line-credit-note = Nota di credito
line-payment = Pagamento
line-refund = Rimborso
line-settled = Saldata
line-unlisted = Pagamenti non riportati singolarmente
line-adjustment = Rettifica contabile

## How to pay

how-to-pay = Come pagare
account-holder = Intestatario del conto
iban = IBAN
bic = BIC
bank = Banca
routing-number = Routing number (Stati Uniti)
account-number = Numero di conto
payment-reference = Causale del pagamento
pay-online = Paga online
pay-safely = In caso di messaggi che annunciano un cambio delle nostre coordinate bancarie, telefonarci prima di pagare.
pay-ask = Le nostre coordinate bancarie si ottengono su richiesta.
payment-code = Paga con codice QR
payment-code-scan = Lo scansioni con la Sua app bancaria e controlli conto e importo prima di pagare.
payment-code-alt = Codice QR: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = Riferimento QR

## An invoice's own page

description = Descrizione
details = Dettagli
put-against-it = Pagamenti e note di credito abbinati a questa fattura
kind = Tipo
disputed-because = Motivo della contestazione:
decided-resolved = La contestazione del { $day } è stata risolta in data { $on }.
decided-rejected = La contestazione del { $day } è stata respinta in data { $on }.
decided-withdrawn = La contestazione del { $day } è stata ritirata in data { $on }.
our-answer = La nostra risposta:
told-paid = In data { $day } ci è stato comunicato un pagamento di { $amount }.
documents-of-invoice = Documenti di questa fattura

## Documents

documents = Documenti
own-documents = Documenti del cliente
shared-documents = Documenti per tutti i clienti
size-kb = { $size } kB
size-mb = { $size } MB
archive = Tutti i documenti in un unico file
e-invoice = Fattura elettronica ({ $format })
e-credit-note = Nota di credito elettronica ({ $format })
with-e-invoice = Fattura con fattura elettronica incorporata ({ $format })
calendar = Scadenze per il calendario
calendar-name = Scadenze: { $organization }
calendar-due = Scadenza della fattura { $number }: { $amount }
calendar-promise = Pagamento promesso per la fattura { $number }: { $amount }

## Autopay

autopay = Addebito automatico
autopay-on = Attivo
autopay-active = L’addebito automatico è attivo: ogni fattura viene incassata alla scadenza con il metodo di pagamento concordato.
autopay-active-limits = Né una promessa di pagamento né una contestazione lo sospendono. Per modificarlo o disattivarlo, contattarci.
autopay-offered = È possibile chiedere che le fatture siano addebitate automaticamente alla scadenza.
autopay-requested = Richiesto
autopay-requested-on = L’addebito automatico è stato richiesto in data { $day }. Vi contatteremo; nulla viene addebitato prima di un accordo.
autopay-declined = La richiesta di addebito automatico del { $day } è stata respinta in data { $on }.

## Forms

about = Oggetto:
this-invoice = fattura { $number }
all-past-due = Tutto lo scaduto
all-open = Tutto l’aperto
your-name = Nome e cognome
your-email = Indirizzo e-mail
email-hint = Nel caso avessimo una domanda.
message = Messaggio
optional = facoltativo
message-hint = Non inserire numeri di carta o di conto.
leave-empty = Lasciare vuoto questo campo

tell-us = C’è qualcosa da segnalare su questa fattura?
dispute = Contesta questa fattura
dispute-not = La fattura resta aperta finché non avremo risposto. La contestazione comparirà nel portale al prossimo aggiornamento.
dispute-reason = Motivo
dispute-choose = Selezionare un motivo
dispute-amount = Importo contestato
dispute-amount-hint = Lasciare vuoto se si contesta l’intero importo.
dispute-send = Invia la contestazione
withdraw = Ritira la contestazione
withdraw-not = La contestazione si chiude e la fattura resta aperta. Comparirà nel portale al prossimo aggiornamento.

promise = Promessa di pagamento
promise-not = Una promessa non è un pagamento e non sospende né i solleciti né l’addebito automatico. Comparirà nel portale al prossimo aggiornamento.
promise-date = Data prevista del pagamento
promise-amount = Importo che sarà pagato
promise-send = Invia la promessa

remittance = Ho già pagato
remittance-not = È solo una comunicazione che ci aiuta a individuare il pagamento. La fattura resta aperta fino all’accredito.
remittance-date = Data del pagamento
remittance-amount = Importo pagato
remittance-reference = Riferimento del pagamento
remittance-reference-hint = La causale, o il riferimento assegnato dalla banca (CRO o TRN).
remittance-send = Invia la comunicazione

autopay-ask = Richiedi l’addebito automatico
autopay-not = È solo una richiesta: nulla viene addebitato prima di un accordo. Non inviare qui coordinate bancarie o numeri di carta.
autopay-agree = Richiedo l’addebito automatico e ho il potere di deciderlo per il cliente.
autopay-send = Invia la richiesta

by-email = Si apre un messaggio già pronto nel programma di posta.
write-email = Scrivi l’e-mail

## When a form was sent

thank-you = Grazie
ack-dispute = Abbiamo ricevuto la contestazione
ack-withdraw = Abbiamo ricevuto il ritiro della contestazione
ack-promise = Abbiamo ricevuto la promessa di pagamento
ack-remittance = Abbiamo ricevuto la comunicazione di pagamento
ack-autopay = Abbiamo ricevuto la richiesta di addebito automatico
ack-keep = Conservare il riferimento per eventuali domande.

not-recorded = Non è ancora stato registrato nulla.
please-check = Verificare i dati inseriti
fault-missing = Compilare questo campo.
fault-choice = Selezionare uno dei motivi.
fault-amount = Inserire un importo maggiore di zero e non superiore a { $most }.
fault-amount-any = Inserire un importo maggiore di zero.
fault-day = Scegliere una data compresa tra { $first } e { $last }.
fault-too-long = Abbreviare il testo: al massimo { $most } caratteri.
fault-email = Questo non sembra un indirizzo e-mail.
fault-bank-number = Questo sembra un numero di carta o di conto bancario. Non inserire numeri di questo tipo.

refused-forged = Questo modulo non appartiene al portale
refused-forged-text = Non è stato registrato nulla. Aprire il portale e inviare il modulo da lì.
refused-expired = Questo modulo non è più valido
refused-expired-text = Non è stato registrato nulla. Aprire di nuovo il portale: la pagina più recente contiene un modulo valido. Se il link non funziona più, chiederne uno nuovo.
refused-unreadable = Non è stato possibile leggere quanto inviato
refused-unreadable-text = Non è stato registrato nulla. Tornare indietro e inviare di nuovo il modulo.
refused-too-large = Il modulo è troppo lungo
refused-too-large-text = Non è stato registrato nulla. Tornare indietro, accorciare il messaggio e inviare di nuovo il modulo.
refused-too-many = Troppi invii in poco tempo
refused-too-many-text = Non è stato registrato nulla. Attendere un’ora e inviare di nuovo il modulo, oppure scriverci.
refused-unavailable = Al momento la registrazione non è possibile
refused-unavailable-text = Non è stato registrato nulla. Inviare di nuovo il modulo tra qualche minuto.
refused-failed = Si è verificato un errore da parte nostra
refused-failed-text = Non sappiamo dire se il modulo sia stato registrato. Si può inviarlo di nuovo senza rischi: vale una sola volta.
refused-nothing = Qui non c’è nulla
refused-nothing-text = Aprire il portale e proseguire da lì.

## Letters to staff and customers

letter-dispute = Nuova contestazione
letter-withdraw = Contestazione ritirata
letter-promise = Nuova promessa di pagamento
letter-remittance = Nuova comunicazione di pagamento
letter-autopay = Nuova richiesta di addebito automatico
letter-promised-day = Giorno promesso
letter-paid-day = Giorno del pagamento
letter-sender = Inviato da
letter-unverified = Nome e indirizzo e-mail sono quelli inseriti e non sono verificati: chiunque disponga del link al portale può inviare moduli.
letter-show = Per vederlo nella posta in arrivo e rispondere da lì:
letter-no-answer = Il messaggio ci è pervenuto; questa non è ancora una risposta.
letter-not-you = Se nessuno in azienda lo ha inviato, segnalarcelo: forse qualcun altro dispone del link al portale.
letter-automatic = Questo messaggio è stato inviato automaticamente.

## Prepared messages

mail-past-due = tutte le fatture scadute

mail-dispute-subject = Contestazione: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Buongiorno,

    contestiamo la fattura { $about }, importo residuo { $amount }.

    Motivo:
    Importo contestato, se non è l’intero importo:

    { $customer }
    Codice cliente { $id }

mail-withdraw-subject = Contestazione ritirata: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Buongiorno,

    ritiriamo la contestazione della fattura { $about }, importo residuo { $amount }.

    { $customer }
    Codice cliente { $id }

mail-promise-subject = Promessa di pagamento: { $about } ({ $customer }, { $id })
mail-promise-body =
    Buongiorno,

    pagheremo: { $about }, { $amount }.

    Data del pagamento:
    Importo, se non è l’intero importo:

    { $customer }
    Codice cliente { $id }

mail-remittance-subject = Abbiamo pagato: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Buongiorno,

    abbiamo pagato: { $about }, { $amount }.

    Data del pagamento:
    Importo, se diverso:
    Riferimento del pagamento:

    { $customer }
    Codice cliente { $id }

mail-autopay-subject = Addebito automatico per { $customer } ({ $id })
mail-autopay-body =
    Buongiorno,

    vi preghiamo di addebitare automaticamente le nostre fatture alla scadenza e di indicarci che cosa vi occorre per farlo.

    { $customer }
    Codice cliente { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Lavoro non conforme
dispute-reason-faulty-goods = Merce difettosa
dispute-reason-late-delivery = Consegna in ritardo
dispute-reason-not-agreed = Mai concordato o a noi sconosciuto
dispute-reason-unable-to-pay = Impossibilità di pagare al momento
dispute-reason-pricing = Disaccordo sul prezzo
dispute-reason-processing-error = Errore nella fattura
dispute-reason-other = Altro

## Pages that belong to nobody

start-title = Il portale ha un link personale
start-text = Ogni cliente vede le proprie fatture e i propri estratti conto tramite un link personale, indicato nei nostri messaggi.
start-ask = Il link manca o non funziona più? Su richiesta ne inviamo uno nuovo.
not-found-title = Questa pagina non esiste
not-found-text = Il link potrebbe essere stato rinnovato, oppure ciò a cui portava potrebbe essere stato ritirato.
not-found-do = Usare il link più recente ricevuto da noi, oppure ripartire dalla prima pagina del portale.
