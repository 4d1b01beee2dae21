// Keeps the choices above the frame at the page that the frame shows.
(() => {
  const frame = document.querySelector("iframe");
  frame.addEventListener("load", async () => {
    const { pathname } = frame.contentWindow.location;
    if (!/\/p\/[^/]+\//.test(pathname)) return;
    const address = new URL(location.href);
    if (address.searchParams.get("at") === pathname) return;
    address.searchParams.set("at", pathname);
    const answer = await fetch(address);
    // Meanwhile the frame may have gone on.
    if (!answer.ok || frame.contentWindow.location.pathname !== pathname) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of ["nav[aria-label=Looks]", "nav[aria-label=Languages]", ".alone"]) {
      const next = fresh.querySelector(place);
      if (next) document.querySelector(place)?.replaceWith(document.adoptNode(next));
    }
    // The same page after a reload.
    history.replaceState(null, "", address);
  });
})();
