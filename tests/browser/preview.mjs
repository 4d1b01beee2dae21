// `portalsmith serve` on a small project of its own, for the browser.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browserMissing } from './browser.mjs';
import { PROGRAM, required } from './specimens.mjs';

/** Why the preview cannot be tested; false where it can. */
export function missing() {
  const packages = fs.existsSync(new URL('node_modules/playwright-core', import.meta.url));
  return required(!fs.existsSync(PROGRAM) ? `there is no ${PROGRAM}; \`cargo build\` makes it`
    : !packages ? 'the packages are not there; `npm ci` brings them' : browserMissing());
}

const environment = () => Object.fromEntries(Object.entries(process.env)
  .filter(([name]) => !name.startsWith('PORTALSMITH_') && !['CI', 'CREDENTIALS_DIRECTORY'].includes(name)));

export class Preview {
  /** A project like that of `init --sample`, with forms, in three languages. */
  static async start() {
    const preview = new Preview();
    preview.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preview-'));
    execFileSync(PROGRAM, ['init', preview.folder, '--sample', '--quiet'], { env: environment() });
    preview.write('config.yaml', [
      'organization: { name: Northlight, currency: EUR, language: en }',
      'site: { base_url: https://pay.example.com, languages: [en, fr, ar] }',
      'contact: { email: ar@example.com }',
      'exports: { as_of: 2026-03-31 }',
      'forms: { endpoint: https://forms.example.com }',
      'late_fees: { percent_per_month: 1.5 }',
      'white_label: { primary_color: "#0b5fff" }', ''].join('\n'));
    preview.process = spawn(PROGRAM, ['serve', '--port', '0', '--project', preview.folder], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
    preview.said = '';
    await new Promise((resolve, reject) => {
      preview.process.stderr.on('data', (text) => {
        preview.said += text;
        preview.origin ??= preview.said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
        if (preview.origin) resolve();
      });
      preview.process.on('exit', () => reject(new Error(preview.said)));
    });
    return preview;
  }

  /** Writes a file as editors do: in place, or beside it and renamed. */
  write(name, text, how = 'rename') {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (how === 'rename') {
      fs.writeFileSync(`${file}~`, text);
      fs.renameSync(`${file}~`, file);
    } else {
      fs.writeFileSync(file, text);
    }
  }

  read(name) {
    return fs.readFileSync(path.join(this.folder, name), 'utf8');
  }

  /** Writes a file with one text in it replaced. */
  edit(name, old, now, how) {
    const text = this.read(name);
    if (!text.includes(old)) throw new Error(`\`${old}\` is not in ${name}`);
    this.write(name, text.replace(old, now), how);
  }

  /** The address of the portal of the customer who is called so. */
  async portal(name) {
    const html = await (await fetch(`${this.origin}/?q=${encodeURIComponent(name)}`)).text();
    const found = html.match(/<th scope="row"><a href="(\/p\/[^"]+)"/);
    if (!found) throw new Error(`${name} has no portal`);
    return this.origin + found[1];
  }

  end() {
    this.process.removeAllListeners('exit');
    this.process.kill('SIGINT');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
