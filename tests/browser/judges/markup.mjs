// What every page of every site is made of: no browser, so all of them.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { fault, none } from '../faults.mjs';
import { addresses } from '../markup.mjs';
import { wanted, without } from '../specimens.mjs';

const pages = (site) => site.pages;
const sheets = (site) => site.files.filter((file) => file.endsWith('.css'));

/** Sentence, the files it is about, and what is wrong in one of them. */
export const OF_FILES = [
  ['no page has a script, an inline style, or anything of another host', pages, foreign],
  ['no style sheet loads anything of another host, or by `data:`', sheets, loaded],
  ['every page states the policy that the headers state, but for who may frame it', pages, policy],
  ['every link leads to a page, a document or a part of a page that is there', pages, brokenLinks],
];

export function judgeMarkup(sites) {
  const rule = (sentence, judge, options = {}) => {
    if (wanted(sentence)) test(sentence, options, async () => none(await judge()));
  };
  for (const [sentence, files, judge] of OF_FILES) {
    rule(sentence, () => sites.flatMap((site) => files(site).flatMap((file) =>
      judge(site, file).map((text) => fault(`${site.project}/${file}`, text)))));
  }
  rule('every page can be reached from a portal, and no portal leads to another', () => sites.flatMap(astray));
  rule('the HTML checker finds no error in any page', async () => (await Promise.all(sites.map(checked))).flat(), { skip: without('java') });
}

const OUTSIDE = /^(https?:)?\/\//i;

function foreign(site, file) {
  const html = site.read(file);
  const faults = [];
  // Whatever a parser makes of it: these bytes are not there.
  for (const bytes of ['<script', '<style', 'javascript:']) {
    if (html.toLowerCase().includes(bytes)) faults.push(`has \`${bytes}\``);
  }
  for (const element of site.elements(file)) {
    const { name, attributes } = element;
    if (['script', 'style', 'iframe', 'object', 'embed', 'base'].includes(name)) faults.push(`has <${name}>`);
    for (const attribute of Object.keys(attributes)) {
      if (attribute === 'style' || attribute.startsWith('on')) faults.push(`<${name}> has ${attribute}=`);
    }
    if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh') faults.push('has a refresh');
    const { loads, leads, sends } = addresses(element);
    for (const address of loads.filter((address) => /^[a-z][a-z0-9+.-]*:/i.test(address) || OUTSIDE.test(address))) {
      faults.push(`<${name}> loads ${address}`);
    }
    faults.push(...[...leads, ...sends].filter((address) => !isAllowed(site, name, address)).map((address) => `<${name}> leads to ${address}`));
  }
  return faults;
}

function loaded(site, file) {
  const named = [...site.read(file).matchAll(/url\(\s*["']?([^"')]*)|@import\s*["']([^"']*)/gi)].map((match) => match[1] ?? match[2]);
  return named.filter((address) => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address.trim()));
}

function policy(site, file) {
  const expected = site.policy.replace("; frame-ancestors 'none'", '');
  const meta = site.elements(file).find(({ attributes }) => attributes['http-equiv']?.toLowerCase() === 'content-security-policy');
  return meta?.attributes.content === expected ? [] : [`states ${meta?.attributes.content}`];
}

/** Links within the site, mail and telephone; forms to the endpoint; other hosts only where the organization named them. */
function isAllowed(site, name, address) {
  if (/^(mailto|tel):/i.test(address)) return name === 'a';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address) && !OUTSIDE.test(address)) return true;
  const { protocol, origin } = new URL(address);
  if (protocol !== 'https:') return false;
  if (name === 'form') return site.policy.includes(`form-action 'self' ${origin};`);
  site.named ??= [...textsOf(site.root)].join('\n');
  return site.named.includes(origin);
}

/** What the organization wrote: its config, pages and exports. */
function* textsOf(root) {
  yield fs.readFileSync(path.join(root, 'config.yaml'), 'utf8');
  for (const folder of ['content/pages', 'content/exports']) {
    if (!fs.existsSync(path.join(root, folder))) continue;
    for (const entry of fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) yield fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'utf8');
    }
  }
}

function brokenLinks(site, file) {
  return linksOf(site, file).flatMap((link) => {
    const target = site.fileAt(link.pathname);
    if (!target) return [`${link.pathname} is not there`];
    const fragment = decodeURIComponent(link.hash.slice(1));
    return fragment && target.endsWith('.html') && !site.ids(target).has(fragment) ? [`${link.pathname} has no part #${fragment}`] : [];
  });
}

/** Everything a page leads to or loads within its site. */
function linksOf(site, file) {
  const here = new URL(`https://site.invalid${site.base}/${file.replace(/index\.html$/, '')}`);
  const all = site.elements(file).flatMap((element) => {
    const { loads, leads } = addresses(element);
    return [...loads, ...leads];
  });
  return all.map((address) => new URL(address, here)).filter((address) => address.host === here.host);
}

function astray(site) {
  const keyOf = (file) => /^p\/([^/]+)\//.exec(file)?.[1];
  const reached = new Set([...site.portals.keys()].map((customer) => `${site.portal(customer, '')}index.html`));
  const faults = [];
  for (const file of reached) {
    for (const link of linksOf(site, file)) {
      const target = site.fileAt(link.pathname);
      if (!target?.endsWith('.html')) continue;
      if (keyOf(target) !== undefined && keyOf(target) !== keyOf(file)) faults.push(fault(`${site.project}/${file}`, `leads to ${target}`));
      reached.add(target);
    }
  }
  const lost = site.pages.filter((file) => file.startsWith('p/') && !reached.has(file));
  return [...faults, ...lost.map((file) => fault(`${site.project}/${file}`, 'nothing leads to it'))];
}

/** What the HTML checker says to all pages and style sheets of a folder. */
export async function checked({ project, output }) {
  const { default: jar } = await import('vnu-jar');
  // It runs for seconds: the quick compiler and one thread for garbage cost half of what Java does by itself.
  const java = ['-Xss2m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar];
  const words = ['--skip-non-html', '--also-check-css', '--also-check-svg', '--format', 'json', '--exit-zero-always', '--stdout', '.'];
  const { stdout } = await promisify(execFile)('java', [...java, ...words], { cwd: output, maxBuffer: 1 << 28 });
  const messages = JSON.parse(stdout).messages.filter(({ type }) => type !== 'info');
  return messages.map(({ url, lastLine, message, extract }) => {
    const file = url ? path.relative(output, decodeURIComponent(new URL(url).pathname)) : output;
    const where = extract ? ` "${extract.replace(/\s+/g, ' ').replaceAll('"', "'").slice(0, 160)}"` : '';
    return fault(`${project}/${file}:${lastLine}`, message + where);
  });
}
