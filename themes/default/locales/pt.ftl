# Português, como se escreve em Portugal. Os mesmos nomes e variáveis de en.ftl.

language-name = Português

## Frame of every page

portal-title = Portal do cliente
skip-to-content = Ir para o conteúdo
overview = Visão geral
on-this-page = Nesta página
languages = Idiomas
portal-pages = Informações
back-to-portal = Voltar ao portal
customer-number = N.º de cliente
vat-number = N.º de IVA
tax-id = N.º de identificação fiscal
contact = Contacto
contact-person = A sua pessoa de contacto
contact-intro = Falta alguma coisa, há um erro ou algo não está claro? Fale connosco.
phone = Telefone
email = E-mail
hours = Horário
link-notice = Quem tiver o link desta página pode lê-la. Partilhe-o apenas com quem dele precise. Se foi parar às mãos erradas, peça-nos um novo: o antigo deixará de funcionar.
as-of = Situação em
as-of-note = O que recebemos depois desta data ainda não está incluído.

## Balance

balance-in = Saldo em
outstanding = Em aberto
your-credit = O seu saldo credor
past-due = Vencido
not-due = A vencer
unapplied = Por imputar
balance-after-unapplied = Saldo após os valores por imputar
please-pay-past-due = Agradecemos o pagamento imediato do valor vencido.
next-due = Próximo vencimento:
nothing-open = Não há nada em aberto. Obrigado.
in-your-favor = O saldo é a seu favor. Não há nada a pagar.
unapplied-note = Temos { $amount } a seu favor ainda por imputar a faturas. Este valor não está deduzido das faturas abaixo. Indique-nos a que faturas o devemos imputar.
last-payment = Último pagamento recebido: { $amount } em { $day }.
aging-schedule = Antiguidade de saldos, por dias em atraso
share = Percentagem
nothing-yet = Ainda não há faturas, pagamentos nem notas de crédito.

## The aging schedule's buckets

bucket-current = A vencer
bucket-range = { $from }–{ $to } dias
bucket-over =
    { $days ->
        [one] Mais de { $days } dia
       *[other] Mais de { $days } dias
    }

## Lists of invoices

open-invoices = Faturas em aberto
by-due-day = Por ordem de vencimento.
more-invoices =
    { $count ->
        [one] Mostrar mais { $count } fatura em aberto
       *[other] Mostrar mais { $count } faturas em aberto
    }
upcoming-invoices = Próximas faturas
upcoming-note = Ainda não emitidas e não incluídas no saldo.
paid-invoices = Faturas pagas
newest-first = Do mais recente para o mais antigo.
whole-list = Mostrar tudo ({ $count })
newer = Mais recentes
older = Mais antigos
invoice = Fatura
purchase-order = N.º de encomenda
customer = Cliente
issued = Data de emissão
due = Vencimento
days-past-due = Dias em atraso
total = Total
open-balance = Valor em aberto
standing = Situação
late-fee = Juros de mora
partly-paid = Paga em parte

## How an invoice stands

standing-upcoming = A emitir em { $day }
standing-paid = Paga
standing-paid-on = Paga em { $day }
standing-overpaid = Paga em excesso
standing-due-today = Vence hoje
standing-due-in =
    { $days ->
        [one] Vence amanhã
       *[other] Vence em { $days } dias
    }
standing-past-due =
    { $days ->
        [one] Vencida há { $days } dia
       *[other] Vencida há { $days } dias
    }
standing-disputed = Contestada em { $day }
standing-promised = Pagamento prometido para { $day }
standing-promise-broken = Pagamento prometido para { $day }, não recebido
standing-promised-part = Pagamento de { $amount } prometido para { $day }
standing-promise-part-broken = Pagamento de { $amount } prometido para { $day }, não recebido

## Credit notes and payments

credit-notes = Notas de crédito
credit-note = Nota de crédito
reason = Motivo
put-against = Imputado a
payments = Pagamentos
payment = Pagamento
reference = Referência
received = Recebido em
method = Meio de pagamento
amount = Valor
refund = Reembolso
paid-by-parent = Pago pela empresa-mãe

