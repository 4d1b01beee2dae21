# English. One message a line where it fits; `-` in an id is `_` in a template: {{ t.open_invoices }}.
# A message with a variable, written { $like-this }, says here what it gets.

language-name = English

## Frame of every page

portal-title = Customer portal
skip-to-content = Skip to content
overview = Overview
on-this-page = On this page
languages = Languages
portal-pages = Information
back-to-portal = Back to your portal
customer-number = Customer number
vat-number = VAT number
tax-id = Tax ID
contact = Contact
contact-person = Your contact
contact-intro = Something is missing, wrong or unclear? Ask us.
phone = Phone
email = E-mail
hours = Hours
link-notice = Whoever has the link to this page can read it. Share it only with those who need it. If it has gone astray, ask us for a new one: the old one will stop working.
as-of = As of
as-of-note = What reached us later is not included yet.

## Balance

balance-in = Balance in
outstanding = Outstanding
your-credit = Your credit balance
past-due = Past due
not-due = Not yet due
unapplied = Unapplied
balance-after-unapplied = Balance after unapplied money
please-pay-past-due = Please pay what is past due now.
next-due = Next due day:
nothing-open = Nothing is open. Thank you.
in-your-favor = The balance is in your favor. There is nothing to pay.
# $amount: money that no invoice has taken yet
unapplied-note = We hold { $amount } of yours that no invoice has taken yet. It is not deducted from the invoices below. Tell us which ones to put it against.
# $amount, $day: the newest payment
last-payment = Last payment received: { $amount } on { $day }.
aging-schedule = Aging schedule, by days past due
share = Share
nothing-yet = There are no invoices, payments or credit notes yet.

## The aging schedule's buckets

bucket-current = Not yet due
# $from, $to: days past due
bucket-range = { $from }–{ $to } days
# $days: days past due
bucket-over =
    { $days ->
        [one] Over { $days } day
       *[other] Over { $days } days
    }

## Lists of invoices

open-invoices = Open invoices
by-due-day = What is due first stands first.
# $count: invoices that are folded away
more-invoices =
    { $count ->
        [one] Show 1 more open invoice
       *[other] Show { $count } more open invoices
    }
upcoming-invoices = Upcoming invoices
upcoming-note = Not issued yet, and not part of the balance.
paid-invoices = Paid invoices
newest-first = The newest stands first.
# $count: rows in all
whole-list = Show all { $count }
newer = Newer
older = Older
invoice = Invoice
purchase-order = PO
customer = Customer
issued = Issued
due = Due
days-past-due = Days past due
total = Total
open-balance = Open balance
standing = Standing
late-fee = Late fee
partly-paid = Partly paid

## How an invoice stands

# $day: the day it is issued
standing-upcoming = To be issued on { $day }
standing-paid = Paid
# $day: the day it was paid
standing-paid-on = Paid on { $day }
standing-overpaid = Overpaid
standing-due-today = Due today
# $days: until it is due
standing-due-in =
    { $days ->
        [one] Due tomorrow
       *[other] Due in { $days } days
    }
# $days: since it was due
standing-past-due =
    { $days ->
        [one] 1 day past due
       *[other] { $days } days past due
    }
# $day: the day the dispute reached us
standing-disputed = Disputed on { $day }
# $day: the promised day
standing-promised = Promised for { $day }
# $day: the promised day, which has passed
standing-promise-broken = Promised for { $day }, not received
# $amount: what was promised of the open balance; $day: the promised day
standing-promised-part = { $amount } promised for { $day }
# $amount: what was promised of the open balance; $day: the promised day, which has passed
standing-promise-part-broken = { $amount } promised for { $day }, not received

## Credit notes and payments

credit-notes = Credit notes
credit-note = Credit note
reason = Reason
put-against = Put against
payments = Payments
payment = Payment
reference = Reference
received = Received
method = Method
amount = Amount
refund = Refund
paid-by-parent = Paid by your parent company

## Late fees

# $amount: the estimate
late-fees-note = Late fees to date, by our estimate: { $amount }. This is for information only and not part of the balance.
# $amount: the estimate
late-fee-note = Late fee to date, by our estimate: { $amount }. This is for information only and not part of the open balance.

## Statements

statements = Statements
account-statement = Account statement
outstanding-statement = Outstanding statement
# $day: the last day of it
period-all = All activity to { $day }
periods-note = By period, each with its closing balance
until = Until
opening-balance = Opening balance
closing-balance = Closing balance
debit = Debit
credit = Credit
running-balance = Balance
day = Day
activity = Activity
lines-note = Debit is what was invoiced, credit what was paid or credited.
# $format: PDF, CSV or XLSX
download-as = Download as { $format }
no-activity = Nothing happened in this period.
period = Period
currency = Currency
document = Document
# $page, $pages: numbers
page-of = Page { $page } of { $pages }
statement-issuer = Statement of
statement-customer = For
unapplied-items = Unapplied payments and credit notes

