// What a sender is told before a notice goes out: doubtful times, a subject that does not fit, what changed since the last.
// Pure functions over a notice as desk-core.js composes it; nothing here touches the page, the clock or a storage.
(function () {
  "use strict";

  var desk = window.playbookDesk;
  var DAY = 86400000;

  // --- what is doubtful ----------------------------------------------------------------------------------------------

  /** Whether `value` can be read as the day or time that `kind` asks for. A month or a year alone will do for a day. */
  function readable(value, kind, now) {
    if (desk.unlike(value, kind)) return false;
    var narrow = value.normalize("NFKC");
    if (kind === "date" && !/[0-9]{1,2}[月/.-][0-9]/.test(narrow)) {
      var month = /([0-9]{1,2})月/.exec(narrow);
      return month ? +month[1] >= 1 && +month[1] <= 12 : /[0-9]{4}年|[0-9]日/.test(narrow);
    }
    return desk.parseWhen(value, now) !== null;
  }

  var TIME_WORDS = { datetime: "日時", date: "日付", time: "時刻" };

  /**
   * What is doubtful about a notice, its times first: [{name | key and proof, value, text, holds}]. `holds`: nothing
   * is copied until the sender says that it is meant so. `now`: milliseconds on Japan's clock.
   */
  function doubts(data, state, composed, now) {
    var found = [];
    var today = Math.floor(now / DAY) * DAY;
    function known(name) {
      var entry = data.placeholders[name];
      if (!entry || !TIME_WORDS[entry.kind]) return null;
      var given = desk.valueOf(name, data, state);
      if (!given.value || desk.holed(given.value) || !readable(given.value, entry.kind, now)) return null;
      var when = desk.parseWhen(given.value, now);
      if (!when || (!when.dated && entry.kind === "date")) return null;
      return { time: when.time, typed: given.from === "typed" || given.from === "stale", whole: entry.kind === "date" || !when.clock };
    }
    function tell(one, value, text, holds) { found.push(Object.assign({ value: value, text: text, holds: holds }, one)); }
    function unread(one, value, kind) { tell(one, value, "が、" + TIME_WORDS[kind] + "として読めません（" + value.slice(0, 20) + "）。", true); }
    composed.names.forEach(function (name) {
      var kind = (data.placeholders[name] || {}).kind;
      var value = TIME_WORDS[kind] ? desk.valueOf(name, data, state).value : "";
      if (!value || desk.holed(value)) return;
      if (!readable(value, kind, now)) {
        unread({ name: name }, value, kind);
        return;
      }
      var here = known(name);
      if (!here) return;
      if (data.times.begun.indexOf(name) >= 0 && here.time > (here.whole ? today : now)) {
        tell({ name: name }, value, "が、いまより先です。", false);
      }
      if (data.times.ahead.indexOf(name) >= 0 && here.time < (here.whole ? today : now)) {
        tell({ name: name }, value, "は、もう過ぎています。", true);
      }
      data.times.order.some(function (pair) {
        var first = pair.later === name ? known(pair.earlier) : null;
        if (!first || (composed.names.indexOf(pair.earlier) < 0 && !first.typed)) return false;
        var unit = here.whole || first.whole ? DAY : 1;
        var early = Math.floor(here.time / unit) < Math.floor(first.time / unit);
        if (early) tell({ name: name }, value, "が、「" + desk.labelOf(pair.earlier) + "」より前です。", true);
        return early;
      });
    });
    composed.blocks.forEach(function (block) {
      if (block.off || !block.choice.evidence) return;
      var at = desk.evidenceOf(block, data, state).at;
      if (!at || desk.holed(at)) return;
      var one = { key: block.key, proof: "at", label: block.section.name || block.choice.label };
      if (!readable(at, "datetime", now)) unread(one, at, "datetime");
      else if (desk.parseWhen(at, now).time > now) tell(one, at, "が、いまより先です。", false);
    });
    if (composed.single) {
      tell({ name: desk.ADDRESS_NAME }, composed.merged.join("、"), "が、" + composed.merged.join("、") + " のままです。", true);
    }
    if (composed.outdated) tell({ name: desk.SUBJECT_NAME }, composed.madeSubject, "は、直した後に、もとの件名が変わりました。", false);
    return found;
  }

  /** What a doubt is about, and the doubt in words. */
  function doubtWords(one) { return (one.name ? "「" + desk.missingWords(one) + "」" : desk.missingWords(one)) + one.text; }

  // --- the subject -------------------------------------------------------------------------------------------------------

  var FIRST = { ja: /第[一1１]報/, en: /\bNotice 1\b/ };

  /** How many notices went out before in the language and by the channel of this one. */
  function sentBefore(data, state, templateId, lang) {
    var channel = desk.templateOf(data, templateId).channel;
    return state.timeline.filter(function (entry) {
      var template = desk.templateOf(data, entry.template);
      return template && template.channel === channel && languageOf(entry, data) === lang;
    }).length;
  }

  /** What is to be said beside the subject, as findings; `mended`: the subject as one press makes it. */
  function subjectFindings(data, state, templateId, composed) {
    var found = [];
    var lang = composed.message.lang;
    var before = sentBefore(data, state, templateId, lang);
    var first = FIRST[lang] && before ? FIRST[lang].exec(composed.subjectText) : null;
    if (first) {
      var mended = composed.subjectText.replace(first[0], lang === "en" ? "Notice " + (before + 1) : "第" + (before + 1) + "報");
      found.push({
        severity: "warning", where: "subject", found: first[0], mended: mended,
        reason: "送信の記録に、もう " + before + " 通あります。同じ方への続報なら、第一報ではありません。",
        mend: "「件名を直す」で、何報めかに直します。"
      });
    }
    var length = Array.from(composed.subjectText).length;
    if (length > data.subjectChars) {
      found.push({
        severity: "warning", where: "subject", found: "", mended: "",
        reason: "件名が " + length + " 字です。" + data.subjectChars + " 字を超えると、受信の一覧で後ろが見えません。",
        mend: "「件名を直す」で、何のサービスの、何の連絡かを残して短くします。"
      });
    }
    return found;
  }

  // --- what changed since the last notice ------------------------------------------------------------------------------

  var NUMBER = /(?:最大|約|およそ|のべ)?[0-9][0-9,]*(?:\.[0-9]+)?(?:万|億)?(?:名|人|件|社|台|か所|項目|％|%|円|回|拠点|通)(?:以上|未満|程度)?/g;
  var TIME = /(?:(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:（[日月火水木金土]）)?(?:[0-9]{1,2}(?:時(?:[0-9]{1,2}分)?|:[0-9]{2}))?)|[0-9]{1,2}(?:時[0-9]{1,2}分|:[0-9]{2})/g;
  var CAUSE = /[^。\n・]*(?:原因|要因|によるもの|故障|設定の誤り|不正な通信|攻撃)[^。\n]*/g;
  var HEADING = /^■.*$/gm;

  /** Full-width letters and digits as half-width ones: the same number typed otherwise is no change. */
  function narrow(text) {
    return text.replace(/[０-９Ａ-Ｚａ-ｚ％，．]/g, function (one) { return one.normalize("NFKC"); });
  }

  function found(pattern, text) { return desk.unique(Array.from(text.matchAll(pattern)).map(function (match) { return match[0].trim(); })); }

  /** Items of the form 「・影響を受けるお客様：1,200名」, by their label. */
  function labelled(text) {
    var items = {};
    text.split("\n").forEach(function (line) {
      var match = /^[・■ \u3000]*([^：:。]{1,20})[：:][ \u3000]?(.+)$/.exec(line);
      if (match && !/^https?$/.test(match[1])) items[match[1]] = match[2].trim();
    });
    return items;
  }

  /** The language of a sent notice or of a text: "ja" as soon as it holds kana, and where it holds no letters. */
  function languageOf(sent, data) {
    var message = sent.template && desk.templateOf(data, sent.template) ? desk.messageOf(data, sent.template, sent.message) : null;
    if (message) return message.lang;
    var text = typeof sent === "string" ? sent : sent.body;
    return /[\u3041-\u30ff]/.test(text) || !/[A-Za-z]/.test(text) ? "ja" : "en";
  }

  /** A promise of the next notice: 「次の報告：…」, 「…までに、状況をお知らせ」. */
  var PROMISED = new RegExp(
    "次(?:回|報|は、|の(?:ご?連絡|ご?報告|お知らせ|更新|発表|続報))[^。\\n]{0,8}?(?:" + TIME.source + ")|" +
    "(?:" + TIME.source + ")(?=まで(?:に)?、?\\n?[^。\\n]{0,25}(?:お知らせ|連絡|お伝え|報告|更新))", "g");

  /** `text` without the time promised for the next notice, which every notice sets anew; `next`: that time, where known. */
  function withoutNext(text, next) {
    return (next ? text.split(narrow(next) + "まで").join("まで") : text).replace(PROMISED, function (match) { return match.replace(TIME, ""); });
  }

  /**
   * What `after` says otherwise than `before`: [{kind, label, before, after}], items first, then words of each kind.
   * `next`: the times that the two promise for the next notice, {before, after}; those are set anew each time.
   */
  function compare(before, after, next) {
    var one = withoutNext(narrow(before.replace(HEADING, "")), next && next.before);
    var other = withoutNext(narrow(after.replace(HEADING, "")), next && next.after);
    var changes = [];
    var told = [];
    var old = labelled(one);
    var fresh = labelled(other);
    Object.keys(old).forEach(function (label) {
      if (!Object.prototype.hasOwnProperty.call(fresh, label) || fresh[label] === old[label]) return;
      changes.push({ kind: "item", label: label, before: old[label], after: fresh[label] });
      told.push(old[label], fresh[label]);
    });
    [["number", "人数・件数", NUMBER], ["time", "時刻・日付", TIME], ["cause", "原因の言葉", CAUSE]].forEach(function (kind) {
      var was = found(kind[2], one);
      var is = found(kind[2], other);
      var shown = function (word) { return told.some(function (text) { return text.indexOf(word) >= 0; }); };
      var gone = was.filter(function (word) { return is.indexOf(word) < 0 && !shown(word); });
      var come = is.filter(function (word) { return was.indexOf(word) < 0 && !shown(word); });
      if (gone.length || come.length) changes.push({ kind: kind[0], label: kind[1], before: gone.join("、"), after: come.join("、") });
    });
    return changes;
  }

  Object.assign(desk, {
    readable: readable, doubts: doubts, doubtWords: doubtWords, subjectFindings: subjectFindings, languageOf: languageOf, compare: compare
  });
})();
