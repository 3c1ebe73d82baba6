// The deadlines page: facts in, duties out, with their days counted out. Nothing is stored, nothing is sent.
// Time is always that of Japan: what is typed is read by hand, and days are counted in UTC arithmetic, so that
// the time zone of the reader's computer plays no part.
(function () {
  "use strict";

  var DAY = 86400000;
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
    var from = told === null || told === undefined ? "入力がない"
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

  function numberIn(field) {
    return field && field.value.trim() !== "" && field.checkValidity() ? Number(field.value) : null;
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
      field.disabled = unknown;
      form.elements["fact:" + id + ":max"].disabled = !unknown;
      facts[id] = unknown
        ? { value: null, max: numberIn(form.elements["fact:" + id + ":max"]) }
        : { value: numberIn(field), max: null };
    });
    return facts;
  }

  function told(facts, data) {
    return Object.keys(facts).reduce(function (all, id) {
      var fact = data.facts[id];
      var given = facts[id];
      if (given === true) return all.concat(fact.label);
      if (!given || typeof given !== "object") return all;
      if (given.value !== null) return all.concat(fact.label + "：" + given.value.toLocaleString("ja-JP") + fact.unit);
      if (given.max !== null) return all.concat(fact.label + "：分からない（最大" + given.max.toLocaleString("ja-JP") + fact.unit + "）");
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

  function showDuty(article, duty, groups) {
    article.dataset.status = duty.status;
    var status = article.querySelector(".duty-status");
    status.textContent = STATUS[duty.status].mark + STATUS[duty.status].label;
    var why = article.querySelector(".duty-why");
    why.replaceChildren(element("p", duty.status === "no" ? "当たらない理由" : "理由"), list(duty.reasons));
    article.querySelectorAll("[data-deadline]").forEach(function (item) {
      showClock(item, duty.deadlines.filter(function (one) { return one.id === item.dataset.deadline; })[0]);
    });
    article.querySelector(".duty-clocks").hidden = duty.status === "no";
    if (groups[duty.status]) groups[duty.status].append(article);
  }

  /** Every date of law, the earliest first. */
  function dueList(duties) {
    var dated = duties.reduce(function (all, duty) {
      return all.concat(duty.deadlines.filter(function (one) { return one.due; }).map(function (one) {
        return { at: one.dueAt || one.due, duty: duty, one: one };
      }));
    }, []).sort(function (a, b) { return a.at < b.at ? -1 : a.at > b.at ? 1 : 0; });
    var made = element("ol", "", "due-list");
    dated.forEach(function (item) {
      var line = element("li", longDay(parse(item.one.due)) + (item.one.dueAt ? clockTime(parse(item.one.dueAt)) : "") + "　");
      var link = element("a", item.duty.title + "：" + item.one.label);
      link.href = "#due-" + item.duty.id;
      line.append(link);
      if (item.duty.status === "may" || item.one.status === "may") line.append("（当たることがある）");
      made.append(line);
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
    var law = page.querySelector(".duties-law");
    var groups = {};
    Object.keys(STATUS).forEach(function (status) {
      var section = element("section", "", "duty-group");
      section.dataset.group = status;
      section.append(element("h2", STATUS[status].mark + STATUS[status].label));
      groups[status] = section;
      law.append(section);
    });
    var results = [];

    function show() {
      var facts = read(form, data);
      results = evaluate(facts, form.elements.known_at.value, form.elements.occurred_at.value, data);
      results.forEach(function (duty) {
        var article = page.querySelector('[data-duty="' + duty.id + '"]');
        showDuty(article, duty, article.closest(".duties-law") ? groups : {});
      });
      var binding = results.filter(function (duty) { return duty.nature !== "practice"; });
      var count = function (status) { return binding.filter(function (duty) { return duty.status === status; }).length; };
      Object.keys(groups).forEach(function (status) { groups[status].hidden = !count(status); });
      var chosen = told(facts, data);
      var outcome = page.querySelector(".outcome");
      var found = count("applies") + count("may");
      outcome.dataset.outcome = found ? "found" : "none";
      outcome.replaceChildren();
      if (found) {
        outcome.append(element("p", "当たる義務 " + count("applies") + " 件、当たることがある義務 " + count("may") + " 件。重なるときは、それぞれ行います。"));
        outcome.append(dueList(binding));
      } else {
        outcome.append(element("p", "対象外のことがある", "outcome-none"));
        outcome.append(element("p", chosen.length
          ? "選ばれた事実では、当たる義務が見つかりません。理由は、下の義務ごとに書いてあります。"
          : "まだ事実が選ばれていないので、当たる義務が見つかりません。分かっている事実を選んでください。"));
        outcome.append(element("p", "ここにない業法や、契約で決めた期限もあります。事実が変われば当たることがあります。法務が確かめてください。"));
      }
      var typed = page.querySelector(".told");
      typed.replaceChildren(element("p", "入力した事実（日本時間）"), list(chosen.concat(
        form.elements.known_at.value ? "知った日時：" + spoken(form.elements.known_at.value) : [],
        form.elements.occurred_at.value ? "発生した日時：" + spoken(form.elements.occurred_at.value) : [])));
      page.querySelector('[data-action="calendar"]').disabled = !results.some(function (duty) {
        return duty.deadlines.some(function (one) { return one.due; });
      });
    }

    form.addEventListener("input", show);
    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(show, 0); });
    page.querySelector('[data-action="now"]').addEventListener("click", function () {
      form.elements.known_at.value = iso(Date.now() + 9 * 3600000);
      show();
    });
    page.querySelector('[data-action="print"]').addEventListener("click", function () { window.print(); });
    page.querySelector('[data-action="calendar"]').addEventListener("click", function () {
      download("deadlines.ics", calendar(results, Date.now()));
    });
    page.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
    page.classList.add("deadlines--live");
    show();
  }

  function spoken(text) {
    var time = parse(text);
    return time === null ? text : longDay(time) + clockTime(time);
  }

  window.playbookDeadlines = { evaluate: evaluate, calendar: calendar, closed: closed, parse: parse };
  document.addEventListener("DOMContentLoaded", start);
})();
