# Español. Los mismos nombres y variables que en en.ftl.

language-name = Español

## Frame of every page

portal-title = Portal de clientes
skip-to-content = Ir al contenido
overview = Resumen
on-this-page = En esta página
languages = Idiomas
portal-pages = Información
back-to-portal = Volver a su portal
customer-number = N.º de cliente
vat-number = NIF-IVA
tax-id = Identificación fiscal
contact = Contacto
contact-person = Su persona de contacto
contact-intro = ¿Falta algo, hay un error o algo no está claro? Pregúntenos.
phone = Teléfono
email = Correo electrónico
hours = Horario
link-notice = Quien tenga el enlace a esta página puede leerla. Compártalo solo con quien lo necesite. Si ha llegado a manos ajenas, pídanos uno nuevo: el anterior dejará de funcionar.
as-of = A fecha de
as-of-note = Lo que hayamos recibido después aún no está incluido.

## Balance

balance-in = Saldo en
outstanding = Pendiente
your-credit = Su saldo a favor
past-due = Vencido
not-due = Por vencer
unapplied = Sin aplicar
balance-after-unapplied = Saldo tras los importes sin aplicar
please-pay-past-due = Le rogamos que pague ahora el importe vencido.
next-due = Próximo vencimiento:
nothing-open = No hay nada pendiente. Gracias.
in-your-favor = El saldo es a su favor. No tiene que pagar nada.
unapplied-note = Tenemos { $amount } a su favor que todavía no se han aplicado a ninguna factura. No se han descontado de las facturas siguientes. Díganos a cuáles debemos aplicarlos.
last-payment = Último pago recibido: { $amount } el { $day }.
aging-schedule = Antigüedad de saldos, por días de retraso
share = Porcentaje
nothing-yet = Todavía no hay facturas, pagos ni notas de crédito.

## The aging schedule's buckets

bucket-current = Por vencer
bucket-range = { $from }–{ $to } días
bucket-over =
    { $days ->
        [one] Más de { $days } día
       *[other] Más de { $days } días
    }

## Lists of invoices

open-invoices = Facturas pendientes
by-due-day = Por vencimiento, primero el más antiguo.
more-invoices =
    { $count ->
        [one] Mostrar { $count } factura pendiente más
       *[other] Mostrar { $count } facturas pendientes más
    }
upcoming-invoices = Próximas facturas
upcoming-note = Aún no emitidas; no forman parte del saldo.
paid-invoices = Facturas pagadas
newest-first = Primero, lo más reciente.
whole-list = Mostrar todo ({ $count })
newer = Más recientes
older = Más antiguos
invoice = Factura
purchase-order = N.º de pedido
customer = Cliente
issued = Fecha de emisión
due = Vencimiento
days-past-due = Días de retraso
total = Importe total
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
standing-past-due =
    { $days ->
        [one] Vencida hace { $days } día
       *[other] Vencida hace { $days } días
    }
standing-disputed = En disputa desde el { $day }
standing-promised = Pago comprometido para el { $day }
standing-promise-broken = Pago comprometido para el { $day }, no recibido
standing-promised-part = Pago de { $amount } comprometido para el { $day }
standing-promise-part-broken = Pago de { $amount } comprometido para el { $day }, no recibido

## Credit notes and payments

credit-notes = Notas de crédito
credit-note = Nota de crédito
reason = Motivo
put-against = Aplicado a
payments = Pagos
payment = Pago
reference = Referencia
received = Recibido el
method = Forma de pago
amount = Importe
refund = Reembolso
paid-by-parent = Pagado por su empresa matriz

## Late fees

late-fees-note = Recargos por demora hasta ahora, según nuestra estimación: { $amount }. Solo a título informativo; no forman parte del saldo.
late-fee-note = Recargo por demora hasta ahora, según nuestra estimación: { $amount }. Solo a título informativo; no forma parte del importe pendiente.

## Statements

statements = Extractos
account-statement = Extracto de cuenta
outstanding-statement = Relación de facturas pendientes
period-all = Todos los movimientos hasta el { $day }
periods-note = Por período, cada uno con su saldo final
until = Hasta el
opening-balance = Saldo inicial
closing-balance = Saldo final
debit = Debe
credit = Haber
running-balance = Saldo
day = Fecha
activity = Movimiento
lines-note = En el debe figura lo facturado; en el haber, lo pagado o acreditado.
download-as = Descargar en { $format }
no-activity = No hubo movimientos en este período.
period = Periodo
currency = Moneda
document = Documento
page-of = Página { $page } de { $pages }
statement-issuer = Extracto de
statement-customer = Para
unapplied-items = Pagos y notas de crédito sin aplicar