## Late fees

late-fees-note = Juros de mora até à data, segundo a nossa estimativa: { $amount }. Apenas a título informativo; não fazem parte do saldo.
late-fee-note = Juros de mora até à data, segundo a nossa estimativa: { $amount }. Apenas a título informativo; não fazem parte do valor em aberto.

## Statements

statements = Extratos
account-statement = Extrato de conta
outstanding-statement = Extrato de valores em aberto
period-all = Todos os movimentos até { $day }
periods-note = Por período, cada um com o saldo final
until = Até
opening-balance = Saldo inicial
closing-balance = Saldo final
debit = Débito
credit = Crédito
running-balance = Saldo
day = Data
activity = Movimento
lines-note = Débito é o que foi faturado; crédito é o que foi pago ou creditado.
download-as = Descarregar em { $format }
no-activity = Sem movimentos neste período.
period = Período
currency = Moeda
document = Documento
page-of = Página { $page } de { $pages }
statement-issuer = Extrato de
statement-customer = Para
unapplied-items = Pagamentos e notas de crédito por imputar

line-invoice = Fatura
line-late-fee = Juros de mora
line-credit-note = Nota de crédito
line-payment = Pagamento
line-refund = Reembolso
line-settled = Liquidada
line-unlisted = Pagamentos não discriminados
line-adjustment = Regularização na nossa contabilidade

## How to pay

how-to-pay = Como pagar
account-holder = Titular da conta
iban = IBAN
bic = BIC
bank = Banco
routing-number = Routing number (EUA)
account-number = Número de conta
payment-reference = Referência a indicar
pay-online = Pagar online
pay-safely = Se uma mensagem disser que os nossos dados bancários mudaram, telefone-nos antes de pagar.
pay-ask = Peça-nos os nossos dados bancários.
payment-code = Pagar com código QR
payment-code-scan = Leia-o com a sua aplicação bancária e confirme a conta e o valor antes de pagar.
payment-code-alt = Código QR: { $about }, { $amount }
qr-iban = QR-IBAN
qr-reference = Referência QR

## An invoice's own page

description = Descrição
details = Detalhes
put-against-it = Pagamentos e notas de crédito imputados a esta fatura
kind = Tipo
disputed-because = Motivo da contestação:
decided-resolved = A sua contestação de { $day } foi resolvida em { $on }.
decided-rejected = A sua contestação de { $day } foi rejeitada em { $on }.
decided-withdrawn = A sua contestação de { $day } foi retirada em { $on }.
our-answer = A nossa resposta:
told-paid = Em { $day } informou-nos de que pagou { $amount }.
documents-of-invoice = Documentos desta fatura

## Documents

documents = Documentos
own-documents = Os seus documentos
shared-documents = Documentos para todos os clientes
size-kb = { $size } kB
size-mb = { $size } MB
archive = Todos os documentos num único ficheiro
e-invoice = Fatura eletrónica ({ $format })
e-credit-note = Nota de crédito eletrónica ({ $format })
with-e-invoice = Fatura com fatura eletrónica incluída ({ $format })
calendar = Vencimentos para o seu calendário
calendar-name = Vencimentos: { $organization }
calendar-due = Vencimento da fatura { $number }: { $amount }
calendar-promise = Pagamento prometido da fatura { $number }: { $amount }

## Autopay

autopay = Débito automático
autopay-on = Ativo
autopay-active = O débito automático está ativo: cobramos cada fatura na data de vencimento pelo meio de pagamento acordado.
autopay-active-limits = Nem uma promessa de pagamento nem uma contestação o suspendem. Para o alterar ou desativar, fale connosco.
autopay-offered = Pode pedir-nos que cobremos as suas faturas automaticamente no vencimento.
autopay-requested = Pedido
autopay-requested-on = Pediu o débito automático em { $day }. Entraremos em contacto consigo; nada é cobrado antes de o acordarmos.
autopay-declined = O seu pedido de débito automático de { $day } foi recusado em { $on }.

