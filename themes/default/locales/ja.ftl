# 日本語。名前と変数は en.ftl と同じ。

language-name = 日本語

## Frame of every page

portal-title = お客様ポータル
skip-to-content = 本文へ移動
overview = 概要
on-this-page = このページの内容
languages = 言語
portal-pages = ご案内
back-to-portal = ポータルに戻る
customer-number = お客様番号
vat-number = VAT登録番号
tax-id = 納税者番号
contact = お問い合わせ
contact-person = 担当者
contact-intro = 不足や誤り、ご不明な点がございましたら、お問い合わせください。
phone = 電話番号
email = メールアドレス
hours = 受付時間
link-notice = このページは、リンクをご存じの方であれば誰でも閲覧できます。必要な方以外には共有しないでください。リンクが第三者に渡ったおそれがある場合は、新しいリンクの発行をお申し付けください。以前のリンクは無効になります。
as-of = 基準日
as-of-note = 基準日より後に当社に届いた内容は反映されていません。

## Balance

balance-in = 残高
outstanding = 未払合計
your-credit = お預かり残高
past-due = 期日超過
not-due = 期日前
unapplied = 未充当
balance-after-unapplied = 未充当額を差し引いた残高
please-pay-past-due = 支払期日を過ぎた金額を、至急お支払いくださいますようお願いいたします。
next-due = 次の支払期日：
nothing-open = 未払いの請求はございません。ありがとうございます。
in-your-favor = 当社でお預かりしている残高がございます。お支払いの必要はありません。
unapplied-note = お客様の { $amount } が、まだどの請求書にも充当されていません。この金額は下記の請求書から差し引かれていません。充当先の請求書をお知らせください。
last-payment = 直近のご入金：{ $day }、{ $amount }
aging-schedule = 支払期日からの経過日数別内訳
share = 構成比
nothing-yet = 請求書、入金、クレジットノートはまだありません。

## The aging schedule's buckets

bucket-current = 期日前
bucket-range = { $from }～{ $to }日
bucket-over = { $days }日超

## Lists of invoices

open-invoices = 未払請求書
by-due-day = 支払期日の早い順
more-invoices = ほかの未払請求書を表示（{ $count }件）
upcoming-invoices = 発行予定の請求書
upcoming-note = まだ発行されておらず、残高には含まれていません。
paid-invoices = 支払済請求書
newest-first = 新しい順
whole-list = すべて表示（{ $count }件）
newer = より新しいもの
older = より古いもの
invoice = 請求書
purchase-order = 注文番号
customer = お客様名
issued = 発行日
due = 支払期日
days-past-due = 超過日数
total = 合計金額
open-balance = 未払残高
standing = 状況
late-fee = 遅延損害金
partly-paid = 一部支払済

## How an invoice stands

standing-upcoming = { $day } 発行予定
standing-paid = 支払済
standing-paid-on = { $day } 支払済
standing-overpaid = 過払い
standing-due-today = 本日が支払期日
standing-due-in = 期日まで{ $days }日
standing-past-due = 期日を{ $days }日超過
standing-disputed = { $day } 異議申立て
standing-promised = { $day } 支払予定
standing-promise-broken = { $day } 支払予定、入金未確認
standing-promised-part = { $day } に { $amount } 支払予定
standing-promise-part-broken = { $day } に { $amount } 支払予定、入金未確認

## Credit notes and payments

credit-notes = クレジットノート
credit-note = クレジットノート
reason = 理由
put-against = 充当先
payments = 入金
payment = 入金
reference = 参照番号
received = 受領日
method = 支払方法
amount = 金額
refund = 返金
paid-by-parent = 親会社による支払い

## Late fees

late-fees-note = 現時点の遅延損害金（当社による概算）：{ $amount }。参考情報であり、残高には含まれていません。
late-fee-note = 現時点の遅延損害金（当社による概算）：{ $amount }。参考情報であり、未払残高には含まれていません。

## Statements

statements = 明細書
account-statement = 取引明細書
outstanding-statement = 残高明細書
period-all = { $day } までの全取引
periods-note = 期間別（金額は期末残高）
until = 取引開始 ～
opening-balance = 期首残高
closing-balance = 期末残高
debit = 借方
credit = 貸方
running-balance = 残高
day = 日付
activity = 摘要
lines-note = 借方はご請求額、貸方はご入金額またはクレジットノートの金額です。
download-as = { $format }をダウンロード
no-activity = この期間のお取引はありません。
period = 期間
currency = 通貨
document = 書類
page-of = { $page } / { $pages } ページ
statement-issuer = 発行者
statement-customer = 宛先
unapplied-items = 未充当の入金・クレジットノート

line-invoice = 請求書
line-late-fee = 遅延損害金
line-credit-note = クレジットノート
line-payment = 入金
line-refund = 返金
line-settled = 決済済
line-unlisted = 個別の記載のない入金
line-adjustment = 当社帳簿上の調整

## How to pay