line-invoice = Invoice
line-late-fee = Late fee
line-credit-note = Credit note
line-payment = Payment
line-refund = Refund
line-settled = Settled
line-unlisted = Payments not listed one by one
line-adjustment = Adjustment in our books

## How to pay

how-to-pay = How to pay
account-holder = Account holder
iban = IBAN
bic = BIC
bank = Bank
routing-number = Routing number
account-number = Account number
payment-reference = Write on the payment
pay-online = Pay online
pay-safely = If a message tells you that our bank details have changed, call us before you pay.
pay-ask = Ask us for our bank details.
payment-code = Pay by QR code
payment-code-scan = Scan it with your banking app, and check the account and the amount before you pay.
# $about: an invoice's number, all-past-due or all-open; $amount
payment-code-alt = QR code: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = QR reference

## An invoice's own page

description = Description
details = Details
put-against-it = Payments and credit notes put against it
kind = Kind
disputed-because = Reason of the dispute:
# $day: the day of the dispute; $on: the day of the decision
decided-resolved = Your dispute of { $day } was resolved on { $on }.
decided-rejected = Your dispute of { $day } was rejected on { $on }.
decided-withdrawn = Your dispute of { $day } was withdrawn on { $on }.
our-answer = Our answer:
# $day: the day the customer said so; $amount
told-paid = You told us on { $day } that you paid { $amount }.
documents-of-invoice = Documents of this invoice

## Documents

documents = Documents
own-documents = Your documents
shared-documents = Documents for all customers
# $size: in kilobytes
size-kb = { $size } kB
# $size: in megabytes
size-mb = { $size } MB
archive = All documents in one file
# $format: the standard, for instance XRechnung, UBL
e-invoice = E-invoice ({ $format })
e-credit-note = Electronic credit note ({ $format })
with-e-invoice = Invoice with e-invoice inside ({ $format })
calendar = Due days for your calendar
# $organization: whose invoices they are; what a calendar program calls the calendar
calendar-name = Due days: { $organization }
# $number: the invoice; $amount: its open balance
calendar-due = Invoice { $number } is due: { $amount }
# $number: the invoice; $amount: what was promised
calendar-promise = Promised payment for invoice { $number }: { $amount }

## Autopay

autopay = Autopay
autopay-on = On
autopay-active = Autopay is on: we collect each invoice on its due day with the payment method we agreed on.
autopay-active-limits = A promise to pay or a dispute does not stop it. To change it or to turn it off, ask us.
autopay-offered = You can ask us to collect your invoices automatically when they fall due.
autopay-requested = Requested
# $day: the day of the request
autopay-requested-on = You asked for autopay on { $day }. We will get in touch; nothing is collected before we have agreed on it with you.
# $day: the day of the request; $on: the day of the decision
autopay-declined = Your request for autopay of { $day } was declined on { $on }.

## Forms

about = About:
# $number: the invoice that a form is about
this-invoice = Invoice { $number }
all-past-due = All that is past due
all-open = All that is open
your-name = Your name
your-email = Your e-mail address
email-hint = In case we have a question.
message = Message
optional = optional
message-hint = No card or bank numbers, please.
leave-empty = Leave this field empty

tell-us = Anything to tell us about this invoice?
dispute = Dispute this invoice
dispute-not = The invoice stays open until we have answered. Your portal shows the dispute after its next update.
dispute-reason = Reason
dispute-choose = Choose a reason
dispute-amount = Disputed amount
dispute-amount-hint = Leave it empty if you dispute all of it.
dispute-send = Send the dispute
withdraw = Withdraw the dispute
withdraw-not = The dispute ends, and the invoice stays open. Your portal shows it after its next update.

promise = Promise to pay
promise-not = A promise does not pay anything, and it stops neither reminders nor autopay. Your portal shows it after its next update.
promise-date = Day you will pay
promise-amount = Amount you will pay
promise-send = Send the promise

remittance = I have paid
remittance-not = This is only a note that helps us find your payment. The invoice stays open until the money has arrived.
remittance-date = Day you paid
remittance-amount = Amount you paid
remittance-reference = Reference of the payment
remittance-reference-hint = What you or your bank wrote on it.
remittance-send = Send the note

autopay-ask = Ask for autopay
autopay-not = This only asks for it: nothing is collected before we have agreed on it with you. Never send us bank or card numbers here.
autopay-agree = I ask for autopay and may decide this for the customer.
autopay-send = Send the request