## Forms

about = Assunto:
this-invoice = fatura { $number }
all-past-due = Todo o valor vencido
all-open = Todo o valor em aberto
your-name = O seu nome
your-email = O seu e-mail
email-hint = Caso tenhamos alguma pergunta.
message = Mensagem
optional = opcional
message-hint = Não indique números de cartão nem de conta.
leave-empty = Deixe este campo vazio

tell-us = Tem algo a dizer-nos sobre esta fatura?
dispute = Contestar esta fatura
dispute-not = A fatura continua em aberto até respondermos. O portal mostrará a contestação depois da próxima atualização.
dispute-reason = Motivo
dispute-choose = Escolha um motivo
dispute-amount = Valor contestado
dispute-amount-hint = Deixe vazio se contesta a totalidade.
dispute-send = Enviar a contestação
withdraw = Retirar a contestação
withdraw-not = A contestação termina e a fatura continua em aberto. O portal mostrará isso depois da próxima atualização.

promise = Promessa de pagamento
promise-not = Uma promessa não é um pagamento: não suspende os avisos de cobrança nem o débito automático. O portal irá mostrá-la depois da próxima atualização.
promise-date = Dia em que vai pagar
promise-amount = Valor que vai pagar
promise-send = Enviar a promessa

remittance = Já paguei
remittance-not = É apenas uma indicação que nos ajuda a localizar o seu pagamento. A fatura continua em aberto até recebermos o dinheiro.
remittance-date = Dia em que pagou
remittance-amount = Valor pago
remittance-reference = Referência do pagamento
remittance-reference-hint = O que indicou no pagamento, ou a referência dada pelo banco.
remittance-send = Enviar a indicação

autopay-ask = Pedir o débito automático
autopay-not = É apenas um pedido: nada é cobrado antes de o acordarmos consigo. Nunca envie por aqui dados bancários nem números de cartão.
autopay-agree = Peço o débito automático e tenho poderes para o decidir em nome do cliente.
autopay-send = Enviar o pedido

by-email = Abre-se uma mensagem já preparada no seu programa de e-mail.
write-email = Escrever o e-mail

## When a form was sent

thank-you = Obrigado
ack-dispute = Recebemos a sua contestação
ack-withdraw = Recebemos a retirada da sua contestação
ack-promise = Recebemos a sua promessa de pagamento
ack-remittance = Recebemos a sua indicação de pagamento
ack-autopay = Recebemos o seu pedido de débito automático
ack-keep = Guarde a referência, caso queira esclarecer alguma coisa.

not-recorded = Ainda nada foi registado.
please-check = Verifique o que introduziu
fault-missing = Preencha este campo.
fault-choice = Escolha um dos motivos.
fault-amount = Indique um valor superior a zero e não superior a { $most }.
fault-amount-any = Indique um valor superior a zero.
fault-day = Escolha um dia entre { $first } e { $last }.
fault-too-long = Encurte o texto para { $most } carateres, no máximo.
fault-email = Isto não parece um endereço de e-mail.
fault-bank-number = Isto parece um número de cartão ou de conta bancária. Não indique esses números.

refused-forged = Este formulário não pertence ao seu portal
refused-forged-text = Nada foi registado. Abra o seu portal e envie o formulário a partir daí.
refused-expired = Este formulário já não é válido
refused-expired-text = Nada foi registado. Abra novamente o seu portal: a página mais recente tem um formulário válido. Se o link já não funcionar, peça-nos um novo.
refused-unreadable = Não conseguimos ler o que foi enviado
refused-unreadable-text = Nada foi registado. Volte atrás e envie o formulário mais uma vez.
refused-too-large = O formulário é demasiado longo
refused-too-large-text = Nada foi registado. Volte atrás, encurte a mensagem e envie o formulário mais uma vez.
refused-too-many = Foram demasiados envios em pouco tempo
refused-too-many-text = Nada foi registado. Aguarde uma hora e envie novamente o formulário, ou escreva-nos.
refused-unavailable = De momento não conseguimos registar o envio
refused-unavailable-text = Nada foi registado. Envie novamente o formulário dentro de alguns minutos.
refused-failed = Houve um erro do nosso lado
refused-failed-text = Não sabemos se o formulário foi registado. Pode enviá-lo outra vez sem risco: só conta uma vez.
refused-nothing = Não há nada aqui
refused-nothing-text = Abra o seu portal e continue a partir daí.

