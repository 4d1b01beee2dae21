// Lighthouse's scores, run by hand: it takes half a minute a page, and its figures for speed depend on the machine.
//
//   node lighthouse.mjs [WORD…]      only pages whose names have all the words; `home` if none is given
//
// `npx` fetches Lighthouse for the run. The pages stay out of search results on purpose: `is-crawlable` is left out.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pagesOf } from './pages.mjs';
import { Site } from './site.mjs';
import { ANSWERS, PROJECTS } from './specimens.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const words = process.argv.length > 2 ? process.argv.slice(2) : ['home'];

const sites = Object.fromEntries([...PROJECTS, ANSWERS].map((name) => [name, new Site(name)]));
for (const site of Object.values(sites)) await site.serve();
for (const page of pagesOf(sites).filter(({ name }) => words.every((word) => name.includes(word)))) {
  for (const form of ['mobile', 'desktop']) console.log(`${page.name}, ${form}: ${await scores(page, form)}`);
}
for (const site of Object.values(sites)) await site.close();

async function scores(page, form) {
  const chrome = `--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage`;
  const words = ['--yes', LIGHTHOUSE, page.site.origin + page.path, '--quiet', '--output=json', '--skip-audits=is-crawlable', chrome];
  if (form === 'desktop') words.push('--preset=desktop');
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
  const { stdout } = await promisify(execFile)('npx', words, { env, maxBuffer: 1 << 28 });
  const { categories, audits } = JSON.parse(stdout);
  const weak = Object.values(categories).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight > 0)
    .map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 0.9);
  return [
    Object.values(categories).map(({ title, score }) => `${title} ${Math.round(100 * score)}`).join(', '),
    ...new Set(weak.map(({ title, displayValue }) => `  ${title} ${displayValue ?? ''}`)),
  ].join('\n');
}
