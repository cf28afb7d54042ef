"use strict";
// Filters and search. Without it every file stays visible.
(() => {
  const files = Array.from(document.querySelectorAll("article.file"), (node) => ({
    node,
    problem: node.hasAttribute("data-problem"),
    ai: node.hasAttribute("data-ai"),
    text: null,
  }));
  const buttons = Array.from(document.querySelectorAll("[data-filter]"));
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const fits = { problem: (file) => file.problem, ai: (file) => file.ai, all: () => true };
  let filter = "all";

  const textOf = (file) => (file.text ??= file.node.textContent.toLowerCase());

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const file of files) {
      const isShown = fits[filter](file) && words.every((word) => textOf(file).includes(word));
      file.node.hidden = !isShown;
      if (isShown) count += 1;
    }
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    none.hidden = count !== 0 || files.length === 0;
    shown.textContent = `${count} of ${files.length} shown`;
  }

  for (const button of buttons) {
    button.querySelector("b").textContent = String(files.filter(fits[button.dataset.filter]).length);
    button.addEventListener("click", () => {
      filter = button.dataset.filter;
      apply();
    });
  }

  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      apply();
    }
  });

  // Paper has no way to open anything: evidence of the files that are shown is printed open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("article.file:not([hidden]) details:not([open])"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  document.getElementById("tools").hidden = false;
  apply();
})();
