// Faults, at least one for each rule, planted in a page or its style sheet on its way to the judge.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browserMissing } from './browser.mjs';
import { judgeAccess } from './judges/access.mjs';
import { judgeLayout } from './judges/layout.mjs';
import { checked, OF_FILES } from './judges/markup.mjs';
import { judgeMedia } from './judges/media.mjs';
import { judgeQuiet } from './judges/quiet.mjs';
import { pagesOf } from './pages.mjs';
import { Site } from './site.mjs';
import { ANSWERS, PROJECTS, required, without } from './specimens.mjs';
import { Stage } from './stage.mjs';

/** At the end of the style sheet. */
const style = (rule) => ({ css: (text) => `${text}\n${rule}` });
/** At the beginning of the main part. */
const inMain = (html) => ({ html: (text) => text.replace(/<main[^>]*>/, `$&${html}`) });

/** Without the policy that the page states itself, and with another in the header. */
const unguarded = (policy, html = (text) => text) => ({
  html: (text) => html(text.replace(/<meta http-equiv="?content-security-policy[^>]*>/i, '')),
  policy: () => policy,
});

/** Words of a rule about files, and what is planted. */
const IN_FILES = [
  ['no page has a script', inMain('<script src="/x.js"></script>')],
  ['no page has a script', inMain('<p style="margin: 0">x</p>')],
  ['no page has a script', inMain('<p onclick="x()">x</p>')],
  ['no page has a script', inMain('<img src="//cdn.example.net/x.png" alt="">')],
  ['no page has a script', inMain('<a href="https://elsewhere.example.net/">x</a>')],
  ['no page has a script', inMain('<form action="https://elsewhere.example.net/"></form>')],
  ['no style sheet loads', style('@import "//cdn.example.net/x.css";')],
  ['no style sheet loads', style('a { background: url(data:image/png;base64,AAAA) }')],
  ['every page states the policy', { html: (text) => text.replace("base-uri 'none'", '').replace('base-uri &#39;none&#39;', '') }],
  ['every link leads', inMain('<a href="../nowhere/">x</a>')],
  ['every link leads', inMain('<a href="#nowhere">x</a>')],
];

/** The page, words of a rule in the browser, and what is planted. */
const PLANTED = [
  ['invoice one en', 'complain', inMain('<p style="color: red">x</p>')],
  ['invoice one en', 'asks for itself', unguarded('', inMain('<img src="http://127.0.0.1:9/x.png" alt="">').html)],
  ['invoice one en', 'with scripts switched off', inMain('<noscript>Only with scripts</noscript>')],
  ['home one en', 'policy is in force', unguarded("script-src 'unsafe-inline'")],
  ['invoice one en', 'less motion', style('a { transition: color 1s }')],
  ['invoice one en', 'nothing moves while', style('.brand img { height: auto !important; width: auto !important } .brand, .brand img { min-height: 0; display: block }')],
  ['invoice one en', 'scrolls sideways', style('h1 { width: 90rem }')],
  ['invoice one en', 'leaves its box', style('dd { width: 1rem; white-space: nowrap; overflow-wrap: normal }')],
  ['invoice one en', 'text of twice the size', style('main p { font-size: 15px }')],
  ['invoice one en', 'says its language', { html: (text) => text.replace('lang="en"', 'lang="de"') }],
  ['invoice one ar', 'mirror', style('h1 { text-align: left }')],
  ['invoice one en', 'dark pages are dark', style('@media (prefers-color-scheme: dark) { body { background: #fff !important } }')],
  ['invoice one en', 'forced colors', style('input, select, textarea { border: 0 !important; outline: 0 !important }')],
  ['invoice one en', 'all words stay', style('@media (forced-colors: active) { main dl { display: none } }')],
  ['invoice one en', 'on paper there is no form', style('@media print { .tell, .ask { display: block !important } }')],
  ['home one en', 'printed page has every amount', style('@media print { main td, main dd, main li, main p, main figcaption { display: none } }')],
  ['invoice one en', 'axe finds no violation', inMain('<p><img src="/assets/x.png"></p>')],
  ['invoice one en', 'axe finds enough contrast', style('@media (prefers-color-scheme: dark) { main p { color: #333 !important } }')],
  ['invoice one en', 'first stop of the keyboard', { html: (text) => text.replace(/href="?#main"?/, 'href="/"') }],
  ['invoice one en', 'in order, in sight', style('a:focus-visible { outline: 0 !important }')],
  ['invoice one en', 'with a focus that shows', style('a:focus-visible { outline-color: var(--line) !important }')],
  ['invoice one en', 'reaches everything in order', inMain('<button tabindex="5">x</button>')],
  ['invoice one en', 'reaches everything in open forms', style('select:focus { outline: 0 !important }')],
  ['invoice one en', 'opens and closes by keyboard', { html: (text) => text.replaceAll('<summary', '<p').replaceAll('</summary', '</p') }],
];

export function plant() {
  const sites = Object.fromEntries([...PROJECTS, ANSWERS].map((name) => [name, new Planted(name)]));
  const stage = new Stage(Object.values(sites), pagesOf(sites));
  for (const rules of [judgeQuiet, judgeLayout, judgeMedia, judgeAccess]) rules(stage);

  describe('a planted fault is found', { skip: required(browserMissing()) }, () => {
    const faultsOf = async (page, rules) => {
      const found = await stage.browser.each([page], (tab) => stage.visit(tab, page, rules));
      return found.flatMap(([rule, faults]) => faults.map(({ text }) => `${rule.sentence}: ${text}`));
    };
    const control = new Map();
    before(async () => {
      await stage.open();
      for (const page of stage.pages.filter(({ name }) => PLANTED.some(([planted]) => planted === name))) {
        control.set(page.name, await faultsOf(page, stage.rules));
      }
    });
    after(() => stage.close());
    for (const [name, words, fault] of PLANTED) {
      test(`the rule with “${words}”`, async () => {
        const rules = stage.rules.filter(({ sentence }) => sentence.includes(words));
        assert.equal(rules.length, 1, `the words name ${rules.length} rules`);
        const page = stage.pages.find((page) => page.name === name);
        page.site.plant(page.file, fault);
        const found = await faultsOf(page, rules).finally(() => page.site.plant());
        assert.ok(found.some((text) => !control.get(name).includes(text)), 'nothing was found but what is there without it');
      });
    }
  });

  const [site] = Object.values(sites);
  for (const [words, fault] of IN_FILES) {
    test(`${words}: ${Object.values(fault)[0]('<main>').slice(0, 60)}`, () => {
      const [, files, judge] = OF_FILES.find(([sentence]) => sentence.includes(words));
      const [file] = files(site);
      assert.deepEqual(judge(site, file), []);
      site.plant(file, fault);
      assert.notDeepEqual(judge(site, file), [], 'nothing was found');
      site.plant(file);
    });
  }

  test('the HTML checker finds an error', { skip: without('java') }, async () => {
    const output = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'));
    fs.writeFileSync(path.join(output, 'index.html'), '<!doctype html><html lang="en"><title>x</title><p></div>');
    const found = await checked({ project: 'planted', output });
    fs.rmSync(output, { recursive: true });
    assert.equal(found.length, 1);
  });

  test('each rule has a fault that is planted for it', () => {
    const planted = [...PLANTED.map(([, words]) => words), ...IN_FILES.map(([words]) => words)];
    const sentences = [...stage.rules.map(({ sentence }) => sentence), ...OF_FILES.map(([sentence]) => sentence)];
    assert.deepEqual(sentences.filter((sentence) => !planted.some((words) => sentence.includes(words))), []);
  });
}

/** A site with a fault in one page, in its style sheet, or in its policy. */
class Planted extends Site {
  plant(file, fault = {}) {
    Object.assign(this, { planted: file, fault, parsed: new Map(), parts: new Map() });
  }

  bytes(file) {
    const change = file.endsWith('.css') ? this.fault?.css : file === this.planted ? this.fault?.html : undefined;
    return change ? Buffer.from(change(super.bytes(file).toString())) : super.bytes(file);
  }

  headersOf(pathname) {
    const headers = super.headersOf(pathname);
    return this.fault?.policy ? { ...headers, 'content-security-policy': this.fault.policy() } : headers;
  }
}
