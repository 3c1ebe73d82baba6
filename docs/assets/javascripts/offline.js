// A copy on a disk does not hold itself: there the line that offers it is left out.
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", function () {
    if (location.protocol !== "file:") return;
    document.querySelectorAll(".offline").forEach(function (line) { line.hidden = true; });
  });
})();
