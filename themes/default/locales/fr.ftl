# Français. Mêmes identifiants et mêmes variables que en.ftl.

language-name = Français

## Frame of every page

portal-title = Espace client
skip-to-content = Aller au contenu
languages = Langues
portal-pages = Informations
back-to-portal = Retour à votre espace
customer-number = Numéro de client
vat-number = N° de TVA
tax-id = N° fiscal
contact = Contact
contact-intro = Il manque quelque chose, une erreur s’est glissée, un point n’est pas clair ? Écrivez-nous ou appelez-nous.
phone = Téléphone
email = E-mail
hours = Horaires
link-notice = Toute personne qui possède le lien de cette page peut la lire. Ne le communiquez qu’à ceux qui en ont besoin. S’il s’est égaré, demandez-nous-en un nouveau : l’ancien cessera de fonctionner.
as-of = Situation au
as-of-note = Ce qui nous est parvenu depuis n’y figure pas encore.

## Balance

balance-in = Solde en
outstanding = Encours
past-due = Échu
not-due = À échoir
unapplied = Non imputé
balance-after-unapplied = Solde après montants non imputés
please-pay-past-due = Merci de régler dès maintenant le montant échu.
next-due = Prochaine échéance :
nothing-open = Aucun montant à régler. Merci.
in-your-favor = Le solde est en votre faveur. Vous n’avez rien à régler.
unapplied-note = Nous détenons { $amount } qui ne sont encore imputés sur aucune facture. Ce montant n’est pas déduit des factures ci-dessous. Indiquez-nous sur lesquelles l’imputer.
aging-schedule = Balance âgée
age = Ancienneté
share = Part
nothing-yet = Il n’y a pas encore de facture, de règlement ni d’avoir.

## The aging schedule's buckets

bucket-current = À échoir
bucket-range = Échu depuis { $from } à { $to } jours
bucket-over =
    { $days ->
        [one] Échu depuis plus de { $days } jour
       *[other] Échu depuis plus de { $days } jours
    }

## Lists of invoices

open-invoices = Factures à régler
by-due-day = La plus ancienne échéance en premier.
upcoming-invoices = Factures à venir
upcoming-note = Pas encore émises ; elles ne sont pas comprises dans le solde.
paid-invoices = Factures réglées
newest-first = Les plus récents en premier.
invoice = Facture
purchase-order = Commande
customer = Client
issued = Émission
due = Échéance
days-past-due = Jours de retard
total = Total
open-balance = Reste à payer
standing = Statut
late-fee = Pénalité de retard
partly-paid = Réglée en partie

## How an invoice stands

standing-upcoming = Sera émise le { $day }
standing-paid = Réglée
standing-paid-on = Réglée le { $day }
standing-overpaid = Trop-perçu
standing-due-today = Échéance aujourd’hui
standing-due-in =
    { $days ->
        [one] Échéance dans { $days } jour
       *[other] Échéance dans { $days } jours
    }
standing-past-due = Échue
standing-disputed = Contestée le { $day }
standing-promised = Règlement promis pour le { $day }
standing-promise-broken = Règlement promis pour le { $day }, non reçu

## Credit notes and payments

credit-notes = Avoirs
credit-note = Avoir
reason = Motif
put-against = Imputé sur
payments = Règlements
payment = Règlement
reference = Référence
received = Reçu le
method = Mode
amount = Montant
refund = Remboursement
paid-by-parent = Réglé par votre société mère

## Late fees

late-fees-note = Pénalités de retard à ce jour, selon notre estimation : { $amount }. À titre d’information seulement ; ce montant n’est pas compris dans le solde.
late-fee-note = Pénalité de retard à ce jour, selon notre estimation : { $amount }. À titre d’information seulement ; ce montant n’est pas compris dans le reste à payer.

## Statements

statements = Relevés
account-statement = Relevé de compte
outstanding-statement = Relevé des factures à régler
period-all = Tous les mouvements jusqu’au { $day }
period = Période
file = Fichier
until = Jusqu’au
opening-balance = Solde d’ouverture
closing-balance = Solde de clôture
debit = Débit
credit = Crédit
running-balance = Solde
day = Date
activity = Mouvement
totals = Totaux
download-csv = Télécharger en CSV
no-activity = Aucun mouvement sur cette période.
statement-issuer = Relevé de
statement-customer = Pour
unapplied-items = Règlements et avoirs non imputés

line-invoice = Facture
line-late-fee = Pénalité de retard
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
routing-number = Numéro d’acheminement (routing number)
account-number = Numéro de compte
payment-reference = Référence à indiquer
pay-online = Payer en ligne
pay-safely = Si un message vous annonce que nos coordonnées bancaires ont changé, appelez-nous avant de payer.
pay-ask = Demandez-nous nos coordonnées bancaires.

