// The desk, apart from its page: how a notice is filled, what is still missing, what changed since the last one.
// The marks are read as playbook/placeholder.py reads them, the sections joined as playbook/compose.py joins them;
// tests/vectors holds the twins together. Nothing here touches the page, the clock or a storage.
(function () {
  "use strict";

  var DRAFT_LINE = "【下書き・送信不可】";
  var MINUTE = 60000;
  var DAY = 86400000;
  var WEEKDAYS = "日月火水木金土";
  var INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069";

  // --- marks -------------------------------------------------------------------------------------------------

  var OUTSIDE = "()（）\\s\\x1c-\\x1f\\x85" + INVISIBLE;
  var NAME = "[^" + OUTSIDE + "]+";
  var MARK = "\\(\\(" + NAME + "\\)\\)(?!\\))";
  var PLAIN = "[^()（）\\n]*";
  var TOKEN = new RegExp([
    "(?<!\\()\\(\\((" + NAME + ")\\)\\)(?!\\))",
    "\\(\\([^()（）\\n]+(?:[(（]{1,2}" + PLAIN + "[)）]{1,2}" + PLAIN + ")+\\)\\)",
    "(?!（" + MARK + ")[(（]{2,}" + PLAIN + "(?:\\n" + PLAIN + "(?=\\)\\)))?[)）]*",
    "[(（]" + PLAIN + "[)）]+",
    "\\)\\)|））"
  ].join("|"), "g");

  /** `text` cut at its marks: `{name, text}` for a mark, `{name: null, text}` for what lies between. */
  function pieces(text) {
    var found = [];
    var end = 0;
    Array.from(text.matchAll(TOKEN)).forEach(function (match) {
      if (match[1] === undefined) return;
      if (match.index > end) found.push({ name: null, text: text.slice(end, match.index) });
      found.push({ name: match[1], text: match[0] });
      end = match.index + match[0].length;
    });
    if (end < text.length) found.push({ name: null, text: text.slice(end) });
    return found;
  }

  /** The names marked in `text`, each once, in order of first appearance. */
  function placeholders(text) {
    return unique(pieces(text).filter(function (piece) { return piece.name; }).map(function (piece) { return piece.name; }));
  }

  /** `text` with each mark that has a non-empty value replaced by it; other marks stay. Values are not read again. */
  function fill(text, values) {
    return pieces(text).map(function (piece) { return (piece.name && own(values, piece.name)) || piece.text; }).join("");
  }

  /** The names marked in `text` that `values` has no non-empty value for. */
  function missing(text, values) {
    return placeholders(text).filter(function (name) { return !own(values, name); });
  }

  function own(values, name) { return Object.prototype.hasOwnProperty.call(values, name) ? values[name] : ""; }

  function unique(items) { return items.filter(function (item, at) { return items.indexOf(item) === at; }); }

  /** A name as people read it: what only keeps the register in order is left out. */
  function labelOf(name) { return name.replace(/^(自社|宛先)_/, ""); }

  // --- values ------------------------------------------------------------------------------------------------

  var LINES = { longtext: true, list: true };
  var CONTROL = new RegExp("[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f" + INVISIBLE + "\\ufff9-\\ufffb]", "g");

  /** What may stand in a text: no control or invisible character, no half of a character, one line where one is asked for. */
  function clean(value, kind) {
    var text = String(value).replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/\t/g, " ").replace(CONTROL, "");
    text = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (unit) { return unit.length === 2 ? unit : "\ufffd"; });
    if (!LINES[kind]) text = text.replace(/\n+/g, " ");
    return text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, "");
  }

  /** Words that tell a number as truly as digits do. */
  var COUNTED = /[0-9〇一二三四五六七八九十百千万億]|調査中|集計中|確認中|全[^、。\s]|すべて|全て|皆様|一部|多数/;

  /** Why `value` cannot stand for `kind`, in words to the sender; "" when it can. Never a reason to refuse. */
  function unlike(value, kind) {
    if (!value) return "";
    var narrow = value.normalize("NFKC");
    if (kind === "email" && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(narrow)) return "メールアドレスの形ではありません。";
    if (kind === "url" && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(narrow)) return "https:// から始まる住所ではありません。";
    if (kind === "tel" && !/[0-9]{2,}/.test(narrow)) return "電話番号に数字がありません。";
    if (kind === "percent" && !/[0-9]/.test(narrow)) return "割合に数字がありません。";
    if (kind === "count" && !COUNTED.test(narrow)) return "人数や件数が読めません。「全員」「最大1,200名」のように書きます。分からなければ「調査中」と書きます。";
    if ((kind === "datetime" || kind === "time") && !/[0-9]{1,2}(:|時)/.test(narrow)) return "時刻が読めません。「9:40」のように書きます。";
    if (kind === "date" && !/[0-9]/.test(narrow)) return "日付が読めません。「11/24」のように書きます。";
    return "";
  }

  var SAFER = {
    "㈱": "（株）", "㈲": "（有）", "㈹": "（代）", "℡": "電話", "№": "No.", "㏍": "（株）", "髙": "高", "﨑": "崎", "𠮷": "吉", "～": "から", "〜": "から",
    "－": "-", "−": "-", "–": "-", "—": "―", "‐": "-", "∥": "‖", "￠": "セント", "￡": "ポンド", "¥": "￥", "‾": "￣", "•": "・", "✓": "○", "☎": "電話", "⇒": "→"
  };

  /** `text` with characters that mails garble replaced where a plain one says the same. */
  function safer(text, isSafe) {
    return Array.from(text).map(function (character) {
      if (isSafe(character)) return character;
      if (SAFER[character] !== undefined) return SAFER[character];
      var plain = character.normalize("NFKC");
      return plain !== character && Array.from(plain).every(isSafe) ? plain : character;
    }).join("");
  }

  // --- days and times, always those of Japan: milliseconds as if Japan's clock were UTC ---------------------------

  function pad(number) { return ("0" + number).slice(-2); }

  function dayWords(time) {
    var date = new Date(time);
    return (date.getUTCMonth() + 1) + "月" + date.getUTCDate() + "日（" + WEEKDAYS[date.getUTCDay()] + "）";
  }

  function longDay(time) { return new Date(time).getUTCFullYear() + "年" + dayWords(time); }

  function clockWords(time) {
    var date = new Date(time);
    return date.getUTCHours() + "時" + pad(date.getUTCMinutes()) + "分";
  }

  /** 11月24日（火）9時40分 */
  function whenWords(time) { return dayWords(time) + clockWords(time); }

  /** What a sender types for a time: {time, dated, clock}, or null. The year is the one nearest to `now`. */
  function parseWhen(text, now) {
    var narrow = text.normalize("NFKC").replace(/\s+/g, " ");
    var day = /(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})日?/.exec(narrow);
    var clock = /(午前|午後)?\s*(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)/.exec(narrow.slice(day ? day.index + day[0].length : 0));
    if (!day && !clock) return null;
    var today = new Date(now);
    var year = today.getUTCFullYear();
    var time = Math.floor(now / DAY) * DAY;
    if (day) {
      time = Date.UTC(day[1] ? +day[1] : year, day[2] - 1, +day[3]);
      if (!day[1] && time - now > 183 * DAY) time = Date.UTC(year - 1, day[2] - 1, +day[3]);
      if (!day[1] && now - time > 183 * DAY) time = Date.UTC(year + 1, day[2] - 1, +day[3]);
      var real = new Date(time);
      if (real.getUTCMonth() !== day[2] - 1 || real.getUTCDate() !== +day[3]) return null;
    }
    if (clock) {
      var hour = +clock[2] + (clock[1] === "午後" && clock[2] < 12 ? 12 : 0);
      var minute = clock[5] ? 30 : +(clock[3] || clock[4] || 0);
      if (hour > 24 || minute > 59) return null;
      time += (hour * 60 + minute) * MINUTE;
    }
    return { time: time, dated: !!day, clock: !!clock };
  }

  /** A time typed short, as notices write it; other words, and what already names a weekday, stay. */
  function tidyWhen(value, kind, now) {
    var narrow = value.normalize("NFKC").trim();
    var short = /^(?:(?:\d{4}[年/.-])?\d{1,2}[月/.-]\d{1,2}日?)?\s*(?:(?:午前|午後)?\s*\d{1,2}(?::\d{2}|時(?:\d{1,2}分|半)?))?$/;
    if (!narrow || !short.test(narrow)) return value;
    var found = parseWhen(narrow, now);
    if (!found) return value;
    if (kind === "datetime") { // the year is not written: it must be the one that a reader takes for granted
      return found.clock && parseWhen(whenWords(found.time), now).time === found.time ? whenWords(found.time) : value;
    }
    if (kind === "date") return found.dated && !found.clock ? longDay(found.time) : value;
    if (kind === "time") return found.clock && !found.dated ? clockWords(found.time) : value;
    return value;
  }

  function lengthWords(minutes) {
    var hours = Math.floor(minutes / 60);
    return (hours ? hours + "時間" : "") + (minutes % 60 || !hours ? (minutes % 60) + "分" : "");
  }

  /** One hour on, up to the next quarter: a round time is easier to promise and to keep. */
  function nextUpdate(now) { return Math.ceil((now + 60 * MINUTE) / (15 * MINUTE)) * 15 * MINUTE; }

  // --- which value a name has, and where it comes from --------------------------------------------------------------

  /** The desk's own default for a name, "" when there is none. */
  function automatic(name, data, state, lookup) {
    switch (data.placeholders[name].auto) {
      case "started": return whenWords(state.startedAt);
      case "now": return whenWords(state.noticeAt);
      case "today": return longDay(state.noticeAt);
      case "next-update": return whenWords(nextUpdate(state.noticeAt));
      case "ordinal": return "第" + (state.timeline.length + 1) + "報";
      case "first-sent": return state.timeline.length ? whenWords(state.timeline[0].at) : "";
      case "elapsed": return elapsed(lookup("発生時刻"), lookup("復旧時刻"), state.noticeAt);
      default: return "";
    }
  }

  function elapsed(from, until, now) {
    var start = parseWhen(from, now);
    var end = parseWhen(until, now);
    if (!start || !end || !start.clock || !end.clock || end.time <= start.time) return "";
    return lengthWords(Math.round((end.time - start.time) / MINUTE));
  }

  /** {value, from} of a name; from: typed | stale | build | default | auto | same | "". Recipients have none. */
  function valueOf(name, data, state) {
    var entry = data.placeholders[name];
    if (!entry || entry.scope === "recipient") return { value: "", from: "" };
    var typed = own(state.values, name);
    if (typed) return { value: typed, from: state.stale.indexOf(name) >= 0 ? "stale" : "typed" };
    if (own(data.organization, name)) return { value: data.organization[name], from: "build" };
    if (entry.default) return { value: entry.default, from: "default" };
    var made = entry.auto ? automatic(name, data, state, function (other) { return valueOf(other, data, state).value; }) : "";
    if (made) return { value: made, from: "auto" };
    var same = entry.same_as ? valueOf(entry.same_as, data, state).value : "";
    return same ? { value: same, from: "same" } : { value: "", from: "" };
  }

  /**
   * How the recipients are addressed: `everyone` as one, which any mailer sends as it stands; the others leave a
   * field that a mailing tool fills in.
   */
  var NOTATIONS = [
    { id: "everyone", label: "差し込まない（お客様各位）", note: "全員に同じ文を送ります。ふつうのメールに貼るときは、これを選びます。" },
    { id: "brace", label: "{{氏名}}", note: "多くの配信の仕組みの書き方です。" },
    { id: "percent", label: "%%name%%", note: "氏名は %%name%%、会社名は %%company%% になります。" },
    { id: "word", label: "«氏名»（Outlook・Word の差し込み）", note: "貼ったままでは文字です。Word で、ここに［差し込みフィールド］を入れ直します。" },
    { id: "own", label: "自分で決める", note: "「名前」と書いたところに、氏名や会社名が入ります（例：[[名前]]）。" }
  ];
  var EVERYONE = "everyone";
  var CUSTOMERS = "お客様各位";
  var COMPANIES = "お取引先 ご担当者各位";
  var MERGED = "brace";
  var NOTATION_NAME = "差し込みの書き方";
  var ENGLISH = { "氏名": "name", "会社名": "company" };

  function mergeField(name, notation) {
    var bare = name.replace(/^宛先_/, "");
    if (notation.id === "percent") return "%%" + (ENGLISH[bare] || bare) + "%%";
    if (notation.id === "word") return "«" + bare + "»";
    if (notation.id === "own") return ownNotation(notation) ? notation.own.split("名前").join(bare) : "";
    return "{{" + bare + "}}";
  }

  function ownNotation(notation) {
    var text = notation.own || "";
    return text.indexOf("名前") >= 0 && text !== "名前" && !placeholders(text).length;
  }

  /** A text whose recipients are addressed as one: CUSTOMERS or COMPANIES in the address, お客様 in a sentence. */
  function toEveryone(text) {
    return text.replace(/^\(\(宛先_会社名\)\)\n\(\(宛先_氏名\)\)様$/gm, COMPANIES).replace(/^\(\(宛先_氏名\)\)様$/gm, CUSTOMERS).replace(/\(\(宛先_氏名\)\)様/g, "お客様");
  }

  // --- the sections of a notice ----------------------------------------------------------------------------------------

  function templateOf(data, id) { return data.templates.filter(function (one) { return one.id === id; })[0]; }

  function messageOf(data, templateId, messageId) {
    var template = templateOf(data, templateId);
    if (!template) return null;
    return template.messages.filter(function (one) { return one.id === messageId; })[0] || template.messages[0];
  }

  /** The sections with a key each: `claim:<id>` where something is claimed, numbered from the second on. */
  function keyed(sections, data) {
    var seen = {};
    return sections.map(function (given, at) {
      var section = given.choices ? given : data.sections[given.part];
      var base = section.claim ? "claim:" + section.claim : "section:" + (section.part || at + 1);
      seen[base] = (seen[base] || 0) + 1;
      return { key: seen[base] > 1 ? base + ":" + seen[base] : base, section: section, added: false };
    });
  }

  /** What the reader has chosen for one message; an empty choice where nothing is noted. */
  function settingsOf(state, template, message) {
    return state.notices[template + "/" + message] || { choices: {}, off: [], added: [] };
  }

  /**
   * The sections of a message as they will stand: parts put in where they belong, the chosen text of each, and
   * whether it can be left out (all that the stage needs is told elsewhere).
   */
  function blocks(data, state, templateId, message) {
    var settings = settingsOf(state, templateId, message.id);
    var list = keyed(message.blocks, data);
    var known = list.map(function (block) { return block.key; });
    settings.added.forEach(function (one) {
      var part = own(data.sections, one.part);
      if (!part) return;
      var base = part.claim ? "claim:" + part.claim : "section:" + part.part;
      var key = base;
      for (var number = 2; known.indexOf(key) >= 0; number += 1) key = base + ":" + number;
      known.push(key);
      list.splice(Math.max(0, Math.min(one.at, list.length)), 0, { key: key, section: part, added: true });
    });
    list.forEach(function (block) {
      var chosen = settings.choices[block.key];
      block.choice = block.section.choices.filter(function (choice) { return choice.id === chosen; })[0] || block.section.choices[0];
      block.off = settings.off.indexOf(block.key) >= 0;
      block.proofKey = evidenceKey(block, templateId === message.id ? templateId : templateId + ":" + message.id);
    });
    list.forEach(function (block) {
      var told = list.filter(function (other) { return other !== block && !other.off; })
        .reduce(function (all, other) { return all.concat(other.section.elements); }, []);
      block.optional = !block.added && block.section.elements.length > 0 && block.section.elements.every(function (element) {
        return message.required.indexOf(element) < 0 || told.indexOf(element) >= 0;
      });
      if (!block.optional) block.off = false; // what the stage needs cannot be left out, whatever a file says
    });
    return list;
  }

  /** Where a part goes by itself: what opens the notice after the greeting, all else before the contact. */
  function placeFor(list, part) {
    var opening = part.elements.indexOf("overview") >= 0 || part.part.indexOf("p10-") === 0;
    var at = -1;
    if (opening) {
      list.forEach(function (block, index) {
        if (["address", "address-company", "greeting"].indexOf(block.section.part) >= 0) at = index;
      });
      return at + 1;
    }
    list.some(function (block, index) {
      if (block.section.elements.indexOf("contact") >= 0) at = index;
      return at >= 0;
    });
    return at < 0 ? list.length : at;
  }

  var PROOF = ["who", "at", "what"];
  var PROOF_LABELS = { who: "確認者", at: "確認時刻", what: "調査の対象" };

  /** The names of a chosen text that its evidence fills: {at: name, of: name}. */
  function proven(block, data) {
    if (!block.choice.evidence) return {};
    var found = {};
    placeholders(block.choice.text).forEach(function (name) {
      var proof = data.placeholders[name] && data.placeholders[name].proves;
      if (proof && !found[proof]) found[proof] = name;
    });
    return found;
  }

  /** Under which name evidence is kept: the same claim in another notice is offered what was found out before. */
  function evidenceKey(block, notice) {
    var shared = /^claim:[a-z-]+$/.test(block.key) || (block.section.part && block.key === "section:" + block.section.part);
    return shared ? block.key : block.key + ":" + notice;
  }

  /** {who, at, what} of a chosen text; a time or scope typed for the whole notice counts as well. */
  function evidenceOf(block, data, state) {
    var kept = state.evidence[block.proofKey] || {};
    var names = proven(block, data);
    return {
      who: kept.who || "",
      at: kept.at || (names.at ? own(state.values, names.at) : ""),
      what: kept.what || (names.of ? own(state.values, names.of) : "")
    };
  }

  /** A value that would leave a hole or a mark in the text counts as none. */
  function holed(value) { return placeholders(value).length > 0 || /\(\(|\)\)|（（|））/.test(value); }

  var SUBJECT_NAME = "件名";
  var ADDRESS_NAME = "宛名";

  /**
   * A notice as it will be sent. `subject` and `body` are lists of pieces {text, name, state}, where state is
   * "filled", "missing", "merge" or "" for the words of the template; `missing` lists what keeps it from being
   * sent, in the order of the form: {name} for a value, {key, proof} for the evidence of a claim.
   *
   * A subject written by hand (`edited`) takes over; `madeSubject` is what the notice itself would say, and
   * `outdated` whether that has changed since the hand was laid on it. `addressed`: whether its words
   * name the recipients; `merged`: the fields left for their names; `everyone`: how all are addressed instead, or "". `single`: the
   * notice is for one person or company, whose field stays although the recipients are otherwise addressed as one.
   */
  function compose(data, state, templateId, messageId) {
    var message = messageOf(data, templateId, messageId);
    var list = blocks(data, state, templateId, message);
    var single = templateOf(data, templateId).oneRecipient && state.notation.id === EVERYONE;
    var everyone = state.notation.id === EVERYONE && !single;
    var notation = single ? { id: MERGED, own: "" } : state.notation;
    var lacking = [];
    var names = [];
    var addressed = false;
    function lack(one) {
      var known = lacking.some(function (other) { return other.name === one.name && other.key === one.key && other.proof === one.proof; });
      if (!known) lacking.push(one);
    }
    /** What stands in the field of the subject, all of it typed; a mark of the register is filled, another is a hole. */
    function byHand(text) {
      if (!text || pieces(text).some(function (piece) { return piece.name ? !data.placeholders[piece.name] : holed(piece.text); })) {
        lack({ name: SUBJECT_NAME });
        return [{ text: text, name: SUBJECT_NAME, state: "missing" }];
      }
      return read(text).map(function (piece) { return piece.name ? piece : { text: piece.text, name: SUBJECT_NAME, state: "filled" }; });
    }
    function read(text, special) {
      addressed = addressed || placeholders(text).some(function (name) { return (data.placeholders[name] || {}).scope === "recipient"; });
      return pieces(everyone ? toEveryone(text) : text).map(function (piece) {
        if (!piece.name) return { text: piece.text, name: "", state: "" };
        var entry = data.placeholders[piece.name];
        if (entry && entry.scope === "recipient") {
          if (everyone) return { text: "お客様", name: piece.name, state: "merge" };
          var field = mergeField(piece.name, notation);
          if (!field) lack({ name: NOTATION_NAME });
          return { text: field || piece.text, name: piece.name, state: field ? "merge" : "missing" };
        }
        if (special && special[piece.name] !== undefined) {
          return { text: special[piece.name] || piece.text, name: piece.name, state: special[piece.name] ? "filled" : "missing" };
        }
        if (names.indexOf(piece.name) < 0) names.push(piece.name);
        var value = valueOf(piece.name, data, state).value;
        if (value && !holed(value)) return { text: value, name: piece.name, state: "filled" };
        lack({ name: piece.name });
        return { text: piece.text, name: piece.name, state: "missing" };
      });
    }
    var edited = (message.subject && settingsOf(state, templateId, message.id).subject) || null;
    var subject = message.subject ? (edited ? byHand(edited.text) : read(message.subject)) : [];
    var made = oneLine(fill(message.subject, valuesOf(message.subject, data, state)));
    var body = [];
    list.filter(function (block) { return !block.off; }).forEach(function (block) {
      var special;
      if (block.choice.evidence) {
        special = {};
        var given = evidenceOf(block, data, state);
        var fits = proven(block, data);
        if (fits.at) special[fits.at] = holed(given.at) ? "" : given.at;
        if (fits.of) special[fits.of] = holed(given.what) ? "" : given.what;
        PROOF.forEach(function (proof) {
          if (!given[proof] || holed(given[proof])) lack({ key: block.key, proof: proof, label: block.section.name || block.choice.label });
        });
      }
      if (body.length) body.push({ text: "\n\n", name: "", state: "" });
      body = body.concat(read(block.choice.text, special));
    });
    var bodyText = joined(body);
    return {
      merged: everyone ? [] : unique(subject.concat(body).filter(function (piece) { return piece.state === "merge"; }).map(function (piece) { return piece.text; })),
      addressed: addressed, everyone: addressed && everyone ? (bodyText.indexOf(COMPANIES) >= 0 ? COMPANIES : CUSTOMERS) : "",
      message: message, blocks: list, names: names, missing: lacking,
      subject: subject, body: body, subjectText: oneLine(joined(subject)), bodyText: bodyText, single: single && addressed, edited: edited,
      madeSubject: made, outdated: !!edited && oneLine(fill(edited.from, valuesOf(edited.from, data, state))) !== made
    };
  }

  function oneLine(text) { return text.replace(/\n/g, " "); }

  /** The values that stand in `text` now; what would leave a hole is left out. */
  function valuesOf(text, data, state) {
    var found = {};
    placeholders(text).forEach(function (name) {
      var value = valueOf(name, data, state).value;
      if (value && !holed(value)) found[name] = value;
    });
    return found;
  }

  function joined(list) { return list.map(function (piece) { return piece.text; }).join(""); }

  /** What is missing, in words. */
  function missingWords(one) {
    return one.name ? labelOf(one.name) : "「" + one.label + "」の" + PROOF_LABELS[one.proof];
  }

  /** The text for the checker: recipients as the playbook's own marks, whatever the notation. */
  function forChecker(list) {
    return list.map(function (piece) { return piece.state === "merge" ? "((" + piece.name + "))" : piece.text; }).join("");
  }

  /**
   * What the checker says of a notice. Left out: holes (told by name), what the words of the template themselves
   * hold (checked at build), and missing elements (the sections carry them).
   */
  function checked(composed, check, rules, day) {
    var subject = forChecker(composed.subject);
    var options = { subject: subject, stage: composed.message.stage, notation: "playbook", day: day, wantsSubject: !!composed.message.subject };
    var all = check(rules, forChecker(composed.body), options).findings;
    if (composed.edited) all = bySubject(check(rules, subject, Object.assign({}, options, { subject: "", wantsSubject: false })).findings, all).concat(all);
    var findings = all.filter(function (one) {
      if (one.rule === rules.checks.element.id) return false;
      if (one.rule !== rules.checks.mark.id) return true;
      return touches(one.where === "subject" ? composed.subject : composed.body, one.start, one.end);
    });
    return { findings: findings, blockers: findings.filter(function (one) { return one.severity === "blocker"; }).length };
  }

  /** What a subject written by hand says that no body may say: `found` in it as if it were one, without what `known` holds. */
  function bySubject(found, known) {
    return found.filter(function (one) {
      return one.start < one.end && !known.some(function (other) { return other.where === "subject" && other.rule === one.rule && other.found === one.found; });
    }).map(function (one) { return Object.assign({}, one, { where: "subject" }); });
  }

  /** Whether what stands from `start` to `end` was typed, at least in part. */
  function touches(list, start, end) {
    var at = 0;
    return list.some(function (piece) {
      var from = at;
      at += forChecker([piece]).length;
      return piece.state === "filled" && from < end && start < at;
    });
  }

  /** Subject and body under the warning that they must not be sent. */
  function draft(composed) {
    return [DRAFT_LINE].concat(composed.subjectText ? ["件名：" + composed.subjectText, ""] : [], composed.bodyText).join("\n");
  }

  window.playbookDesk = {
    DRAFT_LINE: DRAFT_LINE, NOTATIONS: NOTATIONS, NOTATION_NAME: NOTATION_NAME, SUBJECT_NAME: SUBJECT_NAME, ADDRESS_NAME: ADDRESS_NAME,
    EVERYONE: EVERYONE, MERGED: MERGED,
    PROOF: PROOF, PROOF_LABELS: PROOF_LABELS,
    pieces: pieces, placeholders: placeholders, fill: fill, missing: missing, own: own, unique: unique,
    clean: clean, unlike: unlike, safer: safer, holed: holed, ownNotation: ownNotation, mergeField: mergeField,
    parseWhen: parseWhen, tidyWhen: tidyWhen, whenWords: whenWords, dayWords: dayWords, longDay: longDay, clockWords: clockWords,
    lengthWords: lengthWords, nextUpdate: nextUpdate, elapsed: elapsed, valueOf: valueOf,
    templateOf: templateOf, messageOf: messageOf, settingsOf: settingsOf, blocks: blocks, placeFor: placeFor,
    proven: proven, evidenceOf: evidenceOf, compose: compose, missingWords: missingWords, forChecker: forChecker, checked: checked,
    draft: draft, labelOf: labelOf
  };
})();