by-email = This opens a prepared message in your mail program.
write-email = Write the e-mail

## When a form was sent

thank-you = Thank you
ack-dispute = We have received your dispute
ack-withdraw = We have received the withdrawal of your dispute
ack-promise = We have received your promise to pay
ack-remittance = We have received your note of payment
ack-autopay = We have received your request for autopay
ack-keep = Keep the reference in case you want to ask about it.

not-recorded = Nothing was recorded yet.
please-check = Please check what you entered
fault-missing = Please fill this in.
fault-choice = Please choose one of the reasons.
# $most: the amount that is open
fault-amount = Please enter an amount above zero, and at most { $most }.
fault-amount-any = Please enter an amount above zero.
# $first, $last: days
fault-day = Please choose a day from { $first } to { $last }.
# $most: characters
fault-too-long = Please shorten this to { $most } characters.
fault-email = This does not look like an e-mail address.
fault-bank-number = This looks like a card or bank account number. Please leave such numbers out.

refused-forged = This form does not belong to your portal
refused-forged-text = Nothing was recorded. Open your portal and send the form from there.
refused-expired = This form is no longer valid
refused-expired-text = Nothing was recorded. Open your portal again: its newest page has a form that is valid. If the link no longer works, ask us for a new one.
refused-unreadable = We could not read what was sent
refused-unreadable-text = Nothing was recorded. Go back and send the form once more.
refused-too-large = The form is too long
refused-too-large-text = Nothing was recorded. Go back, shorten the message, and send the form once more.
refused-too-many = That was a lot in a short time
refused-too-many-text = Nothing was recorded. Please wait an hour and send the form again, or write to us.
refused-unavailable = We cannot record this right now
refused-unavailable-text = Nothing was recorded. Please send the form again in a few minutes.
refused-failed = Something went wrong on our side
refused-failed-text = We cannot tell whether your form was recorded. Sending it again is safe: it counts once.
refused-nothing = There is nothing here
refused-nothing-text = Open your portal and go on from there.

## Letters to staff and customers

letter-dispute = New dispute
letter-withdraw = Dispute withdrawn
letter-promise = New promise to pay
letter-remittance = New note of payment
letter-autopay = New request for autopay
letter-promised-day = Promised day
letter-paid-day = Day of payment
letter-sender = Sent by
letter-unverified = Name and e-mail address are as entered and not verified: whoever has the link to the portal can send forms.
letter-show = See it in the inbox, and answer it there:
letter-no-answer = It has reached us; that is not yet an answer.
letter-not-you = If nobody on your side sent this, tell us: someone else may have the link to your portal.
letter-automatic = This message was sent automatically.

## Prepared messages: $customer (name), $id (customer number), $about (an invoice's number, or mail-past-due), $amount

mail-past-due = all past due invoices

mail-dispute-subject = Dispute: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Hello,

    we dispute invoice { $about }, open balance { $amount }.

    Reason:
    Disputed amount, if not all of it:

    { $customer }
    Customer number { $id }

mail-withdraw-subject = Dispute withdrawn: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Hello,

    we withdraw our dispute of invoice { $about }, open balance { $amount }.

    { $customer }
    Customer number { $id }

mail-promise-subject = Promise to pay: { $about } ({ $customer }, { $id })
mail-promise-body =
    Hello,

    we will pay { $about }, { $amount }.

    Day we will pay:
    Amount, if not all of it:

    { $customer }
    Customer number { $id }

mail-remittance-subject = We have paid: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Hello,

    we have paid { $about }, { $amount }.

    Day we paid:
    Amount, if another one:
    Reference of the payment:

    { $customer }
    Customer number { $id }

mail-autopay-subject = Autopay for { $customer } ({ $id })
mail-autopay-body =
    Hello,

    please collect our invoices automatically when they fall due, and tell us what you need for it.

    { $customer }
    Customer number { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Unsatisfactory work
dispute-reason-faulty-goods = Faulty goods
dispute-reason-late-delivery = Late delivery
dispute-reason-not-agreed = Never agreed, or not known to us
dispute-reason-unable-to-pay = Unable to pay
dispute-reason-pricing = Disagreement about the price
dispute-reason-processing-error = Error in the invoice
dispute-reason-other = Other

## Pages that belong to nobody

start-title = Your portal has a link of its own
start-text = Invoices and statements are shown to each customer under a personal link. You find it in our messages to you.
start-ask = You have no link, or it does not work any more? Ask us, and we will send you a new one.
not-found-title = This page is not here
not-found-text = The link may have been renewed, or what it led to may have been withdrawn.
not-found-do = Use the newest link that we have sent you, or open your portal’s first page and look from there.
