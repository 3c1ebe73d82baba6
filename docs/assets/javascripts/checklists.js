// The boxes of the checklists: kept in this tab until it is closed, never sent. Without JavaScript they still tick.
(function () {
  "use strict";

  var KEY = "playbook-checklists";

  /** The names of the boxes that are ticked. */
  function load() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY) || "[]");
      return new Set(Array.isArray(kept) ? kept : []);
    } catch (error) {
      return new Set();
    }
  }

  /** False where the browser keeps nothing (a blocked storage): the boxes work, they are only forgotten. */
  function save(ticked) {
    try {
      if (ticked.size) sessionStorage.setItem(KEY, JSON.stringify(Array.from(ticked)));
      else sessionStorage.removeItem(KEY);
      return true;
    } catch (error) {
      return false;
    }
  }

  function words(done, all) {
    return done === all ? all + "項目すべてに印を付けました。" : all + "項目のうち" + done + "項目に印を付けました。";
  }

  /** Prints one list: its heading and its form, and nothing else of the page. */
  function print(form) {
    var shown = [form, form.previousElementSibling];
    shown.forEach(function (part) { part.dataset.printed = ""; });
    document.body.dataset.printing = form.dataset.checklist;
    window.addEventListener("afterprint", function () {
      shown.forEach(function (part) { delete part.dataset.printed; });
      delete document.body.dataset.printing;
    }, { once: true });
    window.print();
  }

  function start() {
    var forms = Array.from(document.querySelectorAll("form.checklist"));
    if (!forms.length) return;
    var ticked = load();

    forms.forEach(function (form) {
      var boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));
      var status = form.querySelector("[role=status]");

      function tell() {
        var done = boxes.filter(function (box) { return box.checked; }).length;
        status.textContent = done ? words(done, boxes.length) : "";
      }

      function keep() {
        boxes.forEach(function (box) {
          if (box.checked) ticked.add(box.name);
          else ticked.delete(box.name);
        });
        save(ticked);
        tell();
      }

      boxes.forEach(function (box) { box.checked = ticked.has(box.name); });
      form.addEventListener("change", keep);
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      form.querySelector('[data-action="clear"]').addEventListener("click", function () {
        boxes.forEach(function (box) { box.checked = false; });
        keep();
        status.textContent = "印を消しました。";
      });
      form.querySelector('[data-action="print"]').addEventListener("click", function () { print(form); });
      tell();
    });
    document.querySelectorAll(".checklist-actions, .checklist-contents ~ [data-needs-script]").forEach(function (part) {
      part.hidden = false;
    });
  }

  window.playbookChecklists = { words: words };
  document.addEventListener("DOMContentLoaded", start);
})();
