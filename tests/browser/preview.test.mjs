// The preview in a browser that nobody touches: files are saved, and the page is watched.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { DESK, PHONE, launch } from './browser.mjs';
import { Preview, missing } from './preview.mjs';

const skip = missing();
/** Longer than any change may take on a busy machine. */
const timeout = 15_000;

if (skip) {
  test('the preview', { skip }, () => {});
} else {
  let chromium;
  let preview;
  let tabs;
  let complaints;

  before(async () => { chromium = await launch(); });
  after(() => chromium.close());
  beforeEach(async () => { [preview, tabs, complaints] = [await Preview.start(), [], []]; });
  afterEach(async () => {
    for (const tab of tabs) await tab.context().close();
    preview.end();
    assert.deepEqual(complaints, []);
  });

  /** A tab that shows a page and knows whether it was loaded again. */
  const open = async (address, settings = {}) => {
    const tab = await (await chromium.newContext({ viewport: DESK, locale: 'en-GB', ...settings })).newPage();
    tabs.push(tab);
    tab.on('pageerror', (error) => complaints.push(error.message));
    tab.on('console', (message) => { if (!/Failed to load resource/.test(message.text())) complaints.push(message.text()); });
    await tab.goto(address);
    await tab.evaluate(() => { window.loaded = 'once'; });
    return tab;
  };
  const wasLoadedAgain = (tab) => tab.evaluate(() => window.loaded !== 'once');
  const until = (tab, condition, argument) => tab.waitForFunction(condition, argument, { timeout, polling: 20 });
  const shows = (tab, text) => until(tab, (text) => document.body.innerText.includes(text), text);
  /** The portal in a view, once it has this. */
  const framed = async (tab, selector) => {
    await tab.frameLocator('iframe').locator(selector).first().waitFor({ state: 'attached', timeout });
    return (await tab.waitForSelector('iframe')).contentFrame();
  };
  const errors = (tab) => tab.locator('portalsmith-problems pre');
  const color = () => getComputedStyle(document.querySelector('.button, button')).backgroundColor;

  test('an edited color shows without a reload', async () => {
    const tab = await open(await preview.portal('Hofmann'));
    const was = await tab.evaluate(color);
    preview.edit('config.yaml', '#0b5fff', '#b00020');
    await until(tab, (was) => getComputedStyle(document.querySelector('.button, button')).backgroundColor !== was, was);
    assert.equal(await tab.evaluate(color), 'rgb(176, 0, 32)');
    assert.equal(await wasLoadedAgain(tab), false);
    assert.equal(await tab.locator('link[rel=stylesheet]').count(), 1, 'the old style sheet is gone');
  });

  test('a portal is loaded again only when its own bytes changed', async () => {
    const [own, other] = [await open(await preview.portal('Hofmann')), await open(await preview.portal('Blue Harbor'))];
    preview.edit('content/exports/invoices.csv', '96.40', '97.65', 'in place');
    await shows(own, '97.65');
    assert.equal(await wasLoadedAgain(own), true);
    assert.equal(await wasLoadedAgain(other), false);
  });

  test('a broken template is told over the last good page, and is forgotten once it is mended', async () => {
    const tab = await open(await preview.portal('Hofmann'));
    fs.cpSync(new URL('../../themes/default', import.meta.url), `${preview.folder}/themes/default`, { recursive: true });
    preview.edit('themes/default/templates/home.html', '{% extends "portal.html" %}', '{% extends "portal.html" %}{{ oops');
    await errors(tab).waitFor({ timeout });
    assert.match(await errors(tab).innerText(), /error\[template-syntax\][^]*themes\/default\/templates\/home\.html/);
    assert.ok((await tab.innerText('h1')).includes('Hofmann'), 'the last good page stays');
    preview.edit('themes/default/templates/home.html', '{{ oops', '');
    await errors(tab).waitFor({ state: 'detached', timeout });
    // Sound, but there is nothing of that name on the page.
    preview.edit('themes/default/templates/partials/balance.html', '#}', '#}{{ page.nothing.of.it }}');
    await errors(tab).waitFor({ timeout });
    assert.match(await errors(tab).innerText(), /balance\.html/);
    preview.edit('themes/default/templates/partials/balance.html', '{{ page.nothing.of.it }}', '<p>Mended at last</p>');
    await shows(tab, 'Mended at last');
    assert.equal(await errors(tab).count(), 0);
  });

  test('a broken config is told, can be put aside, and recovers', async () => {
    const tab = await open(await preview.portal('Hofmann'));
    preview.edit('config.yaml', 'primary_color: "#0b5fff"', 'primary_color: blu');
    await errors(tab).waitFor({ timeout });
    assert.match(await errors(tab).innerText(), /config\.yaml:7/);
    // The end of the page can be read above it.
    const covered = await tab.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      const last = [...document.body.children].filter((child) => child.localName !== 'portalsmith-problems' && child.offsetHeight).at(-1);
      const box = document.querySelector('portalsmith-problems').shadowRoot.querySelector('section');
      return last.getBoundingClientRect().bottom - box.getBoundingClientRect().top;
    });
    assert.ok(covered <= 1, `${covered} pixels are covered`);
    await tab.locator('portalsmith-problems button').click();
    assert.equal(await errors(tab).count(), 0);
    preview.edit('config.yaml', 'blu', 'bleu');
    await errors(tab).waitFor({ timeout });
    await tab.keyboard.press('Escape');
    assert.equal(await errors(tab).count(), 0);
    preview.edit('config.yaml', 'bleu', 'blu');
    await errors(tab).waitFor({ timeout });
    preview.edit('config.yaml', 'blu', '"#b00020"');
    await until(tab, () => getComputedStyle(document.querySelector('.button, button')).backgroundColor === 'rgb(176, 0, 32)');
  });

  test('a dispute is held to the rules, acknowledged, and shown on the portal', async () => {
    const portal = await open(await preview.portal('Hofmann'));
    await portal.click('text=INV-2004');
    const tab = portal;
    await tab.click('summary:has-text("Dispute")');
    const form = tab.locator('form[action*="/f/dispute/"]');
    await form.evaluate((form) => { form.noValidate = true; });
    await form.locator('[name=name]').fill('Erika Mustermann');
    await form.locator('[name=message]').fill('My card is 4111 1111 1111 1111');
    await form.locator('button').click();
    await tab.waitForSelector('.errors');
    assert.equal(await tab.locator('.errors li').count(), 2, 'no reason, and a card number');
    assert.equal(await tab.inputValue('[name=name]'), 'Erika Mustermann');
    await tab.locator('select').selectOption('pricing');
    await tab.locator('[name=message]').fill('We agreed on less');
    await tab.locator('main form button').click();
    await tab.waitForSelector('text=We have received your dispute');
    assert.match(tab.url(), /\/a\/preview-[0-9a-f]{32}$/);
    await tab.click('text=Back to');
    await shows(tab, 'Disputed on Mar 31, 2026');
    const admin = await open(`${preview.origin}/`);
    await shows(admin, 'PREVIEW-1');
    assert.ok(fs.readdirSync(preview.folder).every((name) => !['output', 'links.lock'].includes(name)), 'nothing is written');
  });

  test('the sample portal shows every feature at once, and forms work on it', async () => {
    const tab = await open(`${preview.origin}/`);
    await tab.click('#sample a');
    for (const text of ['Past due', 'Partly paid', 'Disputed on', 'Promised for', 'not received', 'Late fees', 'Upcoming', 'Balance in USD', 'Ask for autopay']) {
      await shows(tab, text);
    }
    await tab.click('summary:has-text("Ask for autopay")');
    const form = tab.locator('form[action*="/f/autopay/"]');
    await form.locator('[name=name]').fill('Ada');
    await form.locator('[name=agree]').check();
    await form.locator('button').click();
    await tab.click('text=Back to');
    await shows(tab, 'You asked for autopay on Mar 31, 2026');
  });

  test('a portal can be seen on a phone, in the dark, printed and in every language', async () => {
    const at = new URL(await preview.portal('Hofmann')).pathname;
    const seen = async (look) => {
      const tab = await open(`${preview.origin}/-preview/view?at=${at}&look=${look}`);
      const frame = await framed(tab, 'main');
      return [tab, frame, await frame.evaluate(() => ({ width: innerWidth, page: getComputedStyle(document.body).backgroundColor, menu: getComputedStyle(document.querySelector('nav')).display }))];
    };
    const [, , desk] = await seen('desk');
    const [, , phone] = await seen('phone');
    const [tab, frame, dark] = await seen('dark');
    const [, , printed] = await seen('print');
    assert.ok(desk.width > 1000 && phone.width === 390, `${desk.width}, ${phone.width}`);
    const light = (rgb) => rgb.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    assert.ok(light(desk.page) > 200 && light(dark.page) < 60 && printed.page !== dark.page, JSON.stringify({ desk, dark, printed }));
    // It goes along to the next page, and the languages lead to the same page.
    await frame.click('text=INV-2003');
    await frame.waitForURL(/invoices/);
    assert.ok(light(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor)) < 60);
    await tab.waitForSelector('nav[aria-label=Languages] a[href*="invoices"]');
    await tab.click('nav[aria-label=Languages] >> text=ar');
    const translated = await framed(tab, 'html[dir=rtl]');
    assert.match(translated.url(), /\/ar\/invoices\/inv-2003[^/]*\/\?look=dark$/);
    // And through a form.
    const form = translated.locator('form[action*="/f/dispute/"]');
    await form.evaluate((form) => {
      form.noValidate = true;
      form.querySelector('select').selectedIndex = 1;
      form.querySelector('[name=name]').value = 'Ada';
      form.submit();
    });
    await translated.waitForURL(/\/a\/preview-[0-9a-f]{32}\?look=dark$/, { timeout });
    assert.ok(light(await translated.evaluate(() => getComputedStyle(document.body).backgroundColor)) < 60);
  });

  test('the list is found by search, keeps what is typed, and has problems with their places', async () => {
    const tab = await open(`${preview.origin}/`);
    await tab.fill('#q', 'inv-2005');
    preview.edit('content/exports/invoices.csv', '2026-03-05,2026-04-04', '2026-03-05,2026-02-04');
    await until(tab, () => document.querySelector('.problem'));
    assert.match(await tab.locator('.problem').first().textContent(), /content\/exports\/invoices\.csv:6/);
    assert.equal(await tab.inputValue('#q'), 'inv-2005');
    assert.equal(await wasLoadedAgain(tab), false);
    await tab.press('#q', 'Enter');
    await tab.waitForURL(/q=inv-2005/);
    assert.equal(await tab.locator('tbody tr').count(), 1);
    assert.match(await tab.innerText('tbody tr'), /Blue Harbor[^]*INV-2005[^]*past due/);
    await tab.click('tbody >> text=INV-2005');
    await shows(tab, 'Training day');
  });

  test('the list is accessible and fits, by day, by night and on a phone', async () => {
    preview.edit('content/exports/invoices.csv', '2026-03-05,2026-04-04', '2026-03-05,2026-02-04');
    const axe = fs.readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
    const sample = new URL(await preview.portal('Hofmann')).pathname;
    for (const viewport of [DESK, PHONE, { width: 320, height: 700 }]) {
      for (const colorScheme of ['light', 'dark']) {
        for (const path of ['/', '/?q=nobody', `/-preview/view?at=${sample}&look=phone`]) {
          const tab = await open(preview.origin + path, { viewport, colorScheme, bypassCSP: true });
          await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
          await tab.addScriptTag({ content: axe });
          const { violations } = await tab.evaluate(() => window.axe.run(document, { iframes: false }));
          assert.deepEqual(violations.map((found) => [found.id, found.nodes[0].html]), [], `${path} ${viewport.width} ${colorScheme}`);
          const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(sideways <= 0, `${path} at ${viewport.width} is ${sideways} pixels too wide`);
          // The search keeps its margin, choices stand in one line on a desk, and a phone's frame ends within the window.
          const button = await tab.evaluate(() => { const button = document.querySelector('[role=search] button'); return button && innerWidth - button.getBoundingClientRect().right; });
          assert.ok(button === null || button >= 15, `${path} at ${viewport.width}: ${button}`);
          const lines = await tab.evaluate(() => [...document.querySelectorAll('.ways')].map((ways) => ways.offsetHeight));
          assert.ok(viewport !== DESK || lines.every((height) => height < 40), `${lines}`);
          const below = await tab.evaluate(() => (document.querySelector('iframe.phone')?.getBoundingClientRect().bottom ?? 0) - innerHeight);
          assert.ok(below <= 0, `${path} at ${viewport.width}: ${below} pixels below the window`);
        }
      }
    }
  });

  test('twelve open pages starve nobody', async () => {
    const context = await chromium.newContext();
    const address = await preview.portal('Hofmann');
    const start = Date.now();
    const pages = [];
    for (let number = 0; number < 12; number += 1) {
      const page = await context.newPage();
      // A browser shows one tab of a window; the others are hidden.
      await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => window.state ?? 'visible', configurable: true }));
      await page.goto(address, { timeout });
      await page.evaluate(() => { window.state = 'hidden'; document.dispatchEvent(new Event('visibilitychange')); });
      pages.push(page);
    }
    assert.ok(Date.now() - start < timeout);
    preview.edit('content/exports/invoices.csv', '96.40', '97.65');
    await pages[3].evaluate(() => { window.state = 'visible'; document.dispatchEvent(new Event('visibilitychange')); });
    await shows(pages[3], '97.65');
    await context.close();
  });

  test('nine pages and five viewers in sight at once are all loaded and all renewed', async () => {
    const context = await chromium.newContext();
    const address = await preview.portal('Hofmann');
    const at = new URL(address).pathname;
    const pages = [];
    for (let number = 0; number < 14; number += 1) {
      const page = await context.newPage();
      // As in windows beside each other.
      await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'visible' }));
      await page.goto(number < 9 ? address : `${preview.origin}/-preview/view?at=${at}&look=phone`, { timeout });
      pages.push(number < 9 ? page : await framed(page, 'main'));
    }
    preview.edit('content/exports/invoices.csv', '96.40', '97.65');
    await Promise.all(pages.map((page) => shows(page, '97.65')));
    await context.close();
  });

  test('two dozen requests at once are all answered', async () => {
    const address = await preview.portal('Hofmann');
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(Array.from({ length: 24 }, () => fetch(address, { headers: { connection: 'keep-alive' } }).then((answer) => answer.text())));
      assert.ok(answers.every((text) => text.includes('Hofmann')));
    }
  });
}
