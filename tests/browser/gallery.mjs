// Takes the pictures of docs/gallery.md from the sample organization, with the program as it stands:
//
//   node gallery.mjs
//
// The sample is built in folders of its own: as it is, with Arabic, and in the theme ledger. Needs pdftoppm for the paper.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// Where `specimens.mjs` and `site.mjs` look for projects.
process.env.SPECIMENS = fs.mkdtempSync(path.join(os.tmpdir(), 'gallery-'));
const { DESK, PHONE, launch } = await import('./browser.mjs');
const { REPOSITORY, SPECIMENS, portalsmith } = await import('./specimens.mjs');
const { Site } = await import('./site.mjs');

const IMAGES = path.join(REPOSITORY, 'docs/images');

/** The sample under a name, with one thing changed in its config. */
async function built(name, from = '', to = '') {
  const project = path.join(SPECIMENS, name);
  for (const part of ['content', 'inbox/decisions.yaml']) {
    fs.cpSync(path.join(REPOSITORY, part), path.join(project, part), { recursive: true });
  }
  const config = fs.readFileSync(path.join(REPOSITORY, 'config.yaml'), 'utf8');
  if (!config.includes(from)) throw new Error(`config.yaml has no ${from}`);
  fs.writeFileSync(path.join(project, 'config.yaml'), config.replace(from, to));
  portalsmith(name, 'build');
  const site = new Site(name);
  await site.serve(0);
  return site;
}

const plain = await built('plain');
const arabic = await built('arabic', 'languages: [en, fr, de, es]', 'languages: [en, ar]');
const ledger = await built('ledger', 'theme: default', 'theme: ledger');

const chromium = await launch();

/** A picture of a page as it first comes into sight; `ready` is run in the page before. */
async function picture(name, site, page, look = {}, ready = () => {}) {
  const { viewport = DESK, sharp = 1, ...media } = look;
  const context = await chromium.newContext({ viewport, deviceScaleFactor: sharp, ...media });
  const tab = await context.newPage();
  await tab.goto(site.origin + page, { waitUntil: 'load' });
  await tab.evaluate(ready);
  await tab.screenshot({ path: path.join(IMAGES, `${name}.png`) });
  await context.close();
}

/** The first sheet of paper of a page. */
async function paper(name, site, page) {
  const tab = await chromium.newPage();
  await tab.goto(site.origin + page, { waitUntil: 'load' });
  const pdf = path.join(SPECIMENS, `${name}.pdf`);
  await tab.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
  await tab.close();
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '90', pdf, path.join(IMAGES, name)]);
}

/** A page of a statement that we make as PDF. */
function sheet(name, site, customer, file) {
  const page = site.read(site.fileAt(home(site, customer)));
  const href = page.match(new RegExp(`href="([^"]*/${file})"`))[1];
  const pdf = path.join(site.output, site.fileAt(href));
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '90', pdf, path.join(IMAGES, name)]);
}

const home = (site, customer) => site.portals.get(customer);
/** The address of a customer's first page in a folder: his invoices, his statements. */
function first(site, customer, folder, word = '') {
  const below = `${home(site, customer).slice(site.base.length + 1)}${folder}/`;
  const file = site.pages.find((file) => file.startsWith(below) && file.includes(word));
  return `${site.base}/${file.replace(/index\.html$/, '')}`;
}

fs.mkdirSync(IMAGES, { recursive: true });
const phone = { viewport: PHONE, sharp: 1.5, isMobile: true, hasTouch: true };
await picture('home-desk', plain, home(plain, 'C-1033'));
await picture('home-dark', plain, home(plain, 'C-1033'), { colorScheme: 'dark' });
await picture('home-phone', plain, home(plain, 'C-1033'), phone);
await picture('invoice-desk', plain, first(plain, 'C-1021', 'invoices'));
await picture('invoice-phone', plain, first(plain, 'C-1021', 'invoices'), phone, () => {
  const form = document.querySelector('#promise');
  form.open = true;
  form.scrollIntoView();
});
await picture('statement-phone-dark', plain, first(plain, 'C-1021', 'statements', '/2026-gbp/'), { ...phone, colorScheme: 'dark' });
await paper('statement-print', plain, first(plain, 'C-1021', 'statements', '/2026-gbp/'));
sheet('statement-pdf', plain, 'C-1021', 'statement-all-gbp.pdf');
sheet('statement-slip', plain, 'C-1081', 'statement-open-chf.pdf');
await picture('invoice-code', plain, first(plain, 'C-1001', 'invoices'), {}, () => document.querySelector('.qr').scrollIntoView({ block: 'center' }));
await picture('home-arabic', arabic, `${home(arabic, 'C-1021')}ar/`);
await picture('home-ledger', ledger, home(ledger, 'C-1033'));

await chromium.close();
fs.rmSync(SPECIMENS, { recursive: true });
process.exit();
