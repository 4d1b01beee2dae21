// A built site of the specimens: its files, its portals, and a server that gives it out with just the headers that its
// `_headers` file asks for.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { elements } from './markup.mjs';
import { ANSWERS, portalsmith, PROJECTS, SPECIMENS } from './specimens.mjs';

const TYPES = {
  css: 'text/css; charset=utf-8', csv: 'text/csv; charset=utf-8', html: 'text/html; charset=utf-8', ico: 'image/x-icon',
  jpg: 'image/jpeg', pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml', txt: 'text/plain; charset=utf-8',
  webp: 'image/webp', woff2: 'font/woff2', xml: 'application/xml', ics: 'text/calendar; charset=utf-8', zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export class Site {
  constructor(project) {
    this.project = project;
    /** Where what the organization wrote lies. */
    this.root = path.resolve(SPECIMENS, project === ANSWERS ? PROJECTS[0] : project);
    this.output = path.resolve(SPECIMENS, project, 'output');
    const links = project === ANSWERS ? [] : JSON.parse(portalsmith(project, 'links', '--format', 'json')).links;
    const at = links.length > 0 ? new URL(links[0].url).pathname : '/p/';
    /** The path of `site.base_url`, without a slash at its end. */
    this.base = at.slice(0, at.indexOf('/p/'));
    /** Customer → the path of his portal. */
    this.portals = new Map(links.map((link) => [link.customer_id, new URL(link.url).pathname]));
    this.files = list(this.output).filter((file) => !file.startsWith('.portalsmith/'));
    const rules = fs.readFileSync(path.join(this.output, '_headers'), 'utf8');
    this.rules = parseRules(rules);
    /** The content security policy of pages. */
    this.policy = this.headersOf(`${this.base}/p/`)['content-security-policy'];
  }

  /** The pages' files, below `output/`. */
  get pages() {
    return this.files.filter((file) => file.endsWith('.html'));
  }

  /** What a file holds, as it is served. */
  bytes(file) {
    return fs.readFileSync(path.join(this.output, file));
  }

  read(file) {
    return this.bytes(file).toString();
  }

  /** A page's elements. They are kept: each page is parsed once. */
  elements(file) {
    this.parsed ??= new Map();
    if (!this.parsed.has(file)) this.parsed.set(file, elements(this.read(file)));
    return this.parsed.get(file);
  }

  /** What can be linked to in a page. */
  ids(file) {
    this.parts ??= new Map();
    if (!this.parts.has(file)) this.parts.set(file, new Set(this.elements(file).map(({ attributes }) => attributes.id).filter(Boolean)));
    return this.parts.get(file);
  }

  /** The file that a visitor of this path gets; none where there is none. */
  fileAt(pathname) {
    if (!pathname.startsWith(`${this.base}/`)) return undefined;
    const below = decodeURIComponent(pathname.slice(this.base.length + 1));
    const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
    this.known ??= new Set(this.files);
    return this.known.has(file) ? file : undefined;
  }

  /** The folder of a customer's portal below `output/`, in a language: `p/<key>/`, `p/<key>/fr/`. */
  portal(customer, language) {
    const home = this.portals.get(customer);
    if (!home) throw new Error(`${this.project} has no portal of ${customer}`);
    const folder = home.slice(this.base.length + 1);
    return fs.existsSync(path.join(this.output, folder, language)) ? `${folder}${language}/` : folder;
  }

  /** Hosts join what all rules that match a path say. */
  headersOf(pathname) {
    const headers = {};
    for (const rule of this.rules.filter((rule) => rule.matches.test(pathname))) {
      for (const [name, value] of rule.headers) headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
    }
    return headers;
  }

  /** Serves the site on this machine until it is closed, by TLS where there is a certificate. */
  async serve(port = 0, tls = undefined) {
    const answer = (request, response) => {
      const pathname = request.url.split('?')[0];
      const found = this.fileAt(pathname);
      const file = found ?? '404.html';
      const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream';
      response.writeHead(found ? 200 : 404, { 'content-type': type, ...this.headersOf(pathname) });
      const there = found ?? this.files.includes(file);
      response.end(there ? this.bytes(file) : 'there is nothing here');
    };
    const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
    await new Promise((done) => server.listen(port, '127.0.0.1', done));
    // `localhost` counts as secure, so that `upgrade-insecure-requests` leaves it alone.
    this.origin = `${tls ? 'https' : 'http'}://localhost:${server.address().port}`;
    this.close = () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    };
  }
}

function list(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).sort(byName).flatMap((entry) => {
    const name = below + entry.name;
    return entry.isDirectory() ? list(folder, `${name}/`) : [name];
  });
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** `_headers`: a path on a line of its own, `*` for anything, then indented `Name: value` lines. */
function parseRules(text) {
  const rules = [];
  for (const line of text.split('\n').filter((line) => line.trim())) {
    if (/^\s/.test(line)) {
      const colon = line.indexOf(':');
      rules.at(-1).headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
    } else {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      rules.push({ matches: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return rules;
}
