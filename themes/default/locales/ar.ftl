# العربية. الأسماء والمتغيرات هي نفسها في en.ftl.

language-name = العربية

## Frame of every page

portal-title = بوابة العملاء
skip-to-content = الانتقال إلى المحتوى
overview = نظرة عامة
on-this-page = في هذه الصفحة
languages = اللغات
portal-pages = معلومات
back-to-portal = العودة إلى البوابة
customer-number = رقم العميل
vat-number = رقم التسجيل في ضريبة القيمة المضافة
tax-id = الرقم الضريبي
contact = التواصل معنا
contact-person = مسؤول التواصل
contact-intro = هل هناك نقص أو خطأ أو أمر غير واضح؟ يُرجى التواصل معنا.
phone = الهاتف
email = البريد الإلكتروني
hours = أوقات العمل
link-notice = كل من لديه رابط هذه الصفحة يمكنه الاطلاع عليها. يُرجى عدم مشاركته إلا مع من يحتاج إليه. وإذا وقع في أيدٍ غير معنية، يُرجى طلب رابط جديد منا، وسيتوقف القديم عن العمل.
as-of = كما في
as-of-note = ما وردنا بعد هذا التاريخ غير مدرج بعد.

## Balance

balance-in = الرصيد بعملة
outstanding = غير المسدد
your-credit = رصيدكم الدائن
past-due = متأخر السداد
not-due = غير مستحق بعد
unapplied = غير مخصص
balance-after-unapplied = الرصيد بعد طرح المبالغ غير المخصصة
please-pay-past-due = يُرجى سداد المبلغ المتأخر الآن.
next-due = تاريخ الاستحقاق القادم:
nothing-open = لا توجد مبالغ غير مسددة. شكرًا لكم.
in-your-favor = الرصيد لصالحكم، ولا يلزم سداد أي مبلغ.
unapplied-note = لدينا { $amount } لصالحكم لم تُخصَّص بعد لأي فاتورة، ولم تُطرح من الفواتير الواردة أدناه. يُرجى إبلاغنا بالفواتير التي ينبغي تخصيصها لها.
last-payment = آخر دفعة مستلمة: { $amount } بتاريخ { $day }.
aging-schedule = أعمار الديون حسب أيام التأخير
share = النسبة
nothing-yet = لا توجد فواتير أو دفعات أو إشعارات دائنة بعد.

## The aging schedule's buckets

bucket-current = غير مستحق بعد
bucket-range =
    { $to ->
        [zero] من { $from } إلى { $to } يوم
        [one] يوم واحد
        [two] من { $from } إلى يومين
        [few] من { $from } إلى { $to } أيام
        [many] من { $from } إلى { $to } يومًا
       *[other] من { $from } إلى { $to } يوم
    }
bucket-over =
    { $days ->
        [zero] أكثر من { $days } يوم
        [one] أكثر من يوم واحد
        [two] أكثر من يومين
        [few] أكثر من { $days } أيام
        [many] أكثر من { $days } يومًا
       *[other] أكثر من { $days } يوم
    }

## Lists of invoices

open-invoices = الفواتير غير المسددة
by-due-day = مرتبة حسب تاريخ الاستحقاق، الأقرب أولًا.
more-invoices =
    { $count ->
        [zero] عرض { $count } فاتورة أخرى غير مسددة
        [one] عرض فاتورة أخرى غير مسددة
        [two] عرض فاتورتين أخريين غير مسددتين
        [few] عرض { $count } فواتير أخرى غير مسددة
        [many] عرض { $count } فاتورة أخرى غير مسددة
       *[other] عرض { $count } فاتورة أخرى غير مسددة
    }
upcoming-invoices = الفواتير القادمة
upcoming-note = لم تصدر بعد، ولا تدخل في الرصيد.
paid-invoices = الفواتير المسددة
newest-first = الأحدث أولًا.
whole-list = عرض الكل ({ $count })
newer = الأحدث
older = الأقدم
invoice = فاتورة
purchase-order = أمر الشراء
customer = العميل
issued = تاريخ الإصدار
due = تاريخ الاستحقاق
days-past-due = أيام التأخير
total = الإجمالي
open-balance = المبلغ المتبقي
standing = الحالة
late-fee = غرامة تأخير
partly-paid = مسددة جزئيًا

