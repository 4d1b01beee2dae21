// Whether a page fits: narrow, wide, with large text, from right to left, and whether it holds still.
import { DESK, PHONE } from '../browser.mjs';
import { languages } from '../pages.mjs';
import { ANSWERS } from '../specimens.mjs';

const NARROW = { width: 320, height: 640 };

/** The least of them is a desk at 400 %. */
const WIDTHS = {
  '320 pixels': { viewport: NARROW, open: true },
  '390 pixels': { viewport: PHONE, open: true },
  '1280 pixels': { viewport: DESK, open: true },
};
const LARGE = {
  'on a phone': { viewport: PHONE, open: true, text: 2 },
  'on a desk': { viewport: DESK, open: true, text: 2 },
};

export function judgeLayout(stage) {
  stage.rule('nothing moves while a page loads, although its pictures come late', (tab) => tab.evaluate(shifts), { when: 'loaded' });
  stage.rule('no page scrolls sideways, and no text leaves its box', (tab) => tab.evaluate(tooWide), { looks: WIDTHS });
  stage.rule('with text of twice the size all of it grows, and still fits', async (tab) => {
    return [...await tab.evaluate(stayedSmall), ...await tab.evaluate(tooWide)];
  }, { looks: LARGE });
  stage.rule('every page says its language, and in which direction it is read', async (tab, { language }) => {
    const { lang, dir } = await tab.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
    return lang === language && dir === (isRightToLeft(language) ? 'rtl' : 'ltr') ? [] : [`lang="${lang}" dir="${dir}"`];
  });
  stage.rule('a page that is read from right to left is the mirror of the other', mirrored, {
    looks: { 'on a phone': { viewport: PHONE }, 'on a desk': { viewport: DESK } },
    which: ({ language, path }) => isRightToLeft(language) && path.includes(`/${language}/`),
    when: 'fresh',
  });
}

const isRightToLeft = (language) => ['ar', 'fa', 'he', 'ur'].includes(language.split('-')[0]);

/** Whether the page scrolls sideways, what reaches out of the window, and what reaches out of its own box. */
function tooWide() {
  const name = (element) => element.localName + (element.id && `#${element.id}`) + [...element.classList].map((one) => `.${one}`).join('');
  const describe = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.parentElement ? `${name(element.parentElement)} > ` : ''}${name(element)} "${words}"`;
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  const shown = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility() && !element.closest('svg'));
  // What is for screen readers alone is clipped away.
  const clipped = shown.filter((element) => getComputedStyle(element).clipPath !== 'none');
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const canReachOut = (element) => !clipped.some((hidden) => hidden.contains(element))
    && !['input', 'select', 'textarea'].includes(element.localName);
  const outside = ({ left, right }) => Math.max(right - clientWidth, -left);

  const culprits = new Set();
  const faults = scrollWidth > clientWidth ? [`scrolls sideways by ${scrollWidth - clientWidth} px`] : [];
  for (const element of shown.filter(canReachOut)) {
    const [box, around] = [element.getBoundingClientRect(), element.parentElement.getBoundingClientRect()];
    if (scrollWidth > clientWidth && outside(box) > 1 && outside(around) <= 1 && !scrolls(element.parentElement)) {
      faults.push(`${Math.round(outside(box))} px outside of the window: ${describe(element)}`);
    }
    // Boxes alone: an inline element has no width of its own, and a table's is its rows'.
    const isBox = !['inline', 'table', 'table-row', 'table-row-group', 'table-header-group'].includes(getComputedStyle(element).display);
    const beyond = element.scrollWidth - element.clientWidth;
    if (isBox && beyond > 1 && !scrolls(element)) {
      // What is furthest in says it best.
      const culprit = shown.filter((inner) => element.contains(inner) && inner !== element && canReachOut(inner))
        .filter((inner) => inner.getBoundingClientRect().right > box.right + 1 || inner.getBoundingClientRect().left < box.left - 1).at(-1) ?? element;
      if (!culprits.has(culprit)) faults.push(`${beyond} px too wide for ${name(element)}: ${describe(culprit)}`);
      culprits.add(culprit);
    }
  }
  return faults.slice(0, 4);
}

/** Text of the main part that does not grow with the reader's setting. */
function stayedSmall() {
  const small = [...document.querySelectorAll('main p, main td, main th, main dd, main h1, main label, main summary, main button, footer p')]
    .filter((element) => element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 20);
  return small.slice(0, 2).map((element) => `text stays small: ${element.localName} "${element.textContent.trim().slice(0, 40)}"`);
}

async function shifts() {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 50)); });
  return found.map(({ value, sources }) => `${value.toFixed(4)}: ${sources.map(({ node }) => node?.localName ?? node?.nodeName).join(', ')}`);
}

/** What begins so far from the left where one reads from there, begins so far from the right here. */
async function mirrored(tab, page) {
  const here = await tab.evaluate(starts);
  const [first] = languages();
  const twin = page.path.replace(`/${page.language}/`, page.site.project === ANSWERS ? `/${first}/` : '/');
  await tab.show({ ...page, path: twin }, tab.now);
  const there = await tab.evaluate(starts);
  if (there.dir !== 'ltr') return [`${twin} does not read from the left`];
  const parts = Object.keys(here.starts).filter((part) => part in there.starts);
  const away = (part) => Math.abs(here.starts[part] - there.starts[part]) > 2;
  return [
    ...(parts.length < 2 ? ['there is nothing to compare'] : []),
    ...parts.filter(away).map((part) => `${part} begins ${here.starts[part]} px from the right, ${there.starts[part]} px from the left in the other page`),
  ];
}

/** How far from the edge where reading begins some parts of the page begin. */
function starts() {
  const { dir } = document.documentElement;
  const edge = ({ left, right }) => Math.round(dir === 'rtl' ? document.documentElement.clientWidth - right : left);
  const textOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const shown = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility() && element.clientWidth > 1);
  const found = {
    'the brand': shown('header img')?.getBoundingClientRect(),
    'the heading': shown('h1') && textOf(shown('h1')),
    'the first column': shown('main th') && textOf(shown('main th')),
    'the first figure': shown('main dt') && textOf(shown('main dt')),
    'the footer': shown('footer h2') && textOf(shown('footer h2')),
  };
  return { dir, starts: Object.fromEntries(Object.entries(found).filter(([, box]) => box).map(([part, box]) => [part, edge(box)])) };
}