## An invoice's own page

description = Description
details = Détails
put-against-it = Règlements et avoirs imputés sur cette facture
kind = Type
disputed-because = Motif de la contestation :
documents-of-invoice = Documents de cette facture

## Documents

documents = Documents
own-documents = Vos documents
shared-documents = Documents pour tous les clients
size-kb = { $size } ko
size-mb = { $size } Mo

## Autopay

autopay = Prélèvement automatique
autopay-active = Le prélèvement automatique est actif : nous encaissons chaque facture à son échéance par le moyen de paiement convenu.
autopay-active-limits = Ni une promesse de règlement ni une contestation ne le suspendent. Pour le modifier ou l’arrêter, adressez-vous à nous.
autopay-offered = Vous pouvez nous demander de prélever vos factures automatiquement à leur échéance.

## Forms

about = Concerne :
all-past-due = Tout ce qui est échu
your-name = Votre nom
your-email = Votre adresse e-mail
email-hint = Nous répondons à cette adresse.
message = Message
optional = facultatif
message-hint = N’indiquez ni numéro de carte ni coordonnées bancaires.
leave-empty = Laissez ce champ vide

dispute = Contester cette facture
dispute-not = La facture reste à régler tant que nous n’avons pas répondu. Cette page affichera la contestation après sa prochaine mise à jour.
dispute-reason = Motif
dispute-choose = Choisissez un motif
dispute-amount = Montant contesté
dispute-amount-hint = Laissez vide si vous contestez la totalité.
dispute-send = Envoyer la contestation

promise = Promettre un règlement
promise-not = Une promesse n’est pas un règlement : elle n’arrête ni les relances ni le prélèvement automatique. Cette page l’affichera après sa prochaine mise à jour.
promise-date = Date à laquelle vous paierez
promise-amount = Montant que vous paierez
promise-send = Envoyer la promesse

remittance = J’ai payé
remittance-not = Ce n’est qu’une indication qui nous aide à retrouver votre règlement. La facture reste à régler jusqu’à l’arrivée des fonds.
remittance-date = Date de votre règlement
remittance-amount = Montant réglé
remittance-reference = Référence du règlement
remittance-reference-hint = Ce que vous ou votre banque y avez indiqué.
remittance-send = Envoyer l’avis

autopay-ask = Demander le prélèvement automatique
autopay-not = Ceci n’est qu’une demande : rien n’est prélevé avant que nous en soyons convenus avec vous. N’envoyez ici ni coordonnées bancaires ni numéro de carte.
autopay-agree = Je demande le prélèvement automatique et suis habilité à le décider pour le client.
autopay-send = Envoyer la demande

by-email = Un message préparé s’ouvre dans votre logiciel de messagerie.
write-email = Écrire l’e-mail

## Prepared messages

mail-past-due = toutes les factures échues

mail-dispute-subject = Contestation : { $about } ({ $customer }, { $id })
mail-dispute-body =
    Bonjour,

    nous contestons la facture { $about }, reste à payer { $amount }.

    Motif :
    Montant contesté, s’il ne s’agit pas de la totalité :

    { $customer }
    Numéro de client { $id }

mail-promise-subject = Promesse de règlement : { $about } ({ $customer }, { $id })
mail-promise-body =
    Bonjour,

    nous allons régler : { $about }, { $amount }.

    Date du règlement :
    Montant, s’il ne s’agit pas de la totalité :

    { $customer }
    Numéro de client { $id }

mail-remittance-subject = Nous avons payé : { $about } ({ $customer }, { $id })
mail-remittance-body =
    Bonjour,

    nous avons réglé : { $about }, { $amount }.

    Date du règlement :
    Montant, s’il est différent :
    Référence du règlement :

    { $customer }
    Numéro de client { $id }

mail-autopay-subject = Prélèvement automatique pour { $customer } ({ $id })
mail-autopay-body =
    Bonjour,

    nous vous demandons de prélever nos factures automatiquement à leur échéance. Merci de nous indiquer ce qu’il vous faut pour cela.

    { $customer }
    Numéro de client { $id }

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
start-ask = Vous n’avez pas de lien, ou il ne fonctionne plus ? Demandez-le-nous : nous vous en enverrons un nouveau.
not-found-title = Cette page n’existe pas
not-found-text = Le lien a peut-être été renouvelé, ou ce à quoi il menait a été retiré.
not-found-do = Utilisez le lien le plus récent que nous vous avons envoyé, ou partez de la première page de votre espace.
