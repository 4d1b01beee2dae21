# Español. Los mismos nombres y variables que en en.ftl.

language-name = Español

## Frame of every page

portal-title = Portal de clientes
skip-to-content = Ir al contenido
languages = Idiomas
portal-pages = Información
back-to-portal = Volver a su portal
customer-number = Número de cliente
vat-number = NIF-IVA
tax-id = NIF
contact = Contacto
contact-intro = ¿Falta algo, hay un error o algo no está claro? Pregúntenos.
phone = Teléfono
email = Correo electrónico
hours = Horario
link-notice = Quien tenga el enlace a esta página puede leerla. Compártalo solo con quien lo necesite. Si se ha extraviado, pídanos uno nuevo: el anterior dejará de funcionar.
as-of = A fecha de
as-of-note = Lo que hayamos recibido después aún no está incluido.

## Balance

balance-in = Saldo en
outstanding = Pendiente
past-due = Vencido
not-due = No vencido
unapplied = Sin aplicar
balance-after-unapplied = Saldo tras lo no aplicado
please-pay-past-due = Le rogamos que pague ya lo vencido.
next-due = Próximo vencimiento:
nothing-open = No hay nada pendiente. Gracias.
in-your-favor = El saldo es a su favor. No tiene que pagar nada.
unapplied-note = Tenemos { $amount } a su favor que todavía no se han aplicado a ninguna factura. No se han descontado de las facturas siguientes. Díganos a cuáles debemos aplicarlos.
aging-schedule = Antigüedad de saldos
age = Antigüedad
share = Parte
nothing-yet = Todavía no hay facturas, pagos ni abonos.

## The aging schedule's buckets

bucket-current = No vencido
bucket-range = Vencido hace { $from }–{ $to } días
bucket-over =
    { $days ->
        [one] Vencido hace más de { $days } día
       *[other] Vencido hace más de { $days } días
    }

## Lists of invoices

open-invoices = Facturas pendientes
by-due-day = Primero, lo que vence antes.
upcoming-invoices = Próximas facturas
upcoming-note = Aún no emitidas; no forman parte del saldo.
paid-invoices = Facturas pagadas
newest-first = Primero, lo más reciente.
invoice = Factura
purchase-order = Pedido
customer = Cliente
issued = Emisión
due = Vencimiento
days-past-due = Días vencida
total = Total
open-balance = Importe pendiente
standing = Estado
late-fee = Recargo por demora
partly-paid = Pagada en parte

## How an invoice stands

standing-upcoming = Se emitirá el { $day }
standing-paid = Pagada
standing-paid-on = Pagada el { $day }
standing-overpaid = Pagada en exceso
standing-due-today = Vence hoy
standing-due-in =
    { $days ->
        [one] Vence mañana
       *[other] Vence en { $days } días
    }
standing-past-due = Vencida
standing-disputed = Reclamada el { $day }
standing-promised = Pago prometido para el { $day }
standing-promise-broken = Pago prometido para el { $day }, no recibido

## Credit notes and payments

credit-notes = Notas de crédito (abonos)
credit-note = Nota de crédito (abono)
reason = Motivo
put-against = Aplicado a
payments = Pagos
payment = Pago
reference = Referencia
received = Recibido
method = Forma de pago
amount = Importe
refund = Reembolso
paid-by-parent = Pagado por su empresa matriz

## Late fees

late-fees-note = Recargos por demora hasta hoy, según nuestra estimación: { $amount }. Solo a título informativo; no forman parte del saldo.
late-fee-note = Recargo por demora hasta hoy, según nuestra estimación: { $amount }. Solo a título informativo; no forma parte del importe pendiente.

## Statements

statements = Extractos
account-statement = Extracto de cuenta
outstanding-statement = Relación de facturas pendientes
period-all = Todos los movimientos hasta el { $day }
period = Período
file = Archivo
until = Hasta el
opening-balance = Saldo inicial
closing-balance = Saldo final
debit = Debe
credit = Haber
running-balance = Saldo
day = Fecha
activity = Movimiento
totals = Totales
download-csv = Descargar en CSV
no-activity = No hubo movimientos en este período.
statement-issuer = Extracto de
statement-customer = Para
unapplied-items = Pagos y abonos sin aplicar

line-invoice = Factura
line-late-fee = Recargo por demora
line-credit-note = Nota de crédito (abono)
line-payment = Pago
line-refund = Reembolso
line-settled = Saldada
line-unlisted = Pagos no detallados uno a uno
line-adjustment = Ajuste en nuestra contabilidad

## How to pay

how-to-pay = Cómo pagar
account-holder = Titular de la cuenta
iban = IBAN
bic = BIC
bank = Banco
routing-number = Número de ruta (routing number)
account-number = Número de cuenta
payment-reference = Concepto del pago
pay-online = Pagar en línea
pay-safely = Si un mensaje le dice que nuestros datos bancarios han cambiado, llámenos antes de pagar.
pay-ask = Pídanos nuestros datos bancarios.

