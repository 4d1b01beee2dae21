# Français. Mêmes identifiants et mêmes variables que en.ftl.

language-name = Français

## Frame of every page

portal-title = Espace client
skip-to-content = Aller au contenu
overview = Vue d’ensemble
on-this-page = Sur cette page
languages = Langues
portal-pages = Informations
back-to-portal = Retour à votre espace
customer-number = N° client
vat-number = N° de TVA
tax-id = N° fiscal
contact = Contact
contact-person = Votre interlocuteur
contact-intro = Il manque quelque chose, une erreur s’est glissée, un point n’est pas clair ? Écrivez-nous ou appelez-nous.
phone = Téléphone
email = E-mail
hours = Horaires
link-notice = Toute personne qui possède le lien de cette page peut la lire. Ne le communiquez qu’à ceux qui en ont besoin. S’il est tombé entre de mauvaises mains, demandez-nous-en un nouveau : l’ancien cessera de fonctionner.
as-of = Situation au
as-of-note = Ce qui nous est parvenu depuis n’y figure pas encore.

## Balance

balance-in = Solde en
outstanding = Restant dû
your-credit = Votre solde créditeur
past-due = Échu
not-due = À échoir
unapplied = Non imputé
balance-after-unapplied = Solde après déduction des montants non imputés
please-pay-past-due = Merci de régler dès maintenant le montant échu.
next-due = Prochaine échéance :
nothing-open = Aucun montant à régler. Merci.
in-your-favor = Le solde est en votre faveur. Vous n’avez rien à régler.
unapplied-note = Nous détenons { $amount } qui vous reviennent et qui ne sont encore imputés sur aucune facture. Ce montant n’est pas déduit des factures ci-dessous. Indiquez-nous sur lesquelles l’imputer.
last-payment = Dernier règlement reçu : { $amount } le { $day }.
aging-schedule = Balance âgée, par jours de retard
share = Part
nothing-yet = Il n’y a pas encore de facture, de règlement ni d’avoir.

## The aging schedule's buckets

bucket-current = À échoir
bucket-range = De { $from } à { $to } jours
bucket-over =
    { $days ->
        [one] Plus de { $days } jour
       *[other] Plus de { $days } jours
    }

## Lists of invoices

open-invoices = Factures à régler
by-due-day = Par échéance, la plus ancienne en premier.
more-invoices =
    { $count ->
        [one] Afficher { $count } autre facture à régler
       *[other] Afficher { $count } autres factures à régler
    }
upcoming-invoices = Factures à venir
upcoming-note = Pas encore émises ; elles ne sont pas comprises dans le solde.
paid-invoices = Factures réglées
newest-first = Du plus récent au plus ancien.
whole-list = Tout afficher ({ $count })
newer = Plus récents
older = Plus anciens
invoice = Facture
purchase-order = N° de commande
customer = Client
issued = Date d’émission
due = Échéance
days-past-due = Jours de retard
total = Montant total
open-balance = Reste à payer
standing = Statut
late-fee = Pénalités de retard
partly-paid = Réglée en partie

## How an invoice stands

standing-upcoming = Sera émise le { $day }
standing-paid = Réglée
standing-paid-on = Réglée le { $day }
standing-overpaid = Trop-perçu
standing-due-today = À échéance aujourd’hui
standing-due-in =
    { $days ->
        [one] À échéance demain
       *[other] À échéance dans { $days } jours
    }
standing-past-due =
    { $days ->
        [one] Échue depuis { $days } jour
       *[other] Échue depuis { $days } jours
    }
standing-disputed = Contestée le { $day }
standing-promised = Règlement promis pour le { $day }
standing-promise-broken = Règlement promis pour le { $day }, non reçu
standing-promised-part = Règlement de { $amount } promis pour le { $day }
standing-promise-part-broken = Règlement de { $amount } promis pour le { $day }, non reçu

## Credit notes and payments

credit-notes = Avoirs
credit-note = Avoir
reason = Motif
put-against = Imputé sur
payments = Règlements
payment = Règlement
reference = Référence
received = Reçu le
method = Mode de règlement
amount = Montant
refund = Remboursement
paid-by-parent = Réglé par votre société mère

