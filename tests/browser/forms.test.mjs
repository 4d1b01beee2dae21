// What a customer does: on a portal's page he fills in a form, sends it, and is told that it was received. In Chromium and in
// Firefox, with scripts switched off.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { DESK, browserMissing, launch } from './browser.mjs';
import { Endpoint } from './endpoint.mjs';
import { Firefox, firefoxMissing } from './firefox.mjs';
import { PROGRAM, required, without } from './specimens.mjs';

const packages = ['playwright-core', 'ws'].every((name) => fs.existsSync(new URL(`node_modules/${name}`, import.meta.url)));
const skip = required(!fs.existsSync(PROGRAM) ? `there is no ${PROGRAM}; \`cargo build\` makes it`
  : packages ? undefined : 'the packages are not there; `npm ci` brings them') || without('openssl');

/** Chromium, with the same few words as [`Firefox`]. */
class Chromium {
  static async open(proxy) {
    const chromium = new Chromium();
    chromium.browser = await launch('--disable-features=AutofillServerCommunication');
    chromium.tab = await chromium.browser.newPage({
      javaScriptEnabled: false, ignoreHTTPSErrors: true, viewport: DESK, proxy: { server: `http://127.0.0.1:${proxy}` },
    });
    return chromium;
  }

  goto(url) { return this.tab.goto(url); }
  press(selector) { return this.tab.click(selector); }
  follow(selector) { return Promise.all([this.tab.waitForNavigation(), this.tab.click(selector)]); }
  type(selector, text) { return this.tab.fill(selector, text); }
  choose(selector, value) {
    return selector.includes('reason') ? this.tab.selectOption(selector, value) : this.tab.fill(selector, value);
  }
  value(selector) { return this.tab.inputValue(selector); }
  text(selector) { return this.tab.innerText(selector); }
  title() { return this.tab.title(); }
  async url() { return this.tab.url(); }
  close() { return this.browser.close(); }
}

const BROWSERS = [
  { name: 'Chromium', open: Chromium.open, missing: browserMissing },
  { name: 'Firefox', open: Firefox.open, missing: firefoxMissing },
];

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** The four forms: where each stands, what is chosen and typed besides the name, and what is said in the end. */
const FORMS = {
  dispute: { on: 'INV-2004', chosen: { reason: 'pricing' }, typed: { message: 'We agreed on less,\nsee "offer" <7> & ours' }, said: 'We have received your dispute' },
  promise: { on: 'INV-2004', chosen: { date: day(14) }, typed: { amount: '50.25' }, said: 'We have received your promise to pay' },
  remittance: { on: 'INV-2004', chosen: { date: day(-3) }, typed: { amount: '96.40', reference: 'Überweisung 4711' }, said: 'We have received your note of payment' },
  autopay: { chosen: {}, typed: { email: 'ap@hofmann.example' }, agreed: true, said: 'We have received your request for autopay' },
};

const browsers = BROWSERS.filter(({ name, missing }) => {
  const why = skip || required(missing());
  if (why) test(`forms in ${name}`, { skip: why }, () => {});
  return !why;
});
let endpoint;
if (browsers.length > 0) {
  before(async () => { endpoint = await Endpoint.start(); });
  after(() => endpoint?.end());
}

for (const { name, open } of browsers) {
  suite(`forms in ${name}`, () => {
    /** Who sends the forms. */
    const sender = `Ada Löw, by ${name}`;
    let browser;
    before(async () => { browser = await open(endpoint.proxy); });
    after(() => browser?.close());
    const received = async (kind) => (await endpoint.submissions()).filter((filed) => filed.kind === kind && filed.name === sender);

    test('scripts are switched off', async () => {
      await browser.goto('data:text/html,<title>off</title><script>document.title = "on"</script>');
      assert.equal(await browser.title(), 'off');
    });

    for (const [kind, { on, chosen, typed, agreed, said }] of Object.entries(FORMS)) {
      test(`${kind}: without a name it comes back as it was, with one it is received`, async () => {
        const page = endpoint.page('C-1002', on);
        const form = `form[action^="https://forms.example.com/f/${kind}/"]`;
        await browser.goto(page);
        await browser.press(`details:has(${form}) > summary`);
        // Held back by the browser itself: fields that are required are empty.
        await browser.press(`${form} button`);
        for (const [field, value] of Object.entries(chosen)) await browser.choose(`${form} [name=${field}]`, value);
        // A name that is one to browsers, and to nobody else.
        for (const [field, text] of Object.entries({ ...typed, name: '  ' })) await browser.type(`${form} [name=${field}]`, text);
        if (agreed) await browser.press(`${form} [name=agree]`);
        assert.equal(await browser.url(), page);
        await browser.follow(`${form} button`);

        const again = `form[action^="/f/${kind}/"]`;
        assert.match(await browser.url(), new RegExp(`^https://forms\\.example\\.com/f/${kind}/[0-9a-z]{16}$`));
        assert.match(await browser.text('.errors'), /Nothing was recorded yet\.[^]*Your name/);
        for (const [field, value] of Object.entries({ ...chosen, ...typed })) {
          assert.equal(await browser.value(`${again} [name=${field}]`), value, field);
        }
        assert.deepEqual(await received(kind), []);

        await browser.type(`${again} [name=name]`, sender);
        if (agreed) await browser.press(`${again} [name=agree]`);
        await browser.follow(`${again} button`);
        assert.equal(await browser.text('h1'), said);
        const [filed, ...others] = await received(kind);
        assert.deepEqual(others, []);
        assert.equal(await browser.url(), `https://forms.example.com/a/${filed.id}`);

        await browser.follow('main a.button');
        assert.equal(await browser.url(), endpoint.page('C-1002'));
        assert.match(await browser.text('h1'), /Hofmann/);
      });
    }

    test('nobody else was asked for anything', () => {
      assert.deepEqual([...endpoint.asked].sort(), ['forms.example.com:443', 'pay.example.com:443']);
    });
  });
}
