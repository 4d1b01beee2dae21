// Serves the specimens with their own headers and names the pages that are judged, to look at them:
//
//   node serve.mjs [WORD…]      only pages whose names have all the words
import { pagesOf } from './pages.mjs';
import { Site } from './site.mjs';
import { ANSWERS, PROJECTS } from './specimens.mjs';

const words = process.argv.slice(2);
const sites = Object.fromEntries([...PROJECTS, ANSWERS].map((name) => [name, new Site(name)]));
for (const [index, site] of Object.values(sites).entries()) await site.serve(8100 + index);
for (const page of pagesOf(sites).filter(({ name }) => words.every((word) => name.includes(word)))) {
  console.log(`${page.site.origin}${page.path}  ${page.name}`);
}