## Letters to staff and customers

letter-dispute = Nova contestação
letter-withdraw = Contestação retirada
letter-promise = Nova promessa de pagamento
letter-remittance = Nova indicação de pagamento
letter-autopay = Novo pedido de débito automático
letter-promised-day = Dia prometido
letter-paid-day = Dia do pagamento
letter-sender = Enviado por
letter-unverified = O nome e o endereço de e-mail são os introduzidos e não foram verificados: quem tiver o link do portal pode enviar formulários.
letter-show = Para ver na caixa de entrada e responder lá:
letter-no-answer = A sua mensagem chegou até nós; isto ainda não é uma resposta.
letter-not-you = Se ninguém da sua parte enviou isto, avise-nos: outra pessoa pode ter o link do seu portal.
letter-automatic = Esta mensagem foi enviada automaticamente.

## Prepared messages

mail-past-due = todas as faturas vencidas

mail-dispute-subject = Contestação: { $about } ({ $customer }, { $id })
mail-dispute-body =
    Bom dia,

    Contestamos a fatura { $about }, valor em aberto { $amount }.

    Motivo:
    Valor contestado, se não for a totalidade:

    { $customer }
    N.º de cliente { $id }

mail-withdraw-subject = Contestação retirada: { $about } ({ $customer }, { $id })
mail-withdraw-body =
    Bom dia,

    Retiramos a nossa contestação da fatura { $about }, valor em aberto { $amount }.

    { $customer }
    N.º de cliente { $id }

mail-promise-subject = Promessa de pagamento: { $about } ({ $customer }, { $id })
mail-promise-body =
    Bom dia,

    Vamos pagar: { $about }, { $amount }.

    Dia do pagamento:
    Valor, se não for a totalidade:

    { $customer }
    N.º de cliente { $id }

mail-remittance-subject = Pagámos: { $about } ({ $customer }, { $id })
mail-remittance-body =
    Bom dia,

    Pagámos: { $about }, { $amount }.

    Dia do pagamento:
    Valor, se for outro:
    Referência do pagamento:

    { $customer }
    N.º de cliente { $id }

mail-autopay-subject = Débito automático para { $customer } ({ $id })
mail-autopay-body =
    Bom dia,

    Pedimos que cobrem as nossas faturas automaticamente no vencimento e que nos indiquem o que é necessário para isso.

    { $customer }
    N.º de cliente { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = Trabalho insatisfatório
dispute-reason-faulty-goods = Mercadoria com defeito
dispute-reason-late-delivery = Entrega com atraso
dispute-reason-not-agreed = Nunca acordado ou desconhecido para nós
dispute-reason-unable-to-pay = Impossibilidade de pagar neste momento
dispute-reason-pricing = Desacordo quanto ao preço
dispute-reason-processing-error = Erro na fatura
dispute-reason-other = Outro

## Pages that belong to nobody

start-title = O seu portal tem um link próprio
start-text = Cada cliente vê as suas faturas e extratos através de um link pessoal. Encontra-o nas nossas mensagens.
start-ask = Não tem o link, ou já não funciona? Fale connosco e enviamos-lhe um novo.
not-found-title = Esta página não existe
not-found-text = O link pode ter sido renovado, ou aquilo a que conduzia pode ter sido retirado.
not-found-do = Use o link mais recente que lhe enviámos ou comece pela primeira página do seu portal.
