// The check of a finished mail: a text in, what would go out wrong out. Nothing is stored, nothing is sent.
// The twin of playbook/phrases.py over the same rules (assets/phrases-data.js); tests hold the two together.
//
// To call it from another page, load assets/phrases-data.js (rules: window.playbookPhrases), then this file:
//
//   var report = window.playbookCheck.check(window.playbookPhrases, text, {
//     subject: "【重要】…",      // "" or absent: a line 「件名：」 among the first three of text is taken
//     stage: "initial",         // initial progress recovery follow_up leak support; "" or absent: guessed
//     notation: "none",         // how merge fields are written: an id of playbookPhrases.notations
//     day: "2026-11-24",        // the reader's today, for dates without a year; absent: no year is assumed but the text's
//     wantsSubject: true        // false: a text without subject (a post, a web page); then no element is missed
//   });
//
//   report = {
//     stage: "initial",         // "" when it cannot be guessed
//     guessed: true,
//     subject, body,            // as read: line breaks one kind, the 「件名：」 line emptied
//     merge: ["氏名"],           // merge fields in the chosen notation, each once
//     blockers: 0,              // how many findings forbid sending
//     findings: [{              // the most fundamental first
//       rule: "mark-left", severity: "blocker" | "warning" | "hint",
//       where: "subject" | "body", line: 1, column: 1,   // counted from 1, columns in characters
//       start: 0, end: 5,       // offsets (UTF-16) in report.subject or report.body; equal: the text as a whole
//       found: "○月○日", reason: "…", mend: "…"          // plain text: show by textContent only
//     }]
//   };
//
// check is a pure function: no document, no clock, no storage. On a page without .check-page nothing else runs.
(function () {
  "use strict";

  var SEVERITIES = ["blocker", "warning", "hint"];
  var LABELS = { blocker: "送れない", warning: "直す", hint: "見直す" };
  var SUBJECT_WITHIN = 3;
  var MOST = 100; // places of one rule that are told; only a hostile text has more
  var WEEKDAYS = "日月火水木金土";
  var BLANKS = " \t\u3000";
  var HALF_KANA = ["\uff61", "\uff9f"]; // the first and the last half-width kana

  // --- small tools -------------------------------------------------------------------------------------------

  var once = {};
  var many = {};

  function first(source, text) {
    if (!once[source]) once[source] = new RegExp(source, "u");
    return once[source].exec(text);
  }

  function has(source, text) { return first(source, text) !== null; }

  /** Calls ``tell`` with every match. */
  function each(source, text, tell) {
    if (!many[source]) many[source] = new RegExp(source, "gu");
    for (var match of text.matchAll(many[source])) tell(match);
  }

  function all(source, text) {
    var found = [];
    each(source, text, function (match) { found.push(match); });
    return found;
  }

  function indent(line) {
    var at = 0;
    while (at < line.length && BLANKS.indexOf(line[at]) >= 0) at += 1;
    return at;
  }

  /** ``text`` without ``blanks`` around it; a pattern for this would run long on many blanks. */
  function bare(text, blanks) {
    var begin = 0;
    var end = text.length;
    while (begin < end && (blanks || BLANKS).indexOf(text[begin]) >= 0) begin += 1;
    while (end > begin && (blanks || BLANKS).indexOf(text[end - 1]) >= 0) end -= 1;
    return text.slice(begin, end);
  }

  /** Full-width digits and letters as half-width ones; every character keeps its place. */
  function narrow(text) {
    return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, function (one) { return String.fromCharCode(one.charCodeAt(0) - 0xfee0); });
  }

  function normalise(text) {
    return text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n").replace(/[\r\u2028\u2029]/g, "\n");
  }

  function lines(text) {
    var at = 0;
    return text.split("\n").map(function (line) {
      var here = { text: line, at: at };
      at += line.length + 1;
      return here;
    });
  }

  // --- a text, cut up ----------------------------------------------------------------------------------------

  /** The subject that one of the first lines names, and the text with that line emptied. */
  function splitSubject(text, rules) {
    var rows = text.split("\n");
    var seen = 0;
    for (var number = 0; number < rows.length; number += 1) {
      if (!bare(rows[number])) continue;
      seen += 1;
      if (seen > SUBJECT_WITHIN) break;
      var match = first(rules.text.subject, rows[number]);
      if (match) {
        rows[number] = "";
        return { subject: bare(match[1]), body: rows.join("\n") };
      }
    }
    return { subject: null, body: text };
  }

  /** Wrapped lines joined, items and headings apart, quoted lines left out. */
  function runs(text, rules) {
    var found = [];
    var letters = "";
    var positions = [];
    var paragraph = 0;
    var open = false;
    function close() {
      if (letters) found.push({ text: letters, positions: positions, paragraph: paragraph });
      letters = "";
      positions = [];
      open = false;
    }
    lines(text).forEach(function (line) {
      var words = bare(line.text);
      var start = line.at + indent(line.text);
      if (!words) {
        close();
        paragraph += 1;
        return;
      }
      if (has(rules.text.quoted, words)) {
        close();
        return;
      }
      if (!open || has(rules.text.starts, words)) {
        close();
      } else if (letters.charCodeAt(letters.length - 1) < 128 && words.charCodeAt(0) < 128) {
        letters += " ";
        positions.push(start - 1);
      }
      letters += words;
      for (var at = 0; at < words.length; at += 1) positions.push(start + at);
      open = !(has(rules.text.ends, words) || has(rules.text.heading, words));
      if (!open) close();
    });
    close();
    return found;
  }

  // --- the check ---------------------------------------------------------------------------------------------

  /** One mail under check; ``add`` notes a finding of a rule at a place of a text. */
  function mailOf(subject, body, stage, guessed, day, rules) {
    var found = [];
    var known = new Set();
    var told = {};
    return {
      subject: subject, body: body, stage: stage, guessed: guessed, day: day, found: found,
      full: function (rule) { return told[rule.id] >= MOST; },
      add: function (kind, rule, where, at, end, shown, reason) {
        var text = where === "subject" ? subject : body;
        var before = text.slice(0, at);
        var line = before.split("\n").length;
        var same = [rule.id, where, line, shown].join("\n");
        if (known.has(same) || told[rule.id] >= MOST) return;
        known.add(same);
        told[rule.id] = (told[rule.id] || 0) + 1;
        found.push({
          rule: rule.id, severity: rule.severity, where: where,
          line: line, column: Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1,
          found: shown, reason: reason || rule.reason, mend: rule.mend, start: at, end: end,
          key: [SEVERITIES.indexOf(rule.severity), rules.ranks[kind], where === "body" ? 1 : 0, at, found.length]
        });
      }
    };
  }

  function byKey(one, other) {
    for (var place = 0; place < one.key.length; place += 1) {
      if (one.key[place] !== other.key[place]) return one.key[place] - other.key[place];
    }
    return 0;
  }

  /** What ``rules`` say of a mail; the head of this file describes options and result. */
  function check(rules, text, options) {
    options = options || {};
    var body = normalise(text);
    var subject = options.subject || "";
    if (!bare(subject)) {
      var split = splitSubject(body, rules);
      body = split.body;
      if (split.subject !== null) subject = split.subject;
    }
    subject = bare(normalise(subject).replace(/\n/g, " "));
    var pieces = runs(body, rules);
    var guessed = !Object.prototype.hasOwnProperty.call(rules.stages, options.stage || "");
    var stage = guessed ? guess(rules, subject, pieces) : options.stage;
    var mail = mailOf(subject, body, stage, guessed, options.day || "", rules);
    var merge = marks(rules, mail, options.notation || "none");
    if (options.wantsSubject !== false && !subject) mail.add("subject", rules.checks.subject, "subject", 0, 0, "");
    wordings(rules, mail, pieces);
    senders(rules, mail);
    if (!has(rules.facts.correction, mail.subject + "\n" + mail.body)) { // it names both values
      var thin = pieces.map(function (run) { return narrow(run.text); });
      times(rules, mail, pieces, thin);
      counts(rules, mail, pieces, thin);
    }
    weekdays(rules, mail);
    identity(rules, mail, pieces);
    characters(rules, mail);
    if (options.wantsSubject !== false) elements(rules, mail); // a post or a status line need not tell everything
    var findings = mail.found.sort(byKey);
    findings.forEach(function (one) { delete one.key; });
    return {
      stage: stage, guessed: guessed, subject: subject, body: body, merge: merge, findings: findings,
      blockers: findings.filter(function (one) { return one.severity === "blocker"; }).length
    };
  }

  function guess(rules, subject, pieces) {
    var title = narrow(subject);
    var fitting = rules.guesses.find(function (one) {
      return one.target === "subject"
        ? has(one.pattern, title)
        : pieces.some(function (run) { return has(one.pattern, run.text); });
    });
    return fitting ? fitting.stage : "";
  }

  function texts(mail) {
    return [{ where: "subject", text: mail.subject }, { where: "body", text: mail.body }];
  }

  /** Note every mark that is left; the merge fields in the chosen notation are not, and are returned. */
  function marks(rules, mail, notation) {
    var chosen = rules.notations.find(function (one) { return one.id === notation; });
    var merge = [];
    texts(mail).forEach(function (part) {
      lines(part.text).forEach(function (line) {
        var taken = new Uint8Array(line.text.length);
        if (chosen && chosen.pattern) {
          each(chosen.pattern, line.text, function (match) {
            taken.fill(1, match.index, match.index + match[0].length);
            if (merge.indexOf(match[1]) < 0) merge.push(match[1]);
          });
        }
        if (has(rules.text.cited, line.text)) return; // somebody else's words
        var words = narrow(line.text);
        rules.marks.forEach(function (source) {
          each(source, words, function (match) {
            var start = match.index;
            var end = start + match[0].length;
            if (taken.subarray(start, end).indexOf(1) >= 0 || mail.full(rules.checks.mark)) return;
            taken.fill(1, start, end);
            mail.add("mark", rules.checks.mark, part.where, line.at + start, line.at + end, line.text.slice(start, end));
          });
        });
      });
    });
    return merge;
  }

  /** Note the claims and the phrases; words of others (in 「」) and what a claim says already are let through. */
  function wordings(rules, mail, pieces) {
    var paragraphs = { "-1": narrow(mail.subject) };
    pieces.forEach(function (run) { paragraphs[run.paragraph] = (paragraphs[run.paragraph] || "") + narrow(run.text); });
    var whole = pieces.map(function (run) { return narrow(run.text); }).join("。");
    var places = [];
    for (var at = 0; at < mail.subject.length; at += 1) places.push(at);
    var subject = mail.subject ? [{ text: mail.subject, positions: places, paragraph: -1 }] : [];
    var claimed = new Uint8Array(mail.body.length);
    var backed = {};
    rules.rules.forEach(function (rule) {
      var inSubject = rule.target === "subject";
      if (rule.stages.length && rule.stages.indexOf(mail.stage) < 0) return;
      if (!inSubject && rule.anywhere && has(rule.unless, whole)) return;
      (inSubject ? subject : pieces).forEach(function (run, number) {
        var matches = all(rule.pattern, run.text);
        if (!matches.length) return;
        if (!run.quotes) run.quotes = all(rules.text.quotes, run.text);
        var quote = 0;
        matches.some(function (match) {
          if (mail.full(rule)) return true;
          var end = match.index + match[0].length;
          while (quote + 1 < run.quotes.length && run.quotes[quote + 1].index <= match.index) quote += 1;
          var around = run.quotes[quote];
          if (around && around.index <= match.index && end <= around.index + around[0].length) return false;
          var alone = rule.near && has(rules.facts.item, run.text);
          var place = (alone ? "item " + number : run.paragraph) + "\n" + rule.unless;
          if (!(place in backed)) {
            backed[place] = !!rule.unless && has(rule.unless, alone ? narrow(run.text) : paragraphs[run.paragraph]);
          }
          if (backed[place]) return true;
          var from = run.positions[match.index];
          var until = run.positions[end - 1] + 1;
          if (!inSubject) {
            if (claimed.subarray(from, until).indexOf(1) >= 0) return false;
            if (rule.kind === "claim") claimed.fill(1, from, until);
          }
          mail.add(rule.kind, rule, rule.target, from, until, match[0]);
          return false;
        });
      });
    });
  }

  // --- what contradicts itself -------------------------------------------------------------------------------

  function companyOf(one) { return one.match[1] || one.match[2] || one.match[3]; }

  /** A name without its legal form and without blanks. */
  function plain(facts, name) { return name.replace(new RegExp(facts.legal, "gu"), ""); }

  function same(facts, one, other) {
    var names = [plain(facts, one), plain(facts, other)];
    return names[0].indexOf(names[1]) >= 0 || names[1].indexOf(names[0]) >= 0;
  }

  /** Where the name stands by which a line introduces the sender (○○でございます), and the name; null if it does not. */
  function introducedBy(facts, line) {
    return [[facts.named, 1], [facts.company, 0]].reduce(function (found, kind) {
      return found || all(kind[0], line.text).reduce(function (one, match) {
        if (one || !has(facts.introduces, line.text.slice(match.index + match[0].length))) return one;
        return { at: line.at, start: match.index + match[0].length - match[kind[1]].length, name: match[kind[1]] };
      }, null);
    }, null);
  }

  /** The name from the indent to the next blank; at least ``least``. */
  function fullName(facts, line, least) {
    var name = first(facts.full, line.slice(indent(line)));
    return name && name[0].length > least.length ? name[0] : least;
  }

  /** The name a mail introduces itself by, against the one it is signed with; see the twin. */
  function senders(rules, mail) {
    var facts = rules.facts;
    var rows = lines(mail.body).filter(function (line) { return bare(line.text); });
    var named = function (line) { return { match: first(facts.company, line.text), at: line.at, line: line.text }; };
    var beginning = function (one) { return one.match && one.match.index === indent(one.line); };
    var introduced = rows.slice(0, 8).filter(function (line) {
      return has(facts.intro, line.text) && !has(facts.addressee, line.text) && !has(facts.item, line.text);
    }).map(function (line) { return introducedBy(facts, line); }).filter(Boolean);
    if (!introduced.length) {
      var addressed = -1;
      rows.slice(0, 8).forEach(function (line, number) { if (has(facts.addressee, line.text)) addressed = number; });
      introduced = rows.slice(addressed + 1, 8).filter(function (line) {
        return !has(facts.intro, line.text);
      }).map(named).filter(beginning).slice(0, 1).map(function (one) {
        return { at: one.at, start: one.match.index, name: companyOf(one) };
      });
    }
    var cut = lastRule(rows, facts);
    if (cut >= rows.length - 1) cut = lastRule(rows.slice(0, Math.max(cut, 0)), facts);
    var foot = cut >= 0 ? rows.slice(cut + 1) : rows.slice(-6);
    if (!introduced.length) {
      towns(rules, mail, rows, foot);
      return;
    }
    var name = introduced[0].name;
    var others = introduced.slice(1).filter(function (one) { return !same(facts, name, one.name); }).map(function (one) {
      return { at: one.at + one.start, shown: one.name };
    });
    var below = foot.filter(function (line) { return line.at > introduced[0].at; });
    if (!below.some(function (line) { return plain(facts, line.text).indexOf(plain(facts, name)) >= 0 && !has(facts.item, line.text); })) {
      var signed = below.filter(function (line) {
        return !has(facts.addressee, line.text) && !has(facts.intro, line.text) && has(facts.signed, line.text);
      }).map(function (line) {
        return { at: line.at + indent(line.text), shown: fullName(facts, line.text, first(facts.signed, line.text)[1]) };
      });
      if (!signed.some(function (one) { return same(facts, name, one.shown); })) others = others.concat(signed);
    }
    if (!others.length) return;
    var other = others[0];
    mail.add("sender", rules.checks.sender, "body", other.at, other.at + other.shown.length, other.shown,
      "名乗りの「" + name + "」と、ここの「" + other.shown + "」が違います。" + rules.checks.sender.reason);
  }

  /** The town that a mail speaks of at its top, against the office of another town that signs it and stands nowhere else. */
  function towns(rules, mail, rows, foot) {
    var facts = rules.facts;
    var top = rows.slice(0, 6).find(function (line) { return has(facts.town, line.text); });
    if (!top) return;
    var begins = first(facts.town, top.text);
    foot = foot.filter(function (line) { return line.at > top.at; });
    if (foot.some(function (line) { return line.text.indexOf(begins[1]) >= 0; })) return;
    foot.some(function (line) {
      var match = first(facts.townSigned, line.text);
      if (!match || match[2] !== begins[2]) return false;
      if (mail.body.split(match[1]).length !== 2 || mail.subject.indexOf(match[1]) >= 0) return false;
      var at = line.at + indent(line.text);
      mail.add("sender", rules.checks.sender, "body", at, at + match[1].length, match[1],
        "本文の「" + begins[1] + "」と、ここの「" + match[1] + "」が違います。" + rules.checks.sender.reason);
      return true;
    });
  }

  function lastRule(rows, facts) {
    for (var number = rows.length - 1; number >= 0; number -= 1) {
      if (has(facts.rule, rows[number].text)) return number;
    }
    return -1;
  }

  /** Day and minute of the day of a match of ``when``, each null when not written. */
  function moment(groups) {
    var day = groups[1] ? Number(groups[1]) * 100 + Number(groups[2]) : null;
    var time = groups[5] ? groups.slice(4, 9) : groups.slice(9, 14);
    if (!time[1]) return { day: day, minute: null };
    var hour = Number(time[1]) + (time[0] === "午後" && Number(time[1]) < 12 ? 12 : 0);
    return { day: day, minute: hour * 60 + (time[3] ? 30 : Number(time[2] || time[4] || 0)) };
  }

  function differ(one, other) {
    return ["day", "minute"].some(function (part) {
      return one.value[part] !== null && other.value[part] !== null && one.value[part] !== other.value[part];
    });
  }

  /** The values, unless they differ among themselves. */
  function alike(values) {
    return values.slice(1).some(function (one) { return differ(values[0], one); }) ? [] : values;
  }

  function byPlace(one, other) { return one.at - other.at; }

  function times(rules, mail, pieces, thin) {
    var facts = rules.facts;
    var plain = thin.map(function (text) { return !has(facts.other, text); });
    facts.times.forEach(function (kind) {
      var labelled = [];
      var told = [];
      var loose = [];
      pieces.forEach(function (run, number) {
        var text = thin[number];
        if (!plain[number] || has(kind["except"], text)) return;
        var label = first(kind.label, text);
        if (label) labelled = labelled.concat(after(facts, pieces, thin, number, label.index + label[0].length));
        if (has(facts.item, text)) return; // a timeline, or one service beside another
        kind.sentences.forEach(function (source) {
          each(source, text, function (match) { told.push(timeTold(facts, run, match)); });
        });
        if (kind.loose) each(kind.loose, text, function (match) { loose.push(timeTold(facts, run, match)); });
      });
      if (kind.single) { // restored in steps, or service by service
        labelled = alike(labelled);
        told = alike(told);
      }
      if (alike(told.concat(loose)).length === told.length + loose.length) told = told.concat(loose);
      var values = labelled.concat(told).sort(byPlace);
      values.slice(1).some(function (other) {
        if (!differ(values[0], other)) return false;
        mail.add("time", rules.checks.time, "body", other.at, other.at + other.text.length, other.text,
          kind.name + "が、「" + values[0].text + "」と「" + other.text + "」の二通りあります。" + rules.checks.time.reason);
        return true;
      });
    });
  }

  /** The time that follows a label: on its line, or on the next when the label stands alone. */
  function after(facts, pieces, thin, number, end) {
    if (end === thin[number].length) {
      number += 1;
      end = 0;
      if (number === pieces.length) return [];
    }
    var rest = thin[number].slice(end, end + 60);
    var skipped = first(facts.day, rest);
    var start = skipped ? skipped[0].length : 0;
    var match = first("^(?:" + facts.when + ")", rest.slice(start));
    return match ? [valueOf(pieces[number], end + start, match[0].length, match)] : [];
  }

  /** The time of a sentence, of which ``match`` is the part that says it. */
  function timeTold(facts, run, match) {
    var when = first(facts.when, match[0]);
    return valueOf(run, match.index + when.index, when[0].length, match);
  }

  function valueOf(run, start, length, match) {
    return { value: moment(match.slice(1)), at: run.positions[start], text: bare(run.text.slice(start, start + length), " \u3000、") };
  }

  function counts(rules, mail, pieces, thin) {
    var facts = rules.facts;
    facts.counts.forEach(function (kind) {
      var values = [];
      var loose = [];
      pieces.forEach(function (run, number) {
        if (has(facts.other, thin[number])) return;
        var alone = number && has(kind.heading, thin[number - 1]) ? first(facts.countsAlone, thin[number]) : null;
        if (alone) values.push(countOf(facts, run, thin[number], alone, 1));
        kind.patterns.forEach(function (source) {
          each(source, thin[number], function (match) { values.push(countOf(facts, run, thin[number], match, 1)); });
        });
        if (kind.loose) each(kind.loose, thin[number], function (match) { loose.push(countOf(facts, run, thin[number], match, 1)); });
      });
      if (new Set(loose.map(function (one) { return one.kind + one.number; })).size === 1) values = values.concat(loose);
      values.sort(byPlace);
      values.slice(1).some(function (other) {
        if (other.kind !== values[0].kind || other.number === values[0].number) return false;
        mail.add("count", rules.checks.count, "body", other.at, other.at + other.text.length, other.text,
          kind.name + "が、「" + values[0].text + "」と「" + other.text + "」の二通りあります。" + rules.checks.count.reason);
        return true;
      });
    });
    nouns(rules, mail, pieces, thin);
  }

  /** The count whose three groups (about, number, unit) begin at ``group``. */
  function countOf(facts, run, thin, match, group) {
    var about = facts.rounded[match[group]] || match[group] || "";
    var number = match[group + 1];
    var unit = match[group + 2];
    var start = match.index + match[0].search(new RegExp(number + "[ \u3000]?" + unit, "u"));
    var end = thin.indexOf(unit, start) + unit.length;
    return {
      at: run.positions[start], kind: about + "/" + (unit === "人" ? "名" : unit),
      number: Number(number.replace(/,/g, "")), text: run.text.slice(start, end)
    };
  }

  /** The same noun with two numbers, one in a sentence and one in an item; a table of many is left alone. */
  function nouns(rules, mail, pieces, thin) {
    var facts = rules.facts;
    var said = new Map();
    pieces.forEach(function (run, number) {
      if (has(facts.other, thin[number])) return;
      each(facts.countsNoun, thin[number], function (match) {
        var one = countOf(facts, run, thin[number], match, 2);
        one.noun = match[1];
        one.item = has(facts.item, thin[number]);
        var key = one.noun + "\n" + one.kind;
        said.set(key, (said.get(key) || []).concat(one));
      });
    });
    said.forEach(function (told) {
      var items = new Set(told.map(function (one) { return one.item; }));
      var numbers = new Set(told.map(function (one) { return one.number; }));
      if (items.size !== 2 || numbers.size !== 2) return;
      var other = told.find(function (one) { return one.number !== told[0].number; });
      mail.add("count", rules.checks.count, "body", other.at, other.at + other.text.length, other.text,
        "「" + other.noun + "」の数が、「" + told[0].text + "」と「" + other.text + "」の二通りあります。" + rules.checks.count.reason);
    });
  }

  /** The weekday of a day that exists, else null. */
  function weekdayOf(year, month, day) {
    var time = new Date(Date.UTC(year, month - 1, day));
    return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? WEEKDAYS[time.getUTCDay()] : null;
  }

  /** The year that puts a month within half a year of ``anchor``. */
  function nearestYear(month, anchor) {
    var months = anchor.month - month;
    return anchor.year + (months > 6 ? 1 : months < -6 ? -1 : 0);
  }

  function weekdays(rules, mail) {
    var facts = rules.facts;
    var full = first(facts.fullDate, narrow(mail.subject + "\n" + mail.body));
    var today = mail.day.split("-").map(Number);
    var anchor = today.length === 3 ? { year: today[0], month: today[1] } : null;
    var anchors = anchor ? [anchor] : [];
    if (full && weekdayOf(Number(full[1]), Number(full[2]), Number(full[3]))) {
      var written = { year: Number(full[1]), month: Number(full[2]) };
      anchors = anchor && written.year > anchor.year ? [written, anchor] : [written]; // it may be a day far ahead
      anchor = written;
    }
    var found = [];
    texts(mail).forEach(function (part) {
      each(facts.dates, narrow(part.text), function (match) {
        if (!match[1] && !anchor) return;
        var month = Number(match[2]);
        found.push({
          where: part.where, text: part.text, match: match, dated: !!match[1], month: month, day: Number(match[3]),
          weekday: match[4], year: match[1] ? Number(match[1]) : nearestYear(month, anchor)
        });
      });
    });
    var yearless = found.filter(function (one) { return !one.dated; });
    var distinct = new Set(yearless.map(function (one) { return one.month * 100 + one.day; })).size;
    var elsewhere = distinct >= 3 && [-1, 1].some(function (shift) {
      return yearless.every(function (one) { return weekdayOf(one.year + shift, one.month, one.day) === one.weekday; });
    });
    if (elsewhere) found = found.filter(function (one) { return one.dated; });
    found.forEach(function (one) {
      var real = weekdayOf(one.year, one.month, one.day);
      var fits = function (year) { return weekdayOf(year, one.month, one.day) === one.weekday; };
      if (real === one.weekday) return;
      if (!one.dated && anchors.some(function (near) { return fits(near.year) || fits(nearestYear(one.month, near)); })) return;
      var said = one.year + "年" + one.month + "月" + one.day + "日は" + real + "曜日です。";
      if (!real) said = one.year + "年に" + one.month + "月" + one.day + "日はありません。";
      var end = one.match.index + one.match[0].length;
      mail.add("weekday", rules.checks.weekday, one.where, one.match.index, end, one.text.slice(one.match.index, end),
        said + rules.checks.weekday.reason);
    });
  }

  // --- other checks ------------------------------------------------------------------------------------------

  /** An identity check that asks for what leaked, or for a secret. */
  function identity(rules, mail, pieces) {
    var facts = rules.facts;
    var asking = pieces.filter(function (run) { return has(facts.identity, run.text); });
    if (!asking.length) return;
    var about = pieces.filter(function (run) { return asking.indexOf(run) < 0; });
    var leaking = new Set();
    about.forEach(function (run) {
      if (!has(facts.leaked, run.text)) return;
      leaking.add(run.paragraph);
      if (has(facts.follows, run.text)) leaking.add(run.paragraph + 1); // the items stand below
    });
    var told = about.filter(function (run) { return leaking.has(run.paragraph); })
      .map(function (run) { return run.text; }).join("\n");
    var items = facts.items.filter(function (item) { return item.secret || has(item.words, told); });
    asking.forEach(function (run) {
      var start = 0;
      run.text.split("。").forEach(function (sentence) {
        var match = first(facts.identity, sentence);
        if (match && has(facts.asks, sentence) && !has(facts.negation, sentence)) {
          var asked = items.filter(function (item) { return has(item.words, sentence); });
          if (asked.length) {
            var at = start + match.index;
            mail.add("identity", rules.checks.identity, "body", run.positions[at], run.positions[at + match[0].length - 1] + 1,
              match[0], "本人確認に、" + asked.map(function (item) { return item.name; }).join("、") +
              "を使おうとしています。" + rules.checks.identity.reason);
          }
        }
        start += sentence.length + 1;
      });
    });
  }

  /** What receivers may garble. Kanji of names, dashes and tildes are only hinted at; half-width kana are told by the run. */
  function characters(rules, mail) {
    var safe = new Set(rules.safe);
    var seen = new Set();
    var gentle = Object.assign({}, rules.checks.character, { severity: "hint" });
    texts(mail).forEach(function (part) {
      var text = part.text;
      var at = 0;
      while (at < text.length) {
        var character = String.fromCodePoint(text.codePointAt(at));
        var here = at;
        at += character.length;
        if (safe.has(character)) continue;
        var around = text.slice(Math.max(here - 1, 0), at + 1);
        if (HALF_KANA[0] <= character && character <= HALF_KANA[1]) {
          while (at < text.length && HALF_KANA[0] <= text[at] && text[at] <= HALF_KANA[1]) at += 1;
          character = text.slice(here, at);
        }
        var lenient = has(rules.facts.kanji + "|" + rules.facts.mild, character) || has(rules.facts.dash, around);
        if (seen.has(character + lenient)) continue;
        seen.add(character + lenient);
        var code = character.codePointAt(0).toString(16).toUpperCase();
        var shown = Array.from(character).length === 1 && (character < " " || rules.invisible.indexOf(character) >= 0 || character === "\u00a0") ? "U+" + "0000".slice(code.length) + code : character;
        mail.add("character", lenient ? gentle : rules.checks.character, part.where, here, at, shown,
          "「" + shown + "」は、受け取る側で化けることがあります。" + rules.checks.character.reason);
      }
    });
  }

  /** What the stage needs and no word tells; a text that is hardly Japanese is left alone. */
  function elements(rules, mail) {
    var stage = rules.stages[mail.stage];
    if (!stage || all(rules.text.japanese, mail.body).length * 5 < Array.from(mail.body).length) return;
    var text = narrow(mail.subject + "\n" + mail.body);
    stage.required.forEach(function (id) {
      var element = rules.elements[id];
      if (has(element.cue, text)) return;
      var weighty = !mail.guessed && (rules.weighty[mail.stage] || []).indexOf(id) >= 0;
      mail.add("element", weighty ? Object.assign({}, rules.checks.element, { severity: "warning" }) : rules.checks.element, "body", 0, 0, element.label,
        "「" + stage.label + "」に要る「" + element.label + "」が見当たりません。" + rules.checks.element.reason);
    });
  }

  // --- the page ----------------------------------------------------------------------------------------------

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function placeOf(one) {
    if (one.where === "subject") return "件名";
    return one.start === one.end ? "本文" : one.line + "行目";
  }

  function item(one, number, wording) {
    var made = element("li", "", "finding finding--" + one.severity);
    made.id = "finding-" + number;
    made.dataset.severity = one.severity;
    made.dataset.rule = one.rule;
    made.dataset.line = one.where === "subject" ? "0" : String(one.line);
    var head = element("p", "", "finding-head");
    head.append(element("strong", LABELS[one.severity], "finding-severity"), "　" + placeOf(one) + (one.found ? "：" : ""));
    if (one.found) head.append(element("q", one.found, "finding-found"));
    made.append(head, element("p", one.reason));
    var mend = element("p", "", "finding-mend");
    mend.append(element("span", wording ? "○ こう書く" : "○ 直し方", "ok-mark"), " " + one.mend);
    made.append(mend);
    return made;
  }

  /** The text with a mark on each finding, the weightiest where two meet; the number leads to the finding. */
  function marked(text, findings, where) {
    var made = document.createDocumentFragment();
    var spans = findings.map(function (one, index) {
      return { start: one.start, end: one.end, one: one, number: index + 1 };
    }).filter(function (span) { return span.one.where === where && span.end > span.start; });
    var free = [];
    spans.forEach(function (span) {
      var meets = free.some(function (other) { return span.start < other.end && other.start < span.end; });
      if (!meets) free.push(span);
    });
    free.sort(function (one, other) { return one.start - other.start; });
    var at = 0;
    while (text[at] === "\n") at += 1;
    free.forEach(function (span) {
      made.append(text.slice(at, span.start));
      var mark = element("mark", text.slice(span.start, span.end), "found found--" + span.one.severity);
      mark.dataset.rule = span.one.rule;
      var link = element("a", LABELS[span.one.severity] + span.number, "found-number");
      link.href = "#finding-" + span.number;
      made.append(mark, link);
      at = span.end;
    });
    made.append(text.slice(at));
    return made;
  }

  function today() {
    var now = new Date(Date.now() + 9 * 3600000);
    return now.toISOString().slice(0, 10);
  }

  function summary(report, rules) {
    var count = function (severity) { return report.findings.filter(function (one) { return one.severity === severity; }).length; };
    var stage = report.stage ? "段階：" + rules.stages[report.stage].label + (report.guessed ? "（文面からの見立て）" : "") : "段階：見分けられません（選んでください）";
    var verdict = report.blockers ? "このままでは送れません。" : report.findings.length ? "送れないところはありません。" : "指摘はありません。送る前に、人がもう一度読みます。";
    return verdict + "送れない " + report.blockers + " 件、直す " + count("warning") + " 件、見直す " + count("hint") + " 件。" + stage;
  }

  function show(page, report, rules) {
    var findings = page.querySelector('[data-role="findings"]');
    var list = element("ol", "", "findings-list");
    var wordings = new Set(rules.rules.filter(function (rule) { return rule.kind === "phrase"; }).map(function (rule) { return rule.id; }));
    report.findings.forEach(function (one, index) { list.append(item(one, index + 1, wordings.has(one.rule))); });
    findings.replaceChildren();
    if (report.findings.length) findings.append(element("h3", "まず、1つ目から直します"), list);
    var merge = page.querySelector('[data-role="merge"]');
    merge.replaceChildren();
    merge.hidden = !report.merge.length;
    if (report.merge.length) {
      merge.append(element("h3", "差し込み"), element("p", "配信の仕組みが、宛先ごとに入れるところです。名前の誤りがないか、仕組みの項目と見比べます。"));
      var names = element("ul");
      report.merge.forEach(function (name) { names.append(element("li", name)); });
      merge.append(names);
    }
    var view = page.querySelector('[data-role="marked"]');
    view.replaceChildren();
    if (report.subject) {
      var subject = element("p", "", "mail-subject");
      subject.append(element("span", "件名", "mail-label"), marked(report.subject, report.findings, "subject"));
      view.append(subject);
    }
    var text = element("pre", "", "mail-text");
    text.append(marked(report.body, report.findings, "body"));
    view.append(text);
    page.querySelector('[data-role="verdict"]').textContent = summary(report, rules);
    page.dataset.verdict = report.blockers ? "blocked" : "open";
  }

  function start() {
    var page = document.querySelector(".check-page");
    var rules = window.playbookPhrases;
    if (!page || !rules) return;
    var form = page.querySelector("form");
    var results = page.querySelector(".check-results");

    function run() {
      var fields = form.elements;
      var empty = !fields.text.value && !fields.subject.value;
      results.hidden = empty;
      fields.subject.disabled = fields.nosubject.checked;
      if (empty) return;
      show(page, check(rules, fields.text.value, {
        subject: fields.nosubject.checked ? "" : fields.subject.value, stage: fields.stage.value,
        notation: fields.notation.value, day: today(), wantsSubject: !fields.nosubject.checked
      }), rules);
    }

    form.addEventListener("input", run); // not "change": it would come between the press and the click on a link
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      run();
    });
    form.addEventListener("reset", function () { setTimeout(run, 0); });
    page.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
    page.querySelectorAll("[data-without-script]").forEach(function (part) { part.hidden = true; });
    run();
  }

  window.playbookCheck = { check: check, runs: runs, splitSubject: splitSubject, normalise: normalise };
  document.addEventListener("DOMContentLoaded", start);
})();
