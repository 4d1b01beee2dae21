// How a page looks otherwise: dark, in the colors of the reader's choice, on paper.
import { execFileSync } from 'node:child_process';
import { portalsmith, without } from '../specimens.mjs';

const BOTH = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' } };

export function judgeMedia(stage) {
  stage.rule('dark pages are dark, and light ones light', async (tab) => {
    const { light, dark } = await tab.evaluate(lightness);
    return dark ? (light < 0.2 ? [] : [`its lightness is ${light}`]) : (light > 0.8 ? [] : [`its lightness is ${light}`]);
  }, { looks: BOTH });

  stage.rule('in forced colors all words stay, and what a background set apart has a border', async (tab) => {
    const plain = await tab.evaluate(boxes);
    await tab.look({ open: true, forcedColors: 'active' });
    return tab.evaluate(unbordered, plain);
  }, { looks: { '': { open: true } } });

  stage.rule('on paper there is no form, no button and no link past the head', (tab) => tab.evaluate(notForPaper), {
    looks: { '': { media: 'print', open: true } },
    // It is nothing but a form.
    which: ({ template }) => template !== 'again',
  });

  if (without('pdftotext')) return;
  stage.rule('a printed page has every amount that the screen shows, and the sums of the books', async (tab, page) => {
    const shown = await tab.evaluate(amounts, page.template === 'outstanding');
    const pdf = await tab.page.pdf({ format: 'A4' });
    const text = execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 });
    const missing = [...new Set([...shown, ...sums(page)])].filter((amount) => !isIn(text, amount));
    return [
      ...(text.trim().length < 100 ? ['it is nearly empty'] : []),
      ...missing.slice(0, 3).map((amount) => `${amount} is missing`),
      ...(missing.length > 3 ? [`… and ${missing.length - 3} amounts more`] : []),
    ];
  });
}

/** How light the page's background is, 0 to 1. */
function lightness() {
  const canvas = document.createElement('canvas').getContext('2d');
  const color = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor)
    .find((color) => color !== 'rgba(0, 0, 0, 0)') ?? 'Canvas';
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return { light: (red + green + blue) / 765, dark: matchMedia('(prefers-color-scheme: dark)').matches };
}

/** The page's words, and which boxes of the main part a background of their own sets apart, by their order; not bands. */
function boxes() {
  const clear = 'rgba(0, 0, 0, 0)';
  const set = [...document.querySelectorAll('main *')].map((element) => {
    const style = getComputedStyle(element);
    if (style.backgroundColor === clear || ['inline', 'table-row', 'table-cell', 'table-row-group', 'contents', 'none'].includes(style.display)) return false;
    let around = element.parentElement;
    while (around && getComputedStyle(around).backgroundColor === clear) around = around.parentElement;
    return style.backgroundColor !== getComputedStyle(around ?? document.body).backgroundColor && element.checkVisibility()
      && element.clientWidth > 1 && element.clientWidth < document.documentElement.clientWidth;
  });
  return { words: document.body.innerText, set };
}

function unbordered(plain) {
  const faults = document.body.innerText === plain.words ? [] : ['the words are not the same'];
  const bare = [...document.querySelectorAll('main *')].filter((element, index) => {
    const field = element.matches('input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea, button');
    if (!plain.set[index] && !field) return false;
    if (!element.checkVisibility() || element.closest('svg') || element.clientWidth <= 1) return false;
    const style = getComputedStyle(element);
    const sides = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);
    return sides.length === 0 && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0);
  });
  return [...faults, ...bare.slice(0, 3).map((element) => `${element.localName}.${element.className} has no border`)];
}

function notForPaper() {
  const printed = [...document.querySelectorAll('form, input, select, textarea, button, body > a')].filter((element) => element.checkVisibility());
  return printed.slice(0, 3).map((element) => `${element.localName} "${element.textContent.trim().slice(0, 40)}" is printed`);
}

/** The amounts that stand in tables and lists of figures; a statement's also where they are folded away. */
function amounts(folded) {
  const money = /(\p{Sc}|\b[A-Z]{3}\b|[\u0600-\u06ff.]{3,})/u;
  return [...document.querySelectorAll('main td, main dd, main th')].filter((element) => folded || element.checkVisibility())
    .map((element) => element.textContent.trim())
    .filter((text) => money.test(text) && /^[^\p{L}]*\p{Nd}[\p{Nd}\s.,'’٫٬\u00a0\u202f]*\p{Nd}[^\p{Nd}]*$/u.test(text));
}

/** What the books say is open and past due, on pages that say it too. */
function sums({ site, customer, template }) {
  // A parent's portal shows the branches' items, too.
  if (!['home', 'outstanding'].includes(template) || customer === 'group') return [];
  site.balances ??= JSON.parse(portalsmith(site.project, 'balances', '--format', 'json')).customers;
  const own = site.balances.filter(({ customer_id, currency }) => customer_id === customer && (template === 'home' || currency === 'EUR'));
  return own.flatMap(({ open_balance, past_due }) => [open_balance, past_due]);
}

/** Whether the amount's digits stand there one after the other, whatever separates their groups. */
function isIn(text, amount) {
  const digits = [...ascii(amount)].filter((character) => /\d/.test(character));
  return new RegExp(`(?<!\\d)${digits.join("[\\s.,'’٫٬]{0,2}")}(?!\\d)`, 'u').test(ascii(text));
}

/** Arabic digits, where they are used, are digits, too. */
const ascii = (text) => text.replace(/[٠-٩]/g, (digit) => String(digit.codePointAt() - 0x660));
