// Narrows the gallery to a reader and a channel. Without JavaScript all entries stay in view.
(function () {
  "use strict";

  function start() {
    var form = document.querySelector("form.filter");
    if (!form) return;
    var items = Array.from(document.querySelectorAll(".gallery [data-audience]"));
    var status = form.querySelector('[role="status"]');

    function narrow() {
      var shown = new Set();
      items.forEach(function (item) {
        var fits = ["audience", "channel"].every(function (name) {
          var wanted = form.elements[name].value;
          return !wanted || item.dataset[name] === wanted;
        });
        item.hidden = !fits;
        if (fits) shown.add(item.querySelector("a").href);
      });
      status.textContent = shown.size + " 件の文面があります。";
    }

    form.addEventListener("change", narrow);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", start);
})();
