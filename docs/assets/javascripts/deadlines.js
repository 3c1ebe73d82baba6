// The deadlines page: facts in, duties out, with their days counted out. What is entered is kept in this tab only,
// and never sent.
// Time is always that of Japan: what is typed is read by hand, and days are counted in UTC arithmetic, so that
// the time zone of the reader's computer plays no part.
(function () {
  "use strict";

  var KEY = "playbook-deadlines";
  var DAY = 86400000;
  var OLD_YEAR = 2020; // a date before this year is more often a slip of the hand than an incident
  var NEAR_SHOWN = 5;
  var FREE_NAMED = 2;
  var WEEKDAYS = "日月火水木金土";
  var STATUS = {
    applies: { mark: "●", label: "当たる" },
    may: { mark: "△", label: "当たることがある" },
    no: { mark: "―", label: "当たらない" }
  };

  // --- days ------------------------------------------------------------------------------------------

  /** Milliseconds, as if Japan's clock were UTC, of "2026-11-22T09:40" or "2026-11-22"; null when unreadable. */
  function parse(text) {
    var found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(text || "");
    if (!found) return null;
    var time = Date.UTC(+found[1], found[2] - 1, +found[3], +(found[4] || 0), +(found[5] || 0));
    return iso(time).slice(0, 10) === found[0].slice(0, 10) ? time : null;
  }

  /** "2026-11-22T09:40", the way back. */
  function iso(time) { return new Date(time).toISOString().slice(0, 16); }

  function isoDay(time) { return iso(time).slice(0, 10); }

  function midnight(time) { return Math.floor(time / DAY) * DAY; }

  /** 2026年11月22日（日） */
  function longDay(time) {
    var date = new Date(time);
    return date.getUTCFullYear() + "年" + shortDay(time);
  }

  function shortDay(time) {
    var date = new Date(time);
    return (date.getUTCMonth() + 1) + "月" + date.getUTCDate() + "日（" + WEEKDAYS[date.getUTCDay()] + "）";
  }

  function clockTime(time) {
    var date = new Date(time);
    return date.getUTCHours() + "時" + ("0" + date.getUTCMinutes()).slice(-2) + "分";
  }

  /** Why offices are closed on a day, or "" when they are open (行政機関の休日). */
  function closed(time, holidays) {
    var date = new Date(time);
    var monthDay = isoDay(time).slice(5);
    if (monthDay >= "12-29" || monthDay <= "01-03") return "年末年始の閉庁日";
    if (holidays[isoDay(time)]) return "祝日（" + holidays[isoDay(time)] + "）";
    if (date.getUTCDay() === 0) return "日曜日";
    if (date.getUTCDay() === 6) return "土曜日";
    return "";
  }

  /** The same day ``months`` later, or the day before it when the first day counts (民法の暦による計算). */
  function monthsLater(start, months, counted) {
    var first = counted ? start : start + DAY;
    var from = new Date(first);
    var year = from.getUTCFullYear();
    var month = from.getUTCMonth() + months;
    var lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return from.getUTCDate() > lastOfMonth
      ? Date.UTC(year, month, lastOfMonth)
      : Date.UTC(year, month, from.getUTCDate()) - DAY;
  }

  /** The 31st of March that ends the fiscal year of a day. */
  function fiscalYearEnd(time) {
    var date = new Date(time);
    return Date.UTC(date.getUTCFullYear() + (date.getUTCMonth() < 3 ? 0 : 1), 2, 31);
  }

  /** The last day of a deadline that counts days from ``start``, with every reading that its source leaves open. */
  function lastDay(deadline, start, data) {
    var counted = deadline.first_day !== "next";
    var open = deadline.first_day === "unconfirmed";
    var first = midnight(start) + (counted ? 0 : DAY);
    var end = deadline.months
      ? monthsLater(midnight(start), deadline.months, counted)
      : first + (deadline.days - 1) * DAY;
    var notes = [];
    var steps = [];
    var known = isoDay(end) >= data.holidaysFrom && isoDay(end) <= data.holidaysUntil;
    var number = 1;
    for (var day = first; day <= end; day += DAY, number += 1) {
      steps.push({ number: number, day: isoDay(day), text: longDay(day), closed: closed(day, data.holidays) });
    }
    if (open) {
      var other = deadline.months ? monthsLater(midnight(start), deadline.months, false) : end + DAY;
      notes.push("要確認：初日の数え方が出典で確かめられていません。起算の日を1日目とする、早い方の読みです（翌日を1日目とする読みでは" + longDay(other) + "）。");
    }
    var due = end;
    var reason = closed(end, data.holidays);
    if (reason && deadline.last_day === "rolls") {
      while (closed(due, data.holidays)) {
        if (due > end) steps.push({ number: null, day: isoDay(due), text: longDay(due), closed: closed(due, data.holidays) });
        due += DAY;
      }
      steps.push({ number: null, day: isoDay(due), text: longDay(due), closed: "" });
      notes.push(steps[number - 2].number + "日目の" + longDay(end) + "は" + reason + "なので、次の開庁日の" + longDay(due) + "までです。");
    } else if (reason && deadline.last_day === "unconfirmed") {
      notes.push("要確認：" + longDay(end) + "は" + reason + "です。次の開庁日まで延びるかは出典で確かめられていません。延びない、早い方の読みです。");
    } else if (reason) {
      notes.push(longDay(end) + "は" + reason + "ですが、延びません。");
    }
    known = known && isoDay(due) <= data.holidaysUntil;
    if (!known) {
      notes.push("この手引きの祝日の表は" + data.holidaysFrom.slice(0, 4) + "年から" + data.holidaysUntil.slice(0, 4) + "年までです。祝日を内閣府のページで確かめてください。");
    }
    return {
      due: due, end: end, steps: steps, notes: notes, holidaysKnown: known,
      from: deadline.earliest_days ? first + (deadline.earliest_days - 1) * DAY : null
    };
  }

  // --- conditions: true, false, or null for 「分からない」 ---------------------------------------------

  function amount(fact) {
    if (typeof fact === "number") return { value: fact, max: null };
    return fact && typeof fact === "object" ? fact : { value: null, max: null };
  }

  function exceeds(number, leaf) {
    return leaf.over !== undefined ? number > leaf.over : number >= leaf.at_least;
  }

  function leafValue(leaf, facts) {
    if (leaf.over === undefined && leaf.at_least === undefined) return facts[leaf.fact] === true;
    var given = amount(facts[leaf.fact]);
    if (given.value !== null && given.value !== undefined) return exceeds(given.value, leaf);
    if (given.max === null || given.max === undefined) return null;
    return exceeds(given.max, leaf) ? (leaf.max_counts ? true : null) : false;
  }

  function holds(condition, facts) {
    if (condition.fact) return leafValue(condition, facts);
    if (condition.not) {
      var inner = holds(condition.not, facts);
      return inner === null ? null : !inner;
    }
    var every = !!condition.all;
    var values = (condition.all || condition.any).map(function (part) { return holds(part, facts); });
    if (values.indexOf(!every) >= 0) return !every;
    return values.indexOf(null) >= 0 ? null : every;
  }

  /** The leaves that make a condition what it is, each with whether it stands under a 「でない」. */
  function decisive(condition, facts, negated) {
    var value = holds(condition, facts);
    if (condition.fact) return [{ leaf: condition, value: value, negated: negated }];
    if (condition.not) return decisive(condition.not, facts, !negated);
    return (condition.all || condition.any)
      .filter(function (part) { return holds(part, facts) === value; })
      .reduce(function (all, part) { return all.concat(decisive(part, facts, negated)); }, []);
  }

  /** Why a duty applies or not, in words. That an exemption is absent is no reason of its own. */
  function reasons(condition, facts, data) {
    var all = decisive(condition, facts, false);
    var own = all.filter(function (one) { return !(one.negated && one.value === false); });
    return unique((own.length ? own : all).map(function (one) {
      var words = reason(one.leaf, facts, one.value, data.facts[one.leaf.fact]);
      return one.negated && one.value ? words + "ので、除かれる" : words;
    }));
  }

  function reason(leaf, facts, value, fact) {
    if (leaf.met === undefined) return "「" + fact.label + "」" + (value ? "に当たる" : "が選ばれていない");
    var given = amount(facts[leaf.fact]);
    var told = given.value !== null && given.value !== undefined ? given.value : given.max;
    var from = given.bad ? "使えない数が入っている" : told === null || told === undefined ? "入力がない"
      : (told === given.value ? "" : value === false ? "最大でも" : "最大で") + told.toLocaleString("ja-JP") + fact.unit;
    var words = value === null ? leaf.met.replace(/である$/, "") + "か分からない" : value ? leaf.met : leaf.unmet;
    return "「" + fact.label + "」が" + words + "（" + from + "）";
  }

  function unique(words) {
    return words.filter(function (word, at) { return words.indexOf(word) === at; });
  }

  // --- the one function -----------------------------------------------------------------------------------

  function clock(deadline, status, knownAt, occurredAt, data) {
    var result = {
      id: deadline.id, label: deadline.label, rule: deadline.rule, nature: deadline.nature, starts: deadline.starts,
      status: status, due: null, dueAt: null, from: null, text: "", span: "", steps: [], notes: [], holidaysKnown: true
    };
    var start = parse(deadline.starts === "known" ? knownAt : occurredAt);
    if (start !== null && deadline.starts === "fiscal_year") start = fiscalYearEnd(start);
    var from = deadline.starts === "known" ? "知った日時" : "発生した日時";
    var length = (deadline.minutes || 0) * 60000 + (deadline.hours || 0) * 3600000;
    if (!length && !deadline.days && !deadline.months) {
      result.text = "日付では数えません。「" + deadline.words + "」のとおりに行います。";
      return result;
    }
    if (start === null) {
      result.text = from + "を入れると、日付を数えます。";
      return result;
    }
    if (length) {
      result.due = isoDay(start + length);
      result.dueAt = iso(start + length);
      result.text = longDay(start + length) + clockTime(start + length) + "まで";
      if (deadline.first_day === "unconfirmed" || deadline.last_day === "unconfirmed") {
        result.notes.push("要確認：時間の数え方が出典で確かめられていません。起算の時刻から休みなく数える、早い方の読みです。");
      }
      return result;
    }
    var days = lastDay(deadline, start, data);
    result.due = isoDay(days.due);
    result.from = days.from === null ? null : isoDay(days.from);
    result.steps = days.steps;
    result.notes = days.notes;
    result.holidaysKnown = days.holidaysKnown;
    var counted = days.steps.filter(function (step) { return step.number; });
    var first = counted[0];
    var last = counted[counted.length - 1];
    result.text = days.from === null
      ? longDay(days.due) + "まで"
      : longDay(days.from) + "（" + deadline.earliest_days + "日目）から" + longDay(days.due) + "（" + last.number + "日目）まで";
    result.span = "1日目 " + first.text + " … " + last.number + "日目 " + last.text;
    return result;
  }

  /** What the facts mean: for every duty, whether it applies, why, and until when. Times are Japan's. */
  function evaluate(facts, knownAt, occurredAt, data) {
    return data.duties.map(function (duty) {
      var value = holds(duty.trigger, facts);
      var status = value === null ? "may" : value ? "applies" : "no";
      var deadlines = status === "no" ? [] : duty.deadlines.reduce(function (all, deadline) {
        var fits = deadline.when ? holds(deadline.when, facts) : true;
        if (fits === false) return all;
        return all.concat(clock(deadline, fits === null ? "may" : status, knownAt, occurredAt, data));
      }, []);
      return {
        id: duty.id, title: duty.title, law: duty.law, nature: duty.nature, addressee: duty.addressee,
        status: status, reasons: reasons(duty.trigger, facts, data), deadlines: deadlines
      };
    });
  }

  // --- one step away -----------------------------------------------------------------------------------

  var RANK = { no: 0, may: 1, applies: 2 };

  function comparisons(condition) {
    if (condition.fact) return condition.met === undefined ? [] : [condition];
    if (condition.not) return comparisons(condition.not);
    return (condition.all || condition.any).reduce(function (all, part) { return all.concat(comparisons(part)); }, []);
  }

  function limitOf(leaf) { return leaf.over === undefined ? leaf.at_least : leaf.over; }

  /** The binding duties: those of law and of guidelines. What is only practice binds nobody. */
  function binding(data) { return data.duties.filter(function (duty) { return duty.nature !== "practice"; }); }

  function statusOf(duty, facts) {
    var value = holds(duty.trigger, facts);
    return value === null ? "may" : value ? "applies" : "no";
  }

  function withFact(facts, id, value) {
    var changed = {};
    Object.keys(facts).forEach(function (one) { changed[one] = facts[one]; });
    changed[id] = value;
    return changed;
  }

  /** All that could still be said of one fact: that it is so, or that its number is larger than what was entered. */
  function further(id, facts, data) {
    var fact = data.facts[id];
    if (fact.kind !== "number") {
      return facts[id] === true ? [] : [{ fact: id, limit: null, words: fact.label, value: true }];
    }
    var seen = {};
    var given = amount(facts[id]);
    var now = given.value !== null && given.value !== undefined ? given.value : given.max;
    return binding(data).reduce(function (all, duty) { return all.concat(comparisons(duty.trigger)); }, [])
      .filter(function (leaf) {
        var fresh = leaf.fact === id && !seen[leaf.met] && leafValue(leaf, facts) !== true;
        if (fresh) seen[leaf.met] = true;
        return fresh;
      })
      .sort(function (a, b) { return limitOf(a) - limitOf(b); })
      .map(function (leaf) {
        return {
          fact: id, limit: limitOf(leaf), words: fact.label + "が" + leaf.met,
          now: now === null || now === undefined ? "" : (now === given.value ? "" : "最大") + now.toLocaleString("ja-JP") + fact.unit,
          value: { value: leaf.over === undefined ? leaf.at_least : leaf.over + 1, max: null }
        };
      });
  }

  /** Whether it was already answered that a step is not so. ``denied``: fact to true, or to the lowest number denied. */
  function isDenied(step, denied) {
    var answer = Object.prototype.hasOwnProperty.call(denied, step.fact) ? denied[step.fact] : undefined;
    return answer !== undefined && (step.limit === null || step.limit >= answer);
  }

  /**
   * The single further facts with which a binding duty would apply, or would perhaps, that does not so far. Each with
   * the duties it brings (``gains``). Most duties of law first; then those that are certain; then the facts that
   * complete what was told, before those that are enough on their own; then as the form asks. Of a number, only the
   * lowest limit. A fact that brings nothing beside what was told, such as the suspicion of what did happen, is not
   * among them.
   */
  function near(facts, data, denied) {
    var duties = binding(data);
    var before = duties.map(function (duty) { return statusOf(duty, facts); });
    var found = [];
    Object.keys(data.facts).forEach(function (id) {
      further(id, facts, data).some(function (step) {
        var changed = withFact(facts, id, step.value);
        var only = {};
        only[id] = step.value;
        var alone = true;
        var gains = [];
        duties.forEach(function (duty, at) {
          var status = statusOf(duty, changed);
          if (RANK[status] <= RANK[before[at]]) return;
          gains.push({ id: duty.id, title: duty.title, nature: duty.nature, status: status });
          alone = alone && RANK[statusOf(duty, only)] >= RANK[status];
        });
        if (!gains.length) return false;
        if (!isDenied(step, denied || {})) {
          found.push({ fact: id, limit: step.limit, words: step.words, now: step.now || "", gains: gains, alone: alone, at: found.length });
        }
        return true;
      });
    });
    function count(one, test) { return one.gains.filter(test).length; }
    function law(gain) { return gain.nature === "law"; }
    function certain(gain) { return gain.status === "applies"; }
    return found.sort(function (a, b) {
      return count(b, law) - count(a, law) || count(b, certain) - count(a, certain) || b.gains.length - a.gains.length ||
        a.alone - b.alone || a.at - b.at;
    });
  }

  /** The facts that were chosen and keep a binding duty away: without them it would apply, or perhaps. */
  function exempting(facts, data) {
    return Object.keys(data.facts).filter(function (id) {
      if (facts[id] !== true) return false;
      var without = withFact(facts, id, false);
      return binding(data).some(function (duty) { return RANK[statusOf(duty, without)] > RANK[statusOf(duty, facts)]; });
    });
  }

  // --- what cannot be, or hardly can ----------------------------------------------------------------------

  /** What is to be said beside a date, or "". ``now`` is Japan's clock; ``broken``: the browser cannot read it. */
  function dateWord(text, now, broken) {
    var time = parse(text);
    if (broken || (text && time === null)) return "日時として読めません。年月日と時刻を、すべて入れてください。";
    if (time === null) return "";
    if (time > now + 60000) return "未来の日時です。合っているか、確かめてください。";
    if (new Date(time).getUTCFullYear() < OLD_YEAR) return OLD_YEAR + "年より前の日時です。合っているか、確かめてください。";
    return "";
  }

  /** What is to be said beside a number that cannot be, or "". Nothing is computed from a number with such a word. */
  function numberWord(text, whole, broken) {
    var number = Number(text);
    if (broken || !isFinite(number)) return "数として読めません。使わずに数えています。";
    if (number < 0) return "0より小さい数です。使わずに数えています。";
    if (whole && Math.floor(number) !== number) return "整数ではありません。使わずに数えています。";
    return "";
  }

  // --- calendar (RFC 5545) ----------------------------------------------------------------------------------

  function escaped(text) {
    return text.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\r?\n/g, "\\n");
  }

  /** A line in pieces of at most 75 octets, never inside a character. */
  function folded(line) {
    var pieces = [];
    var piece = "";
    var octets = 0;
    Array.from(line).forEach(function (character) {
      var size = new TextEncoder().encode(character).length;
      if (octets + size > 75) {
        pieces.push(piece);
        piece = " ";
        octets = 1;
      }
      piece += character;
      octets += size;
    });
    return pieces.concat(piece).join("\r\n");
  }

  function compact(text) { return text.replace(/[-:]/g, ""); }

  /** The deadlines with a date as a calendar. ``now`` is a real time in milliseconds. */
  function calendar(results, now) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//incident playbook//deadlines//JA", "CALSCALE:GREGORIAN"];
    results.forEach(function (duty) {
      duty.deadlines.filter(function (one) { return one.due; }).forEach(function (one) {
        var may = duty.status === "may" || one.status === "may";
        lines.push("BEGIN:VEVENT");
        lines.push("UID:" + duty.id + "." + one.id + "." + (one.dueAt || one.due) + "@incident-playbook.invalid");
        lines.push("DTSTAMP:" + compact(new Date(now).toISOString().slice(0, 19)) + "Z");
        if (one.dueAt) {
          lines.push("DTSTART:" + compact(iso(parse(one.dueAt) - 9 * 3600000)) + "00Z");
        } else {
          lines.push("DTSTART;VALUE=DATE:" + compact(one.due));
          lines.push("DTEND;VALUE=DATE:" + compact(isoDay(parse(one.due) + DAY)));
        }
        lines.push("SUMMARY:" + escaped("【期限】" + (may ? "（当たることがある）" : "") + duty.title + "：" + one.label));
        lines.push("DESCRIPTION:" + escaped(
          [duty.law + "（" + one.nature + "）", "相手：" + duty.addressee, one.rule, one.text].concat(one.span || [], one.notes,
            "法的助言ではありません。法務が確かめてください。").join("\n")));
        lines.push("TRANSP:TRANSPARENT", "END:VEVENT");
      });
    });
    lines.push("END:VCALENDAR");
    return lines.map(folded).join("\r\n") + "\r\n";
  }

  // --- the page ---------------------------------------------------------------------------------------------

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  /** The number in a field, null when there is none that can be; and the word about one that cannot. */
  function numberIn(field, fact) {
    var word = field.disabled ? "" : numberWord(field.value, fact.whole, field.validity.badInput);
    return { number: word || field.value.trim() === "" ? null : Number(field.value), word: word };
  }

  /** Puts a word beside a field, or takes it away. */
  function tell(field, word, wrong) {
    var place = document.getElementById("word-" + field.name);
    if (place.textContent !== word) place.textContent = word;
    place.hidden = !word;
    if (word && wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  /** The facts as they stand in the form. */
  function read(form, data) {
    var facts = {};
    Object.keys(data.facts).forEach(function (id) {
      var field = form.elements["fact:" + id];
      if (data.facts[id].kind !== "number") {
        facts[id] = field.checked;
        return;
      }
      var unknown = form.elements["fact:" + id + ":unknown"].checked;
      var most = form.elements["fact:" + id + ":max"];
      field.disabled = unknown;
      most.disabled = !unknown;
      var exact = numberIn(field, data.facts[id]);
      var largest = numberIn(most, data.facts[id]);
      tell(field, exact.word, true);
      tell(most, largest.word, true);
      facts[id] = unknown ? { value: null, max: largest.number } : { value: exact.number, max: null };
      if (exact.word || largest.word) facts[id].bad = true;
    });
    return facts;
  }

  /** What the page keeps of a form: the boxes ticked and the words entered, by the name of the field. */
  function entered(form) {
    return Array.from(form.elements).reduce(function (all, field) {
      if (field.name && (field.type === "checkbox" ? field.checked : field.value)) {
        all[field.name] = field.type === "checkbox" ? true : field.value;
      }
      return all;
    }, {});
  }

  function enter(form, values) {
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || !Object.prototype.hasOwnProperty.call(values, field.name)) return;
      if (field.type === "checkbox") field.checked = values[field.name] === true;
      else if (typeof values[field.name] === "string") field.value = values[field.name];
    });
  }

  function told(facts, data) {
    return Object.keys(facts).reduce(function (all, id) {
      var fact = data.facts[id];
      var given = facts[id];
      if (given === true) return all.concat(fact.label);
      if (!given || typeof given !== "object") return all;
      if (given.value !== null) return all.concat(fact.label + "：" + given.value.toLocaleString("ja-JP") + fact.unit);
      if (given.max !== null) return all.concat(fact.label + "：分からない（最大" + given.max.toLocaleString("ja-JP") + fact.unit + "）");
      if (given.bad) return all.concat(fact.label + "：使えない数が入っているので、数えていない");
      return all;
    }, []);
  }

  function list(items, className) {
    var made = element("ul", "", className);
    items.forEach(function (item) { made.append(element("li", item)); });
    return made;
  }

  function showClock(item, one) {
    item.hidden = !one;
    var place = item.querySelector(".clock-result");
    place.replaceChildren();
    ["due", "dueAt", "dueFrom"].forEach(function (name) { delete place.dataset[name]; });
    if (!one) return;
    if (one.due) place.dataset.due = one.due;
    if (one.dueAt) place.dataset.dueAt = one.dueAt + "+09:00";
    if (one.from) place.dataset.dueFrom = one.from;
    place.append(element("strong", one.text));
    if (one.span) place.append(element("p", one.span, "clock-note"));
    one.notes.forEach(function (note) { place.append(element("p", note, "clock-note")); });
    if (!one.steps.length) return;
    var details = element("details", "", "days");
    details.append(element("summary", "1日ずつ数える"));
    var days = element("ol");
    one.steps.forEach(function (step) {
      var day = element("li", (step.number ? step.number + "日目 " : "→ ") + step.text + (step.closed ? "　" + step.closed : ""));
      if (step.day === one.due) day.className = "day-due";
      days.append(day);
    });
    details.append(days);
    place.append(details);
  }

  function showDuty(article, duty, places) {
    article.dataset.status = duty.status;
    var status = article.querySelector(".duty-status");
    status.textContent = STATUS[duty.status].mark + STATUS[duty.status].label;
    var why = article.querySelector(".duty-why");
    why.replaceChildren(element("p", duty.status === "no" ? "当たらない理由" : "理由"), list(duty.reasons));
    article.querySelectorAll("[data-deadline]").forEach(function (item) {
      showClock(item, duty.deadlines.filter(function (one) { return one.id === item.dataset.deadline; })[0]);
    });
    article.querySelector(".duty-clocks").hidden = duty.status === "no";
    places[duty.status].append(article);
  }

  /** A place for the duties that do not apply: folded on the screen, titles only on paper. */
  function fold() {
    var made = element("details", "", "duty-fold");
    made.append(element("summary"));
    made.append(element("p", "", "on-paper note"));
    return made;
  }

  function link(text, target) {
    var made = element("a", text);
    made.href = "#" + target;
    return made;
  }

  /** A line of the summary: what it counts in bold, then the rest. */
  function line(name, parts) {
    var made = element("li");
    made.append(element("strong", name), "　");
    parts.forEach(function (part) { made.append(part); });
    return made;
  }

  function gainWords(step, data) {
    var first = step.gains[0];
    var may = step.gains.every(function (gain) { return gain.status === "may"; });
    return "「" + data.facts[step.fact].group + "」の欄。" + (step.now ? "いまの入力は" + step.now + "。" : "") + "当たれば：" + first.title + "〔" + data.natures[first.nature] + "〕" +
      (step.gains.length > 1 ? "など " + step.gains.length + " 件" : "") + (may ? "（当たることがある）" : "");
  }

  /** The steps as lines: a flag has a button that ticks it, and each leads to its question. */
  function nearList(steps, data) {
    var made = element("ul", "", "near-list");
    steps.forEach(function (step) {
      var item = element("li");
      item.dataset.near = step.fact;
      var words = element("span", "", "near-words");
      words.append(link(step.words, "fact-" + step.fact), element("span", gainWords(step, data), "note"));
      item.append(words);
      if (step.limit === null) {
        var yes = element("button", "当たる", "button near-yes");
        yes.type = "button";
        yes.dataset.fact = step.fact;
        yes.setAttribute("aria-label", "当たる：" + step.words);
        item.append(yes);
      }
      made.append(item);
    });
    return made;
  }

  function deniedWords(denied, data) {
    return Object.keys(denied).map(function (id) {
      if (denied[id] === true) return data.facts[id].label;
      var leaf = binding(data).reduce(function (all, duty) { return all.concat(comparisons(duty.trigger)); }, [])
        .filter(function (one) { return one.fact === id && limitOf(one) === denied[id]; })[0];
      return data.facts[id].label + "が" + leaf.met;
    });
  }

  /** Of what was kept, the answers 「当たらない」 that this edition still asks for. */
  function readDenied(kept, data) {
    var read = {};
    Object.keys(kept && typeof kept === "object" ? kept : {}).forEach(function (id) {
      if (!Object.prototype.hasOwnProperty.call(data.facts, id)) return;
      var number = data.facts[id].kind === "number";
      var limits = further(id, {}, data).map(function (step) { return step.limit; });
      if (number ? limits.indexOf(kept[id]) >= 0 : kept[id] === true) read[id] = kept[id];
    });
    return read;
  }

  /** Every date of law, the earliest first. */
  function dueList(duties) {
    var dated = duties.reduce(function (all, duty) {
      return all.concat(duty.deadlines.filter(function (one) { return one.due; }).map(function (one) {
        return { at: one.dueAt || one.due + "T24:00", duty: duty, one: one };  // a day ends at midnight
      }));
    }, []).sort(function (a, b) { return a.at < b.at ? -1 : a.at > b.at ? 1 : 0; });
    var made = element("ol", "", "due-list");
    dated.forEach(function (item) {
      var row = element("li", longDay(parse(item.one.due)) + (item.one.dueAt ? clockTime(parse(item.one.dueAt)) : "") + "　");
      row.append(link(item.duty.title + "：" + item.one.label, "due-" + item.duty.id));
      if (item.duty.status === "may" || item.one.status === "may") row.append("（当たることがある）");
      made.append(row);
    });
    return made;
  }

  function download(name, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function start() {
    var page = document.querySelector(".deadlines");
    var data = window.playbookLaw;
    if (!page || !data) return;
    var form = page.querySelector("form");
    var outcome = page.querySelector(".outcome");
    var lead = outcome.querySelector(".outcome-lead");
    var keptNote = page.querySelector('[data-role="kept"]');
    var results = [];
    var shown = ""; // the form as it was when the results were made
    var denied = {}; // facts that were answered with 「当たらない」
    var restOpen = null; // whether the rest of the near facts stands open; null until someone opened or closed it

    /** The places for duties by status, each with a heading; those that do not apply are folded. */
    function placesIn(parent, id) {
      var places = {};
      Object.keys(STATUS).forEach(function (status) {
        var section = element("section", "", "duty-group");
        section.dataset.group = status;
        var place = section;
        if (id) {
          var heading = element("h2", STATUS[status].mark + STATUS[status].label);
          heading.id = id + status;
          section.append(heading);
        }
        if (status === "no") {
          place = fold();
          section.append(place);
        }
        parent.append(section);
        places[status] = place;
      });
      return places;
    }

    var law = placesIn(page.querySelector(".duties-law"), "duties-");
    var ownRoom = page.querySelector(".duties-own");
    var own = ownRoom ? placesIn(ownRoom, "") : null;

    function isOwn(duty) { return duty.nature === "practice"; }

    function keep() {
      try {
        var values = entered(form);
        if (Object.keys(values).length || Object.keys(denied).length) {
          sessionStorage.setItem(KEY, JSON.stringify({ values: values, denied: denied }));
        } else {
          sessionStorage.removeItem(KEY);
        }
      } catch (error) {
        keptNote.textContent = "このブラウザーには、入力を残せません。読み込み直すと消えます。";
      }
    }

    function restore() {
      try {
        var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
        if (!kept || typeof kept !== "object") return;
        enter(form, kept.values && typeof kept.values === "object" ? kept.values : {});
        denied = readDenied(kept.denied, data);
      } catch (error) {
        form.reset();
        denied = {};
      }
    }

    /** Leads to a place of the page, opening what it is folded in. The address stays as it is: it tells no fact. */
    function go(target) {
      var folded = target.closest("details");
      if (folded) folded.open = true;
      if (!target.matches("a, button, input, summary")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "start" });
    }

    function showFold(places, word) {
      var count = places.no.querySelectorAll("[data-duty]").length;
      places.no.closest(".duty-group").hidden = !count;
      places.no.querySelector("summary").textContent = word + " " + count + " 件（開くと、理由が出ます）";
      places.no.querySelector(".on-paper").textContent = word + " " + count + " 件。次のものも調べ、入力した事実では当たりませんでした。理由は、画面で読めます。";
    }

    function nearBox(steps, strong, sure) {
      var box = element("div", "", "near");
      var lines = nearList(steps.slice(0, NEAR_SHOWN), data);
      var rest = steps.slice(NEAR_SHOWN);
      if (!strong && sure) {
        var folded = element("details", "", "near-rest");
        folded.append(element("summary", "次のどれかに当たれば、義務が増えるか、当たると決まります（" + steps.length + " 件）"), nearList(steps, data));
        box.append(folded);
        watch(folded);
        return box;
      }
      box.append(element("p", strong ? "次のどれかに当たれば、義務があります。" : "次のどれかに当たれば、義務が増えるか、当たると決まります。", "near-head"));
      box.append(lines);
      var none = element("button", steps.length > 1 ? "上の " + Math.min(steps.length, NEAR_SHOWN) + " つの、どれにも当たらないと確かめた" : "これに当たらないと確かめた", "button near-none");
      none.type = "button";
      none.dataset.steps = JSON.stringify(steps.slice(0, NEAR_SHOWN).map(function (step) { return [step.fact, step.limit]; }));
      box.append(none);
      if (rest.length) {
        var more = element("details", "", "near-rest");
        more.append(element("summary", "ほかに " + rest.length + " 件"), nearList(rest, data));
        box.append(more);
        watch(more);
      }
      return box;
    }

    /** What the result rests on: the facts that were answered with 「当たらない」, and the way back. */
    function deniedBox(words, open) {
      var box = element("details", "", "near-rest denied");
      box.open = open;
      var back = element("button", "この答えを取り消す", "button");
      back.type = "button";
      back.dataset.back = "";
      box.append(element("summary", "当たらないと確かめた事実 " + words.length + " 件"),
        element("p", "この結果は、次の事実に当たらない、という答えにもとづきます。一つでも違えば、義務が生じることがあります。"),
        list(words, "ruled-out"), back);
      return box;
    }

    function watch(details) {
      details.open = restOpen === true;
      details.addEventListener("toggle", function () { restOpen = details.open; });
    }

    function summary(count, settled) {
      var lines = element("ul", "", "outcome-lines");
      var must = ["applies", "may"].map(function (status) {
        var words = STATUS[status].label + "義務 " + count(status) + " 件";
        return count(status) ? link(words, "duties-" + status) : words;
      });
      lines.append(line("必ず（法令・指針）", settled ? [must[0], "、", must[1]] : ["まだ言えません"]));
      var free = results.filter(function (duty) { return isOwn(duty) && duty.status !== "no"; });
      if (own) {
        var named = free.slice(0, FREE_NAMED).reduce(function (all, duty) {
          return all.concat(all.length ? "、" : [], link(duty.title + (duty.status === "may" ? "（当たることがある）" : ""), "due-" + duty.id));
        }, []);
        if (free.length > FREE_NAMED) named.push("、", link("ほか " + (free.length - FREE_NAMED) + " 件", "own-targets"));
        lines.append(line("できる・してよい（義務ではない）", named.length ? named : ["いまの入力では、ありません"]));
      }
      lines.append(line("当たらない", count("no") ? [link(count("no") + " 件", "duties-no"), "（いまの入力では。下にまとめてあります）"] : ["0 件"]));
      return lines;
    }

    function show() {
      var facts = read(form, data);
      shown = stateOf();
      Object.keys(denied).forEach(function (id) { if (facts[id] === true) delete denied[id]; });
      var now = Date.now() + 9 * 3600000;
      var dates = ["known_at", "occurred_at"].map(function (name) {
        var field = form.elements[name];
        var word = dateWord(field.value, now, field.validity.badInput);
        tell(field, word, field.validity.badInput);
        return { name: name === "known_at" ? "知った日時" : "発生した日時", value: field.value, word: word };
      });
      results = evaluate(facts, form.elements.known_at.value, form.elements.occurred_at.value, data);
      results.forEach(function (duty) {
        var article = page.querySelector('[data-duty="' + duty.id + '"]');
        showDuty(article, duty, isOwn(duty) && own ? own : law);
      });
      showFold(law, "当たらない義務");
      if (own) showFold(own, "当たらないもの");
      var duties = results.filter(function (duty) { return !isOwn(duty); });
      var count = function (status) { return duties.filter(function (duty) { return duty.status === status; }).length; };
      ["applies", "may"].forEach(function (status) { law[status].hidden = !count(status); });

      var chosen = told(facts, data);
      var ruledOut = deniedWords(denied, data);
      var steps = near(facts, data, denied);
      var found = count("applies") + count("may");
      var sure = duties.some(function (duty) { return duty.status === "applies" && duty.nature === "law"; });
      outcome.dataset.outcome = found ? "found" : "none";
      outcome.dataset.near = String(steps.length);
      var headline = found
        ? "当たる義務 " + count("applies") + " 件、当たることがある義務 " + count("may") + " 件。重なるときは、それぞれ行います。"
        : steps.length ? "まだ「ありません」とは言えません。下を確かめてください。"
        : "答えた事実では、当たる義務が見つかりません。";
      if (lead.textContent !== headline) lead.textContent = headline;
      while (lead.nextSibling) lead.nextSibling.remove();
      if (!chosen.length) outcome.append(element("p", "まだ事実が選ばれていません。分かっている事実を、上の欄で選んでください。"));
      dates.filter(function (date) { return date.word; }).forEach(function (date) {
        outcome.append(element("p", date.name + "：" + date.word, "outcome-word"));
      });
      exempting(facts, data).forEach(function (id) {
        var words = element("p", "", "outcome-word");
        words.append("「", link(data.facts[id].label, "fact-" + id), "」を選んだので、除かれた義務があります。選んでよいか、法務が確かめてください。");
        outcome.append(words);
      });
      outcome.append(summary(count, found || !steps.length));
      if (found) outcome.append(dueList(duties));
      if (steps.length) outcome.append(nearBox(steps, !found, sure));
      if (ruledOut.length) outcome.append(deniedBox(ruledOut, !found && !steps.length));
      if (!found) outcome.append(element("p", "ここにない業法や、契約で決めた期限もあります。事実が変われば当たることがあります。法務が確かめてください。"));

      page.querySelector(".result-bar a").textContent = found
        ? "当たる " + count("applies") + " 件、当たることがある " + count("may") + " 件　結果を見る"
        : steps.length ? "まだ「ありません」とは言えません　確かめる" : "当たる義務が見つかりません　結果を見る";
      var typed = page.querySelector(".told");
      typed.replaceChildren(element("p", "入力した事実（日本時間）"), list(chosen.concat(dates.filter(function (date) { return date.value; }).map(function (date) {
        return date.name + "：" + spoken(date.value) + (date.word ? "（" + date.word.replace(/。$/, "") + "）" : "");
      }))));
      if (ruledOut.length) typed.append(element("p", "当たらないと確かめた事実"), list(ruledOut));
      page.querySelector('[data-action="calendar"]').disabled = !results.some(function (duty) {
        return duty.deadlines.some(function (one) { return one.due; });
      });
    }

    /** The form as one text, with the fields that the browser cannot read. */
    function stateOf() {
      return JSON.stringify([entered(form), Array.from(form.elements).filter(function (field) {
        return field.validity && field.validity.badInput;
      }).map(function (field) { return field.name; })]);
    }

    /** A field that is left tells of its change a second time: the result is not built anew under the pointer. */
    function changed(event) {
      if (stateOf() === shown) return;
      var about = /^fact:([^:]+)/.exec(event && event.target && event.target.name || "");
      if (about) delete denied[about[1]];
      show();
      keep();
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () {
      setTimeout(function () {
        denied = {};
        restOpen = null;
        show();
        keep();
      }, 0);
    });
    page.querySelector('[data-action="now"]').addEventListener("click", function () {
      form.elements.known_at.value = iso(Date.now() + 9 * 3600000);
      show();
      keep();
    });
    page.addEventListener("click", function (event) {
      var way = event.target.closest(".outcome a, .result-bar a");
      var button = event.target.closest(".near button, .denied button");
      if (way) {
        event.preventDefault();
        var target = document.getElementById(way.getAttribute("href").slice(1));
        go(target.id === "duties-no" ? law.no.querySelector("summary") : target);
      } else if (button) {
        if (button.dataset.back !== undefined) denied = {};
        else if (button.dataset.fact) form.elements["fact:" + button.dataset.fact].checked = true;
        else JSON.parse(button.dataset.steps).forEach(function (step) {
          denied[step[0]] = step[1] === null ? true : Math.min(step[1], denied[step[0]] === undefined ? Infinity : denied[step[0]]);
        });
        show();
        keep();
        go(page.querySelector("#results"));
      }
    });
    page.querySelector('[data-action="print"]').addEventListener("click", function () { window.print(); });
    page.querySelector('[data-action="calendar"]').addEventListener("click", function () {
      download("deadlines.ics", calendar(results, Date.now()));
    });
    page.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
    page.classList.add("deadlines--live");
    restore();
    show();
    var asked = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (asked && asked.closest(".duty-fold")) go(asked);
  }

  function spoken(text) {
    var time = parse(text);
    return time === null ? text : longDay(time) + clockTime(time);
  }

  window.playbookDeadlines = {
    evaluate: evaluate, near: near, exempting: exempting, dateWord: dateWord, numberWord: numberWord, calendar: calendar, closed: closed, parse: parse
  };
  document.addEventListener("DOMContentLoaded", start);
})();