line-invoice = Factura
line-late-fee = Recargo por demora
line-credit-note = Nota de crédito
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
routing-number = Número de ruta (EE. UU.)
account-number = Número de cuenta
payment-reference = Concepto del pago
pay-online = Pagar en línea
pay-safely = Si un mensaje le dice que nuestros datos bancarios han cambiado, llámenos antes de pagar.
pay-ask = Pídanos nuestros datos bancarios.
payment-code = Pagar con código QR
payment-code-scan = Escanéelo con su aplicación bancaria y compruebe la cuenta y el importe antes de pagar.
payment-code-alt = Código QR: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = Referencia QR

## An invoice's own page

description = Descripción
details = Detalles
put-against-it = Pagos y notas de crédito aplicados a esta factura
kind = Tipo
disputed-because = Motivo de la disputa:
decided-resolved = Su disputa del { $day } se resolvió el { $on }.
decided-rejected = Su disputa del { $day } se rechazó el { $on }.
decided-withdrawn = Su disputa del { $day } se retiró el { $on }.
our-answer = Nuestra respuesta:
told-paid = El { $day } nos comunicó que había pagado { $amount }.
documents-of-invoice = Documentos de esta factura

## Documents

documents = Documentos
own-documents = Sus documentos
shared-documents = Documentos para todos los clientes
size-kb = { $size } kB
size-mb = { $size } MB
archive = Todos los documentos en un archivo
e-invoice = Factura electrónica ({ $format })
e-credit-note = Nota de crédito electrónica ({ $format })
with-e-invoice = Factura con factura electrónica incluida ({ $format })
calendar = Vencimientos para su calendario
calendar-name = Vencimientos: { $organization }
calendar-due = Vencimiento de la factura { $number }: { $amount }
calendar-promise = Pago comprometido de la factura { $number }: { $amount }

## Autopay

autopay = Cobro automático
autopay-on = Activado
autopay-active = El cobro automático está activado: cobramos cada factura a su vencimiento con el medio de pago acordado.
autopay-active-limits = Ni un compromiso de pago ni una disputa lo detienen. Para cambiarlo o desactivarlo, hable con nosotros.
autopay-offered = Puede pedirnos que cobremos sus facturas automáticamente a su vencimiento.
autopay-requested = Solicitado
autopay-requested-on = Solicitó el cobro automático el { $day }. Nos pondremos en contacto con usted; no se cobra nada antes de haberlo acordado.
autopay-declined = Su solicitud de cobro automático del { $day } se rechazó el { $on }.

## Forms

about = Asunto:
this-invoice = factura { $number }
all-past-due = Todo lo vencido
all-open = Todo lo pendiente
your-name = Su nombre
your-email = Su correo electrónico
email-hint = Por si tenemos alguna pregunta.
message = Mensaje
optional = opcional
message-hint = No escriba números de tarjeta ni de cuenta.
leave-empty = Deje este campo vacío

tell-us = ¿Desea comunicarnos algo sobre esta factura?
dispute = Disputar esta factura
dispute-not = La factura sigue pendiente hasta que hayamos respondido. Su portal mostrará la disputa tras su próxima actualización.
dispute-reason = Motivo
dispute-choose = Elija un motivo
dispute-amount = Importe en disputa
dispute-amount-hint = Déjelo vacío si disputa la totalidad.
dispute-send = Enviar la disputa
withdraw = Retirar la disputa
withdraw-not = La disputa termina y la factura sigue pendiente. Su portal lo mostrará tras su próxima actualización.

promise = Compromiso de pago
promise-not = Un compromiso no es un pago: no detiene los recordatorios ni el cobro automático. Su portal lo mostrará tras su próxima actualización.
promise-date = Día en que pagará
promise-amount = Importe que pagará
promise-send = Enviar el compromiso

remittance = Ya he pagado
remittance-not = Es solo un aviso que nos ayuda a encontrar su pago. La factura sigue pendiente hasta que llegue el dinero.
remittance-date = Día en que pagó
remittance-amount = Importe pagado
remittance-reference = Referencia del pago
remittance-reference-hint = Lo que usted o su banco indicaron en él.
remittance-send = Enviar el aviso de pago

autopay-ask = Solicitar el cobro automático
autopay-not = Es solo una solicitud: no se cobra nada antes de haberlo acordado con usted. No envíe nunca por aquí datos bancarios ni números de tarjeta.
autopay-agree = Solicito el cobro automático y puedo decidirlo en nombre del cliente.
autopay-send = Enviar la solicitud

by-email = Se abrirá un mensaje preparado en su programa de correo.
write-email = Escribir el correo

## When a form was sent

