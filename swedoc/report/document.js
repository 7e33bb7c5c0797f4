// Decisions about findings: kept in this browser under the hash of the file, saved as JSON on request.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  const { sha256, path } = document.body.dataset;
  const place = "swedoc:" + sha256;
  const forms = [...document.querySelectorAll(".decide")];

  const stored = () => {
    try { return JSON.parse(localStorage.getItem(place)) || {}; } catch { return {}; }
  };
  const known = stored();
  for (const form of forms) {
    const { finding, code, decision, note, decided } = form.dataset;
    const old = known[finding];
    if (decision && !(old && (old.decided || "") > decided)) {
      known[finding] = { sha256, finding, decision, note, decided, path, code };
    }
    const one = known[finding];
    const text = form.querySelector("input[type=text]");
    if (one) {
      const chosen = form.querySelector(`input[value="${CSS.escape(one.decision)}"]`);
      if (chosen) chosen.checked = true;
      text.value = one.note || "";
    }
    form.addEventListener("change", () => {
      const chosen = form.querySelector("input:checked");
      if (!chosen) return;
      known[finding] = {
        sha256, finding, decision: chosen.value, note: text.value || undefined,
        decided: new Date().toISOString(), path, code,
      };
      keep();
    });
  }
  const keep = () => {
    try { localStorage.setItem(place, JSON.stringify(known)); } catch { /* private mode: export still works */ }
  };
  if (Object.keys(known).length) keep();

  const save = document.getElementById("save");
  if (save && !forms.length) save.closest("p").remove();
  else if (save) save.addEventListener("click", () => {
    const reviews = forms.map((form) => known[form.dataset.finding]).filter(Boolean);
    const file = new Blob([JSON.stringify({ swedoc_reviews: "1", reviews }, null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "granskning-" + sha256.slice(0, 8) + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // What a figure points at lights up before it is followed.
  const light = (event, on) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (target) target.classList.toggle("lit", on);
  };
  for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }
})();
