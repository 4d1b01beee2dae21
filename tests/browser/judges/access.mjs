// Whether everyone can use a page: by axe's rules, and by keyboard alone.
import { createRequire } from 'node:module';
import { DESK, PHONE } from '../browser.mjs';

const { source: AXE } = createRequire(import.meta.url)('axe-core');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Those that look at colors; for all others the dark page is the light one. */
const OF_COLOR = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

export function judgeAccess(stage) {
  // Of phone or desk, light or dark, folded or open, each meets each of the others.
  stage.rule('axe finds no violation of WCAG 2.2 AA or of best practice', violations(RULES), {
    looks: { 'on a phone, open': { viewport: PHONE, open: true }, 'on a desk': { viewport: DESK } },
  });
  stage.rule('axe finds enough contrast in dark colors, too', violations(OF_COLOR), {
    looks: {
      'on a phone, dark': { viewport: PHONE, colorScheme: 'dark' },
      'on a desk, dark, open': { viewport: DESK, colorScheme: 'dark', open: true },
    },
  });
  stage.rule('the first stop of the keyboard leads past the head of the page', skipLink, { when: 'fresh' });
  stage.rule('the keyboard reaches everything in order, in sight, with a focus that shows', byKeyboard, { when: 'fresh' });
  stage.rule('the keyboard reaches everything in open forms', byKeyboard, {
    looks: { 'on a phone, dark': { viewport: PHONE, colorScheme: 'dark', open: true } },
    which: ({ customer, template }) => customer !== 'many' && ['home', 'invoice', 'again'].includes(template),
    when: 'fresh',
  });
  stage.rule('a form opens and closes by keyboard', opensByKeyboard, {
    which: ({ customer, template }) => customer === 'one' && template === 'invoice',
    when: 'fresh',
  });
}

const violations = (runOnly) => async (tab) => {
  await tab.evaluate(AXE);
  const found = await tab.evaluate(async (runOnly) => {
    // Target size (2.5.8) ships switched off.
    const rules = Array.isArray(runOnly) ? { 'target-size': { enabled: true } } : {};
    const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({
      id,
      count: nodes.length,
      first: nodes[0].target.join(' '),
      why: (nodes[0].any[0] ?? nodes[0].all[0] ?? nodes[0].none[0])?.message,
    }));
  }, runOnly);
  return found.map(({ id, count, first, why }) => `${id}: ${first}${count > 1 ? ` and ${count - 1} more` : ''}: ${why}`);
};

/** Marks what can be focused and how it looks without focus; gives how many there are, and what is wrong by itself. */
function mark() {
  const name = (element) => {
    const text = (element.getAttribute('aria-label') ?? element.innerText ?? element.value ?? '').trim().replace(/\s+/g, ' ');
    return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${text.slice(0, 30)}"`;
  };
  const look = (element) => {
    const style = getComputedStyle(element);
    const line = (name) => (style[`${name}Style`] === 'none' || parseFloat(style[`${name}Width`]) === 0 ? ''
      : `${style[`${name}Style`]} ${style[`${name}Width`]} ${style[`${name}Color`]}`);
    const lines = ['outline', 'borderTop', 'borderRight', 'borderBottom', 'borderLeft'].map(line);
    return [...lines, style.boxShadow, style.backgroundColor, style.textDecorationLine, style.textDecorationThickness, style.color].join('|');
  };
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const luminance = (color) => {
    if (!known.has(color)) known.set(color, measured(color));
    return known.get(color);
  };
  const measured = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** Of the outline on what is around the element (1.4.11 asks for 3); none where another mark shows the focus. */
  const contrast = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) return undefined;
    let around = element.parentElement;
    while (around.parentElement && getComputedStyle(around).backgroundColor === 'rgba(0, 0, 0, 0)') around = around.parentElement;
    const [low, high] = [style.outlineColor, getComputedStyle(around).backgroundColor].map(luminance).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const stops = [...document.querySelectorAll(kinds)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true })
    && !element.closest('details:not([open]) > :not(summary)'));
  window.judged = { name, look, contrast, stops, plain: stops.map(look), seen: new Set() };
  return {
    count: stops.length,
    faults: stops.filter((element) => element.tabIndex > 0).map((element) => `${name(element)} has a positive tabindex`),
  };
}

