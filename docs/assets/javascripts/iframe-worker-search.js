// Stands in for the worker of Material's search box, in the page itself: that works on file:// too.
// The name must hold "iframe-worker": the offline plugin then adds no script of another host.
(function () {
  "use strict";

  var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  var NativeWorker = window.Worker;
  var base = new URL("../", document.currentScript.src);
  var index = null, loading = null;

  function script(address) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = new URL(address, base).href;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  /** The index; it is loaded once, when somebody turns to the search box. */
  function load() {
    loading = loading || Promise.all([script("javascripts/search.js"), script("search-data.js")]).then(function () {
      index = window.playbookSearch.prepare(window.playbookSearchData);
    });
    return loading;
  }

  class SearchWorker extends EventTarget {
    constructor() {
      super();
      this.asked = "";
    }

    postMessage(message) {
      var worker = this;
      if (message.type === SETUP) worker.tell({ type: READY });
      if (message.type !== QUERY) return;
      worker.asked = message.data;
      if (!message.data.trim()) { // Material asks for nothing when a page opens
        worker.tell({ type: RESULT, data: { items: [], suggest: [] } });
        return;
      }
      load().then(function () {
        if (worker.asked !== message.data) return; // typed on while the index was loading
        worker.tell({ type: RESULT, data: window.playbookSearch.search(index, message.data) });
      }, function () {
        worker.tell({ type: RESULT, data: { items: [], suggest: [] } });
      });
    }

    tell(message) {
      var worker = this;
      setTimeout(function () { worker.dispatchEvent(new MessageEvent("message", { data: message })); });
    }

    terminate() {}
  }

  window.Worker = function (address, options) {
    return /\/workers\/search\./.test(String(address)) ? new SearchWorker() : new NativeWorker(address, options);
  };

  function inBox(event) {
    return event.target instanceof Element && event.target.matches('[data-md-component="search-query"]');
  }

  /** Keys that choose a conversion of the input method are not for the page. */
  function composing(event) {
    return inBox(event) && (event.isComposing || event.keyCode === 229);
  }

  ["keydown", "keyup"].forEach(function (name) {
    window.addEventListener(name, function (event) {
      if (composing(event)) event.stopImmediatePropagation();
    }, true);
  });
  // Material hears keys only (results: up, suggestion: down): what is pasted, spoken or chosen is told as one.
  ["input", "compositionend"].forEach(function (name) {
    window.addEventListener(name, function (event) {
      if (!inBox(event) || event.isComposing) return;
      ["keydown", "keyup"].forEach(function (key) { event.target.dispatchEvent(new KeyboardEvent(key, { bubbles: true })); });
    });
  });
  window.addEventListener("focusin", function (event) {
    if (inBox(event)) load().catch(function () {});
  });
})();
