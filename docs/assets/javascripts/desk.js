// The desk's page: what is typed goes into the notice at once, is kept in this tab only, and never leaves it.
(function () {
  "use strict";

  var KEY = "playbook-desk";
  var RESCUED = "playbook-desk-rescued"; // what was kept and could not all be read, until the sender has saved it or lets it go
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
    var doubtful = []; // what is doubtful as of the last look
    var accepted = []; // the doubts that the sender has answered with 「このまま…する」
    var goOn = null; // what was held back by a doubt
    var rescued = []; // [{text, lost}]: what was kept and could not all be read
    var waiting = null; // an incident that was read while another is unsaved: what takes it up
    var sending = null; // {hash, at}: when a notice was sent whose approver is still asked for

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

    /** Takes up what the tab kept. What cannot be read is put aside as it is, and told. */
    function restore() {
      var text = null;
      try {
        text = sessionStorage.getItem(KEY);
        rescued = JSON.parse(sessionStorage.getItem(RESCUED) || "[]");
      } catch (error) { /* nothing could be kept */ }
      if (!text) return;
      var kept = null;
      try { kept = JSON.parse(text); } catch (error) { /* told below */ }
      var incident = kept && typeof kept.incident === "string" ? kept.incident : text;
      var found = desk.salvage(incident, data, now());
      state = found.state;
      unsaved = found.lost.length > 0 || kept.unsaved === true;
      if (!found.lost.length) return;
      rescued.push({ text: incident, lost: found.lost });
      if (keepRescued()) keep();
    }

    function keepRescued() {
      try {
        if (rescued.length) sessionStorage.setItem(RESCUED, JSON.stringify(rescued));
        else sessionStorage.removeItem(RESCUED);
        return true;
      } catch (error) {
        return false; // it stays in this page
      }
    }

    function showRescued() {
      var place = app.querySelector(".desk-rescued");
      if (!place) {
        place = view.element("section", "", "desk-rescued");
        place.setAttribute("role", "status");
        app.querySelector(".desk-columns").before(place);
      }
      place.hidden = !rescued.length;
      place.replaceChildren(view.rescued(rescued));
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
      part("messages").replaceChildren(view.messages(template.messages, message));
      var purpose = part("purpose");
      purpose.replaceChildren(view.element("p", template.when, "note"));
      if (template.many) purpose.append(view.element("p", "入力が多い理由：" + template.many, "note desk-many"));
      say("approval", "この文面の承認：" + template.approval);
      var last = state.timeline[state.timeline.length - 1];
      var approver = app.querySelector("#desk-approver");
      if (last && !approver.value) approver.value = last.approver;
      asked = [];
      ["fallback", "unapproved"].forEach(function (role) { part(role).replaceChildren(); });
      part("subject-edit").replaceChildren();
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
      part("recipients").hidden = !composed.addressed;
      part("notations").replaceChildren(view.notations(state.notation));
    }

    function showSections() {
      part("sections").replaceChildren(view.sections(composed.blocks, data.parts));
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
      if (app.dataset.state === "held") {
        app.dataset.state = "open";
        say("status", "");
      }
      part("go-on").replaceChildren();
      showDoubts();
      showSubject();
      app.querySelectorAll("[data-field]").forEach(showHint);
      app.querySelector('[data-action="copy-subject"]').hidden = !composed.message.subject;
      app.querySelector('[data-action="save-eml"]').hidden = !composed.message.subject;
      var defaults = composed.names.filter(function (name) { return ["default", "auto", "same"].indexOf(desk.valueOf(name, data, state).from) >= 0; });
      part("defaults").textContent = defaults.length ? "既定のまま入っている値：" + defaults.map(desk.labelOf).join("、") + "。違えば直してください。" : "";
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

    /** Says how the recipients are addressed, and offers the other way. */
    function showMerged() {
      var fields = composed.merged.join("、");
      var place = part("merged");
      var shown = [fields, composed.everyone, composed.single].join();
      place.hidden = !fields && !composed.everyone;
      if (place.dataset.shown === shown) return;
      place.dataset.shown = shown;
      place.replaceChildren();
      if (composed.single) {
        place.append("この文面は、一人（一社）ずつに宛てます。" + fields + " を、相手の名前に書き替えてから送ります。", view.button("配信の仕組みで差し込む", "merge"));
      } else if (fields) {
        place.append(fields + " は、配信の仕組みが宛先ごとに入れ替えます。ふつうのメールに貼ると、この字のまま届きます。", view.button("差し込まない（お客様各位にする）", "everyone"));
      } else if (composed.everyone) {
        place.append("宛名は「" + composed.everyone + "」です。", view.button("宛先ごとに名前を差し込む", "merge"));
      }
    }

    // --- the subject ----------------------------------------------------------------------------------------------

    /** The field of a subject written by hand, or the button that opens it; the field itself stays while it is typed in. */
    function showSubject() {
      var place = part("subject-edit");
      part("subject-tools").hidden = !composed.message.subject;
      var control = place.querySelector("input");
      if (composed.edited && !control) place.replaceChildren(view.subject(composed.edited.text));
      if (!composed.edited && (control || !place.firstChild)) place.replaceChildren(view.button("件名を直す", "subject-edit"));
      if (composed.edited) {
        control = place.querySelector("input");
        if (control !== document.activeElement && control.value !== composed.edited.text) control.value = composed.edited.text;
        part("subject-outdated").replaceChildren();
        if (composed.outdated) {
          part("subject-outdated").append("直した後に値が変わりました。直さなければ、件名は「" + composed.madeSubject + "」です。", view.button("直した件名のままにする", "subject-keep"));
        }
        var hint = place.querySelector(".desk-hint");
        hint.replaceChildren(composed.missing.some(function (one) { return one.name === desk.SUBJECT_NAME; }) ? "件名が空か、埋めていない印が残っています。" : "");
        tellUnsafe(hint, composed.edited.text, control.name);
      }
      var last = state.timeline[state.timeline.length - 1];
      var justSent = last && last.at >= state.noticeAt && last.subject === composed.subjectText && last.body === composed.bodyText;
      part("subject-findings").replaceChildren(view.findings(justSent ? [] : desk.subjectFindings(data, state, state.template, composed)));
    }

    /** From now on, a change of what the notice itself would say is told beside a subject written by hand. */
    function settle() {
      compose();
      var own = composed.edited;
      if (own && !composed.outdated && !desk.placeholders(own.text).length) own.from = composed.madeSubject;
    }

    function writeSubject(text) {
      if (text === null) delete settings().subject;
      else settings().subject = { text: text, from: (composed.edited && composed.edited.from) || composed.madeSubject };
      touched();
      part("subject-edit").replaceChildren();
      refresh();
      part("subject-edit").querySelector("input, button").focus();
    }

    // --- what is doubtful -----------------------------------------------------------------------------------------

    function doubtsNow() {
      doubtful = desk.doubts(data, state, composed, now());
      return doubtful;
    }

    function showDoubts() {
      var found = doubtsNow();
      var place = part("doubts");
      var words = found.map(signature).join("\n");
      if (place.dataset.shown === words) return;
      place.dataset.shown = words;
      place.replaceChildren(view.doubts(found));
      app.querySelectorAll("[data-field]").forEach(showHint);
    }

    function signature(one) { return desk.doubtWords(one) + "\n" + one.value; }

    /** What of `found` keeps a text back until the sender says that it is meant so. */
    function holding(found) { return found.filter(function (one) { return one.holds && accepted.indexOf(signature(one)) < 0; }); }

    /** Holds back what is doubtful, and offers to go on with `then` all the same. True when held back. */
    function held(verb, found, then) {
      var open = holding(found);
      part("go-on").replaceChildren();
      showDoubts();
      if (!open.length) return false;
      app.dataset.state = "held";
      say("status", verb + "していません。" + desk.doubtWords(open[0]) + (open.length > 1 ? "ほか " + (open.length - 1) + " つ。" : ""));
      goOn = function () {
        accepted = accepted.concat(open.map(signature));
        part("go-on").replaceChildren();
        then();
      };
      part("go-on").append(view.button("このまま" + verb + "する", "go-on"));
      part("doubts").querySelector("li[data-holds] button").focus();
      return true;
    }

    /** The doubts about what stands in the subject alone, or in all the rest. */
    function doubtsOf(inSubject) {
      return doubtsNow().filter(function (one) {
        var there = composed.subject.some(function (piece) { return piece.name === one.name; });
        var elsewhere = !one.name || one.name === desk.ADDRESS_NAME || composed.body.some(function (piece) { return piece.name === one.name; });
        return inSubject ? there : elsewhere;
      });
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
      if (!words) {
        words = doubtful.filter(function (one) { return one.name === name; }).map(function (one) {
          return "この" + (data.placeholders[name].kind === "date" ? "日付" : "時刻") + one.text;
        }).join("");
      }
      hint.replaceChildren(words);
      tellUnsafe(hint, value, name);
    }

    function tellUnsafe(hint, value, target) {
      var bad = Array.from(value).filter(function (character) { return !isSafe(character); });
      if (!bad.length) return;
      hint.append(" メールで化けることのある字があります：" + desk.unique(bad).slice(0, 10).join(" "));
      if (desk.safer(value, isSafe) !== value) hint.append(" ", view.button("置き替える", "safer", { target: target }));
    }

    /** What the checker says of a notice; of one that cannot be checked, that it cannot go out. */
    function checked(one) {
      var rules = window.playbookPhrases;
      if (!rules || !window.playbookCheck) { // a file that is missing or blocked: what nobody checked does not go out
        return { blockers: 1, findings: [{ severity: "blocker", where: "body", found: "", reason: "確認の規則を読めません。", mend: "ページを開き直してください。" }] };
      }
      if (one.subjectText.length + one.bodyText.length > LONGEST) {
        return { blockers: 1, findings: [{ severity: "blocker", where: "body", found: "", reason: "件名と本文が " + LONGEST + " 字を超えています。", mend: "短くしてください。" }] };
      }
      return desk.checked(one, window.playbookCheck.check, rules, new Date(now()).toISOString().slice(0, 10));
    }

    function showFindings() {
      clearTimeout(checking);
      var report = checked(composed);
      var place = part("findings");
      place.replaceChildren();
      if (!report.findings.length) place.append(view.element("p", "指摘はありません。送る前に、人がもう一度読みます。", "note"));
      else place.append(view.findings(report.findings));
      return report;
    }

    function showChanges() {
      var place = part("changes");
      var pasted = app.querySelector('[name="desk:previous"]').value;
      var lang = composed.message.lang;
      var last = state.timeline.filter(function (entry) { return desk.languageOf(entry, data) === lang; }).pop();
      var before = pasted || (last ? (last.subject ? last.subject + "\n" : "") + last.body : "");
      place.replaceChildren();
      if (!before || (pasted && desk.languageOf(pasted) !== lang)) {
        place.append(view.element("p", before ? "言語の違う文とは比べません。" : state.timeline.length ? "同じ言語の、前の連絡がありません。" : "比べる連絡がありません。", "note"));
        return;
      }
      var found = desk.compare(before, (composed.subjectText ? composed.subjectText + "\n" : "") + composed.bodyText, {
        before: pasted ? "" : last.next, after: nextTime()
      });
      place.append(view.element("p", pasted ? "貼り付けた文と比べました。" : "直前の連絡（" + desk.whenWords(last.at) + "）と比べました。", "note"));
      if (!found.length) {
        place.append(view.element("p", "数、時刻、原因の言葉は変わっていません（次回の連絡の時刻は比べません）。"));
        return;
      }
      place.append(view.changes(found), view.element("p", "変わったのが事実なら、変わった点を本文で示します。前の連絡が誤っていたなら、訂正を送ります。"));
      var row = view.element("div", "", "desk-buttons");
      row.append(view.button("「前報からの変更点」を足す", "part-add", { part: "p15-changes" }), view.button("43 訂正のお知らせを書く", "choose", { template: desk.CORRECTION }));
      place.append(row);
    }

    function showForms() {
      part("forms").replaceChildren();
      SHORT_FORMS.forEach(function (form) {
        if (!desk.templateOf(data, form.template) || state.template === form.template) return;
        var message = form.messages[composed.message.stage] || form.messages.initial;
        part("forms").append(view.shortForm(form, message, desk.compose(data, state, form.template, message)));
      });
    }

    function showTimeline() {
      part("timeline").replaceChildren(state.timeline.length ? view.timeline(state.timeline) : view.element("p", "送ったら「送信した」を押します。時刻、文面、承認者、宛先の数、本文の照合の符号（SHA-256）が残ります。", "note"));
    }

    /** The time that this notice promises for the next, "" when it promises none. */
    function nextTime() { return composed.names.indexOf("次回連絡時刻") >= 0 ? desk.valueOf("次回連絡時刻", data, state).value : ""; }

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
      view.clocks(app, now());
      showDoubts();
    }

    // --- copying --------------------------------------------------------------------------------------------------

    /** A notice that was left lying gets its times anew before it is copied or saved first; later it stays as it went out. */
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
      var special = {};
      special[desk.NOTATION_NAME] = "desk:notation-own";
      special[desk.SUBJECT_NAME] = "desk:subject";
      special[desk.ADDRESS_NAME] = "desk:notation";
      var wanted = special[one.name] || one.name || "evidence:" + one.key + ":" + one.proof;
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

    /** Where a copy of the notice itself is reported, and what becomes of it is noted. */
    function main() {
      return {
        fallback: part("fallback"),
        tell: function (words, outcome) {
          app.dataset.state = outcome;
          say("status", words);
        }
      };
    }

    /** Copies `text`; `place` is {fallback, tell}: where a text that cannot be copied is shown, and who is told. */
    function put(text, done, button, place) {
      place.fallback.replaceChildren();
      window.playbookCopy.copy(text).then(function (copied) {
        if (copied) {
          place.tell(done, "copied");
          button.focus();
          return;
        }
        var field = view.element("textarea", "", "notice-fallback");
        field.value = text;
        field.readOnly = true;
        field.rows = 12;
        field.setAttribute("aria-label", "コピーする文");
        place.fallback.append(field);
        field.focus();
        field.select();
        place.tell("自動でコピーできませんでした。選ばれている文を、Ctrl+C（Mac は ⌘+C）でコピーしてください。", "selected");
      });
    }

    /** Copies a short form when nothing is missing, forbidden or doubtful in its own text; the notice itself stays as it is. */
    function copyForm(template, message, anyway) {
      var short = desk.compose(data, state, template, message);
      var form = part("forms").querySelector('[data-form="' + template + '"]');
      var status = form.querySelector(".desk-status");
      var blockers = checked(short).findings.filter(function (one) { return one.severity === "blocker"; });
      if (short.missing.length) {
        status.textContent = "コピーしていません。足りないもの：" + short.missing.map(desk.missingWords).join("、") + "。「この文面を開く」から入れます。";
        return;
      }
      if (blockers.length) {
        status.textContent = "コピーしていません。送れない言い方があります：" + desk.unique(blockers.map(function (one) {
          return (one.found ? "「" + one.found + "」" : "") + one.reason;
        })).join("") + "「この文面を開く」で、直します。";
        return;
      }
      var open = holding(desk.doubts(data, state, short, now()));
      if (open.length && !anyway) {
        status.textContent = "コピーしていません。" + open.map(desk.doubtWords).join("");
        var buttons = form.querySelector(".desk-buttons");
        if (!buttons.querySelector("[data-anyway]")) {
          buttons.append(view.button("このままコピーする", "copy-form", { template: template, message: message, anyway: "1" }));
        }
        return;
      }
      put(short.bodyText, "コピーしました。", form.querySelector('[data-action="copy-form"]'), {
        fallback: form.querySelector('[data-role="form-fallback"]'), tell: function (words) { status.textContent = words; }
      });
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

    function sent(anyway) {
      if (refused("sent-status", "記録して")) return;
      var template = desk.templateOf(data, state.template);
      var at = now();
      var hash = desk.sha256(desk.txt(composed.subjectText, composed.bodyText));
      var before = state.timeline[state.timeline.length - 1];
      if (before && before.sha256 === hash && at - before.at < SENT_TWICE) {
        say("sent-status", "同じ文を、いま記録したところです。");
        return;
      }
      var approver = desk.clean(app.querySelector("#desk-approver").value, "text");
      part("unapproved").replaceChildren();
      if (!approver && !anyway) {
        if (!sending || sending.hash !== hash) sending = { hash: hash, at: at };
        say("sent-status", "まだ記録していません。承認者を入れて、もう一度「送信した」を押してください。送信の時刻は、" + desk.clockWords(sending.at) + "で記録します。");
        part("unapproved").append(view.button("承認者を書かずに記録する", "sent-unapproved"));
        app.querySelector("#desk-approver").focus();
        return;
      }
      if (sending && sending.hash === hash) at = sending.at;
      sending = null;
      var next = nextTime();
      state.timeline.push({
        at: at, template: template.id, message: composed.message.id,
        title: template.number + " " + template.title + (template.messages.length > 1 ? "（" + composed.message.label + "）" : ""),
        subject: composed.subjectText, body: composed.bodyText,
        approver: approver, recipients: desk.clean(app.querySelector("#desk-count").value, "text"),
        next: next, sha256: hash,
        claims: composed.blocks.filter(function (block) { return !block.off && block.choice.evidence; }).map(function (block) {
          var given = desk.evidenceOf(block, data, state);
          var claim = block.section.claim && data.claims[block.section.claim];
          return { title: claim ? claim.title : block.section.name, choice: block.choice.label, who: given.who, at: given.at, what: given.what };
        })
      });
      app.querySelector("#desk-count").value = ""; // the next notice may go to others
      touched();
      showTimeline();
      refresh();
      app.dataset.state = "sent";
      var entry = state.timeline[state.timeline.length - 1];
      var past = desk.doubts(data, state, composed, at).filter(function (one) { return one.past; });
      say("sent-status", "記録しました（" + desk.whenWords(at) + "）。" + past.map(function (one) {
        return "お知らせした「" + desk.labelOf(one.name) + "」（" + one.value + "）は、もう過ぎています。次の連絡を、すぐに送ってください。";
      }).join("") + (entry.approver ? "" : "承認者は「未記入」です。") + "いま、事案のファイルを保存してください。");
      offer(template.id, next);
    }

    function offer(templateId, next) {
      var last = state.timeline[state.timeline.length - 1];
      part("offer").replaceChildren(view.offer(!last.approver || !last.recipients, next, desk.nextUpdate(now()), desk.nextNotices(data, templateId)));
      part("offer").querySelector('[data-action="save-now"]').focus();
    }

    function saved() {
      view.download(view.fileName(now(), "incident", ".json"), desk.save(state, now()), "application/json");
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
      settings().added = desk.rearranged(composed.blocks, settings().added, key, by);
      touched();
      rebuild();
      var again = Array.from(app.querySelectorAll('[data-action="part-up"], [data-action="part-down"]')).filter(function (one) {
        return one.dataset.block === key && (by < 0) === (one.dataset.action === "part-up");
      })[0];
      if (again) again.focus();
    }

    /** Saves a text that is whole and beyond doubt, or meant as it is. */
    function savable(ending, type, make, done) {
      renewed();
      if (refused("status", "保存して")) return;
      var then = function () {
        view.download(view.fileName(now(), "notice", ending), make(), type);
        main().tell(done, "copied");
      };
      if (!held("保存", doubtsNow(), then)) then();
    }

    /** What is still to be done to the names of the recipients, in words. */
    function mergeWords() {
      if (!composed.merged.length) return "";
      return composed.merged.join("、") + " は、" + (composed.single ? "相手の名前に書き替えてから送ります。" : "配信の仕組みで入れ替えて送ります。");
    }

    /** Addresses the recipients another way. */
    function address(notation) {
      state.notation = { id: notation, own: state.notation.own };
      touched();
      compose();
      showNotations();
      refresh();
      part("merged").querySelector("button").focus();
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
        if (refused("status", "コピーして")) return;
        var then = function () { put(composed.bodyText, "本文をコピーしました。" + mergeWords() + "送ったら、下の「送信した」を押します。", button, main()); };
        if (!held("コピー", doubtsOf(false), then)) then();
      },
      "copy-subject": function (button) {
        renewed();
        if (refused("status", "コピーして")) return;
        var then = function () { put(composed.subjectText, "件名をコピーしました。", button, main()); };
        if (!held("コピー", doubtsOf(true), then)) then();
      },
      "go-on": function () {
        var then = goOn;
        goOn = null;
        if (then) then();
      },
      "subject-edit": function () { writeSubject(composed.subjectText); },
      "subject-mend": function (button) { writeSubject(button.dataset.value); },
      "subject-restore": function () { writeSubject(null); },
      "subject-keep": function () {
        settings().subject.from = composed.madeSubject;
        touched();
        refresh();
        app.querySelector('[name="desk:subject"]').focus();
      },
      "copy-draft": function (button) { // a draft goes to nobody: the times of the notice stay open
        put(desk.draft(compose()), "下書きをコピーしました。1 行目に「送信不可」と入っています。", button, {
          fallback: part("fallback"), tell: function (words) { say("status", words); }
        });
      },
      "copy-form": function (button) {
        renewed();
        copyForm(button.dataset.template, button.dataset.message, button.dataset.anyway);
      },
      "save-eml": function () {
        savable(".eml", "message/rfc822", function () {
          var from = { name: desk.valueOf("自社_会社名", data, state).value, address: desk.valueOf("自社_メール", data, state).value };
          return desk.eml(composed.subjectText, composed.bodyText, from, now());
        }, "メールのファイルを保存しました。開くと、送る前のメールになります。");
      },
      "save-txt": function () {
        savable(".txt", "text/plain;charset=utf-8", function () { return desk.txt(composed.subjectText, composed.bodyText); }, "テキストを保存しました。");
      },
      "save-html": function () {
        savable(".html", "text/html;charset=utf-8", function () { return desk.html(composed.subjectText, composed.bodyText); }, "Web 用の HTML を保存しました。");
      },
      "mark-sent": function () { sent(false); },
      "sent-unapproved": function () { sent(true); },
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
        view.download(view.fileName(now(), "profile", ".json"), desk.saveProfile(state, data, now()), "application/json");
        say("profile-status", "自社の値を保存しました。");
      },
      "show-profile": showProfile,
      "open-profile": function () {
        var file = app.querySelector('[data-action="load-profile"]');
        file.closest("details").open = true;
        file.focus();
      },
      "load-saved": function () {
        saved();
        answered()();
      },
      "load-anyway": function () { answered()(); },
      "load-not": function () {
        answered();
        say("file-status", "読み込みませんでした。いまの入力は、そのままです。");
      },
      "save-rescued": function (button) {
        view.download(view.fileName(now(), "incident-kept", ".json"), rescued[Number(button.dataset.at)].text, "application/json");
      },
      "drop-rescued": function (button) {
        rescued.splice(Number(button.dataset.at), 1);
        keepRescued();
        showRescued();
        app.querySelector("#desk-template").focus();
      },
      "save-csv": function () { view.download(view.fileName(now(), "record", ".csv"), desk.csv(state.timeline), "text/csv;charset=utf-8"); },
      "save-markdown": function () { view.download(view.fileName(now(), "record", ".md"), desk.markdown(state.timeline), "text/markdown;charset=utf-8"); },
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
        rescued = [];
        showRescued();
        try {
          sessionStorage.removeItem(KEY);
          sessionStorage.removeItem(RESCUED);
        } catch (error) { /* nothing was kept */ }
        app.querySelectorAll("textarea, input[type=text]").forEach(function (one) { one.value = ""; });
        forget();
        showTemplate();
        say("file-status", "すべて消しました。");
        document.title = title;
      },
      go: function (button) {
        var wanted = button.closest("li").dataset.name;
        compose().missing.concat(doubtsNow()).some(function (one) {
          var fits = (one.name || "evidence:" + one.key + ":" + one.proof) === wanted;
          if (fits) go(one);
          return fits;
        });
      },
      now: function (button) {
        var control = controlNamed(button.dataset.target);
        var time = button.dataset.at ? Number(button.dataset.at) : now() + Number(button.dataset.minutes) * 60000; // as it says on the button
        enter(control.name, control.dataset.kind === "date" ? desk.longDay(time) : desk.whenWords(time));
      },
      set: function (button) { enter(button.dataset.target, button.dataset.value); },
      most: function (button) {
        var value = controlNamed(button.dataset.target).value.replace(/^最大|調査中/g, "");
        if (!value || /[0-9０-９]/.test(value)) enter(button.dataset.target, "最大" + value);
      },
      safer: function (button) { enter(button.dataset.target, desk.safer(controlNamed(button.dataset.target).value, isSafe)); },
      choose: function (button) {
        choose(button.dataset.template, button.dataset.message);
        app.querySelector("#desk-template").focus();
      },
      everyone: function () { address(desk.EVERYONE); },
      merge: function () { address(desk.MERGED); },
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
      } else if (control.name === "desk:subject") {
        settings().subject.text = desk.clean(control.value, "text");
        settle();
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
      settle();
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

    /** Clears what was typed for one incident and stands in no file of it: approver, number, the text compared with. */
    function forget() {
      ["#desk-approver", "#desk-count", '[name="desk:previous"]'].forEach(function (one) { app.querySelector(one).value = ""; });
      accepted = [];
      sending = null;
      if (waiting) answered();
      ["offer", "record"].forEach(function (role) { part(role).replaceChildren(); });
    }

    /** Asks before what is unsaved gives way to an incident that was read. */
    function ask(take) {
      var place = app.querySelector(".desk-ask") || view.element("div", "", "desk-buttons desk-ask");
      waiting = take;
      say("file-status", "まだ読み込んでいません。いまの入力に、保存していないものがあります。");
      place.replaceChildren(view.button("保存してから読み込む", "load-saved"), view.button("いまの入力を捨てて読み込む", "load-anyway"), view.button("読み込まない", "load-not"));
      part("file-status").after(place);
      place.firstChild.focus();
    }

    /** Ends the question; the incident that was read, to be taken up or not. */
    function answered() {
      var take = waiting;
      waiting = null;
      app.querySelector(".desk-ask").remove();
      app.querySelector('[data-action="load-incident"]').focus();
      return take;
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
        var take = function () {
          if (found.state) {
            state = found.state;
            unsaved = false;
            forget();
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
        };
        if (found.state && unsaved) ask(take);
        else take();
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
    showRescued();
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
