// The desk's page: what is typed goes into the notice at once, is kept in this tab only, and never leaves it.
(function () {
  "use strict";

  var KEY = "playbook-desk";
  var TITLE_EVERY = 10000;
  var CHECK_AFTER = 250;
  var TIMES_HOLD = 15 * 60000;
  var SENT_TWICE = 60000;
  var LONGEST = 30000;
  var SHORT_FORMS = [
    { template: "35-sns-posts", label: "SNS", messages: { initial: "first", progress: "progress", recovery: "recovered" } },
    { template: "34-status-page", label: "ステータスページ", messages: { initial: "investigating", progress: "identified", recovery: "resolved" } }
  ];

  var desk = window.playbookDesk;
  var view = window.playbookDeskView;

  /** Now on Japan's clock, in milliseconds as if it were UTC. */
  function now() { return Math.floor(Date.now() / 1000) * 1000 + 9 * 3600000; }

  function start() {
    var app = document.querySelector(".desk-app");
    var data = window.playbookCompose;
    if (!app || !data) return;
    var title = document.title;
    var state = desk.fresh(data, now());
    var unsaved = false;
    var asked = []; // the names asked for since the notice was opened: a field stays where it is while it is typed in
    var composed = null;
    var checking = 0;

    function part(role) { return app.querySelector('[data-role="' + role + '"]'); }

    function say(role, text) { part(role).textContent = text; }

    function current() { return desk.messageOf(data, state.template, state.message); }

    function settings() {
      var key = state.template + "/" + current().id;
      if (!state.notices[key]) state.notices[key] = { choices: {}, off: [], added: [] };
      return state.notices[key];
    }

    // --- keeping ---------------------------------------------------------------------------------------------

    function keep() {
      try {
        sessionStorage.setItem(KEY, JSON.stringify({ incident: desk.save(state, now()), unsaved: unsaved }));
      } catch (error) {
        say("file-status", "このブラウザーには、入力を残せません。ページを離れる前に、事案のファイルを保存してください。");
      }
    }

    function restore() {
      try {
        var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
        var read = kept && desk.load(kept.incident, data);
        if (!read || read.problems.length) return;
        state = read.state;
        unsaved = kept.unsaved === true;
      } catch (error) {
        state = desk.fresh(data, now());
      }
    }

    function touched() {
      unsaved = true;
      keep();
    }

    // --- the form ----------------------------------------------------------------------------------------------

    function showTemplate() {
      var template = desk.templateOf(data, state.template);
      var message = current();
      app.querySelector("#desk-template").value = template.id;
      var messages = part("messages");
      messages.replaceChildren();
      if (template.messages.length > 1) {
        var set = view.element("fieldset", "", "choices desk-messages");
        set.append(view.element("legend", "この文面の中で選ぶ"));
        template.messages.forEach(function (one) {
          var label = view.element("label", "", "choice-label");
          var radio = view.element("input");
          radio.type = "radio";
          radio.name = "desk:message";
          radio.value = one.id;
          radio.checked = one === message;
          label.append(radio, " " + one.label);
          set.append(label);
        });
        messages.append(set);
      }
      var purpose = part("purpose");
      purpose.replaceChildren(view.element("p", template.when, "note"));
      if (template.many) purpose.append(view.element("p", "入力が多い理由：" + template.many, "note desk-many"));
      say("approval", "この文面の承認：" + template.approval);
      var last = state.timeline[state.timeline.length - 1];
      var approver = app.querySelector("#desk-approver");
      if (last && !approver.value) approver.value = last.approver;
      asked = [];
      part("fallback").replaceChildren();
      ["status", "sent-status", "file-status"].forEach(function (role) { say(role, ""); });
      app.dataset.state = "open";
      compose();
      showFields();
      showClaims();
      showNotations();
      showSections();
      part("profile").replaceChildren();
      showTimeline();
      refresh();
    }

    function compose() {
      composed = desk.compose(data, state, state.template, state.message);
      return composed;
    }

    /** The fields of all names in the notice: those without a value first. A field that exists stays as it is. */
    function showFields() {
      var groups = { asked: part("asked"), known: part("known") };
      var wanted = { asked: [], known: [] };
      composed.names.forEach(function (name) {
        if (asked.indexOf(name) < 0 && !desk.valueOf(name, data, state).value) asked.push(name);
        wanted[asked.indexOf(name) >= 0 ? "asked" : "known"].push(name);
      });
      Object.keys(groups).forEach(function (group) {
        Array.from(groups[group].children).forEach(function (one) {
          if (wanted[group].indexOf(one.dataset.field) < 0) one.remove();
        });
        wanted[group].forEach(function (name, at) {
          var found = Array.from(groups[group].children).filter(function (one) { return one.dataset.field === name; })[0] || fieldOf(name);
          if (groups[group].children[at] !== found) groups[group].insertBefore(found, groups[group].children[at] || null);
        });
      });
      if (!wanted.asked.length) groups.asked.replaceChildren(view.element("p", "新しく入力するものはありません。", "note"));
      part("known-section").hidden = !wanted.known.length;
      part("profile-offer").hidden = !asked.some(function (name) { return wanted.asked.indexOf(name) >= 0 && data.placeholders[name].scope === "organization"; });
    }

    function fieldOf(name) {
      var number = Object.keys(data.placeholders).indexOf(name);
      return view.field("desk-field-" + number, name, data.placeholders[name], desk.valueOf(name, data, state));
    }

    /** Shows in fields that nobody typed in what the desk itself would put there now. */
    function showDefaults() {
      app.querySelectorAll("[data-field]").forEach(function (row) {
        var control = row.querySelector("input, select, textarea");
        var given = desk.valueOf(row.dataset.field, data, state);
        if (control !== document.activeElement && control.value !== given.value) control.value = given.value;
        var source = row.querySelector(".desk-source");
        source.hidden = !view.SOURCES[given.from];
        source.textContent = view.SOURCES[given.from] || "";
      });
    }

    function showClaims() {
      var place = part("claims");
      var several = composed.blocks.filter(function (block) { return block.section.choices.length > 1 && !block.off; });
      var before = Array.from(place.children);
      var owner = state.template + "/" + composed.message.id;
      several.forEach(function (block, at) {
        var shown = before.filter(function (one) { return one.dataset.block === block.key && one.dataset.owner === owner; })[0];
        if (shown) view.choose(shown, block, data, desk.evidenceOf(block, data, state));
        else {
          shown = view.choices(block, data, desk.evidenceOf(block, data, state));
          shown.dataset.owner = owner;
        }
        if (place.children[at] !== shown) place.insertBefore(shown, place.children[at] || null);
      });
      Array.from(place.children).slice(several.length).forEach(function (one) { one.remove(); });
      part("claims-section").hidden = !several.length;
    }

    function showNotations() {
      var place = part("notations");
      place.replaceChildren();
      var merged = composed.subject.concat(composed.body).some(function (piece) { return piece.state === "merge"; }) ||
        state.notation.id === "everyone" || composed.missing.some(function (one) { return one.name === desk.NOTATION_NAME; });
      part("recipients").hidden = !merged;
      desk.NOTATIONS.forEach(function (notation) {
        var label = view.element("label", "", "choice-label");
        var radio = view.element("input");
        radio.type = "radio";
        radio.name = "desk:notation";
        radio.value = notation.id;
        radio.checked = notation.id === state.notation.id;
        label.append(radio, " " + notation.label);
        var row = view.element("div", "", "choice");
        row.append(label, view.element("p", notation.note, "note"));
        if (notation.id === "own" && radio.checked) {
          var control = view.input("text", "desk:notation-own", state.notation.own, "[[名前]]");
          control.setAttribute("aria-label", "差し込みの書き方");
          row.append(control);
        }
        place.append(row);
      });
    }

    function showSections() {
      var place = part("sections");
      place.replaceChildren();
      var optional = composed.blocks.filter(function (block) { return block.optional || block.added; });
      if (optional.length) {
        var set = view.element("fieldset", "", "desk-sections");
        set.append(view.element("legend", "外せる節"));
        composed.blocks.forEach(function (block, at) {
          if (!block.optional && !block.added) return;
          var row = view.element("div", "", "desk-section");
          var name = block.section.name || block.choice.text.split("\n")[0].slice(0, 20);
          if (block.added) {
            row.append(view.element("span", "足した部品：" + name));
            row.append(view.button("上へ", "part-up", { block: block.key }), view.button("下へ", "part-down", { block: block.key }), view.button("外す", "part-remove", { block: block.key }));
            Array.from(row.querySelectorAll("button")).forEach(function (one) { one.setAttribute("aria-label", name + "：" + one.textContent); });
          } else {
            var label = view.element("label", "", "check");
            var box = view.element("input");
            box.type = "checkbox";
            box.name = "desk:section:" + block.key;
            box.dataset.section = block.key;
            box.checked = !block.off;
            label.append(box, " " + name);
            row.append(label);
          }
          row.dataset.at = String(at);
          set.append(row);
        });
        place.append(set);
      } else {
        place.append(view.element("p", "この文面の節は、どれも外せません。段階に要るものだけで書いてあります。", "note"));
      }
      var add = view.element("div", "", "desk-row");
      var label = view.element("label", "足す部品");
      label.htmlFor = "desk-part";
      var select = view.element("select");
      select.id = "desk-part";
      select.name = "desk:part";
      data.parts.forEach(function (one) {
        var option = view.element("option", one.title);
        option.value = one.id;
        select.append(option);
      });
      add.append(label, select, view.button("足す", "part-add"));
      place.append(add, view.element("p", "", "note desk-part-when"));
      showPart();
    }

    function showPart() {
      var chosen = app.querySelector("#desk-part");
      var found = data.parts.filter(function (one) { return one.id === chosen.value; })[0];
      app.querySelector(".desk-part-when").textContent = found ? "使いどころ：" + found.when : "";
    }

    function showProfile() {
      var place = part("profile");
      place.replaceChildren();
      Object.keys(data.placeholders).forEach(function (name) {
        if (data.placeholders[name].scope === "organization" && composed.names.indexOf(name) < 0) place.append(fieldOf(name));
      });
    }

    // --- the preview --------------------------------------------------------------------------------------------

    function refresh() {
      compose();
      part("preview-subject").replaceChildren(view.words(composed.subject));
      part("subject-line").hidden = !composed.message.subject;
      var body = part("preview-body");
      body.replaceChildren(view.words(composed.body));
      body.lang = composed.message.lang;
      part("missing").replaceChildren(view.missing(composed.missing));
      app.querySelector('[data-action="copy-subject"]').hidden = !composed.message.subject;
      app.querySelector('[data-action="save-eml"]').hidden = !composed.message.subject;
      app.querySelectorAll("[data-field]").forEach(function (row) { showHint(row); });
      var defaults = composed.names.filter(function (name) { return ["default", "auto", "same"].indexOf(desk.valueOf(name, data, state).from) >= 0; });
      part("defaults").textContent = defaults.length ? "既定のまま入っている値：" + defaults.join("、") + "。違えば直してください。" : "";
      showMerged();
      var length = desk.count(composed.bodyText);
      say("length", "本文 " + length + " 字" + (composed.message.maxChars ? "（目安 " + composed.message.maxChars + " 字まで）" : ""));
      showDefaults();
      showChanges();
      showForms();
      clearTimeout(checking);
      checking = setTimeout(showFindings, CHECK_AFTER);
      tick();
    }

    /** Says what the mailing tool has to fill in, and offers the way without one. */
    function showMerged() {
      var merged = desk.unique(composed.subject.concat(composed.body).filter(function (piece) { return piece.state === "merge"; }).map(function (piece) { return piece.text; }));
      var place = part("merged");
      place.hidden = !merged.length;
      if (place.dataset.shown === merged.join()) return;
      place.dataset.shown = merged.join();
      place.replaceChildren();
      if (merged.length) place.append(merged.join("、") + " は、配信の仕組みが宛先ごとに入れ替えます。", view.button("使わない（お客様各位にする）", "everyone"));
    }

    function isSafe(character) {
      var rules = window.playbookPhrases;
      if (!rules) return true;
      if (!isSafe.known) isSafe.known = new Set(rules.safe);
      return character === "\n" || isSafe.known.has(character);
    }

    function showHint(row) {
      var name = row.dataset.field;
      var value = desk.own(state.values, name);
      var hint = row.querySelector(".desk-hint");
      var words = value && desk.holed(value) ? "「((」や「))」は入れられません。文の値を書いてください。" : desk.unlike(value, data.placeholders[name].kind);
      var bad = Array.from(value).filter(function (character) { return !isSafe(character); });
      if (!words && data.placeholders[name].auto === "next-update") {
        var promised = desk.parseWhen(desk.valueOf(name, data, state).value, now());
        if (promised && promised.clock && promised.time < now()) words = "この時刻は、もう過ぎています。";
      }
      hint.replaceChildren(words);
      if (bad.length) {
        hint.append(" メールで化けることのある字があります：" + desk.unique(bad).slice(0, 10).join(" "));
        if (desk.safer(value, isSafe) !== value) hint.append(" ", view.button("置き替える", "safer", { target: name }));
      }
    }

    function checked() {
      var rules = window.playbookPhrases;
      if (!rules || !window.playbookCheck) return { findings: [], blockers: 0 };
      if (composed.bodyText.length > LONGEST) {
        return { blockers: 1, findings: [{ severity: "blocker", where: "body", found: "", reason: "本文が " + LONGEST + " 字を超えています。", mend: "短くしてください。" }] };
      }
      return desk.checked(composed, window.playbookCheck.check, rules, new Date(now()).toISOString().slice(0, 10));
    }

    function showFindings() {
      clearTimeout(checking);
      var report = checked();
      var place = part("findings");
      place.replaceChildren();
      if (!report.findings.length) place.append(view.element("p", "指摘はありません。送る前に、人がもう一度読みます。", "note"));
      else place.append(view.findings(report.findings));
      return report;
    }

    function showChanges() {
      var place = part("changes");
      var pasted = app.querySelector('[name="desk:previous"]').value;
      var last = state.timeline[state.timeline.length - 1];
      var before = pasted || (last ? (last.subject ? last.subject + "\n" : "") + last.body : "");
      place.replaceChildren();
      if (!before) {
        place.append(view.element("p", "比べる連絡がありません。", "note"));
        return;
      }
      var found = desk.compare(before, (composed.subjectText ? composed.subjectText + "\n" : "") + composed.bodyText);
      place.append(view.element("p", pasted ? "貼り付けた文と比べました。" : "直前の連絡（" + desk.whenWords(last.at) + "）と比べました。", "note"));
      if (!found.length) {
        place.append(view.element("p", "数、時刻、原因の言葉は変わっていません。"));
        return;
      }
      place.append(view.changes(found), view.element("p", "変わったのが事実なら、変わった点を本文で示します。前の連絡が誤っていたなら、訂正を送ります。"));
      var row = view.element("div", "", "desk-buttons");
      row.append(view.button("「前報からの変更点」を足す", "part-add", { part: "p15-changes" }), view.button("43 訂正のお知らせを書く", "choose", { template: desk.CORRECTION }));
      place.append(row);
    }

    function showForms() {
      var place = part("forms");
      place.replaceChildren();
      SHORT_FORMS.forEach(function (form) {
        if (!desk.templateOf(data, form.template) || state.template === form.template) return;
        var message = form.messages[composed.message.stage] || form.messages.initial;
        var short = desk.compose(data, state, form.template, message);
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
        place.append(made);
      });
    }

    function showTimeline() {
      part("timeline").replaceChildren(state.timeline.length ? view.timeline(state.timeline) : view.element("p", "送ったら「送信した」を押します。時刻、文面、承認者、宛先の数、本文の SHA-256 が残ります。", "note"));
    }

    /** The time promised in the last notice, or null. */
    function due() {
      var last = state.timeline[state.timeline.length - 1];
      var found = last && last.next ? desk.parseWhen(last.next, last.at) : null;
      return found && found.clock ? found.time : null;
    }

    function tick() {
      var time = due();
      var left = time === null ? "" : desk.countdown(time, now());
      document.title = left ? left + "｜" + title : title;
      if (part("countdown").textContent !== left) say("countdown", left);
    }

    // --- copying --------------------------------------------------------------------------------------------------

    /** A notice that was left lying gets its times anew before it is copied first; later it stays as copied. */
    function renewed() {
      if (app.dataset.state === "copied" || app.dataset.state === "sent" || now() - state.noticeAt < TIMES_HOLD) return;
      state.noticeAt = now();
      touched();
      refresh();
    }

    /** Tells why nothing goes out, and leads to the first thing to do. True when refused. */
    function refused(role, verb) {
      compose();
      if (composed.missing.length) {
        var names = composed.missing.map(desk.missingWords);
        app.dataset.state = "refused";
        say(role, verb + "いません。足りないもの：" + names.slice(0, 4).join("、") + (names.length > 4 ? " ほか " + (names.length - 4) + " つ" : ""));
        go(composed.missing[0]);
        return true;
      }
      if (showFindings().blockers) {
        app.dataset.state = "refused";
        say(role, verb + "いません。送れない言い方があります。下の指摘を見て、直してください。");
        var first = part("findings").querySelector("li");
        first.tabIndex = -1;
        first.focus();
        return true;
      }
      return false;
    }

    function controlOf(one) {
      var names = Array.from(app.querySelectorAll("input, select, textarea"));
      var wanted = one.name === desk.NOTATION_NAME ? "desk:notation-own" : one.name || "evidence:" + one.key + ":" + one.proof;
      return names.filter(function (control) { return control.name === wanted; })[0];
    }

    function go(one) {
      var control = controlOf(one);
      if (!control) return;
      var folded = control.closest("details");
      if (folded) folded.open = true;
      control.focus();
      control.scrollIntoView({ block: "center" });
    }

    function put(text, done, button, role) {
      part("fallback").replaceChildren();
      window.playbookCopy.copy(text).then(function (copied) {
        if (copied) {
          app.dataset.state = "copied";
          say(role, done);
          button.focus();
          return;
        }
        var field = view.element("textarea", "", "notice-fallback");
        field.value = text;
        field.readOnly = true;
        field.rows = 12;
        field.setAttribute("aria-label", "コピーする文");
        part("fallback").append(field);
        field.focus();
        field.select();
        app.dataset.state = "selected";
        say(role, "自動でコピーできませんでした。選ばれている文を、Ctrl+C（Mac は ⌘+C）でコピーしてください。");
      });
    }

    function download(name, text, type) {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: type }));
      link.download = name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    }

    function fileName(kind, ending) {
      return kind + "-" + new Date(now()).toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-") + ending;
    }

    // --- notices one after another -----------------------------------------------------------------------------------

    /** Opens a notice. After a sent one, times start anew, and what held for the last notice only is marked. */
    function choose(template, message) {
      var last = state.timeline[state.timeline.length - 1];
      if (last && last.at >= state.noticeAt) {
        Object.keys(state.values).forEach(function (name) {
          var entry = data.placeholders[name];
          if (entry.scope !== "notice") return;
          if (entry.auto) delete state.values[name];
          else if (state.stale.indexOf(name) < 0) state.stale.push(name);
        });
        delete state.notices[template + "/" + (message || desk.messageOf(data, template, "").id)];
        part("offer").replaceChildren();
      }
      state.noticeAt = now();
      state.template = template;
      state.message = message || "";
      keep();
      showTemplate();
    }

    function sent() {
      if (refused("sent-status", "記録して")) return;
      var template = desk.templateOf(data, state.template);
      var at = now();
      var hash = desk.sha256(desk.txt(composed.subjectText, composed.bodyText));
      var before = state.timeline[state.timeline.length - 1];
      if (before && before.sha256 === hash && at - before.at < SENT_TWICE) {
        say("sent-status", "同じ文を、いま記録したところです。");
        return;
      }
      var next = composed.names.indexOf("次回連絡時刻") >= 0 ? desk.valueOf("次回連絡時刻", data, state).value : "";
      state.timeline.push({
        at: at, template: template.id, message: composed.message.id,
        title: template.number + " " + template.title + (template.messages.length > 1 ? "（" + composed.message.label + "）" : ""),
        subject: composed.subjectText, body: composed.bodyText,
        approver: desk.clean(app.querySelector("#desk-approver").value, "text"), recipients: desk.clean(app.querySelector("#desk-count").value, "text"),
        next: next, sha256: hash,
        claims: composed.blocks.filter(function (block) { return !block.off && block.choice.evidence; }).map(function (block) {
          var given = desk.evidenceOf(block, data, state);
          var claim = block.section.claim && data.claims[block.section.claim];
          return { title: claim ? claim.title : block.section.name, choice: block.choice.label, who: given.who, at: given.at, what: given.what };
        })
      });
      touched();
      showTimeline();
      refresh();
      app.dataset.state = "sent";
      var entry = state.timeline[state.timeline.length - 1];
      say("sent-status", "記録しました（" + desk.whenWords(at) + "）。" + (entry.approver ? "" : "承認者は「未記入」です。") + "いま、事案のファイルを保存してください。");
      offer(template.id, next);
    }

    function offer(templateId, next) {
      var place = part("offer");
      place.replaceChildren(view.element("h3", "次にすること"));
      var row = view.element("div", "", "desk-buttons");
      row.append(view.button("事案のファイルを保存する", "save-now"));
      row.firstChild.className = "button button--main";
      var last = state.timeline[state.timeline.length - 1];
      if (!last.approver || !last.recipients) row.append(view.button("承認者と宛先の数を、いまの記録に書き足す", "complete-record"));
      place.append(row, view.element("p", next ? "お知らせした次の連絡：" + next + "。残り時間は、ページの題に出ます。" : "次の連絡の時刻は、書いていません。"));
      place.append(view.element("p", "次の文面（次回の連絡は " + desk.whenWords(desk.nextUpdate(now())) + " を既定にします）"));
      var list = view.element("ul", "", "plain-list");
      desk.nextNotices(data, templateId).forEach(function (one) {
        var item = view.element("li");
        item.append(view.button(one.number + " " + one.title, "choose", { template: one.id }), view.element("span", "（" + one.stageLabel + "）", "note"));
        list.append(item);
      });
      place.append(list);
      row.firstChild.focus();
    }

    function saved() {
      download(fileName("incident", ".json"), desk.save(state, now()), "application/json");
      unsaved = false;
      keep();
      say("file-status", "事案のファイルを保存しました。");
    }

    // --- what is pressed ------------------------------------------------------------------------------------------------

    function addPart(id) {
      var found = data.parts.filter(function (one) { return one.id === id; })[0];
      if (!found) return;
      settings().added.push({ part: id, at: desk.placeFor(composed.blocks, data.sections[id]) });
      touched();
      rebuild();
      say("status", "「" + found.title + "」を足しました。");
    }

    function movePart(key, by) {
      var chosen = composed.blocks.filter(function (block) { return block.key === key; })[0];
      var kept = settings().added;
      var at = composed.blocks.filter(function (block) { return block.added; }).indexOf(chosen);
      var order = kept.map(function (one, index) { return { one: one, index: index }; }).sort(function (a, b) { return a.one.at - b.one.at || b.index - a.index; });
      var target = order[at].one;
      if (by) target.at = Math.max(0, Math.min(composed.blocks.length - 1, composed.blocks.indexOf(chosen) + by));
      else kept.splice(kept.indexOf(target), 1);
      touched();
      rebuild();
      var again = Array.from(app.querySelectorAll('[data-action="part-up"], [data-action="part-down"]')).filter(function (one) {
        return one.dataset.block === key && (by < 0) === (one.dataset.action === "part-up");
      })[0];
      if (again) again.focus();
    }

    /** After a choice: other fields may be asked for. */
    function rebuild() {
      compose();
      showFields();
      showClaims();
      showSections();
      refresh();
    }

    function controlNamed(name) {
      return Array.from(app.querySelectorAll("input, select, textarea")).filter(function (one) { return one.name === name; })[0];
    }

    function enter(name, text) {
      var control = controlNamed(name);
      control.value = text;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.focus();
    }

    var actions = {
      "copy-body": function (button) {
        renewed();
        if (!refused("status", "コピーして")) put(composed.bodyText, "本文をコピーしました。送ったら、下の「送信した」を押します。", button, "status");
      },
      "copy-subject": function (button) {
        renewed();
        if (!refused("status", "コピーして")) put(composed.subjectText, "件名をコピーしました。", button, "status");
      },
      "copy-draft": function (button) { put(desk.draft(compose()), "下書きをコピーしました。1 行目に「送信不可」と入っています。", button, "status"); },
      "copy-form": function (button) {
        var short = desk.compose(data, state, button.dataset.template, button.dataset.message);
        var status = button.closest(".desk-form-text").querySelector(".desk-status");
        if (short.missing.length) {
          status.textContent = "コピーしていません。足りないもの：" + short.missing.map(desk.missingWords).join("、") + "。「この文面を開く」から入れます。";
          return;
        }
        put(short.bodyText, "コピーしました。", button, "status");
        status.textContent = "コピーしました。";
      },
      "save-eml": function () {
        if (refused("status", "保存して")) return;
        var from = { name: desk.valueOf("自社_会社名", data, state).value, address: desk.valueOf("自社_メール", data, state).value };
        download(fileName("notice", ".eml"), desk.eml(composed.subjectText, composed.bodyText, from, now()), "message/rfc822");
        say("status", "メールのファイルを保存しました。開くと、送る前のメールになります。");
      },
      "save-txt": function () {
        if (refused("status", "保存して")) return;
        download(fileName("notice", ".txt"), desk.txt(composed.subjectText, composed.bodyText), "text/plain;charset=utf-8");
        say("status", "テキストを保存しました。");
      },
      "save-html": function () {
        if (refused("status", "保存して")) return;
        download(fileName("notice", ".html"), desk.html(composed.subjectText, composed.bodyText), "text/html;charset=utf-8");
        say("status", "Web 用の HTML を保存しました。");
      },
      "mark-sent": sent,
      "complete-record": function () {
        var last = state.timeline[state.timeline.length - 1];
        last.approver = last.approver || desk.clean(app.querySelector("#desk-approver").value, "text");
        last.recipients = last.recipients || desk.clean(app.querySelector("#desk-count").value, "text");
        touched();
        showTimeline();
        var open = !last.approver ? "#desk-approver" : !last.recipients ? "#desk-count" : "";
        say("sent-status", open ? "書き足すものを入れてから、もう一度押してください。" : "記録に書き足しました。");
        app.querySelector(open || '[data-action="save-now"]').focus();
      },
      "save-now": saved,
      "save-incident": saved,
      "save-profile": function () {
        download(fileName("profile", ".json"), desk.saveProfile(state, data, now()), "application/json");
        say("profile-status", "自社の値を保存しました。");
      },
      "show-profile": showProfile,
      "open-profile": function () {
        var file = app.querySelector('[data-action="load-profile"]');
        file.closest("details").open = true;
        file.focus();
      },
      "save-csv": function () { download(fileName("record", ".csv"), desk.csv(state.timeline), "text/csv;charset=utf-8"); },
      "save-markdown": function () { download(fileName("record", ".md"), desk.markdown(state.timeline), "text/markdown;charset=utf-8"); },
      "print-record": function () {
        part("record").replaceChildren(view.record(state.timeline, now()));
        var room = app.closest(".desk");
        room.dataset.printed = "";
        document.body.dataset.printing = "desk-record";
        window.addEventListener("afterprint", function () {
          delete room.dataset.printed;
          delete document.body.dataset.printing;
        }, { once: true });
        window.print();
      },
      erase: function () {
        state = desk.fresh(data, now());
        unsaved = false;
        try { sessionStorage.removeItem(KEY); } catch (error) { /* nothing was kept */ }
        app.querySelectorAll("textarea, input[type=text]").forEach(function (one) { one.value = ""; });
        ["offer", "record"].forEach(function (role) { part(role).replaceChildren(); });
        showTemplate();
        say("file-status", "すべて消しました。");
        document.title = title;
      },
      go: function (button) {
        var wanted = button.closest("li").dataset.name;
        compose().missing.some(function (one) {
          var fits = (one.name || "evidence:" + one.key + ":" + one.proof) === wanted;
          if (fits) go(one);
          return fits;
        });
      },
      now: function (button) {
        var control = controlNamed(button.dataset.target);
        var time = now() + Number(button.dataset.minutes) * 60000;
        if (button.dataset.round) time = desk.nextUpdate(time - 3600000);
        enter(control.name, control.dataset.kind === "date" ? desk.longDay(time) : desk.whenWords(time));
      },
      set: function (button) { enter(button.dataset.target, button.dataset.value); },
      most: function (button) {
        var value = controlNamed(button.dataset.target).value.replace(/^最大|調査中/g, "");
        enter(button.dataset.target, value ? "最大" + value : "最大");
      },
      safer: function (button) { enter(button.dataset.target, desk.safer(desk.own(state.values, button.dataset.target), isSafe)); },
      choose: function (button) {
        choose(button.dataset.template, button.dataset.message);
        app.querySelector("#desk-template").focus();
      },
      everyone: function () {
        state.notation = { id: "everyone", own: state.notation.own };
        touched();
        compose();
        showNotations();
        refresh();
        app.querySelector('[data-action="copy-body"]').focus();
      },
      "part-add": function (button) { addPart(button.dataset.part || app.querySelector("#desk-part").value); },
      "part-up": function (button) { movePart(button.dataset.block, -1); },
      "part-down": function (button) { movePart(button.dataset.block, 1); },
      "part-remove": function (button) { movePart(button.dataset.block, 0); }
    };

    function typed(event) {
      var control = event.target;
      if (control.dataset.proof) {
        var key = composed.blocks.filter(function (block) { return block.key === control.dataset.block; })[0].proofKey;
        var kept = state.evidence[key] || { who: "", at: "", what: "" };
        kept[control.dataset.proof] = desk.clean(control.value, "text");
        state.evidence[key] = kept;
      } else if (control.name === "desk:notation-own") {
        state.notation.own = desk.clean(control.value, "text");
      } else if (Object.prototype.hasOwnProperty.call(data.placeholders, control.name)) {
        var value = desk.clean(control.value, data.placeholders[control.name].kind);
        state.stale = state.stale.filter(function (name) { return name !== control.name; });
        if (value) state.values[control.name] = value;
        else delete state.values[control.name];
      } else if (control.name === "desk:previous") {
        showChanges();
        return;
      } else {
        return;
      }
      if (app.dataset.state !== "open") say("status", "");
      app.dataset.state = "open";
      touched();
      refresh();
    }

    function changed(event) {
      var control = event.target;
      if (control.name === "desk:template") choose(control.value, "");
      else if (control.name === "desk:message") {
        choose(state.template, control.value);
        Array.from(app.querySelectorAll('[name="desk:message"]')).filter(function (one) { return one.checked; })[0].focus();
      } else if (control.name === "desk:notation") {
        state.notation = { id: control.value, own: state.notation.own };
        touched();
        compose();
        showNotations();
        refresh();
        app.querySelector('[name="desk:notation"]:checked').focus();
      } else if (control.name === "desk:part") showPart();
      else if (control.dataset.section) {
        var off = settings().off.filter(function (key) { return key !== control.dataset.section; });
        settings().off = control.checked ? off : off.concat(control.dataset.section);
        touched();
        rebuild();
        refocus('[name="' + control.name + '"]');
      } else if (control.dataset.choice !== undefined) {
        settings().choices[control.name] = control.value;
        touched();
        rebuild();
      } else if (control.type === "file") read(control);
      else if (control.dataset.kind) tidy(control);
    }

    function refocus(selector) {
      var found = app.querySelector(selector);
      if (found) found.focus();
    }

    /** A time typed short is written out when its field is left. */
    function tidy(control) {
      var tidied = desk.tidyWhen(control.value, control.dataset.kind, now());
      if (tidied === control.value) return;
      control.value = tidied;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function read(control) {
      var file = control.files[0];
      if (!file) return;
      var role = control.dataset.action === "load-profile" ? "profile-status" : "file-status";
      var reader = new FileReader();
      reader.addEventListener("load", function () {
        control.value = "";
        var found = role === "profile-status" ? desk.loadProfile(reader.result, data) : desk.load(reader.result, data);
        if (found.problems.length) {
          say(role, "読み込みませんでした。" + found.problems.slice(0, 5).join(""));
          return;
        }
        if (found.state) {
          state = found.state;
          unsaved = false;
        } else {
          Object.keys(found.values).forEach(function (name) {
            if (found.values[name]) state.values[name] = found.values[name];
          });
          state.notation = found.notation;
          unsaved = true;
        }
        keep();
        showTemplate();
        say(role, "読み込みました。" + (found.dropped.length ? "この手引きにない項目は除きました：" + found.dropped.slice(0, 5).join("、") : ""));
      });
      reader.addEventListener("error", function () { say(role, "ファイルを読めませんでした。"); });
      reader.readAsText(file);
    }

    /** The notice that the address names: `compose.html#26-…`, `#34-…--identified`, or `?template=26-…`. */
    function wanted() {
      var query = /[?&]template=([^&]*)/.exec(location.search);
      return [location.hash.slice(1).replace(/^template=/, ""), query ? query[1] : ""].map(function (name) {
        var ids = name.split("--");
        return { template: ids[0], message: ids[1] || "" };
      }).filter(function (one) { return desk.templateOf(data, one.template); })[0];
    }

    restore();
    var arrived = wanted();
    app.hidden = false;
    if (arrived && (arrived.template !== state.template || (arrived.message && arrived.message !== state.message))) choose(arrived.template, arrived.message);
    else showTemplate();
    app.addEventListener("input", typed);
    app.addEventListener("change", changed);
    app.addEventListener("click", function (event) {
      var button = event.target.closest("button[data-action]");
      if (button && actions[button.dataset.action]) actions[button.dataset.action](button);
    });
    app.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("hashchange", function () { if (wanted()) choose(wanted().template, wanted().message); });
    window.addEventListener("beforeunload", function (event) {
      if (!unsaved) return;
      event.preventDefault();
      event.returnValue = "";
    });
    setInterval(tick, TITLE_EVERY);
  }

  document.addEventListener("DOMContentLoaded", start);
})();
