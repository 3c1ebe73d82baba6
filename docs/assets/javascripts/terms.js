// The explanation of a term, when the pointer is on it or the keyboard has come to it. Escape puts it away.
// The words stand in the page already (.term-notes, for paper and for screen readers); this only shows them near.
(function () {
  "use strict";

  var GAP = 2;
  var MARGIN = 8;

  /** Where a box of ``size`` goes beside ``term``: below it, or above where there is no room; inside the window. */
  function place(term, size, view) {
    var left = Math.min(Math.max(term.left, MARGIN), Math.max(view.width - size.width - MARGIN, MARGIN));
    var below = term.bottom + GAP;
    var top = below + size.height <= view.height ? below : Math.max(term.top - GAP - size.height, 0);
    return { left: left, top: top };
  }

  function start() {
    var article = document.querySelector("article");
    if (!article || !article.querySelector("a.term")) return;
    var tip = document.createElement("div");
    tip.className = "term-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    article.append(tip);
    var shown = null;

    function show(term) {
      var note = document.getElementById(term.getAttribute("aria-describedby"));
      if (!note) return;
      shown = term;
      tip.textContent = note.textContent;
      tip.hidden = false;
      var rects = term.getClientRects();
      var at = place(rects[rects.length - 1] || term.getBoundingClientRect(), tip.getBoundingClientRect(), {
        width: document.documentElement.clientWidth,
        height: document.documentElement.clientHeight
      });
      tip.style.left = at.left + "px";
      tip.style.top = at.top + "px";
    }

    function hide() {
      shown = null;
      tip.hidden = true;
    }

    /** Whether the pointer goes to the term or to its explanation, which must not vanish under it. */
    function stays(target) {
      return target instanceof Node && (tip.contains(target) || (shown && shown.contains(target)));
    }

    function termOf(event) { return event.target instanceof Element ? event.target.closest("a.term") : null; }

    article.addEventListener("mouseover", function (event) { if (termOf(event)) show(termOf(event)); });
    article.addEventListener("mouseout", function (event) {
      if (shown && !stays(event.relatedTarget) && document.activeElement !== shown) hide();
    });
    article.addEventListener("focusin", function (event) { if (termOf(event)) show(termOf(event)); });
    article.addEventListener("focusout", function (event) { if (termOf(event) === shown) hide(); });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
    window.addEventListener("scroll", function () { if (shown && document.activeElement === shown) show(shown); else hide(); }, { passive: true });
    window.addEventListener("resize", hide);
  }

  window.playbookTerms = { place: place };
  document.addEventListener("DOMContentLoaded", start);
})();
