// Makes the specimens anew and builds them, with the program as it stands:
//
//   node specimens.mjs [--languages en,fr,ar|all] [--theme NAME|FOLDER]
//
// They lie in target/specimens/<project>; SPECIMENS names another folder. A program that is built already is used as it
// is with --no-cargo.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TARGET = path.resolve(REPOSITORY, process.env.CARGO_TARGET_DIR ?? 'target');
export const SPECIMENS = path.resolve(process.env.SPECIMENS ?? path.join(TARGET, 'specimens'));
export const PROJECTS = ['posted', 'mailed'];
/** The program as it was built last. */
export const PROGRAM = path.join(TARGET, 'debug/portalsmith');
/** What the form endpoint answers: rendered with the first project's config, and no project. */
export const ANSWERS = 'answers';
// The published test secret: accepted for example.com and its like only. With it, links are the same everywhere.
const SECRET = 'portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx';

/** JUDGE=keyboard judges by the rules that name it. */
export const wanted = (sentence) => new RegExp(process.env.JUDGE ?? '', 'i').test(sentence);

/** The reason to skip tests; an error where they must run. */
export function required(missing) {
  if (missing && process.env.BROWSER_TESTS === 'required') throw new Error(missing);
  return missing ?? false;
}

/** Why nothing can be judged; false where all is there. */
export function missing() {
  const project = PROJECTS.find((project) => !fs.existsSync(`${SPECIMENS}/${project}/output/index.html`));
  const packages = fs.existsSync(new URL('node_modules/axe-core', import.meta.url));
  return required(project ? `there is no ${SPECIMENS}/${project}/output; \`node specimens.mjs\` makes it`
    : packages ? undefined : 'the packages are not there; `npm ci` brings them');
}

/** Why tests that need a program cannot run; false where they can. */
export function without(program) {
  const there = process.env.PATH.split(':').some((folder) => fs.existsSync(path.join(folder, program)));
  return required(there ? undefined : `there is no ${program}`);
}

/** Runs the program in a project, one of the specimens or any folder, and gives what it prints. */
export function portalsmith(project, ...words) {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('PORTALSMITH_'));
  return execFileSync(PROGRAM, [...words, '--quiet', '--project', path.resolve(SPECIMENS, project)], {
    encoding: 'utf8',
    env: { ...Object.fromEntries(environment), PORTALSMITH_LINK_SECRET: SECRET },
    maxBuffer: 1 << 26,
  });
}

function make(options) {
  if (options[0] === '--no-cargo') {
    options.shift();
  } else {
    const words = ['build', '--locked', '--quiet', '--bins', '--example', 'specimens'];
    execFileSync('cargo', words, { cwd: REPOSITORY, stdio: 'inherit' });
  }
  const generator = path.join(TARGET, 'debug/examples/specimens');
  execFileSync(generator, [SPECIMENS, ...options], { stdio: 'inherit' });
  for (const project of PROJECTS) portalsmith(project, 'build');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) make(process.argv.slice(2));