## Late fees

late-fees-note = Pénalités de retard à ce jour, selon notre estimation : { $amount }. À titre d’information seulement ; ce montant n’est pas compris dans le solde.
late-fee-note = Pénalités de retard à ce jour, selon notre estimation : { $amount }. À titre d’information seulement ; ce montant n’est pas compris dans le reste à payer.

## Statements

statements = Relevés
account-statement = Relevé de compte
outstanding-statement = Relevé des factures à régler
period-all = Tous les mouvements jusqu’au { $day }
periods-note = Par période, avec le solde de clôture
until = Jusqu’au
opening-balance = Solde d’ouverture
closing-balance = Solde de clôture
debit = Débit
credit = Crédit
running-balance = Solde
day = Date
activity = Mouvement
lines-note = Au débit, ce qui a été facturé ; au crédit, ce qui a été réglé ou crédité.
download-as = Télécharger en { $format }
no-activity = Aucun mouvement sur cette période.
period = Période
currency = Devise
document = Document
page-of = Page { $page } sur { $pages }
statement-issuer = Relevé de
statement-customer = Pour
unapplied-items = Règlements et avoirs non imputés

line-invoice = Facture
line-late-fee = Pénalités de retard
line-credit-note = Avoir
line-payment = Règlement
line-refund = Remboursement
line-settled = Soldée
line-unlisted = Règlements non détaillés
line-adjustment = Régularisation dans nos livres

## How to pay

