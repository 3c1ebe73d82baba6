// The pieces of the desk's page: each function makes elements from plain values, by textContent only.
(function () {
  "use strict";

  var desk = window.playbookDesk;

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function button(text, action, values) {
    var made = element("button", text, "button desk-quick");
    made.type = "button";
    made.dataset.action = action;
    Object.keys(values || {}).forEach(function (name) { made.dataset[name] = values[name]; });
    return made;
  }

  function input(kind, name, value, example) {
    var lines = kind === "longtext" || kind === "list";
    var made = document.createElement(lines ? "textarea" : "input");
    if (lines) made.rows = kind === "list" ? 4 : 3;
    else made.type = kind === "tel" || kind === "url" ? kind : "text";
    if (kind === "email") made.inputMode = "email";
    if (kind === "percent") made.inputMode = "decimal";
    made.name = name;
    made.value = value;
    made.dataset.example = example;
    made.dataset.kind = kind;
    made.autocomplete = "off";
    made.spellcheck = false;
    return made;
  }

  var SOURCES = { build: "自社の設定", "default": "既定", auto: "既定", same: "自社の値から", stale: "前の連絡の値" };

  /** One value: label, meaning and example, its input, quick values, and a place for hints. */
  function field(id, name, entry, given) {
    var made = element("div", "", "desk-field");
    made.dataset.field = name;
    var label = element("label", desk.labelOf(name));
    label.htmlFor = id;
    var source = element("span", SOURCES[given.from] || "", "tag desk-source");
    source.hidden = !SOURCES[given.from];
    var help = element("span", entry.meaning + "（例：" + entry.example.replace(/\n/g, "／") + "）", "note desk-help");
    help.id = id + "-help";
    var control;
    if (entry.kind === "choice") {
      control = element("select");
      control.name = name;
      control.dataset.example = entry.example;
      control.dataset.kind = entry.kind;
      [""].concat(entry.options).forEach(function (option) {
        var item = element("option", option || "選んでください");
        item.value = option;
        control.append(item);
      });
      control.value = given.value;
    } else {
      control = input(entry.kind, name, given.value, entry.example);
    }
    control.id = id;
    control.setAttribute("aria-describedby", id + "-help " + id + "-hint");
    var hint = element("p", "", "desk-hint");
    hint.id = id + "-hint";
    made.append(label, " ", source, help, control, quick(name, entry), hint);
    return made;
  }

  function quick(name, entry) {
    var made = element("div", "", "desk-quicks");
    if (entry.kind === "datetime") {
      if (entry.auto !== "next-update") made.append(button("いま", "now", { target: name, minutes: "0" }));
      if (entry.auto === "next-update") {
        [30, 60, 120].forEach(function (minutes) {
          made.append(button("", "now", { target: name, minutes: String(minutes), round: "1" }));
        });
      }
    }
    if (entry.kind === "date") made.append(button("今日", "now", { target: name, minutes: "0" }));
    if (entry.kind === "count") made.append(button("調査中", "set", { target: name, value: "調査中" }), button("「最大」を付ける", "most", { target: name }));
    Array.from(made.children).forEach(function (one) {
      if (!one.dataset.round) one.setAttribute("aria-label", desk.labelOf(name) + "：" + one.textContent);
    });
    return made;
  }

  /** The field of a subject that is written by hand. */
  function subject(value) {
    var made = element("div", "", "desk-field");
    var label = element("label", "直した件名");
    label.htmlFor = "desk-subject";
    var help = element("span", "この文面の件名の代わりに使います。", "note desk-help");
    help.id = "desk-subject-help";
    var control = input("text", "desk:subject", value, "【重要】みなとオンラインの障害について（第二報）");
    control.id = label.htmlFor;
    control.setAttribute("aria-describedby", "desk-subject-help desk-subject-hint");
    var hint = element("p", "", "desk-hint");
    hint.id = "desk-subject-hint";
    var outdated = element("p", "", "desk-hint");
    outdated.dataset.role = "subject-outdated";
    made.append(label, " ", help, control, hint, outdated, button("元に戻す", "subject-restore"));
    return made;
  }

  /** Shows on each button that promises a time which time that is now; pressing it enters just that. */
  function clocks(place, now) {
    place.querySelectorAll("button[data-round]").forEach(function (one) {
      var time = desk.nextUpdate(now + (Number(one.dataset.minutes) - 60) * 60000);
      if (one.dataset.at === String(time)) return;
      one.dataset.at = String(time);
      var words = (desk.dayWords(time) === desk.dayWords(now) ? "" : "翌日") + desk.clockWords(time);
      one.replaceChildren(words, " ", element("small", "約" + one.dataset.minutes + "分後"));
      one.setAttribute("aria-label", desk.labelOf(one.dataset.target) + "：" + one.textContent);
    });
  }

  /** The choices of a section, and the evidence that the chosen one asks for. */
  function choices(block, data, evidence) {
    var claim = block.section.claim && data.claims[block.section.claim];
    var made = element("fieldset", "", "choices desk-choices");
    made.dataset.block = block.key;
    var legend = element("legend");
    legend.append(element("span", claim ? "断定に注意" : "選ぶ", "tag" + (claim ? " tag--claim" : "")), " " + (block.section.name || (claim ? claim.title : "場面に合うもの")));
    made.append(legend);
    block.section.choices.forEach(function (choice, at) {
      var row = element("div", "", "choice");
      row.dataset.value = choice.id;
      var label = element("label", "", "choice-label");
      var radio = element("input");
      radio.type = "radio";
      radio.name = block.key;
      radio.value = choice.id;
      radio.dataset.choice = "";
      label.append(radio, " " + choice.label + (at ? "" : "（既定）"));
      row.append(label);
      if (choice.evidence) {
        var need = element("p", "選べる条件：" + choice.evidence, "choice-evidence");
        need.id = "desk-need-" + idOf(block.key) + "-" + at;
        radio.setAttribute("aria-describedby", need.id);
        row.append(need);
      }
      made.append(row);
    });
    choose(made, block, data, evidence);
    return made;
  }

  /** Marks the chosen text, with the evidence that it asks for; the choices themselves stay where they are. */
  function choose(made, block, data, evidence) {
    Array.from(made.querySelectorAll(".choice")).forEach(function (row) {
      var chosen = row.dataset.value === block.choice.id;
      var old = row.querySelector(".desk-proof");
      row.querySelector("input[type=radio]").checked = chosen;
      if (chosen && block.choice.evidence && !old) row.append(proof(block, data, evidence));
      if (!chosen && old) old.remove();
    });
  }

  function idOf(key) { return key.replace(/[^a-z0-9-]/g, "_"); }

  function proof(block, data, evidence) {
    var made = element("div", "", "desk-proof");
    desk.PROOF.forEach(function (kind) {
      var id = "desk-proof-" + idOf(block.key) + "-" + kind;
      var row = element("div", "", "desk-field");
      var label = element("label", desk.PROOF_LABELS[kind]);
      label.htmlFor = id;
      var control = input(kind === "at" ? "datetime" : "text", "evidence:" + block.key + ":" + kind, evidence[kind], data.evidence[kind]);
      control.id = id;
      control.dataset.proof = kind;
      control.dataset.block = block.key;
      control.setAttribute("aria-describedby", id + "-help");
      var help = element("span", "例：" + data.evidence[kind], "note desk-help");
      help.id = id + "-help";
      row.append(label, help, control);
      if (kind === "at") {
        var now = button("いま", "now", { target: control.name, minutes: "0" });
        now.setAttribute("aria-label", "確認時刻：いま");
        row.append(now);
      }
      made.append(row);
    });
    return made;
  }

  /** The text of a notice: what is filled, what is missing and what the mailing tool fills in are marked. */
  function words(pieces) {
    var made = document.createDocumentFragment();
    pieces.forEach(function (piece) {
      if (!piece.state) {
        made.append(piece.text);
        return;
      }
      made.append(element("span", piece.text, piece.state === "missing" ? "placeholder" : piece.state === "merge" ? "filled desk-merge" : "filled"));
    });
    return made;
  }

  /** A list of what to look at, each leading to its field; nothing when there is nothing. */
  function leads(list, head, words) {
    var made = document.createDocumentFragment();
    if (!list.length) return made;
    made.append(element("p", head, "desk-missing-head"));
    var items = element("ul", "", "desk-missing");
    list.forEach(function (one) {
      var item = element("li");
      item.dataset.name = one.name || "evidence:" + one.key + ":" + one.proof;
      if (one.holds) item.dataset.holds = "";
      var link = element("button", words(one), "desk-link");
      link.type = "button";
      link.dataset.action = "go";
      item.append(link);
      items.append(item);
    });
    made.append(items);
    return made;
  }

  /** What is missing. */
  function missing(list) { return leads(list, "送るまでに、あと " + list.length + " つ", desk.missingWords); }

  /** What is doubtful. */
  function doubts(list) { return leads(list, "コピーする前に、確かめてください", desk.doubtWords); }

  /** What changed since the last notice. */
  function changes(found) {
    var table = element("table");
    var head = element("tr");
    ["変わったところ", "前", "今回"].forEach(function (text) {
      var cell = element("th", text);
      cell.scope = "col";
      head.append(cell);
    });
    var top = element("thead");
    top.append(head);
    var body = element("tbody");
    found.forEach(function (one) {
      var row = element("tr");
      row.dataset.kind = one.kind;
      var name = element("th", one.label);
      name.scope = "row";
      row.append(name, element("td", one.before || "（なし）"), element("td", one.after || "（なし）"));
      body.append(row);
    });
    table.append(top, body);
    var made = element("div", "", "desk-table");
    made.append(table);
    return made;
  }

  /** The notices sent so far, the latest first. */
  function timeline(entries) {
    var made = element("ol", "", "desk-entries");
    made.reversed = true;
    entries.forEach(function (entry, number) {
      var item = element("li");
      item.dataset.sha256 = entry.sha256;
      var facts = element("dl", "", "facts");
      [
        ["文面", entry.title], ["件名", entry.subject || "（なし）"], ["承認者", entry.approver || "未記入"], ["宛先の数", entry.recipients || "未記入"],
        ["次の連絡", entry.next || "（書いていない）"], ["断定の根拠", desk.claimsWords(entry) || "（断定なし）"], ["照合の符号（SHA-256）", entry.sha256]
      ].forEach(function (pair) {
        var row = element("div");
        row.append(element("dt", pair[0]), element("dd", pair[1]));
        facts.append(row);
      });
      var text = element("details", "", "desk-more");
      text.append(element("summary", "送った文"), element("pre", entry.body, "mail-text"));
      item.append(element("p", (number + 1) + "　" + desk.whenWords(entry.at), "desk-entry-head"), facts, text);
      made.prepend(item);
    });
    return made;
  }

  /** The record as a sheet of paper: a table of what was sent, then each text. */
  function record(entries, now) {
    var made = document.createDocumentFragment();
    made.append(element("h2", "送信の記録票"), element("p", "印刷：" + desk.longDay(now) + desk.clockWords(now) + "（日本時間）。照合の符号（SHA-256）は、件名と本文を .txt で保存したファイルの値です。文が後から変わっていないことを確かめられます。"));
    entries.forEach(function (entry, number) {
      var part = element("section");
      part.append(element("h3", (number + 1) + "　" + desk.longDay(entry.at) + desk.clockWords(entry.at) + "　" + entry.title));
      var table = element("table");
      [
        ["件名", entry.subject || "（なし）"], ["承認者", entry.approver || "　　　　　　　　（未記入）"], ["宛先の数", entry.recipients || "　　　　　　　　（未記入）"],
        ["次の連絡", entry.next || "（書いていない）"], ["断定の根拠", desk.claimsWords(entry) || "（断定なし）"], ["照合の符号（SHA-256）", entry.sha256]
      ].forEach(function (pair) {
        var row = element("tr");
        row.append(element("th", pair[0]), element("td", pair[1]));
        table.append(row);
      });
      part.append(table, element("pre", entry.body, "mail-text"));
      made.append(part);
    });
    if (!entries.length) made.append(element("p", "送信の記録は、まだありません。"));
    made.append(element("p", "記録した人：　　　　　　　　　　　　確かめた人：　　　　　　　　　　　　", "desk-signs"));
    return made;
  }

  var SEVERITIES = { blocker: "送れない", warning: "直す", hint: "見直す" };

  /** What the checker says of the text, the weightiest first. */
  function findings(found) {
    var made = element("ol", "", "findings-list");
    made.hidden = !found.length;
    found.forEach(function (one) {
      var item = element("li", "", "finding finding--" + one.severity);
      item.dataset.severity = one.severity;
      var head = element("p", "", "finding-head");
      head.append(element("strong", SEVERITIES[one.severity], "finding-severity"), one.found ? "　" : "");
      if (one.found) head.append(element("q", one.found, "finding-found"));
      item.append(head, element("p", one.reason), element("p", "○ 直し方 " + one.mend, "finding-mend"));
      if (one.mended) item.append(button("「" + one.mended + "」に直す", "subject-mend", { value: one.mended }));
      made.append(item);
    });
    return made;
  }

  window.playbookDeskView = {
    SOURCES: SOURCES, findings: findings,
    element: element, button: button, input: input, field: field, choices: choices, choose: choose, words: words, missing: missing,
    doubts: doubts, clocks: clocks, subject: subject, changes: changes, timeline: timeline, record: record
  };
})();