## How an invoice stands

standing-upcoming = تصدر بتاريخ { $day }
standing-paid = مسددة
standing-paid-on = مسددة بتاريخ { $day }
standing-overpaid = مسددة بالزيادة
standing-due-today = تستحق اليوم
standing-due-in =
    { $days ->
        [zero] تستحق اليوم
        [one] تستحق غدًا
        [two] تستحق بعد يومين
        [few] تستحق بعد { $days } أيام
        [many] تستحق بعد { $days } يومًا
       *[other] تستحق بعد { $days } يوم
    }
standing-past-due =
    { $days ->
        [zero] متأخرة { $days } يوم
        [one] متأخرة يومًا واحدًا
        [two] متأخرة يومين
        [few] متأخرة { $days } أيام
        [many] متأخرة { $days } يومًا
       *[other] متأخرة { $days } يوم
    }
standing-disputed = معترض عليها بتاريخ { $day }
standing-promised = موعد السداد الموعود: { $day }
standing-promise-broken = موعد السداد الموعود: { $day }، ولم يصل المبلغ
standing-promised-part = موعد سداد { $amount } الموعود: { $day }
standing-promise-part-broken = موعد سداد { $amount } الموعود: { $day }، ولم يصل المبلغ

## Credit notes and payments

credit-notes = الإشعارات الدائنة
credit-note = إشعار دائن
reason = السبب
put-against = مخصص لـ
payments = الدفعات
payment = دفعة
reference = الرقم المرجعي
received = تاريخ الاستلام
method = طريقة الدفع
amount = المبلغ
refund = مبلغ مسترد
paid-by-parent = سددتها الشركة الأم

## Late fees

late-fees-note = غرامات التأخير حتى الآن، وفق تقديرنا: { $amount }. للعلم فقط، ولا تدخل في الرصيد.
late-fee-note = غرامة التأخير حتى الآن، وفق تقديرنا: { $amount }. للعلم فقط، ولا تدخل في المبلغ المتبقي.

## Statements

statements = كشوف الحساب
account-statement = كشف حساب
outstanding-statement = كشف بالمبالغ غير المسددة
period-all = جميع الحركات حتى { $day }
periods-note = حسب الفترة، مع الرصيد الختامي لكل منها
until = حتى
opening-balance = الرصيد الافتتاحي
closing-balance = الرصيد الختامي
debit = مدين
credit = دائن
running-balance = الرصيد
day = التاريخ
activity = البيان
lines-note = المدين هو ما صدرت به فواتير، والدائن هو ما سُدِّد أو صدر به إشعار دائن.
download-as = تنزيل بصيغة { $format }
no-activity = لا توجد حركات في هذه الفترة.
period = الفترة
currency = العملة
document = المستند
page-of = صفحة { $page } من { $pages }
statement-issuer = كشف صادر عن
statement-customer = إلى
unapplied-items = الدفعات والإشعارات الدائنة غير المخصصة

line-invoice = فاتورة
line-late-fee = غرامة تأخير
line-credit-note = إشعار دائن
line-payment = دفعة
line-refund = مبلغ مسترد
line-settled = تمت تسويتها
line-unlisted = دفعات غير مفصلة
line-adjustment = تسوية في دفاترنا

## How to pay

how-to-pay = طريقة السداد
account-holder = اسم المستفيد
iban = رقم الآيبان (IBAN)
bic = رمز السويفت (BIC)
bank = البنك
routing-number = رقم التوجيه المصرفي (الولايات المتحدة)
account-number = رقم الحساب
payment-reference = البيان المطلوب في الحوالة
pay-online = الدفع عبر الإنترنت
pay-safely = إذا وصلتكم رسالة تفيد بتغيير بيانات حسابنا المصرفي، يُرجى الاتصال بنا هاتفيًا قبل السداد.
pay-ask = يُرجى طلب بيانات حسابنا المصرفي منا.
payment-code = السداد برمز QR
payment-code-scan = امسح الرمز بتطبيق المصرف، وتحقق من الحساب والمبلغ قبل السداد.
payment-code-alt = رمز QR: { $about }، { $amount }
qr-iban = QR-IBAN
qr-reference = مرجع QR

