// All judges: first what needs no browser, then each page in Chromium.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browserMissing } from './browser.mjs';
import { judgeAccess } from './judges/access.mjs';
import { judgeLayout } from './judges/layout.mjs';
import { judgeMarkup } from './judges/markup.mjs';
import { judgeMedia } from './judges/media.mjs';
import { judgeQuiet } from './judges/quiet.mjs';
import { judgeWeight } from './judges/weight.mjs';
import { languages, pagesOf } from './pages.mjs';
import { Site } from './site.mjs';
import { ANSWERS, PROJECTS, required } from './specimens.mjs';
import { Stage } from './stage.mjs';

const LANGUAGES_OF_CI = 3;
const MOST_PAGES = 40;

export function judge() {
  const sites = Object.fromEntries([...PROJECTS, ANSWERS].map((name) => [name, new Site(name)]));
  const pages = pagesOf(sites);
  describe('all pages', () => {
    judgeWeight(sites.posted);
    judgeMarkup(Object.values(sites));
  });
  describe('in the browser', { skip: required(browserMissing()) }, () => {
    test('the specimen set has at most forty pages', () => {
      if (languages().length <= LANGUAGES_OF_CI) assert.ok(pages.length <= MOST_PAGES, `${pages.length} pages`);
    });
    const stage = new Stage(Object.values(sites), pages);
    for (const rules of [judgeQuiet, judgeLayout, judgeMedia, judgeAccess]) rules(stage);
    stage.tests();
  });
}
