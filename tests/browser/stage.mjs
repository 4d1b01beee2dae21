// Shows each page to all judges. Loading a page costs as much as judging it, so rules are gathered first; then each page is
// loaded once, turned to the looks that rules ask for, and judged; then the tests say what was found, rule by rule.
import { after, before, test } from 'node:test';
import { Browser } from './browser.mjs';
import { fault, none } from './faults.mjs';
import { wanted } from './specimens.mjs';

export class Stage {
  constructor(sites, pages) {
    this.sites = sites;
    this.pages = pages;
    this.rules = [];
  }

  /**
   * A rule in one sentence, and a judge: he gets the tab, the page and the stage, and gives a list of faults.
   *
   * `looks` is what emulateMedia takes, `viewport`, `open` (all that folds is open) and `text` (how many times larger), each
   * with a name; by default as a desk in light colors sees it. `which` says which pages. `when` is `loaded` where the judge
   * looks at how a page comes, `fresh` where he changes it: then it is loaded for him alone.
   */
  rule(sentence, judge, { looks = { '': {} }, which = () => true, when = 'shown' } = {}) {
    this.rules.push({ sentence, judge, looks: Object.entries(looks), which, when, faults: [], seen: 0, took: 0 });
  }

  /** Registers a test for each rule. */
  tests() {
    const rules = this.rules.filter(({ sentence }) => wanted(sentence));
    if (rules.length === 0) return;
    before(async () => {
      await this.open();
      const begun = performance.now();
      const found = await this.browser.each(this.pages, (tab, page) => this.visit(tab, page, rules));
      for (const [rule, faults] of found) {
        rule.faults.push(...faults);
        rule.seen += 1;
      }
      console.log(`${this.pages.length} pages judged in ${Math.round((performance.now() - begun) / 1000)} s`);
    });
    after(() => this.close());
    for (const rule of rules) {
      test(rule.sentence, (context) => {
        context.diagnostic(`${rule.seen} times, ${(rule.took / 1000).toFixed(1)} s`);
        none(rule.seen === 0 ? [fault('none', 'no page was judged')] : rule.faults);
      });
    }
  }

  async open() {
    for (const site of this.sites) await site.serve();
    this.browser = await Browser.launch();
  }

  async close() {
    await this.browser?.close();
    for (const site of this.sites) await site.close?.();
  }

  /** All that the rules find on one page: the rule, and its faults. */
  async visit(tab, page, rules) {
    const found = [];
    const judge = async (rule, name) => {
      const begun = performance.now();
      const faults = await rule.judge(tab, page, this);
      rule.took += performance.now() - begun;
      found.push([rule, faults.map((text) => fault(name ? `${page.name}, ${name}` : page.name, text))]);
    };
    const due = rules.filter(({ which }) => which(page));
    const of = (time) => due.filter(({ when }) => when === time)
      .flatMap((rule) => rule.looks.map(([name, look]) => ({ rule, name, look })));
    if (due.some(({ when }) => when !== 'fresh')) {
      tab.late = true;
      await tab.show(page, of('loaded')[0]?.look);
      tab.late = false;
      for (const { rule, name } of of('loaded')) await judge(rule, name);
      for (const { rule, name, look } of of('shown')) {
        await tab.look(look);
        await judge(rule, name);
      }
    }
    for (const { rule, name, look } of of('fresh')) {
      await tab.show(page, look);
      await judge(rule, name);
    }
    return found;
  }
}