how-to-pay = お支払い方法
account-holder = 口座名義
iban = IBAN
bic = BIC
bank = 銀行名
routing-number = ルーティング番号（米国）
account-number = 口座番号
payment-reference = 振込時の記載事項
pay-online = オンラインで支払う
pay-safely = 当社の振込先が変更になったという連絡を受け取られた場合は、お支払いの前に必ずお電話でご確認ください。
pay-ask = 振込先については、当社までお問い合わせください。
payment-code = QRコードで支払う
payment-code-scan = 銀行アプリで読み取り、口座と金額を確認してからお支払いください。
payment-code-alt = QRコード：{ $about }、{ $amount }
qr-iban = QR-IBAN
qr-reference = QR参照番号

## An invoice's own page

description = 内容
details = 詳細
put-against-it = この請求書に充当された入金・クレジットノート
kind = 種類
disputed-because = 異議の理由：
decided-resolved = { $day } の異議申立ては { $on } に解決しました。
decided-rejected = { $day } の異議申立ては { $on } に却下されました。
decided-withdrawn = { $day } の異議申立ては { $on } に取り下げられました。
our-answer = 当社の回答：
told-paid = { $day } に { $amount } をお支払い済みとのご連絡をいただきました。
documents-of-invoice = この請求書の書類

## Documents

documents = 書類
own-documents = お客様の書類
shared-documents = すべてのお客様向けの書類
size-kb = { $size } kB
size-mb = { $size } MB
archive = すべての書類を1つのファイルで
e-invoice = 電子請求書（{ $format }）
e-credit-note = 電子クレジットノート（{ $format }）
with-e-invoice = 電子請求書を内蔵した請求書（{ $format }）
calendar = カレンダー用の支払期日
calendar-name = 支払期日：{ $organization }
calendar-due = 請求書 { $number } の支払期日：{ $amount }
calendar-promise = 請求書 { $number } の支払予定：{ $amount }

## Autopay

autopay = 自動支払い
autopay-on = 有効
autopay-active = 自動支払いは有効です。各請求書の支払期日に、お約束の支払方法で代金をいただきます。
autopay-active-limits = 支払予定のご連絡や異議申立てをされても、自動支払いは停止しません。変更または停止をご希望の場合は、お問い合わせください。
autopay-offered = 請求書の支払期日に代金を自動でお支払いいただくよう、お申し込みいただけます。
autopay-requested = 申込み済み
autopay-requested-on = { $day } に自動支払いをお申し込みいただきました。当社からご連絡いたします。合意の前に代金をいただくことはありません。
autopay-declined = { $day } の自動支払いのお申し込みは、{ $on } にお断りいたしました。

## Forms

about = 対象：
this-invoice = 請求書 { $number }
all-past-due = 期日超過分すべて
all-open = 未払分すべて
your-name = お名前
your-email = ご連絡先メールアドレス
email-hint = 確認が必要な場合に使用します。
message = メッセージ
optional = 任意
message-hint = カード番号や口座番号は入力しないでください。
leave-empty = この欄は空のままにしてください

tell-us = この請求書について当社へのご連絡
dispute = この請求書に異議を申し立てる
dispute-not = 当社が回答するまで、請求書は未払いのままです。異議は次回の更新後にポータルに表示されます。
dispute-reason = 理由
dispute-choose = 理由を選択してください
dispute-amount = 異議の対象金額
dispute-amount-hint = 全額に異議がある場合は、空のままにしてください。
dispute-send = 異議を送信
withdraw = 異議を取り下げる
withdraw-not = 異議申立ては終了し、請求書は未払いのままです。次回の更新後にポータルに表示されます。

promise = 支払予定を知らせる
promise-not = ご連絡だけでは支払いは完了しません。督促や自動支払いも停止しません。支払予定は次回の更新後にポータルに表示されます。
promise-date = お支払い予定日
promise-amount = お支払い予定額
promise-send = 支払予定を送信

remittance = 支払い済みであることを知らせる
remittance-not = ご入金を確認しやすくするためのご連絡です。入金が確認されるまで、請求書は未払いのままです。
remittance-date = お支払い日
remittance-amount = お支払い額
remittance-reference = お支払いの参照番号
remittance-reference-hint = お客様または銀行が記載した番号や内容
remittance-send = 連絡を送信

autopay-ask = 自動支払いを申し込む
autopay-not = お申し込みのみです。お客様との合意の前に代金をいただくことはありません。口座番号やカード番号は絶対に送信しないでください。
autopay-agree = 自動支払いを申し込みます。私はこの件をお客様（会社）に代わって決定する権限を有します。
autopay-send = 申し込みを送信

by-email = メールソフトで下書きが開きます。
write-email = メールを作成

## When a form was sent

thank-you = ありがとうございます
ack-dispute = 異議申立てを受け付けました
ack-withdraw = 異議の取下げを受け付けました
ack-promise = 支払予定のご連絡を受け付けました
ack-remittance = お支払いのご連絡を受け付けました
ack-autopay = 自動支払いのお申し込みを受け付けました
ack-keep = お問い合わせの際に必要となりますので、参照番号をお控えください。

