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
    // A browser ends the source after a refusal, such as that of an ended session: the parts then
    // load the sign-in. After a restart a new source goes on.
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      source = undefined;
      refresh();
      setTimeout(() => {
        if (!document.hidden && !source) open();
      }, 10000);
    });
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
