// Keeps the choices above the frame at the page that the frame shows.
(() => {
  const frame = document.querySelector("iframe");
  frame.addEventListener("load", () => {
    const { pathname } = frame.contentWindow.location;
    if (!/\/p\/[^/]+\//.test(pathname)) return;
    document.getElementById("alone").href = pathname;
    for (const link of document.querySelectorAll("nav[aria-label=Looks] a")) {
      const address = new URL(link.href);
      address.searchParams.set("at", pathname);
      link.href = address.href;
    }
  });
})();