## An invoice's own page

description = Descripción
details = Detalles
put-against-it = Pagos y abonos aplicados a esta factura
kind = Tipo
disputed-because = Motivo de la reclamación:
documents-of-invoice = Documentos de esta factura

## Documents

documents = Documentos
own-documents = Sus documentos
shared-documents = Documentos para todos los clientes
size-kb = { $size } kB
size-mb = { $size } MB

## Autopay

autopay = Cobro automático
autopay-active = El cobro automático está activado: cobramos cada factura a su vencimiento con el medio de pago acordado.
autopay-active-limits = Ni una promesa de pago ni una reclamación lo detienen. Para cambiarlo o desactivarlo, hable con nosotros.
autopay-offered = Puede pedirnos que cobremos sus facturas automáticamente a su vencimiento.

## Forms

about = Asunto:
all-past-due = Todo lo vencido
your-name = Su nombre
your-email = Su correo electrónico
email-hint = Responderemos a esta dirección.
message = Mensaje
optional = opcional
message-hint = No escriba números de tarjeta ni de cuenta.
leave-empty = Deje este campo vacío

dispute = Reclamar esta factura
dispute-not = La factura sigue pendiente hasta que hayamos respondido. Esta página mostrará la reclamación tras su próxima actualización.
dispute-reason = Motivo
dispute-choose = Elija un motivo
dispute-amount = Importe reclamado
dispute-amount-hint = Déjelo vacío si reclama la totalidad.
dispute-send = Enviar la reclamación

promise = Prometer un pago
promise-not = Una promesa no es un pago: no detiene los recordatorios ni el cobro automático. Esta página la mostrará tras su próxima actualización.
promise-date = Día en que pagará
promise-amount = Importe que pagará
promise-send = Enviar la promesa

remittance = Ya he pagado
remittance-not = Es solo un aviso que nos ayuda a encontrar su pago. La factura sigue pendiente hasta que llegue el dinero.
remittance-date = Día en que pagó
remittance-amount = Importe pagado
remittance-reference = Referencia del pago
remittance-reference-hint = Lo que usted o su banco indicaron en él.
remittance-send = Enviar el aviso

autopay-ask = Solicitar el cobro automático
autopay-not = Es solo una solicitud: no se cobra nada antes de haberlo acordado con usted. No envíe aquí datos bancarios ni números de tarjeta.
autopay-agree = Solicito el cobro automático y puedo decidirlo en nombre del cliente.
autopay-send = Enviar la solicitud

by-email = Se abrirá un mensaje preparado en su programa de correo.
write-email = Escribir el correo

## Prepared messages

mail-past-due = todas las facturas vencidas

mail-dispute-subject = Reclamación: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Buenos días:

    Reclamamos la factura { $about }, importe pendiente { $amount }.

    Motivo:
    Importe reclamado, si no es la totalidad:

    { $customer }
    Número de cliente { $id }

mail-promise-subject = Promesa de pago: { $about } ({ $customer }, { $id })
mail-promise-body =
    Buenos días:

    Vamos a pagar: { $about }, { $amount }.

    Día del pago:
    Importe, si no es la totalidad:

    { $customer }
    Número de cliente { $id }

mail-remittance-subject = Hemos pagado: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Buenos días:

    Hemos pagado: { $about }, { $amount }.

    Día del pago:
    Importe, si es otro:
    Referencia del pago:

    { $customer }
    Número de cliente { $id }

mail-autopay-subject = Cobro automático para { $customer } ({ $id })
mail-autopay-body =
    Buenos días:

    Les rogamos que cobren nuestras facturas automáticamente a su vencimiento y que nos indiquen qué necesitan para ello.

    { $customer }
    Número de cliente { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Trabajo insatisfactorio
dispute-reason-faulty-goods = Mercancía defectuosa
dispute-reason-late-delivery = Entrega con retraso
dispute-reason-not-agreed = Nunca acordado, o no nos consta
dispute-reason-unable-to-pay = No podemos pagar por ahora
dispute-reason-pricing = Desacuerdo con el precio
dispute-reason-processing-error = Error en la factura
dispute-reason-other = Otro

## Pages that belong to nobody

start-title = Su portal tiene un enlace propio
start-text = Cada cliente ve sus facturas y extractos en un enlace personal. Lo encontrará en nuestros mensajes.
start-ask = ¿No tiene enlace o ya no funciona? Pregúntenos y le enviaremos uno nuevo.
not-found-title = Esta página no existe
not-found-text = Es posible que el enlace se haya renovado o que se haya retirado aquello a lo que llevaba.
not-found-do = Use el enlace más reciente que le hayamos enviado o parta de la primera página de su portal.
