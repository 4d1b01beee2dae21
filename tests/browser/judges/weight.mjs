// What a visitor loads first.
import { test } from 'node:test';
import zlib from 'node:zlib';
import { fault, none } from '../faults.mjs';
import { languages } from '../pages.mjs';
import { wanted } from '../specimens.mjs';

const SENTENCE = 'the home page with fifty open invoices and its style sheet are under 14,000 bytes, compressed';
const MOST = 14_000;

export function judgeWeight(site) {
  if (!wanted(SENTENCE)) return;
  test(SENTENCE, (context) => {
    const compressed = (file) => zlib.gzipSync(site.read(file), { level: 6 }).length;
    const weights = languages().map((language) => {
      const home = `${site.portal('fifty', language)}index.html`;
      const sheets = [...site.read(home).matchAll(/<link rel="?stylesheet"? href="?([^">\s]+)/g)].map(([, href]) => site.fileAt(href));
      const [page, style] = [compressed(home), sheets.map(compressed).reduce((sum, bytes) => sum + bytes, 0)];
      return { language, page, style, sum: page + style };
    });
    for (const { language, page, style, sum } of weights) context.diagnostic(`${language}: ${page} + ${style} = ${sum} bytes`);
    const heavy = weights.filter(({ style, sum }) => style === 0 || sum >= MOST);
    none(heavy.map(({ language, page, style, sum }) => fault(language, `${page} + ${style} = ${sum} bytes`)));
  });
}