## An invoice's own page

description = الوصف
details = التفاصيل
put-against-it = الدفعات والإشعارات الدائنة المخصصة لهذه الفاتورة
kind = النوع
disputed-because = سبب الاعتراض:
decided-resolved = تمت تسوية اعتراضكم المؤرخ { $day } بتاريخ { $on }.
decided-rejected = رُفض اعتراضكم المؤرخ { $day } بتاريخ { $on }.
decided-withdrawn = سُحب اعتراضكم المؤرخ { $day } بتاريخ { $on }.
our-answer = ردنا:
told-paid = أبلغتمونا بتاريخ { $day } أنكم سددتم { $amount }.
documents-of-invoice = مستندات هذه الفاتورة

## Documents

documents = المستندات
own-documents = مستنداتكم
shared-documents = مستندات لجميع العملاء
size-kb = { $size } كيلوبايت
size-mb = { $size } ميغابايت
archive = جميع المستندات في ملف واحد
e-invoice = فاتورة إلكترونية ({ $format })
e-credit-note = إشعار دائن إلكتروني ({ $format })
with-e-invoice = فاتورة تتضمن فاتورة إلكترونية ({ $format })
calendar = تواريخ الاستحقاق لتقويمكم
calendar-name = تواريخ الاستحقاق: { $organization }
calendar-due = استحقاق الفاتورة { $number }: { $amount }
calendar-promise = السداد الموعود للفاتورة { $number }: { $amount }

## Autopay

autopay = السداد التلقائي
autopay-on = مفعّل
autopay-active = السداد التلقائي مفعّل: نحصّل كل فاتورة في تاريخ استحقاقها بوسيلة الدفع المتفق عليها.
autopay-active-limits = لا يوقفه وعد بالسداد ولا اعتراض. لتعديله أو إيقافه يُرجى التواصل معنا.
autopay-offered = يمكنكم أن تطلبوا منا تحصيل فواتيركم تلقائيًا عند استحقاقها.
autopay-requested = مطلوب
autopay-requested-on = طلبتم السداد التلقائي بتاريخ { $day }. سنتواصل معكم، ولا يُحصَّل أي مبلغ قبل الاتفاق معكم.
autopay-declined = رُفض طلبكم للسداد التلقائي المؤرخ { $day } بتاريخ { $on }.

## Forms

about = الموضوع:
this-invoice = الفاتورة { $number }
all-past-due = جميع المبالغ المتأخرة
all-open = جميع المبالغ غير المسددة
your-name = الاسم
your-email = عنوان بريدكم الإلكتروني
email-hint = في حال كان لدينا سؤال.
message = الرسالة
optional = اختياري
message-hint = يُرجى عدم ذكر أرقام بطاقات أو حسابات مصرفية.
leave-empty = يُرجى ترك هذا الحقل فارغًا

tell-us = هل لديكم ما تودون إبلاغنا به عن هذه الفاتورة؟
dispute = الاعتراض على هذه الفاتورة
dispute-not = تبقى الفاتورة غير مسددة إلى أن نرد. سيظهر الاعتراض في بوابتكم بعد تحديثها القادم.
dispute-reason = السبب
dispute-choose = يُرجى اختيار السبب
dispute-amount = المبلغ المعترض عليه
dispute-amount-hint = يُترك فارغًا إذا كان الاعتراض على كامل المبلغ.
dispute-send = إرسال الاعتراض
withdraw = سحب الاعتراض
withdraw-not = ينتهي الاعتراض وتبقى الفاتورة غير مسددة. سيظهر ذلك في بوابتكم بعد تحديثها القادم.

promise = وعد بالسداد
promise-not = الوعد ليس سدادًا، ولا يوقف التذكيرات ولا السداد التلقائي. سيظهر في بوابتكم بعد تحديثها القادم.
promise-date = يوم السداد
promise-amount = المبلغ الذي سيُسدد
promise-send = إرسال الوعد

