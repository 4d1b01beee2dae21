// Chromium, and the tabs that pages are shown in: two of them side by side for the whole run, each page after page.
import fs from 'node:fs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** As many as the smallest machine has cores. */
const TABS = 2;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };
const PLAIN = { viewport: DESK, open: false, text: 1, colorScheme: 'light', forcedColors: 'none', media: null, reducedMotion: 'no-preference' };

/** Why there is no browser to judge with; nothing where there is one. */
export function browserMissing() {
  return fs.existsSync(CHROMIUM) ? undefined : `there is no ${CHROMIUM}; CHROMIUM names another`;
}

/** None of Chromium's own errands, and text that is as wide everywhere. The pages are ours: no sandbox, which root has not. */
export async function launch(...more) {
  const { chromium } = await import('playwright-core');
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage', '--disable-gpu',
    '--disable-sync', '--font-render-hinting=none', '--hide-scrollbars'];
  return chromium.launch({ executablePath: CHROMIUM, headless: true, chromiumSandbox: false, args: [...args, ...more] });
}

export class Browser {
  static async launch() {
    const browser = new Browser();
    browser.chromium = await launch();
    browser.tabs = await Promise.all(Array.from({ length: TABS }, () => Tab.open(browser.chromium)));
    return browser;
  }

  /** Lets a judge see each page; gives all that he finds, in the order of the pages. */
  async each(pages, judge) {
    const found = [];
    const waiting = [...pages.entries()];
    const work = async (tab) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, page] = next;
        found[index] = await judge(tab, page).catch((error) => { throw new Error(`${page.name}: ${error.message}`, { cause: error }); });
      }
    };
    await Promise.all(this.tabs.map(work));
    return found.flat();
  }

  async close() {
    await this.chromium.close();
  }
}

/** A tab that keeps what a page complains of and asks for; `late`: pictures come after the page's first look. */
class Tab {
  static async open(chromium) {
    const tab = Object.assign(new Tab(), { complaints: [], requests: [], late: false, now: { open: false, text: 1 } });
    // A page of the other one is shown with scripts switched off.
    [tab.page, tab.deaf] = [await newPage(chromium), await newPage(chromium, { javaScriptEnabled: false })];
    tab.settings = await tab.page.context().newCDPSession(tab.page);
    tab.page.on('console', (message) => tab.complaints.push(`${message.type()}: ${message.text()}`));
    tab.page.on('pageerror', (error) => tab.complaints.push(`error: ${error.message}`));
    tab.page.on('request', (request) => tab.requests.push({ url: request.url(), type: request.resourceType() }));
    await tab.page.route(/\.(png|jpg|webp|svg|woff2)$/, async (route) => {
      if (tab.late) await tab.page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      await route.continue();
    });
    return tab;
  }

  /** Loads a page, as it looks to someone. */
  async show(page, look = {}) {
    await this.look({ ...look, open: false });
    [this.complaints, this.requests] = [[], []];
    await this.page.goto(page.site.origin + page.path, { waitUntil: 'load' });
    await this.look(look);
  }

  /** Turns the page that is shown to another look. */
  async look(look) {
    const { viewport, open, text, ...media } = { ...PLAIN, ...look };
    if (viewport !== this.now.viewport) await this.page.setViewportSize(viewport);
    await this.page.emulateMedia(media);
    // The browser's own setting: what is measured by it grows, and media queries see it.
    if (text !== this.now.text) await this.settings.send('Page.setFontSizes', { fontSizes: { standard: 16 * text } });
    if (open !== this.now.open) await this.page.evaluate(fold, open);
    this.now = { viewport, open, text };
  }

  /** Runs a function in the page. */
  evaluate(judge, argument) {
    return this.page.evaluate(judge, argument);
  }
}

/** Opens all that folds, or leaves it as the page has it. */
function fold(open) {
  for (const part of document.querySelectorAll('details')) {
    part.dataset.folded ??= part.open ? 'no' : 'yes';
    part.open = open || part.dataset.folded === 'no';
  }
}

async function newPage(chromium, options) {
  return (await chromium.newContext(options)).newPage();
}
