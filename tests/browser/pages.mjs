// The pages that the browser judges: each template in each language with no, one and three hundred open invoices, and
// once whatever else a page has to cope with. With the three languages of continuous integration they are at most forty
// (a test counts them); markup and links are judged over all pages there are.
import fs from 'node:fs';
import path from 'node:path';
import { ANSWERS, PROJECTS, SPECIMENS } from './specimens.mjs';

/** The languages that the specimens were made in, the organization's own first. */
export function languages() {
  const config = fs.readFileSync(path.join(SPECIMENS, PROJECTS[0], 'config.yaml'), 'utf8');
  return /^ {2}languages: \[(.*)\]$/m.exec(config)[1].split(', ');
}

/** Project, customer, template, and for invoices the number that the folder begins with. */
const IN_EACH_LANGUAGE = [
  ['posted', 'none', 'home'], ['posted', 'one', 'home'], ['posted', 'many', 'home'],
  ['posted', 'many', 'outstanding'],
  ['posted', 'many', 'statement'],
  ['posted', 'one', 'invoice', 'inv-2001'],
  ['answers', undefined, 'again'],
];

/** The index of the language, then as above. */
const ONCE = [
  [0, 'posted', 'fifty', 'home'],
  [0, 'posted', 'everything', 'home'], [2, 'posted', 'everything', 'home'],
  [0, 'posted', 'everything', 'statement'],
  [1, 'posted', 'everything', 'invoice', 'e-1'], [2, 'posted', 'everything', 'invoice', 'e-5-both'],
  [1, 'posted', 'currencies', 'home'],
  [0, 'posted', 'group', 'home'],
  [1, 'posted', 'wordy', 'invoice', 'rechnung'],
  [0, 'posted', 'credit', 'home'],
  [0, 'posted', 'none', 'terms'], [1, 'posted', 'one', 'page'], [2, 'posted', 'one', 'page'],
  [2, 'posted', 'fifty', 'list'],
  [1, 'mailed', 'everything', 'home'],
  [2, 'answers', undefined, 'acknowledgement'],
  [1, 'answers', undefined, 'refused'],
];

/** The pages to judge: name, site, file and path of each, and what is on it. */
export function pagesOf(sites) {
  const tongues = languages();
  const judged = [];
  const add = (project, language, customer, template, number) => {
    const site = sites[project];
    const portal = project === ANSWERS ? `${language}/` : site.portal(customer, language);
    const file = portal + below(site, portal, template, number);
    if (!site.files.includes(file)) throw new Error(`${project} has no ${file}`);
    const name = [template, customer, language, project].filter((word) => word && word !== PROJECTS[0]).join(' ');
    judged.push({ name, site, file, path: `${site.base}/${file.replace(/index\.html$/, '')}`, language, customer, template });
  };
  for (const language of tongues) for (const [project, ...page] of IN_EACH_LANGUAGE) add(project, language, ...page);
  for (const [index, project, ...page] of ONCE) add(project, tongues[index % tongues.length], ...page);
  const [site, language] = [sites.posted, tongues[0]];
  judged.push({ name: `index ${language}`, site, file: 'index.html', path: `${site.base}/`, language, template: 'index' });
  judged.push({ name: `404 ${language}`, site, file: '404.html', path: `${site.base}/p/gone/`, language, template: '404' });
  return judged;
}

function below(site, portal, template, number) {
  if (template === 'home') return 'index.html';
  if (template === 'outstanding') return 'statements/open-eur/index.html';
  if (template === 'statement') return 'statements/all-eur/index.html';
  if (template === 'list') return 'invoices/paid-eur/index.html';
  if (template === 'page') return 'how-to-pay/index.html';
  if (template === 'terms') return 'terms/index.html';
  if (template === 'again') return 'again-dispute/index.html';
  if (template === 'acknowledgement') return 'acknowledgement-promise/index.html';
  if (template === 'refused') return 'refused-expired/index.html';
  // The slug ends in six letters of a hash.
  const slug = new RegExp(`^${number}(-[a-z0-9-]*)?-[a-z0-9]{6}$`);
  const folder = fs.readdirSync(path.join(site.output, portal, 'invoices')).find((name) => slug.test(name));
  return `invoices/${folder}/index.html`;
}