thank-you = Gracias
ack-dispute = Hemos recibido su disputa
ack-withdraw = Hemos recibido la retirada de su disputa
ack-promise = Hemos recibido su compromiso de pago
ack-remittance = Hemos recibido su aviso de pago
ack-autopay = Hemos recibido su solicitud de cobro automático
ack-keep = Conserve la referencia por si desea hacernos alguna consulta.

not-recorded = Todavía no se ha registrado nada.
please-check = Revise los datos introducidos
fault-missing = Rellene este campo.
fault-choice = Elija uno de los motivos.
fault-amount = Introduzca un importe mayor que cero y no superior a { $most }.
fault-amount-any = Introduzca un importe mayor que cero.
fault-day = Elija un día entre el { $first } y el { $last }.
fault-too-long = Acorte el texto a { $most } caracteres.
fault-email = Esto no parece una dirección de correo electrónico.
fault-bank-number = Esto parece un número de tarjeta o de cuenta bancaria. No incluya números de ese tipo.

refused-forged = Este formulario no pertenece a su portal
refused-forged-text = No se ha registrado nada. Abra su portal y envíe el formulario desde allí.
refused-expired = Este formulario ya no es válido
refused-expired-text = No se ha registrado nada. Abra de nuevo su portal: la página más reciente tiene un formulario válido. Si el enlace ya no funciona, pídanos uno nuevo.
refused-unreadable = No hemos podido leer lo enviado
refused-unreadable-text = No se ha registrado nada. Vuelva atrás y envíe el formulario otra vez.
refused-too-large = El formulario es demasiado largo
refused-too-large-text = No se ha registrado nada. Vuelva atrás, acorte el mensaje y envíe el formulario otra vez.
refused-too-many = Demasiados envíos en poco tiempo
refused-too-many-text = No se ha registrado nada. Espere una hora y envíe el formulario de nuevo, o escríbanos.
refused-unavailable = Ahora mismo no podemos registrar el envío
refused-unavailable-text = No se ha registrado nada. Envíe el formulario de nuevo dentro de unos minutos.
refused-failed = Se ha producido un error por nuestra parte
refused-failed-text = No sabemos si su formulario se ha registrado. Puede enviarlo otra vez sin riesgo: solo cuenta una vez.
refused-nothing = Aquí no hay nada
refused-nothing-text = Abra su portal y continúe desde allí.

## Letters to staff and customers

letter-dispute = Nueva disputa
letter-withdraw = Disputa retirada
letter-promise = Nuevo compromiso de pago
letter-remittance = Nuevo aviso de pago
letter-autopay = Nueva solicitud de cobro automático
letter-promised-day = Día comprometido
letter-paid-day = Día del pago
letter-sender = Enviado por
letter-unverified = El nombre y la dirección de correo son los introducidos y no se han verificado: quien tenga el enlace al portal puede enviar formularios.
letter-show = Para verlo en la bandeja de entrada y responder allí:
letter-no-answer = Su mensaje nos ha llegado; esto todavía no es una respuesta.
letter-not-you = Si nadie de su parte lo ha enviado, avísenos: puede que otra persona tenga el enlace a su portal.
letter-automatic = Este mensaje se ha enviado automáticamente.

## Prepared messages

mail-past-due = todas las facturas vencidas

mail-dispute-subject = Disputa: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Buenos días:

    No estamos conformes con la factura { $about }, importe pendiente { $amount }.

    Motivo:
    Importe en disputa, si no es la totalidad:

    { $customer }
    N.º de cliente { $id }

mail-withdraw-subject = Disputa retirada: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Buenos días:

    Retiramos nuestra disputa sobre la factura { $about }, importe pendiente { $amount }.

    { $customer }
    N.º de cliente { $id }

mail-promise-subject = Compromiso de pago: { $about } ({ $customer }, { $id })
mail-promise-body =
    Buenos días:

    Vamos a pagar: { $about }, { $amount }.

    Día del pago:
    Importe, si no es la totalidad:

    { $customer }
    N.º de cliente { $id }

mail-remittance-subject = Hemos pagado: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Buenos días:

    Hemos pagado: { $about }, { $amount }.

    Día del pago:
    Importe, si es otro:
    Referencia del pago:

    { $customer }
    N.º de cliente { $id }

mail-autopay-subject = Cobro automático para { $customer } ({ $id })
mail-autopay-body =
    Buenos días:

    Les rogamos que cobren nuestras facturas automáticamente a su vencimiento y que nos indiquen qué necesitan para ello.

    { $customer }
    N.º de cliente { $id }

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
not-found-do = Use el enlace más reciente que le hayamos enviado o empiece por la primera página de su portal.
