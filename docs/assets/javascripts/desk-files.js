// What leaves the desk, and comes back: texts for mail, Web and the record, the incident and the profile as files.
// Pure functions over strings and plain values; nothing here touches the page or a storage.
(function () {
  "use strict";

  var desk = window.playbookDesk;
  var VERSION = 1;
  var INCIDENT = "playbook-incident";
  var PROFILE = "playbook-profile";
  var LARGEST = 5000000;

  // --- line ends and bytes -------------------------------------------------------------------------------------

  function crlf(text) { return text.replace(/\r\n?|\n/g, "\r\n"); }

  function bytes(text) { return new TextEncoder().encode(text); }

  function base64(text) {
    var binary = "";
    bytes(text).forEach(function (byte) { binary += String.fromCharCode(byte); });
    return btoa(binary);
  }

  function rotated(word, by) { return (word >>> by) | (word << (32 - by)); }

  /** The first 32 bits of the fractional part of a root of each of the first primes (FIPS 180-4). */
  function primeRoots(count, root) {
    var found = [];
    for (var number = 2; found.length < count; number += 1) {
      var prime = true;
      for (var divisor = 2; divisor * divisor <= number; divisor += 1) prime = prime && number % divisor !== 0;
      if (prime) found.push(Math.floor((Math.pow(number, root) % 1) * 4294967296) >>> 0);
    }
    return found;
  }

  var ROUND = primeRoots(64, 1 / 3);
  var START = primeRoots(8, 1 / 2);

  /** SHA-256 of the UTF-8 of `text`, in hexadecimal. Our own, because `crypto.subtle` is missing on plain http. */
  function sha256(text) {
    var data = bytes(text);
    var padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
    padded.set(data);
    padded[data.length] = 0x80;
    var view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(data.length / 0x20000000));
    view.setUint32(padded.length - 4, (data.length << 3) >>> 0);
    var hash = START.slice();
    var words = new Uint32Array(64);
    for (var at = 0; at < padded.length; at += 64) {
      var t;
      for (t = 0; t < 16; t += 1) words[t] = view.getUint32(at + t * 4);
      for (t = 16; t < 64; t += 1) {
        var low = rotated(words[t - 15], 7) ^ rotated(words[t - 15], 18) ^ (words[t - 15] >>> 3);
        var high = rotated(words[t - 2], 17) ^ rotated(words[t - 2], 19) ^ (words[t - 2] >>> 10);
        words[t] = words[t - 16] + low + words[t - 7] + high;
      }
      var v = hash.slice();
      for (t = 0; t < 64; t += 1) {
        var choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        var first = (v[7] + (rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)) + choice + ROUND[t] + words[t]) >>> 0;
        var majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        var second = ((rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)) + majority) >>> 0;
        v = [(first + second) >>> 0, v[0], v[1], v[2], (v[3] + first) >>> 0, v[4], v[5], v[6]];
      }
      hash = hash.map(function (word, index) { return (word + v[index]) >>> 0; });
    }
    return hash.map(function (word) { return ("0000000" + word.toString(16)).slice(-8); }).join("");
  }

  // --- one notice ------------------------------------------------------------------------------------------------

  /** The notice as a text file: UTF-8 with a byte order mark, for Windows; lines end in CR LF. */
  function txt(subject, body) {
    return "\ufeff" + crlf((subject ? "件名：" + subject + "\n\n" : "") + body + "\n");
  }

  /** A header field of words in any script: RFC 2047 words of at most 75 characters, folded (RFC 5322). */
  function header(name, text) {
    if (/^[\x20-\x7e]*$/.test(text) && text.indexOf("=?") < 0 && (name + ": " + text).length <= 76) return name + ": " + text;
    var words = [];
    var part = "";
    var room = Math.floor((76 - name.length - 2 - 12) / 4) * 3; // octets, of which base64 makes four letters from three
    Array.from(text).forEach(function (character) {
      if (bytes(part + character).length > room) {
        words.push(part);
        part = "";
        room = 45;
      }
      part += character;
    });
    words.push(part);
    return name + ": " + words.map(function (word) { return "=?UTF-8?B?" + base64(word) + "?="; }).join("\r\n ");
  }

  var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  function two(number) { return ("0" + number).slice(-2); }

  function mailDate(time) {
    var date = new Date(time);
    return DAYS[date.getUTCDay()] + ", " + date.getUTCDate() + " " + MONTHS[date.getUTCMonth()] + " " + date.getUTCFullYear() +
      " " + two(date.getUTCHours()) + ":" + two(date.getUTCMinutes()) + ":" + two(date.getUTCSeconds()) + " +0900";
  }

  /**
   * The notice as an unsent mail (RFC 5322). `from` is {name, address}; without a plain address the field names
   * nobody (an empty group, RFC 6854), and the mail program asks. `now`: milliseconds on Japan's clock.
   */
  function eml(subject, body, from, now) {
    var address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/.test(from.address || "") ? from.address : "";
    var sender = address ? header("From", from.name || "") + (from.name ? "\r\n <" : "<") + address + ">" : "From: undisclosed-sender:;";
    if (address && !from.name) sender = "From: " + address;
    var coded = base64(crlf(body)).replace(/.{76}/g, "$&\r\n").replace(/\r\n$/, "");
    return [
      "X-Unsent: 1", "Date: " + mailDate(now), sender, header("Subject", subject), "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", coded, ""
    ].join("\r\n");
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  /** The notice for a Web page: headings, lists and links from the marks of plain text; all else escaped. */
  function html(subject, body) {
    var out = subject ? ["<h1>" + escaped(subject) + "</h1>"] : [];
    body.split(/\n{2,}/).forEach(function (paragraph) {
      var list = false;
      var open = [];
      function close() {
        if (open.length) out.push(list ? "<ul>\n" + open.map(function (item) { return "<li>" + item + "</li>"; }).join("\n") + "\n</ul>" : "<p>" + open.join("<br>\n") + "</p>");
        open = [];
        list = false;
      }
      paragraph.split("\n").forEach(function (line) {
        var words = escaped(line.replace(/^\u3000+/, "")).replace(/^(https?:\/\/[^\s"<>]+)$/, '<a href="$1">$1</a>');
        if (/^■/.test(line)) {
          close();
          out.push("<h2>" + escaped(line.slice(1)) + "</h2>");
        } else if (/^・/.test(line)) {
          if (!list) close();
          list = true;
          open.push(escaped(line.slice(1)));
        } else if (list && /^\u3000/.test(line)) {
          open[open.length - 1] += "<br>\n" + words;
        } else if (/^[―─-]{5,}$/.test(line)) {
          close();
          out.push("<hr>");
        } else if (line) {
          if (list) close();
          open.push(words);
        }
      });
      close();
    });
    return out.join("\n") + "\n";
  }

  function count(text) { return Array.from(text).length; }

  /** The length of a post as X counts it, in full-width characters: Latin letters are halves, a link is 11.5. */
  function postLength(text) {
    var halves = 0;
    var words = text.replace(/https?:\/\/[^\s\u3000-\u9fff]+/g, function () {
      halves += 23;
      return "";
    });
    Array.from(words).forEach(function (character) {
      var code = character.codePointAt(0);
      var light = code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
      halves += light ? 1 : 2;
    });
    return Math.ceil(halves / 2);
  }

  // --- the record ------------------------------------------------------------------------------------------------------

  var COLUMNS = ["送信した時刻", "文面", "件名", "承認者", "宛先の数", "次回の連絡", "断定の根拠", "照合の符号（SHA-256）", "本文"];

  function stamp(time) { return new Date(time).toISOString().slice(0, 16).replace("T", " "); }

  function claimsWords(entry) {
    return entry.claims.map(function (one) {
      return one.title + "「" + one.choice + "」（確認者：" + one.who + "、確認時刻：" + one.at + "、調査の対象：" + one.what + "）";
    }).join("／");
  }

  function row(entry) {
    return [stamp(entry.at), entry.title, entry.subject, entry.approver || "未記入", entry.recipients || "未記入", entry.next, claimsWords(entry), entry.sha256, entry.body];
  }

  /** A cell that a spreadsheet takes as text: no formula begins in it. */
  function cell(text) {
    var safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  /** The timeline for a spreadsheet: UTF-8 with a byte order mark, CR LF between rows. */
  function csv(timeline) {
    return "\ufeff" + [COLUMNS].concat(timeline.map(row)).map(function (line) { return line.map(cell).join(",") + "\r\n"; }).join("");
  }

  /** The timeline as Markdown: a table, then each text as it was sent. */
  function markdown(timeline) {
    var shown = COLUMNS.slice(0, 8);
    var flat = function (text) { return text.replace(/[\\|`*_<>\[\]]/g, "\\$&").replace(/\n/g, " "); };
    var lines = ["# 事案の送信の記録", "", "| " + shown.join(" | ") + " |", "|" + shown.map(function () { return " --- |"; }).join("")];
    timeline.forEach(function (entry) { lines.push("| " + row(entry).slice(0, 8).map(flat).join(" | ") + " |"); });
    timeline.forEach(function (entry, number) {
      var text = (entry.subject ? "件名：" + entry.subject + "\n\n" : "") + entry.body;
      var longest = (text.match(/`+/g) || []).reduce(function (most, run) { return Math.max(most, run.length); }, 2);
      var fence = "`".repeat(longest + 1);
      lines.push("", "## " + (number + 1) + "　" + stamp(entry.at) + "　" + flat(entry.title), "", fence + "text", text, fence);
    });
    return lines.join("\n") + "\n";
  }

  // --- the incident and the profile as files ----------------------------------------------------------------------------

  function fresh(data, now) {
    return {
      startedAt: now, noticeAt: now, template: data.first, message: "", values: {}, stale: [], evidence: {}, notices: {},
      notation: { id: desk.NOTATIONS[0].id, own: "" }, timeline: []
    };
  }

  function isoTime(time) { return new Date(time).toISOString().slice(0, 19) + "+09:00"; }

  /** The whole incident as one file. */
  function save(state, now) {
    return JSON.stringify({
      kind: INCIDENT, version: VERSION, savedAt: isoTime(now), startedAt: isoTime(state.startedAt), noticeAt: isoTime(state.noticeAt),
      template: state.template, message: state.message, notation: state.notation, values: state.values, stale: state.stale,
      evidence: state.evidence, notices: state.notices,
      timeline: state.timeline.map(function (entry) { return Object.assign({}, entry, { at: isoTime(entry.at) }); })
    }, null, 1) + "\n";
  }

  /** The company's own values as a file. */
  function saveProfile(state, data, now) {
    var values = {};
    Object.keys(data.placeholders).forEach(function (name) {
      if (data.placeholders[name].scope === "organization" && desk.own(state.values, name)) values[name] = state.values[name];
    });
    return JSON.stringify({ kind: PROFILE, version: VERSION, savedAt: isoTime(now), notation: state.notation, values: values }, null, 1) + "\n";
  }

  function plain(value) { return !!value && typeof value === "object" && !Array.isArray(value); }

  function time(text) {
    var match = typeof text === "string" && /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\+09:00$/.exec(text);
    if (!match) return null;
    var found = Date.UTC(+match[1], match[2] - 1, +match[3], +match[4], +match[5], +match[6]);
    return isoTime(found) === text ? found : null;
  }

  /** Opens a file of a kind: {value} or {problems}. */
  function open(text, kind, called) {
    if (text.length > LARGEST) return { problems: ["ファイルが大きすぎます（" + called + "のファイルではありません）。"] };
    var value;
    try {
      value = JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (error) {
      return { problems: ["JSON として読めません。ファイルが途中で切れているか、別のファイルです。"] };
    }
    if (!plain(value) || value.kind !== kind) {
      var other = plain(value) && value.kind === PROFILE ? "自社の値のファイルです。" : plain(value) && value.kind === INCIDENT ? "事案のファイルです。" : "";
      return { problems: [called + "のファイルではありません。" + other] };
    }
    if (value.version !== VERSION) {
      return { problems: ["ファイルの版「" + desk.clean(JSON.stringify(value.version) || "なし", "text").slice(0, 20) + "」は読めません。この手引きが読めるのは、版 " + VERSION + " です。"] };
    }
    return { value: value, problems: [] };
  }

  function quoted(value) { return "「" + desk.clean(String(value), "text").slice(0, 30) + "」"; }

  /** The known names of `values` with their texts; what is unknown is told, what is no text is a problem. */
  function readValues(values, data, scopes, problems, dropped) {
    var kept = {};
    if (!plain(values)) {
      problems.push("values（値）が、名前と文の組ではありません。");
      return kept;
    }
    Object.keys(values).forEach(function (name) {
      var entry = Object.prototype.hasOwnProperty.call(data.placeholders, name) ? data.placeholders[name] : null;
      if (!entry || scopes.indexOf(entry.scope) < 0) dropped.push(name);
      else if (typeof values[name] !== "string") problems.push("values の" + quoted(name) + "が、文ではありません。");
      else kept[name] = desk.clean(values[name], entry.kind);
    });
    return kept;
  }

  function readNotation(value, problems) {
    var known = plain(value) && desk.NOTATIONS.some(function (one) { return one.id === value.id; });
    if (!known || typeof value.own !== "string") {
      problems.push("notation（差し込みの書き方）が読めません。");
      return null;
    }
    return { id: value.id, own: desk.clean(value.own, "text") };
  }

  function texts(value, names) {
    return plain(value) && names.every(function (name) { return typeof value[name] === "string"; });
  }

  function readNotices(value, data, problems, dropped) {
    var kept = {};
    if (!plain(value)) {
      problems.push("notices（文面ごとの選び方）が、組ではありません。");
      return kept;
    }
    Object.keys(value).forEach(function (key) {
      var ids = key.split("/");
      var template = desk.templateOf(data, ids[0]);
      var one = value[key];
      if (!template || !template.messages.some(function (message) { return message.id === ids[1]; })) {
        dropped.push(key);
        return;
      }
      var whole = plain(one) && plain(one.choices) && Array.isArray(one.off) && Array.isArray(one.added) &&
        Object.keys(one.choices).every(function (name) { return typeof one.choices[name] === "string"; }) &&
        one.off.every(function (name) { return typeof name === "string"; }) &&
        one.added.every(function (part) { return plain(part) && typeof part.part === "string" && Number.isInteger(part.at); }) &&
        (one.subject === undefined || texts(one.subject, ["text", "from"]));
      if (!whole) {
        problems.push("notices の" + quoted(key) + "の形が違います（choices、off、added、subject）。");
        return;
      }
      kept[key] = {
        choices: Object.assign({}, one.choices), off: one.off.slice(),
        added: one.added.filter(function (part) { return data.parts.some(function (known) { return known.id === part.part; }); })
          .map(function (part) { return { part: part.part, at: part.at }; })
      };
      if (one.subject) kept[key].subject = { text: desk.clean(one.subject.text, "text"), from: desk.clean(one.subject.from, "text") };
    });
    return kept;
  }

  function readEvidence(value, problems) {
    var kept = {};
    if (!plain(value)) {
      problems.push("evidence（断定の根拠）が、組ではありません。");
      return kept;
    }
    Object.keys(value).forEach(function (key) {
      if (!/^(claim|section):[a-z0-9:-]{1,120}$/.test(key) || !texts(value[key], desk.PROOF)) {
        problems.push("evidence の" + quoted(key) + "の形が違います（who、at、what）。");
        return;
      }
      kept[key] = {};
      desk.PROOF.forEach(function (proof) { kept[key][proof] = desk.clean(value[key][proof], "text"); });
    });
    return kept;
  }

  var ENTRY = ["template", "message", "title", "subject", "body", "approver", "recipients", "next", "sha256"];

  function readTimeline(value, problems) {
    if (!Array.isArray(value)) {
      problems.push("timeline（送信の記録）が、一覧ではありません。");
      return [];
    }
    return value.reduce(function (kept, entry, number) {
      var at = plain(entry) ? time(entry.at) : null;
      var claims = plain(entry) && Array.isArray(entry.claims) && entry.claims.every(function (one) { return texts(one, ["title", "choice", "who", "at", "what"]); });
      if (at === null) problems.push("timeline の " + (number + 1) + " 件目の時刻（at）が読めません。");
      else if (!texts(entry, ENTRY) || !claims) problems.push("timeline の " + (number + 1) + " 件目に、文でない項目か、足りない項目があります。");
      else if (sha256(txt(entry.subject, entry.body)) !== entry.sha256) problems.push("timeline の " + (number + 1) + " 件目の本文が、記録された照合の符号（SHA-256）と合いません。書き換えられたか、壊れています。");
      else {
        var read = { at: at, claims: entry.claims.map(function (one) { return { title: one.title, choice: one.choice, who: one.who, at: one.at, what: one.what }; }) };
        ENTRY.forEach(function (name) { read[name] = entry[name]; });
        kept.push(read);
      }
      return kept;
    }, []);
  }

  /** An incident file: {state, dropped} when all of it can be read, else {problems} in words to the reader. */
  function load(text, data) {
    var opened = open(text, INCIDENT, "事案");
    var problems = opened.problems;
    if (problems.length) return { problems: problems };
    var value = opened.value;
    var dropped = [];
    var state = {
      startedAt: time(value.startedAt), noticeAt: time(value.noticeAt), template: value.template, message: value.message,
      notation: readNotation(value.notation, problems),
      values: readValues(value.values, data, ["organization", "incident", "notice"], problems, dropped),
      evidence: readEvidence(value.evidence, problems),
      stale: [],
      notices: readNotices(value.notices, data, problems, dropped),
      timeline: readTimeline(value.timeline, problems)
    };
    if (!Array.isArray(value.stale) || !value.stale.every(function (name) { return typeof name === "string"; })) problems.push("stale（前の連絡の値）が、名前の一覧ではありません。");
    else state.stale = value.stale.filter(function (name) { return desk.own(state.values, name); });
    if (state.startedAt === null || state.noticeAt === null) problems.push("時刻（startedAt、noticeAt）が読めません。");
    if (typeof value.template !== "string" || !desk.templateOf(data, value.template)) problems.push("文面" + quoted(value.template) + "は、この手引きにありません。");
    if (typeof value.message !== "string") problems.push("message（文面の中の選択）が、文ではありません。");
    return problems.length ? { problems: problems } : { state: state, dropped: dropped, problems: problems };
  }

  /** A profile file: {values, notation, dropped} or {problems}. */
  function loadProfile(text, data) {
    var opened = open(text, PROFILE, "自社の値");
    var problems = opened.problems;
    if (problems.length) return { problems: problems };
    var dropped = [];
    var values = readValues(opened.value.values, data, ["organization"], problems, dropped);
    var notation = readNotation(opened.value.notation, problems);
    return problems.length ? { problems: problems } : { values: values, notation: notation, dropped: dropped, problems: problems };
  }

  // --- what comes next ----------------------------------------------------------------------------------------------------

  var NO_NEWS = "48-no-news";
  var CORRECTION = "43-correction";

  /** The notices that may follow `template`: its own next ones, no news, and a recovery. */
  function nextNotices(data, templateId) {
    var template = desk.templateOf(data, templateId);
    var ids = (template ? template.next : []).concat(NO_NEWS);
    var recovers = ids.some(function (id) { var one = desk.templateOf(data, id); return one && one.stage === "recovery"; });
    if (!recovers && template && (template.stage === "initial" || template.stage === "progress")) ids.push("27-brief-recovery");
    return desk.unique(ids).map(function (id) { return desk.templateOf(data, id); }).filter(Boolean);
  }

  /** How long until `due`, in words for the title of the page; both on Japan's clock. */
  function countdown(due, now) {
    var minutes = Math.ceil((due - now) / 60000);
    return minutes >= 0 ? "次の連絡まで" + desk.lengthWords(minutes) : "次の連絡を" + desk.lengthWords(-minutes) + "過ぎています";
  }

  Object.assign(desk, {
    CORRECTION: CORRECTION, crlf: crlf, sha256: sha256, txt: txt, header: header, eml: eml, html: html, count: count, postLength: postLength,
    csv: csv, markdown: markdown, stamp: stamp, claimsWords: claimsWords, fresh: fresh, save: save, load: load,
    saveProfile: saveProfile, loadProfile: loadProfile, nextNotices: nextNotices, countdown: countdown
  });
})();
