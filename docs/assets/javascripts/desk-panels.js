// The larger panels of the desk's page, made from plain values as those of desk-view.js are, and files to the disk.
(function () {
  "use strict";

  var desk = window.playbookDesk;
  var view = window.playbookDeskView;

  function radio(name, value, text, checked) {
    var label = view.element("label", "", "choice-label");
    var made = view.element("input");
    made.type = "radio";
    made.name = name;
    made.value = value;
    made.checked = checked;
    label.append(made, " " + text);
    return label;
  }

  /** The texts that one notice comes in, where there are several. */
  function messages(all, chosen) {
    var made = document.createDocumentFragment();
    if (all.length < 2) return made;
    var set = view.element("fieldset", "", "choices desk-messages");
    set.append(view.element("legend", "この文面の中で選ぶ"));
    all.forEach(function (one) { set.append(radio("desk:message", one.id, one.label, one === chosen)); });
    made.append(set);
    return made;
  }

  /** The ways to address the recipients. */
  function notations(chosen) {
    var made = document.createDocumentFragment();
    desk.NOTATIONS.forEach(function (notation) {
      var row = view.element("div", "", "choice");
      row.append(radio("desk:notation", notation.id, notation.label, notation.id === chosen.id), view.element("p", notation.note, "note"));
      if (notation.id === "own" && chosen.id === "own") {
        var control = view.input("text", "desk:notation-own", chosen.own, "[[名前]]");
        control.setAttribute("aria-label", desk.NOTATION_NAME);
        row.append(control);
      }
      made.append(row);
    });
    return made;
  }

  function section(block, at) {
    var row = view.element("div", "", "desk-section");
    var name = block.section.name || block.choice.text.split("\n")[0].slice(0, 20);
    row.dataset.at = String(at);
    if (block.added) {
      row.append(view.element("span", "足した部品：" + name));
      row.append(view.button("上へ", "part-up", { block: block.key }), view.button("下へ", "part-down", { block: block.key }), view.button("外す", "part-remove", { block: block.key }));
      Array.from(row.querySelectorAll("button")).forEach(function (one) { one.setAttribute("aria-label", name + "：" + one.textContent); });
      return row;
    }
    var label = view.element("label", "", "check");
    var box = view.element("input");
    box.type = "checkbox";
    box.name = "desk:section:" + block.key;
    box.dataset.section = block.key;
    box.checked = !block.off;
    label.append(box, " " + name);
    row.append(label);
    return row;
  }

  /** The sections that can be left out or were put in, and the parts that can be. */
  function sections(blocks, parts) {
    var made = document.createDocumentFragment();
    var set = view.element("fieldset", "", "desk-sections");
    set.append(view.element("legend", "外せる節"));
    blocks.forEach(function (block, at) { if (block.optional || block.added) set.append(section(block, at)); });
    made.append(set.children.length > 1 ? set : view.element("p", "この文面の節は、どれも外せません。段階に要るものだけで書いてあります。", "note"));
    var add = view.element("div", "", "desk-row");
    var label = view.element("label", "足す部品");
    label.htmlFor = "desk-part";
    var select = view.element("select");
    select.id = "desk-part";
    select.name = "desk:part";
    parts.forEach(function (one) {
      var option = view.element("option", one.title);
      option.value = one.id;
      select.append(option);
    });
    add.append(label, select, view.button("足す", "part-add"));
    made.append(add, view.element("p", "", "note desk-part-when"));
    return made;
  }

  /** A notice once more in a short form: its text, its length, and what it lacks. */
  function shortForm(form, message, short) {
    var made = view.element("section", "", "desk-form-text");
    made.dataset.form = form.template;
    made.append(view.element("h4", form.label + "（" + short.message.label + "）"));
    var text = view.element("pre", "", "mail-text");
    text.append(view.words(short.body));
    var most = short.message.maxChars;
    made.append(text, view.element("p", (most ? desk.postLength(short.bodyText) + " 字（" + most + " 字まで。英数字は半分、URL は 11.5 字と数えます）" : desk.count(short.bodyText) + " 字"), "note desk-length"));
    if (short.missing.length) made.append(view.element("p", "足りないもの：" + short.missing.map(desk.missingWords).join("、"), "note"));
    var row = view.element("div", "", "desk-buttons");
    row.append(view.button("コピー", "copy-form", { template: form.template, message: message }), view.button("この文面を開く", "choose", { template: form.template, message: message }));
    row.firstChild.setAttribute("aria-label", form.label + "用の文をコピー");
    made.append(row, view.element("p", "", "desk-status"));
    made.lastChild.setAttribute("role", "status");
    return made;
  }

  /** What comes after a notice is sent: saving, and the notices that may follow; `due`: the time they promise by default. */
  function offer(incomplete, next, due, following) {
    var made = document.createDocumentFragment();
    var row = view.element("div", "", "desk-buttons");
    row.append(view.button("事案のファイルを保存する", "save-now"));
    row.firstChild.className = "button button--main";
    if (incomplete) row.append(view.button("承認者と宛先の数を、いまの記録に書き足す", "complete-record"));
    made.append(view.element("h3", "次にすること"), row);
    made.append(view.element("p", next ? "お知らせした次の連絡：" + next + "。残り時間は、ページの題に出ます。" : "次の連絡の時刻は、書いていません。"));
    made.append(view.element("p", "次の文面（次回の連絡は " + desk.whenWords(due) + " を既定にします）"));
    var list = view.element("ul", "", "plain-list");
    following.forEach(function (one) {
      var item = view.element("li");
      item.append(view.button(one.number + " " + one.title, "choose", { template: one.id }), view.element("span", "（" + one.stageLabel + "）", "note"));
      list.append(item);
    });
    made.append(list);
    return made;
  }

  // --- files to the disk --------------------------------------------------------------------------------------------

  function download(name, text, type) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  /** notice-20261124-1003.txt; `now`: milliseconds on Japan's clock. */
  function fileName(now, kind, ending) {
    return kind + "-" + new Date(now).toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-") + ending;
  }

  Object.assign(view, {
    messages: messages, notations: notations, sections: sections, shortForm: shortForm, offer: offer, download: download, fileName: fileName
  });
})();
