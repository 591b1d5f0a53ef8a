// Loads the live parts of a page again after a change. A hidden page keeps no connection open.
"use strict";
(() => {
  const address = document.body.dataset.events;
  if (!address || typeof EventSource === "undefined" || typeof htmx === "undefined") return;
  let source;
  let timer;

  // Changes come in groups. While a live part has the focus, it is not replaced.
  const refresh = () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (document.activeElement?.closest("[data-live]")) refresh();
      else htmx.trigger(document.body, "changed");
    }, 1000);
  };

  const open = () => {
    source = new EventSource(address);
    source.addEventListener("change", refresh);
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      open();
      refresh();
    }
  });
  if (!document.hidden) open();
})();
