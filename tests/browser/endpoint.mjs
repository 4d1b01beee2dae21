// A customer's way on the open internet, in small: portals on a host, the form endpoint on another, both by TLS under their own
// names, and the way there. Whatever else is asked for is noted and refused.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PROGRAM, portalsmith } from './specimens.mjs';
import { Site } from './site.mjs';

const PULL_SECRET = 'a-secret-of-this-test';

export class Endpoint {
  /** Builds portals for today, and serves them and their forms until `end`. */
  static async start() {
    const endpoint = Object.assign(new Endpoint(), { asked: new Set() });
    endpoint.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'endpoint-'));
    const [office, machine] = ['office', 'machine'].map((name) => path.join(endpoint.folder, name));
    portalsmith(office, 'init', office, '--sample');
    // The secret is given by the environment.
    fs.rmSync(path.join(office, '.secrets'), { recursive: true, force: true });
    fs.writeFileSync(path.join(office, 'config.yaml'), [
      'organization: { name: Northlight, currency: EUR, language: en }',
      'site: { base_url: https://pay.example.com }',
      'features: { autopay_for_new_customers: true }',
      'contact: { email: ar@example.com }',
      'forms: { endpoint: https://forms.example.com, tls: { cert: tls/cert.pem, key: tls/key.pem } }', ''].join('\n'));
    portalsmith(office, 'build');
    // What the endpoint's machine has: no exports, and not the link secret.
    for (const file of ['config.yaml', 'output/.portalsmith/forms.json']) {
      fs.mkdirSync(path.dirname(path.join(machine, file)), { recursive: true });
      fs.copyFileSync(path.join(office, file), path.join(machine, file));
    }
    const tls = certificate(path.join(machine, 'tls'));
    const secret = portalsmith(office, 'links', 'secret', '--form').trim();
    await endpoint.serve(machine, secret);
    endpoint.site = new Site(office);
    await endpoint.site.serve(0, tls);
    await endpoint.lead();
    return endpoint;
  }

  /** Starts the endpoint and waits until it takes forms. */
  async serve(folder, secret) {
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('PORTALSMITH_') && name !== 'CREDENTIALS_DIRECTORY');
    const env = { ...Object.fromEntries(environment), PORTALSMITH_FORM_SECRET: secret, PORTALSMITH_PULL_SECRET: PULL_SECRET };
    this.pullPort = await freePort();
    const words = ['forms', 'serve', '--project', folder, '--listen', '127.0.0.1:0', '--pull-listen', `127.0.0.1:${this.pullPort}`];
    this.process = spawn(PROGRAM, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.said = '';
    await new Promise((resolve, reject) => {
      this.process.stderr.on('data', (text) => {
        this.said += text;
        this.port ??= this.said.match(/Taking forms on 127\.0\.0\.1:(\d+)/)?.[1];
        if (this.port) resolve();
      });
      this.process.on('exit', () => reject(new Error(this.said)));
    });
  }

  /** A proxy that leads names to ports of this machine, in place of the internet. */
  async lead() {
    const ports = { 'pay.example.com:443': new URL(this.site.origin).port, 'forms.example.com:443': this.port };
    this.way = http.createServer((request, response) => {
      this.asked.add(request.url);
      response.writeHead(502).end();
    });
    this.way.on('connect', (request, socket, head) => {
      this.asked.add(request.url);
      const port = ports[request.url];
      if (!port) {
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        return;
      }
      const there = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        there.write(head);
        there.pipe(socket).pipe(there);
      });
      for (const [one, other] of [[there, socket], [socket, there]]) one.on('error', () => other.destroy());
    });
    await new Promise((done) => { this.way.listen(0, '127.0.0.1', done); });
    this.proxy = this.way.address().port;
  }

  /** The address of a customer's portal, or of the page of an invoice in it. */
  page(customer, invoice) {
    const home = this.site.portals.get(customer);
    const folder = `${home.slice(1)}invoices/${invoice?.toLowerCase()}-`;
    const path = invoice ? `/${this.site.pages.find((file) => file.startsWith(folder))}` : home;
    return `https://pay.example.com${path.replace(/index\.html$/, '')}`;
  }

  /** What was recorded, as `inbox pull` gets it. */
  async submissions() {
    const answer = await fetch(`http://127.0.0.1:${this.pullPort}/submissions`, { headers: { authorization: `Bearer ${PULL_SECRET}` } });
    return (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  async end() {
    this.process?.removeAllListeners('exit').kill();
    this.way?.closeAllConnections();
    this.way?.close();
    await this.site?.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A certificate for both names that nobody else trusts, good for a day. */
function certificate(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => path.join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=test',
    '-addext', 'subjectAltName=DNS:pay.example.com,DNS:forms.example.com', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
}

function freePort() {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
