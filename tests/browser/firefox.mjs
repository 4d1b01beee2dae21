// Firefox as Debian ships it, driven by WebDriver BiDi: Playwright takes only a Firefox of its own, and there is no geckodriver
// in Debian. No more of the protocol (https://w3c.github.io/webdriver-bidi/) than the tests of forms ask for.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
/** Longer than anything may take on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

/** Why there is no Firefox to test with; nothing where there is one. */
export function firefoxMissing() {
  return fs.existsSync(FIREFOX) ? undefined : `there is no ${FIREFOX}; FIREFOX names another`;
}

/** None of Firefox's own errands; certificates of ours are taken by the session. */
const SETTINGS = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'captivedetect.canonicalURL': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'remote.active-protocols': 1,
  'services.settings.server': 'data:,none',
  'startup.homepage_welcome_url': 'about:blank',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

export class Firefox {
  /** A window that asks for everything by a proxy on this machine, with scripts switched off. */
  static async open(proxy) {
    const firefox = Object.assign(new Firefox(), { answers: new Map(), loads: [], next: 1 });
    firefox.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
    const settings = { ...SETTINGS, 'javascript.enabled': false, 'network.proxy.type': 1 };
    for (const kind of ['http', 'ssl']) {
      settings[`network.proxy.${kind}`] = '127.0.0.1';
      settings[`network.proxy.${kind}_port`] = proxy;
    }
    const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
    fs.writeFileSync(path.join(firefox.profile, 'user.js'), lines.join(''));
    const words = ['--headless', '--no-remote', '--profile', firefox.profile, '--remote-debugging-port', '0'];
    // Not the user's home: where it belongs to somebody else, Firefox does not start. Only so is its own settings' server taken.
    const env = { ...process.env, HOME: firefox.profile, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' };
    firefox.process = spawn(FIREFOX, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    await firefox.connect(await firefox.address());
    await firefox.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    await firefox.send('session.subscribe', { events: ['browsingContext.load'] });
    firefox.tab = (await firefox.send('browsingContext.create', { type: 'tab' })).context;
    return firefox;
  }

  /** Where it listens, as it says itself. */
  address() {
    let said = '';
    return within('Firefox', (resolve, reject) => {
      this.process.stderr.on('data', (text) => {
        said += text;
        const found = said.match(/WebDriver BiDi listening on (ws:\S+)/);
        if (found) resolve(`${found[1]}/session`);
      });
      this.process.on('exit', () => reject(new Error(said)));
    });
  }

  async connect(address) {
    const { WebSocket } = await import('ws');
    this.socket = new WebSocket(address);
    this.socket.on('message', (text) => {
      const { id, type, method, params, result, error, message } = JSON.parse(text);
      if (method === 'browsingContext.load' && params.context === this.tab) this.loads.splice(0).forEach((loaded) => loaded());
      const answer = this.answers.get(id);
      this.answers.delete(id);
      if (type === 'error') answer?.reject(new Error(`${error}: ${message}`));
      else answer?.resolve(result);
    });
    await within(address, (resolve, reject) => this.socket.on('open', resolve).on('error', reject));
  }

  send(method, params) {
    const id = this.next;
    this.next += 1;
    return within(method, (resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  async goto(url) {
    await this.send('browsingContext.navigate', { context: this.tab, url, wait: 'complete' });
  }

  /** Runs a function on the element that is meant: in a world of our own, which the page's switched-off scripts do not bind. */
  async run(selector, what, ...words) {
    const functionDeclaration = `(selector, ...words) => (${what})(document.querySelector(selector), ...words)`;
    const { result, exceptionDetails } = await this.send('script.callFunction', {
      functionDeclaration,
      awaitPromise: false,
      target: { context: this.tab, sandbox: 'test' },
      arguments: [selector, ...words].map((value) => ({ type: 'string', value })),
    });
    if (exceptionDetails) throw new Error(`${selector}: ${exceptionDetails.text}`);
    return result.value;
  }

  /** Presses a button or a link, as a mouse does. */
  async press(selector) {
    await this.run(selector, (element) => element.scrollIntoView({ block: 'center' }));
    const { nodes } = await this.send('browsingContext.locateNodes', { context: this.tab, locator: { type: 'css', value: selector }, maxNodeCount: 1 });
    const origin = { type: 'element', element: { sharedId: nodes[0].sharedId } };
    await this.send('input.performActions', {
      context: this.tab,
      actions: [{
        type: 'pointer',
        id: 'mouse',
        actions: [{ type: 'pointerMove', x: 0, y: 0, origin }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
      }],
    });
  }

  /** Presses what leads to another page, and waits for that. */
  async follow(selector) {
    const loaded = within(`the page behind ${selector}`, (resolve) => this.loads.push(resolve));
    await this.press(selector);
    await loaded;
  }

  /** Types into a field, in place of what is there. */
  async type(selector, text) {
    await this.run(selector, (element) => { element.focus(); element.value = ''; });
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.send('input.performActions', { context: this.tab, actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Chooses from a list or a calendar, which look different in each browser and language. */
  choose(selector, value) {
    return this.run(selector, (element, value) => { element.value = value; }, value);
  }

  value(selector) {
    return this.run(selector, (element) => element.value);
  }

  text(selector) {
    return this.run(selector, (element) => element.innerText);
  }

  async title() {
    return this.run('html', (element) => element.ownerDocument.title);
  }

  async url() {
    return this.run('html', (element) => element.ownerDocument.URL);
  }

  async close() {
    const gone = within('the end of Firefox', (resolve) => this.process.removeAllListeners('exit').on('exit', resolve));
    await this.send('browser.close', {}).catch(() => this.process.kill());
    await gone;
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A promise that does not wait for ever. */
function within(what, work) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} took too long`)), PATIENCE);
    const settled = (settle) => (value) => {
      clearTimeout(late);
      settle(value);
    };
    work(settled(resolve), settled(reject));
  });
}
