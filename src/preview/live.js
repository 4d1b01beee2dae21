// Keeps an open page fresh. The preview's server puts this into the pages it serves; no built page has it.
(() => {
  const { mark } = document.currentScript.dataset;
  const here = new URLSearchParams(location.search);
  let source;
  let overlay;
  let shown = "";
  let dismissed = "";

  let current = mark;
  let latest;

  // A browser has few connections for one host: a page that nobody sees gives its own back, and one that holds a portal in a
  // frame has nothing to hear that the frame does not.
  const listen = () => {
    source?.close();
    source = undefined;
    if (document.visibilityState === "hidden" || document.querySelector("iframe")) return;
    const asked = new URLSearchParams({ path: location.pathname + location.search, mark: current });
    source = new EventSource(`/-preview/live?${asked}`);
    source.onmessage = (event) => {
      // Whoever listens too is told the same once more.
      if (event.data === latest) return;
      latest = event.data;
      heard(JSON.parse(event.data));
    };
  };

  const heard = async (news) => {
    tell(news.errors);
    if (!news.changed) return swap(news.assets);
    if (!document.getElementById("fresh")) return location.reload();
    // The preview's own page: what is typed into its search field stays.
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.getElementById("fresh");
    if (!fresh) return location.reload();
    const open = document.querySelector("#fresh details[open]") !== null;
    document.getElementById("fresh").replaceWith(document.adoptNode(fresh));
    if (open) document.querySelector("#fresh details")?.setAttribute("open", "");
    document.title = page.title;
    current = page.querySelector("script[data-mark]").dataset.mark;
    listen();
  };

  // `/assets/style.a1b2c3d4e5.css` → `/assets/style.css`
  const name = (path) => path.replace(/\.[^./]+(?=\.[^./]+$)/, "");

  // Puts new style sheets, icons and pictures in the place of old ones.
  const swap = (assets) => {
    for (const element of document.querySelectorAll("link[href], img[src]")) {
      const attribute = element.localName === "img" ? "src" : "href";
      const address = new URL(element[attribute]);
      const path = assets.find((asset) => name(asset) === name(address.pathname));
      if (!path || path === address.pathname) continue;
      address.pathname = path;
      if (element.rel !== "stylesheet") {
        element[attribute] = address.href;
        continue;
      }
      // The old style sheet stays until the new one is there, so that the page is never without.
      const next = element.cloneNode();
      next.href = address.href;
      next.addEventListener("load", () => element.remove(), { once: true });
      next.addEventListener("error", () => next.remove(), { once: true });
      element.after(next);
    }
  };

  // Puts what is wrong aside until something else is.
  const put = () => {
    dismissed = shown;
    overlay?.remove();
  };

  // Shows what is wrong over the page, or takes it away.
  const tell = (errors) => {
    const said = errors.join("\n\n");
    // What is being read stays where it is.
    if (overlay?.isConnected && said === shown) return;
    shown = said;
    overlay?.remove();
    overlay = undefined;
    if (!said) dismissed = "";
    // The preview's own pages say it themselves.
    if (!said || said === dismissed || document.querySelector("#fresh, .problem, .stage")) return;
    const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    overlay = document.createElement("portalsmith-problems");
    const tree = overlay.attachShadow({ mode: "open" });
    const box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.lang = "en";
    box.dir = "ltr";
    const close = Object.assign(element("button", "Close"), { title: "Esc" });
    close.addEventListener("click", put);
    const title = errors.length === 1 ? "There is an error" : `There are ${errors.length} errors`;
    box.append(close, element("h2", title), element("p", "This page is that of the last good build. It is renewed once this is mended."));
    for (const error of errors) {
      const text = element("pre", error);
      text.tabIndex = 0;
      box.append(text);
    }
    tree.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/-preview/live.css" }), box);
    // It takes as much room at the page's end as it covers, so that all of the page can be read.
    const { style } = overlay;
    new ResizeObserver(() => { style.blockSize = `${box.offsetHeight}px`; }).observe(box);
    document.body.append(overlay);
  };

  // A look (dark, printed) goes along to the portal's other pages and through its forms.
  const look = here.get("look");
  if (look && !location.pathname.startsWith("/-preview/")) {
    for (const link of document.links) {
      if (link.origin === location.origin && link.getAttribute("href")[0] !== "#") link.search = new URLSearchParams({ look });
    }
    for (const form of document.forms) {
      const action = new URL(form.getAttribute("action") ?? "", location.href);
      if (action.origin !== location.origin) continue;
      action.search = new URLSearchParams({ look });
      form.setAttribute("action", action.href);
    }
  }

  document.addEventListener("visibilitychange", listen);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") put(); });
  addEventListener("pagehide", () => source?.close());
  // A form's answer waits for the build that it changes: to load the page again then would be to leave the answer.
  addEventListener("submit", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
