// Search, sort, and the decisions that the pages of the documents have left in this browser.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  const table = document.querySelector(".documents");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const said = JSON.parse(table.dataset.decisions);

  const reviews = [];
  const mine = new Map(rows.filter((row) => row.dataset.sha256).map((row) => [row.dataset.sha256, row]));
  const collect = () => {
    reviews.length = 0;
    for (let at = 0; at < localStorage.length; at++) {
      const name = localStorage.key(at);
      const row = name.startsWith("swedoc:") && mine.get(name.slice(7));
      if (!row) continue;
      try {
        const found = Object.values(JSON.parse(localStorage.getItem(name)));
        reviews.push(...found);
        row.cells[5].textContent = [...new Set(found.map((one) => said[one.decision] || ""))].join(", ");
      } catch { /* not ours */ }
    }
    document.getElementById("decided").textContent = reviews.length;
    document.getElementById("save").disabled = !reviews.length;
  };
  try { collect(); } catch { document.getElementById("save").disabled = true; }
  window.addEventListener("pageshow", () => { try { collect(); } catch { /* no storage */ } });

  document.getElementById("save").addEventListener("click", () => {
    const file = new Blob([JSON.stringify({ swedoc_reviews: "1", reviews }, null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "granskning.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  const search = document.getElementById("search");
  const status = document.getElementById("shown");
  const none = document.getElementById("none");
  let texts = null;
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts = texts || rows.map((row) => row.textContent.toLowerCase());
    const only = document.querySelector("input[name=outcome]:checked").id.slice(5);
    let count = 0;
    rows.forEach((row, at) => {
      const fits = words.every((word) => texts[at].includes(word));
      row.hidden = !fits;
      count += fits && (only === "all" || row.classList.contains(only));
    });
    status.textContent = status.dataset.text.replace("#", count);
    none.hidden = count > 0;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  document.querySelector(".filter").addEventListener("change", filter);

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent : Number(cell.dataset.key);
  };
  const order = new Intl.Collator(document.documentElement.lang).compare;
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = head.dataset.sort;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const column = Number(head.dataset.column);
      const numeric = column === 0 || column === 3;
      const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : column === 3;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = [...body.rows].map((row) => [key(row, column), row]);
      keyed.sort(numeric ? (a, b) => a[0] - b[0] : (a, b) => order(a[0], b[0]));
      if (down) keyed.reverse();
      body.append(...keyed.map((pair) => pair[1]));
    });
  }
})();
