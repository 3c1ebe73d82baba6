// Sources age: where a review was due before today (in Japan, by the reader's own clock), the page says so.
// Works in an old copy without network.
(function () {
  "use strict";

  /** Today in Japan, as 2026-11-22. ``now`` is in milliseconds. */
  function today(now) {
    return new Date(now + 9 * 3600000).toISOString().slice(0, 10);
  }

  function overdue(reviewBy, now) {
    return reviewBy < today(now);
  }

  function start() {
    document.querySelectorAll("[data-review-by]").forEach(function (line) {
      if (!overdue(line.dataset.reviewBy, Date.now())) return;
      var warning = document.createElement("strong");
      warning.className = "overdue";
      warning.textContent = "△見直しの期限（" + line.dataset.reviewBy + "）を過ぎています。使う前に、現行の法令を確かめてください。";
      line.prepend(warning);
    });
  }

  window.playbookFreshness = { overdue: overdue };
  document.addEventListener("DOMContentLoaded", start);
})();