how-to-pay = Comment régler
account-holder = Titulaire du compte
iban = IBAN
bic = BIC
bank = Banque
routing-number = Routing number (États-Unis)
account-number = Numéro de compte
payment-reference = Référence à rappeler
pay-online = Payer en ligne
pay-safely = Si un message vous annonce que nos coordonnées bancaires ont changé, appelez-nous avant de payer.
pay-ask = Demandez-nous nos coordonnées bancaires.
payment-code = Payer par code QR
payment-code-scan = Scannez-le avec votre application bancaire, puis vérifiez le compte et le montant avant de payer.
payment-code-alt = Code QR : { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = Référence QR

## An invoice's own page

description = Description
details = Détails
put-against-it = Règlements et avoirs imputés sur cette facture
kind = Type
disputed-because = Motif de la contestation :
decided-resolved = Votre contestation du { $day } a été résolue le { $on }.
decided-rejected = Votre contestation du { $day } a été rejetée le { $on }.
decided-withdrawn = Votre contestation du { $day } a été retirée le { $on }.
our-answer = Notre réponse :
told-paid = Vous nous avez indiqué le { $day } avoir réglé { $amount }.
documents-of-invoice = Documents de cette facture

## Documents

documents = Documents
own-documents = Vos documents
shared-documents = Documents pour tous les clients
size-kb = { $size } ko
size-mb = { $size } Mo
archive = Tous les documents en un fichier
e-invoice = Facture électronique ({ $format })
e-credit-note = Avoir électronique ({ $format })
with-e-invoice = Facture avec facture électronique intégrée ({ $format })
calendar = Échéances pour votre agenda
calendar-name = Échéances : { $organization }
calendar-due = Échéance de la facture { $number } : { $amount }
calendar-promise = Règlement promis pour la facture { $number } : { $amount }

## Autopay

autopay = Prélèvement automatique
autopay-on = Actif
autopay-active = Le prélèvement automatique est actif : nous encaissons chaque facture à son échéance par le moyen de paiement convenu.
autopay-active-limits = Ni une promesse de règlement ni une contestation ne le suspendent. Pour le modifier ou l’arrêter, adressez-vous à nous.
autopay-offered = Vous pouvez nous demander de prélever vos factures automatiquement à leur échéance.
autopay-requested = Demandé
autopay-requested-on = Vous avez demandé le prélèvement automatique le { $day }. Nous vous contacterons ; rien n’est prélevé avant un accord avec vous.
autopay-declined = Votre demande de prélèvement automatique du { $day } a été refusée le { $on }.

## Forms

about = Objet :
this-invoice = facture { $number }
all-past-due = Tout ce qui est échu
all-open = Tout ce qui reste à régler
your-name = Votre nom
your-email = Votre adresse e-mail
email-hint = Au cas où nous aurions une question.
message = Message
optional = facultatif
message-hint = N’indiquez ni numéro de carte ni coordonnées bancaires.
leave-empty = Laissez ce champ vide

tell-us = Quelque chose à nous signaler sur cette facture ?
dispute = Contester cette facture
dispute-not = La facture reste à régler tant que nous n’avons pas répondu. Votre espace affichera la contestation après sa prochaine mise à jour.
dispute-reason = Motif
dispute-choose = Choisissez un motif
dispute-amount = Montant contesté
dispute-amount-hint = Laissez vide si vous contestez la totalité.
dispute-send = Envoyer la contestation
withdraw = Retirer la contestation
withdraw-not = La contestation prend fin et la facture reste à régler. Votre espace l’affichera après sa prochaine mise à jour.

promise = Promettre un règlement
promise-not = Une promesse n’est pas un règlement : elle n’arrête ni les relances ni le prélèvement automatique. Votre espace l’affichera après sa prochaine mise à jour.
promise-date = Date à laquelle vous paierez
promise-amount = Montant que vous paierez
promise-send = Envoyer la promesse

remittance = J’ai payé
remittance-not = Ce n’est qu’un avis qui nous aide à retrouver votre règlement. La facture reste à régler jusqu’à l’arrivée des fonds.
remittance-date = Date de votre règlement
remittance-amount = Montant réglé
remittance-reference = Référence du règlement
remittance-reference-hint = Ce que vous ou votre banque y avez indiqué.
remittance-send = Envoyer l’avis de règlement

autopay-ask = Demander le prélèvement automatique
autopay-not = Ceci n’est qu’une demande : rien n’est prélevé avant un accord avec vous. N’envoyez jamais ici de coordonnées bancaires ni de numéro de carte.
autopay-agree = Je demande le prélèvement automatique et j’ai le pouvoir d’en décider pour le client.
autopay-send = Envoyer la demande

by-email = Un message préparé s’ouvre dans votre logiciel de messagerie.
write-email = Écrire l’e-mail

## When a form was sent

thank-you = Merci
ack-dispute = Nous avons bien reçu votre contestation
ack-withdraw = Nous avons bien reçu le retrait de votre contestation
ack-promise = Nous avons bien reçu votre promesse de règlement
ack-remittance = Nous avons bien reçu votre avis de règlement
ack-autopay = Nous avons bien reçu votre demande de prélèvement automatique
ack-keep = Conservez la référence pour le cas où vous auriez une question.

not-recorded = Rien n’a encore été enregistré.
please-check = Veuillez vérifier votre saisie
fault-missing = Veuillez remplir ce champ.
fault-choice = Veuillez choisir l’un des motifs.
fault-amount = Veuillez saisir un montant supérieur à zéro et au plus égal à { $most }.
fault-amount-any = Veuillez saisir un montant supérieur à zéro.
fault-day = Veuillez choisir une date du { $first } au { $last }.
fault-too-long = Veuillez ne pas dépasser { $most } caractères.
fault-email = Ceci ne ressemble pas à une adresse e-mail.
fault-bank-number = Ceci ressemble à un numéro de carte ou de compte bancaire. Veuillez ne pas indiquer de tels numéros.

refused-forged = Ce formulaire n’appartient pas à votre espace
refused-forged-text = Rien n’a été enregistré. Ouvrez votre espace et envoyez le formulaire depuis celui-ci.
refused-expired = Ce formulaire n’est plus valable
refused-expired-text = Rien n’a été enregistré. Rouvrez votre espace : sa dernière version contient un formulaire valable. Si le lien ne fonctionne plus, demandez-nous-en un nouveau.
refused-unreadable = Nous n’avons pas pu lire ce qui a été envoyé
refused-unreadable-text = Rien n’a été enregistré. Revenez en arrière et envoyez de nouveau le formulaire.
refused-too-large = Le formulaire est trop long
refused-too-large-text = Rien n’a été enregistré. Revenez en arrière, raccourcissez le message et envoyez de nouveau le formulaire.
refused-too-many = Trop d’envois en peu de temps
refused-too-many-text = Rien n’a été enregistré. Veuillez attendre une heure avant d’envoyer de nouveau le formulaire, ou écrivez-nous.
refused-unavailable = L’enregistrement est impossible pour le moment
refused-unavailable-text = Rien n’a été enregistré. Veuillez renvoyer le formulaire dans quelques minutes.
refused-failed = Une erreur s’est produite de notre côté
refused-failed-text = Nous ne savons pas si votre formulaire a été enregistré. Vous pouvez le renvoyer sans risque : il ne comptera qu’une fois.
refused-nothing = Il n’y a rien ici
refused-nothing-text = Ouvrez votre espace et continuez depuis celui-ci.

## Letters to staff and customers

letter-dispute = Nouvelle contestation
letter-withdraw = Contestation retirée
letter-promise = Nouvelle promesse de règlement
letter-remittance = Nouvel avis de règlement
letter-autopay = Nouvelle demande de prélèvement automatique
letter-promised-day = Jour promis
letter-paid-day = Jour du règlement
letter-sender = Envoyé par
letter-unverified = Le nom et l’adresse e-mail sont ceux qui ont été saisis, sans vérification : toute personne qui possède le lien de l’espace client peut envoyer des formulaires.
letter-show = Pour le voir dans la boîte de réception et y répondre :
letter-no-answer = Votre message nous est bien parvenu ; ce n’est pas encore une réponse.
letter-not-you = Si personne chez vous ne l’a envoyé, dites-le-nous : quelqu’un d’autre possède peut-être le lien de votre espace.
letter-automatic = Ce message a été envoyé automatiquement.

## Prepared messages

mail-past-due = toutes les factures échues

mail-dispute-subject = Contestation : { $about } ({ $customer }, { $id })
mail-dispute-body =
    Bonjour,

    Nous contestons la facture { $about }, reste à payer { $amount }.

    Motif :
    Montant contesté, s’il ne s’agit pas de la totalité :

    { $customer }
    N° client { $id }

mail-withdraw-subject = Contestation retirée : { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Bonjour,

    Nous retirons notre contestation de la facture { $about }, reste à payer { $amount }.

    { $customer }
    N° client { $id }

mail-promise-subject = Promesse de règlement : { $about } ({ $customer }, { $id })
mail-promise-body =
    Bonjour,

    Nous allons régler : { $about }, { $amount }.

    Date du règlement :
    Montant, s’il ne s’agit pas de la totalité :

    { $customer }
    N° client { $id }

mail-remittance-subject = Nous avons payé : { $about } ({ $customer }, { $id })
mail-remittance-body =
    Bonjour,

    Nous avons réglé : { $about }, { $amount }.

    Date du règlement :
    Montant, s’il est différent :
    Référence du règlement :

    { $customer }
    N° client { $id }

mail-autopay-subject = Prélèvement automatique pour { $customer } ({ $id })
mail-autopay-body =
    Bonjour,

    Nous vous demandons de prélever nos factures automatiquement à leur échéance. Merci de nous indiquer ce qu’il vous faut pour cela.

    { $customer }
    N° client { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Prestation non satisfaisante
dispute-reason-faulty-goods = Marchandise défectueuse
dispute-reason-late-delivery = Livraison en retard
dispute-reason-not-agreed = Jamais convenu, ou inconnu de nos services
dispute-reason-unable-to-pay = Paiement impossible actuellement
dispute-reason-pricing = Désaccord sur le prix
dispute-reason-processing-error = Erreur dans la facture
dispute-reason-other = Autre

## Pages that belong to nobody

start-title = Votre espace a son propre lien
start-text = Chaque client voit ses factures et ses relevés sous un lien personnel. Vous le trouverez dans nos messages.
start-ask = Vous n’avez pas de lien, ou il ne fonctionne plus ? Demandez-le-nous : nous vous en enverrons un nouveau.
not-found-title = Cette page n’existe pas
not-found-text = Le lien a peut-être été renouvelé, ou ce à quoi il menait a été retiré.
not-found-do = Utilisez le lien le plus récent que nous vous avons envoyé, ou partez de la première page de votre espace.
