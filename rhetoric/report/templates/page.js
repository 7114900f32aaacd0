"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("scripted");

  // The ledger: filter and sort.
  const form = document.querySelector(".filters");
  const table = document.querySelector("table.ledger");
  const filter = () => {
    const wanted = new FormData(form);
    const words = String(wanted.get("words")).trim().toLowerCase();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const fits = ["group", "theme", "function", "tone"].every(
        (key) => !wanted.get(key) || row.dataset[key] === wanted.get(key));
      row.hidden = !(fits && (!words || row.textContent.toLowerCase().includes(words)));
      shown += !row.hidden;
    }
    form.querySelector("output").textContent = `${shown} of ${table.tBodies[0].rows.length}`;
  };
  if (form && table) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
    all("th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }

  // The drawer: the passages behind a number, asked for by the address after #.
  const drawer = document.getElementById("drawer");
  const keys = ["theme", "group", "function", "target", "tone"];
  const asked = () => {
    const text = decodeURIComponent(location.hash.slice(1));
    return text.includes("=") ? new URLSearchParams(text) : null;
  };
  const show = () => {
    const query = asked();
    if (!query) { if (drawer.open) drawer.close(); return; }
    const numbers = query.get("uses") ? new Set(query.get("uses").split(",")) : null;
    const found = all("#themes li.use").filter((use) =>
      (!numbers || numbers.has(use.dataset.n)) &&
      keys.every((key) => !query.get(key) || use.dataset[key] === query.get(key)));
    found.sort((a, b) => a.dataset.n - b.dataset.n);
    // What has no passage on this page is told by its row of the ledger.
    const whole = new Set(found.map((use) => use.dataset.n));
    const rows = all("table.ledger tbody tr").filter((row) => !whole.has(row.dataset.n) &&
      (!numbers || numbers.has(row.dataset.n)) &&
      keys.every((key) => !query.get(key) || row.dataset[key] === query.get(key)));
    rows.sort((a, b) => a.dataset.n - b.dataset.n);
    const statements = new Set(found.map((use) => use.querySelector(".cite a").hash));
    const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
    const uses = numbers ? numbers.size : found.length + rows.length;
    const title = document.getElementById("drawer-title");
    title.textContent = !uses ? "No passage fits"
      : uses > found.length ? `${count(uses, "use")}, ${found.length} with the whole passage`
      : `${count(uses, "use")} in ${count(statements.size, "statement")}`;
    const brief = (row) => {
      const item = document.createElement("li");
      item.className = "use brief";
      const what = document.createElement("p");
      what.className = "what";
      what.append(row.cells[2].firstElementChild.cloneNode(true),
        ` ${row.dataset.function} “${row.cells[3].textContent}”, ${row.cells[1].textContent}`);
      const quotation = document.createElement("blockquote");
      quotation.append(...[...row.cells[6].childNodes].map((node) => node.cloneNode(true)));
      item.append(what, quotation);
      return item;
    };
    drawer.querySelector("ol").replaceChildren(...found.map((use) => {
      const copy = use.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }), ...rows.map(brief));
    const rest = drawer.querySelector(".rest");
    rest.hidden = uses <= found.length + rows.length;
    rest.textContent = `${uses - found.length - rows.length} more in frames.csv.`;
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-q]");
    if (link) {
      event.preventDefault();
      location.hash = link.dataset.q;
    } else if (event.target === drawer) {
      drawer.close();
    } else if (drawer.open && event.target.closest("#drawer .cite a")) {
      drawer.close();
    }
  });
  drawer.addEventListener("close", () => {
    if (asked()) history.replaceState(null, "", location.pathname + location.search);
  });
  const reveal = () => {
    const target = asked() ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target && target.closest("details");
    if (box) { box.open = true; target.scrollIntoView({ block: "center" }); }
    show();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper, definitions and tables are open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open]):not(.why):not(.bulk)");
    closed.forEach((item) => { item.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((item) => { item.open = false; }));
})();