not-recorded = まだ何も登録されていません。
please-check = 入力内容をご確認ください
fault-missing = この項目を入力してください。
fault-choice = 理由を一つ選択してください。
fault-amount = 0を超え、{ $most } 以下の金額を入力してください。
fault-amount-any = 0を超える金額を入力してください。
fault-day = { $first } から { $last } までの日付を選択してください。
fault-too-long = { $most }文字以内で入力してください。
fault-email = メールアドレスの形式が正しくないようです。
fault-bank-number = カード番号または口座番号のようです。これらの番号は入力しないでください。

refused-forged = このフォームはお客様のポータルのものではありません
refused-forged-text = 何も登録されていません。ポータルを開き、そこからフォームを送信してください。
refused-expired = このフォームは有効期限が切れています
refused-expired-text = 何も登録されていません。ポータルを開き直してください。最新のページに有効なフォームがあります。リンクが使えない場合は、新しいリンクの発行をお申し付けください。
refused-unreadable = 送信された内容を読み取れませんでした
refused-unreadable-text = 何も登録されていません。前のページに戻り、フォームをもう一度送信してください。
refused-too-large = フォームの内容が長すぎます
refused-too-large-text = 何も登録されていません。前のページに戻り、メッセージを短くして、フォームをもう一度送信してください。
refused-too-many = 短時間に多くの送信がありました
refused-too-many-text = 何も登録されていません。1時間ほどおいてからもう一度送信いただくか、メールでご連絡ください。
refused-unavailable = ただいま登録できません
refused-unavailable-text = 何も登録されていません。数分後にもう一度フォームを送信してください。
refused-failed = 当社側で問題が発生しました
refused-failed-text = フォームが登録されたかどうか確認できません。もう一度送信しても、重複して登録されることはありません。
refused-nothing = ここには何もありません
refused-nothing-text = ポータルを開き、そこからお進みください。

## Letters to staff and customers

letter-dispute = 新しい異議申立て
letter-withdraw = 異議申立ての取下げ
letter-promise = 新しい支払予定のご連絡
letter-remittance = 新しいお支払いのご連絡
letter-autopay = 新しい自動支払いのお申し込み
letter-promised-day = 支払予定日
letter-paid-day = お支払い日（申告）
letter-sender = 送信者
letter-unverified = 氏名とメールアドレスは入力されたままのもので、確認されていません。ポータルのリンクを持つ人は誰でもフォームを送信できます。
letter-show = 受信箱で内容を確認し、そこから回答してください：
letter-no-answer = ご連絡は当社に届きました。これはまだ回答ではありません。
letter-not-you = お心当たりのない場合は、当社までお知らせください。第三者がポータルのリンクを持っている可能性があります。
letter-automatic = このメッセージは自動送信されています。

## Prepared messages

mail-past-due = 期日超過の請求書すべて

mail-dispute-subject = 異議申立て：{ $about }（{ $customer }、{ $id }）
mail-dispute-body =
    ご担当者様

    請求書 { $about }（未払残高 { $amount }）について、異議を申し立てます。

    理由：
    異議の対象金額（全額でない場合）：

    { $customer }
    お客様番号 { $id }

mail-withdraw-subject = 異議の取下げ：{ $about }（{ $customer }、{ $id }）
mail-withdraw-body =
    ご担当者様

    請求書 { $about }（未払残高 { $amount }）についての異議を取り下げます。

    { $customer }
    お客様番号 { $id }

mail-promise-subject = 支払予定：{ $about }（{ $customer }、{ $id }）
mail-promise-body =
    ご担当者様

    次のとおりお支払いいたします：{ $about }、{ $amount }

    お支払い予定日：
    金額（全額でない場合）：

    { $customer }
    お客様番号 { $id }

mail-remittance-subject = お支払いのご連絡：{ $about }（{ $customer }、{ $id }）
mail-remittance-body =
    ご担当者様

    次のとおりお支払いいたしました：{ $about }、{ $amount }

    お支払い日：
    金額（上記と異なる場合）：
    お支払いの参照番号：

    { $customer }
    お客様番号 { $id }

mail-autopay-subject = 自動支払いのお申し込み：{ $customer }（{ $id }）
mail-autopay-body =
    ご担当者様

    請求書の支払期日に、代金の自動支払いをお願いいたします。必要な手続きをお知らせください。

    { $customer }
    お客様番号 { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = 作業内容の不備
dispute-reason-faulty-goods = 商品の不良
dispute-reason-late-delivery = 納品の遅れ
dispute-reason-not-agreed = 合意していない、または心当たりがない
dispute-reason-unable-to-pay = 現在支払いができない
dispute-reason-pricing = 価格の相違
dispute-reason-processing-error = 請求書の誤り
dispute-reason-other = その他

## Pages that belong to nobody

start-title = ポータルには専用のリンクがあります
start-text = 請求書と明細書は、お客様ごとの専用リンクからご覧いただけます。リンクは当社からのご連絡に記載しています。
start-ask = リンクがお手元にない場合や、使えなくなった場合は、お問い合わせください。新しいリンクをお送りします。
not-found-title = このページは見つかりません
not-found-text = リンクが更新されたか、掲載が終了した可能性があります。
not-found-do = 当社からお送りした最新のリンクを使うか、ポータルの最初のページからお進みください。