remittance = إشعار بالسداد
remittance-not = هذا مجرد إشعار يساعدنا على العثور على دفعتكم. تبقى الفاتورة غير مسددة إلى أن يصل المبلغ.
remittance-date = تاريخ السداد
remittance-amount = المبلغ المسدد
remittance-reference = مرجع الدفعة
remittance-reference-hint = ما ذكرتموه أنتم أو ذكره البنك في الحوالة.
remittance-send = إرسال الإشعار

autopay-ask = طلب السداد التلقائي
autopay-not = هذا مجرد طلب: لا يُحصَّل أي مبلغ قبل الاتفاق معكم. يُرجى عدم إرسال أرقام حسابات أو بطاقات هنا أبدًا.
autopay-agree = أطلب السداد التلقائي، ولدي صلاحية اتخاذ هذا القرار نيابةً عن العميل.
autopay-send = إرسال الطلب

by-email = تُفتح رسالة معدة مسبقًا في برنامج بريدكم.
write-email = كتابة الرسالة

## When a form was sent

thank-you = شكرًا لكم
ack-dispute = استلمنا اعتراضكم
ack-withdraw = استلمنا سحب اعتراضكم
ack-promise = استلمنا وعدكم بالسداد
ack-remittance = استلمنا إشعاركم بالسداد
ack-autopay = استلمنا طلبكم للسداد التلقائي
ack-keep = يُرجى الاحتفاظ بالرقم المرجعي للاستفسار عنه لاحقًا.

not-recorded = لم يُسجَّل أي شيء بعد.
please-check = يُرجى مراجعة ما أدخلتموه
fault-missing = يُرجى تعبئة هذا الحقل.
fault-choice = يُرجى اختيار أحد الأسباب.
fault-amount = يُرجى إدخال مبلغ أكبر من صفر ولا يتجاوز { $most }.
fault-amount-any = يُرجى إدخال مبلغ أكبر من صفر.
fault-day = يُرجى اختيار يوم من { $first } إلى { $last }.
fault-too-long = يُرجى اختصار النص. الحد الأقصى لعدد الأحرف: { $most }.
fault-email = لا يبدو هذا عنوان بريد إلكتروني.
fault-bank-number = يبدو هذا رقم بطاقة أو حساب مصرفي. يُرجى عدم ذكر مثل هذه الأرقام.

refused-forged = هذا النموذج لا يخص بوابتكم
refused-forged-text = لم يُسجَّل أي شيء. يُرجى فتح بوابتكم وإرسال النموذج منها.
refused-expired = لم يعد هذا النموذج صالحًا
refused-expired-text = لم يُسجَّل أي شيء. يُرجى فتح بوابتكم من جديد، ففي أحدث صفحاتها نموذج صالح. وإذا لم يعد الرابط يعمل، يُرجى طلب رابط جديد منا.
refused-unreadable = تعذرت قراءة ما أُرسل
refused-unreadable-text = لم يُسجَّل أي شيء. يُرجى الرجوع وإرسال النموذج مرة أخرى.
refused-too-large = النموذج طويل جدًا
refused-too-large-text = لم يُسجَّل أي شيء. يُرجى الرجوع واختصار الرسالة وإرسال النموذج مرة أخرى.
refused-too-many = عدد كبير من الإرسالات في وقت قصير
refused-too-many-text = لم يُسجَّل أي شيء. يُرجى الانتظار ساعة ثم إرسال النموذج من جديد، أو مراسلتنا.
refused-unavailable = لا يمكننا تسجيل هذا الآن
refused-unavailable-text = لم يُسجَّل أي شيء. يُرجى إرسال النموذج من جديد بعد بضع دقائق.
refused-failed = حدث خطأ من جانبنا
refused-failed-text = لا يمكننا معرفة ما إذا كان النموذج قد سُجِّل. يمكن إرساله مرة أخرى بأمان، فهو يُحتسب مرة واحدة.
refused-nothing = لا يوجد شيء هنا
refused-nothing-text = يُرجى فتح بوابتكم والمتابعة منها.

