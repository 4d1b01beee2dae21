// What a page does beside showing itself: nothing. No script, no complaint, no request, no movement.
import { PHONE } from '../browser.mjs';

const NEEDED = ['document', 'stylesheet', 'image', 'font'];
const FIRST = { when: 'loaded', looks: { '': { viewport: PHONE } } };

export function judgeQuiet(stage) {
  stage.rule('no page makes the browser complain, under the policy of its own headers', async (tab, { template }) => {
    // The page that is not found is a page for all that.
    return tab.complaints.filter((text) => !(template === '404' && text.includes('404 (Not Found)')));
  }, FIRST);

  stage.rule('a page asks for itself, its style sheet, the logo and the icon, and for nothing else', async (tab, { site }) => {
    const home = `${site.origin}${site.base}/`;
    const isIcon = ({ url, type }) => type === 'other' && /\/assets\/[^/]*\.(png|ico)$/.test(url);
    return tab.requests.filter((request) => !request.url.startsWith(home) || !(NEEDED.includes(request.type) || isIcon(request)))
      .map(({ url, type }) => `${type}: ${url}`);
  }, FIRST);

  stage.rule('a page says the same with scripts switched off', async (tab, page) => {
    const words = () => document.body.innerText;
    await tab.deaf.goto(page.site.origin + page.path);
    return (await tab.deaf.evaluate(words)) === (await tab.evaluate(words)) ? [] : ['the words differ'];
  });

  stage.rule('the policy is in force: a script that is put into a page does not run', async (tab) => {
    const ran = await tab.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return window.ran === true;
    });
    return ran ? ['it ran'] : [];
  }, { which: ({ template }) => ['home', 'index', '404', 'again'].includes(template), when: 'fresh' });

  stage.rule('nothing moves for those who asked for less motion', (tab) => tab.evaluate(moving), {
    looks: { '': { reducedMotion: 'reduce' } },
  });
}

function moving() {
  const lasts = (durations) => durations.split(',').some((duration) => parseFloat(duration) > 0.001);
  const faults = [...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((part) => {
    const style = getComputedStyle(element, part || undefined);
    const moves = [
      ...(style.animationName !== 'none' && lasts(style.animationDuration) ? ['animation'] : []),
      ...(lasts(style.transitionDuration) ? ['transition'] : []),
      ...(style.scrollBehavior === 'smooth' ? ['smooth scrolling'] : []),
    ];
    return moves.map((move) => `${move} of ${element.localName}.${element.className}${part}`);
  }));
  return faults.slice(0, 3);
}
