// 「下書きをコピー」: the text of a notice as it stands on the page, line for line.
// Works over https, plain http and file://: where the clipboard cannot be written, the text is selected.
(function () {
  "use strict";

  var DRAFT_LINE = "【下書き・送信不可】";
  var MARK = /\(\([^()（）\s]+\)\)/;

  /** The sections of a notice as they will be sent: of a choice, the chosen text only. */
  function sections(notice) {
    return Array.from(notice.querySelectorAll('[data-role="section"]')).filter(function (section) {
      var choice = section.closest(".choice");
      return !choice || choice.querySelector("input").checked;
    });
  }

  /** Subject and body as plain text, under a warning while marks remain. */
  function draft(notice) {
    var subject = notice.querySelector('[data-role="subject"]');
    var body = sections(notice).map(function (section) { return section.textContent; }).join("\n\n");
    var text = subject ? "件名：" + subject.textContent + "\n\n" + body : body;
    return MARK.test(text) ? DRAFT_LINE + "\n" + text : text;
  }

  /** Copies through a text field, the way that needs no secure context; true when it worked. */
  function copyThroughField(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.setAttribute("aria-hidden", "true");
    field.style.cssText = "position:fixed;top:0;left:0;opacity:0";
    document.body.appendChild(field);
    field.select();
    var copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (error) {
      copied = false;
    }
    field.remove();
    return copied;
  }

  /** Resolves to whether the text is on the clipboard. */
  function copy(text) {
    if (!navigator.clipboard) return Promise.resolve(copyThroughField(text));
    return navigator.clipboard.writeText(text).then(
      function () { return true; },
      function () { return copyThroughField(text); }
    );
  }

  /** The last resort: shows the text in a field, selected, with what to press. */
  function offer(notice, text) {
    var field = notice.querySelector("textarea") || document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.rows = 12;
    field.className = "notice-fallback";
    field.setAttribute("aria-label", "下書きの文面");
    notice.querySelector(".notice-actions").after(field);
    field.focus();
    field.select();
  }

  function start() {
    document.querySelectorAll(".notice").forEach(function (notice) {
      var actions = notice.querySelector(".notice-actions");
      var status = notice.querySelector('[role="status"]');
      actions.querySelector('[data-action="copy-draft"]').addEventListener("click", function (event) {
        var text = draft(notice);
        copy(text).then(function (copied) {
          status.textContent = copied
            ? "コピーしました。"
            : "自動でコピーできませんでした。選ばれている文面を、Ctrl+C（Mac は ⌘+C）でコピーしてください。";
          if (copied) event.target.focus();
          else offer(notice, text);
        });
      });
      actions.querySelector('[data-action="print"]').addEventListener("click", function () { window.print(); });
      actions.hidden = false;
    });
  }

  window.playbookCopy = { draft: draft, copy: copy, copyThroughField: copyThroughField };
  document.addEventListener("DOMContentLoaded", start);
})();