## Letters to staff and customers

letter-dispute = اعتراض جديد
letter-withdraw = سُحب اعتراض
letter-promise = وعد جديد بالسداد
letter-remittance = إشعار جديد بالسداد
letter-autopay = طلب جديد للسداد التلقائي
letter-promised-day = اليوم الموعود
letter-paid-day = يوم السداد المذكور
letter-sender = المرسل
letter-unverified = الاسم وعنوان البريد الإلكتروني كما أُدخلا ولم يُتحقق منهما: يمكن لكل من لديه رابط البوابة إرسال النماذج.
letter-show = للاطلاع عليه في صندوق الوارد والرد من هناك:
letter-no-answer = وصلتنا رسالتكم، وهذا ليس ردًا عليها بعد.
letter-not-you = إذا لم يرسل أحد من جانبكم هذا، يُرجى إبلاغنا: فقد يكون رابط بوابتكم لدى شخص آخر.
letter-automatic = أُرسلت هذه الرسالة تلقائيًا.

## Prepared messages

mail-past-due = جميع الفواتير المتأخرة

mail-dispute-subject = اعتراض: { $about } ({ $customer }، { $id })
mail-dispute-body =
    تحية طيبة وبعد،

    نعترض على الفاتورة { $about }، والمبلغ المتبقي منها { $amount }.

    السبب:
    المبلغ المعترض عليه، إن لم يكن كامل المبلغ:

    { $customer }
    رقم العميل { $id }

mail-withdraw-subject = سحب اعتراض: { $about } ({ $customer }، { $id })
mail-withdraw-body =
    تحية طيبة وبعد،

    نسحب اعتراضنا على الفاتورة { $about }، والمبلغ المتبقي منها { $amount }.

    { $customer }
    رقم العميل { $id }

mail-promise-subject = وعد بالسداد: { $about } ({ $customer }، { $id })
mail-promise-body =
    تحية طيبة وبعد،

    سنسدد: { $about }، { $amount }.

    يوم السداد:
    المبلغ، إن لم يكن كاملًا:

    { $customer }
    رقم العميل { $id }

mail-remittance-subject = تم السداد: { $about } ({ $customer }، { $id })
mail-remittance-body =
    تحية طيبة وبعد،

    سددنا: { $about }، { $amount }.

    تاريخ السداد:
    المبلغ، إن كان مختلفًا:
    مرجع الدفعة:

    { $customer }
    رقم العميل { $id }

mail-autopay-subject = السداد التلقائي للعميل { $customer } ({ $id })
mail-autopay-body =
    تحية طيبة وبعد،

    نرجو تحصيل فواتيرنا تلقائيًا عند استحقاقها، وإفادتنا بما يلزم لذلك.

    { $customer }
    رقم العميل { $id }

## Reasons of a dispute

dispute-reason-unsatisfactory-work = عمل غير مُرضٍ
dispute-reason-faulty-goods = بضاعة معيبة
dispute-reason-late-delivery = تأخر في التسليم
dispute-reason-not-agreed = لم يُتفق عليه أو لا علم لنا به
dispute-reason-unable-to-pay = تعذر السداد حاليًا
dispute-reason-pricing = خلاف على السعر
dispute-reason-processing-error = خطأ في الفاتورة
dispute-reason-other = سبب آخر

## Pages that belong to nobody

start-title = لبوابتكم رابط خاص بها
start-text = تُعرض الفواتير وكشوف الحساب لكل عميل عبر رابط شخصي، وتجدونه في رسائلنا إليكم.
start-ask = لا يوجد لديكم رابط، أو لم يعد يعمل؟ يُرجى التواصل معنا وسنرسل إليكم رابطًا جديدًا.
not-found-title = هذه الصفحة غير موجودة
not-found-text = ربما جُدِّد الرابط، أو سُحب ما كان يؤدي إليه.
not-found-do = يُرجى استخدام أحدث رابط أرسلناه إليكم، أو البدء من الصفحة الأولى لبوابتكم.