/** What has the focus now. */
function focused() {
  const { name, look, contrast, stops, plain, seen } = window.judged;
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { outside: true };
  const index = stops.indexOf(element);
  const box = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  const sight = box && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const [x, y] = box ? [box.left + box.width / 2, box.top + box.height / 2] : [];
  const above = sight && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : element;
  const covered = above && !element.contains(above) && !above.contains(element) && !element.labels?.[0]?.contains(above);
  const again = seen.has(index);
  seen.add(index);
  return {
    index, again, name: name(element), sight,
    covered: covered && name(above),
    plain: index >= 0 && look(element) === plain[index],
    contrast: contrast(element),
  };
}

/** Fields for a day hold several stops each; more than this on one element is a trap. */
const STOPS_INSIDE = 8;

async function byKeyboard(tab) {
  const { count, faults } = await tab.evaluate(mark);
  let [last, inside] = [-1, 0];
  for (let press = 0; press < count * STOPS_INSIDE + 2; press += 1) {
    await tab.page.keyboard.press('Tab');
    const stop = await tab.evaluate(focused);
    if (stop.outside) break;
    if (stop.again && stop.index !== last) break;
    inside = stop.index === last ? inside + 1 : 0;
    if (inside > STOPS_INSIDE) {
      faults.push(`${stop.name} holds the focus`);
      break;
    }
    if (inside > 0) continue;
    if (stop.index < 0) faults.push(`${stop.name} takes the focus, and is nothing to use`);
    else if (stop.index < last) faults.push(`${stop.name} is out of order`);
    if (!stop.sight) faults.push(`${stop.name} has the focus out of sight`);
    if (stop.covered) faults.push(`${stop.name} has the focus below ${stop.covered}`);
    if (stop.plain) faults.push(`${stop.name} looks the same with the focus`);
    if (stop.contrast < 3) faults.push(`${stop.name} has a focus mark of ${stop.contrast.toFixed(2)} to 1 on what is around it`);
    last = Math.max(last, stop.index);
  }
  const missed = await tab.evaluate(() => window.judged.stops.map((element, index) => [index, window.judged.name(element)])
    .filter(([index]) => !window.judged.seen.has(index)).map(([, name]) => name));
  return [...faults, ...missed.map((name) => `${name} is never reached`)];
}

async function skipLink(tab) {
  await tab.page.keyboard.press('Tab');
  const link = await tab.evaluate(() => {
    const { href, hash } = document.activeElement;
    const { top, left, bottom, right } = document.activeElement.getBoundingClientRect();
    return { here: href?.startsWith('http') && hash.length > 1, shown: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth };
  });
  if (!link.here) return ['the first stop leads nowhere in the page'];
  await tab.page.keyboard.press('Enter');
  await tab.page.keyboard.press('Tab');
  const past = await tab.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const now = document.activeElement;
    const below = now === document.body || target === now || target?.contains(now)
      || Boolean(target && target.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
    return { target: Boolean(target), below };
  });
  return [
    ...(link.shown ? [] : ['the skip link does not show when it has the focus']),
    ...(past.target && past.below ? [] : ['the skip link does not lead past the head']),
  ];
}

async function opensByKeyboard(tab) {
  const summaries = await tab.page.locator('details:has(form) > summary').all();
  const faults = [];
  if (summaries.length === 0) faults.push('there is no form');
  for (const summary of summaries) {
    const open = () => summary.evaluate((element) => element.parentElement.open);
    await summary.focus();
    await tab.page.keyboard.press('Enter');
    if (!(await open())) faults.push('a form does not open with Enter');
    await tab.page.keyboard.press('Tab');
    if (!(await summary.evaluate((element) => element.parentElement.contains(document.activeElement)))) {
      faults.push('the first field is not the next stop');
    }
    await summary.focus();
    await tab.page.keyboard.press('Space');
    if (await open()) faults.push('a form does not close with Space');
  }
  return faults;
}
