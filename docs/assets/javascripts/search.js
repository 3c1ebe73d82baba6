// Search that understands Japanese: folds spellings, knows synonyms, weighs fields, opens at sections.
// Pure functions over the data that the build wrote (assets/search-data.js); iframe-worker-search.js calls them.
(function () {
  "use strict";

  var SMALL = "ぁぃぅぇぉゃゅょゎっ", LARGE = "あいうえおやゆよわつ";
  var SEPARATORS = /[\s、。・,!?「」『』()\[\]【】<>《》\/:;"'…~〜=|→]+/;
  var COUNTERS = "日|時間|人|名|件|条|項|号|分|秒|年|か月|ヶ月|万|円|回|類型";
  var TOKEN = new RegExp("[0-9][0-9,.]*(?:" + COUNTERS + ")?|[一-鿿々〆]+[ぁ-ゖ]*|[ァ-ヺー]+|[a-z]+|[ぁ-ゖー]+", "g");
  var NUMERAL = new RegExp("^([一二三四五六七八九十百千万]+)(" + COUNTERS + ")");
  var DIGITS = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 百: 100, 千: 1000, 万: 10000 };
  var PARTICLES = "がをにはのともでへや";
  var LONGEST = 24;
  /** How sure a match in a field makes us that the text is about the word. */
  var SURE = { title: 0.85, keyword: 0.9, context: 0.25, heading: 0.75, above: 0.35, text: 0.3, more: 0.15 };
  var FROM_PAGE = 0.6;
  /** What it adds that a title or heading tells of the whole query. */
  var TOLD = 0.45;
  /** How sure a match must be, of all it could be, to count as an answer to its word. */
  var COVERED = 0.4;
  var SYNONYM = 0.8;
  /** What it adds that words stand together as they are typed, and that a title looks like the query. */
  var PHRASE = 0.35, LIKE = 0.5;
  /** What it adds that the words of the query lean toward a kind of page, and that they do so in more than one way. */
  var LEAN = 1.6, LEAN_MORE = 1.2;
  var WEAK = 0.35;
  var PAGES = 20, SECTIONS = 5, UNFOLDED = 3, SNIPPET = 110;

  // --- folding -------------------------------------------------------------------------------------

  var foldedChars = new Map();

  function foldChar(char) {
    var known = foldedChars.get(char);
    if (known !== undefined) return known;
    var folded = char.normalize("NFKC").toLowerCase();
    if (folded.length !== 1) folded = char;
    var code = folded.charCodeAt(0);
    if (code >= 0x30a1 && code <= 0x30f6) folded = String.fromCharCode(code - 0x60);
    var small = SMALL.indexOf(folded);
    if (small >= 0) folded = LARGE[small];
    foldedChars.set(char, folded);
    return folded;
  }

  /** A text of the site, each character folded in its place: positions stay. */
  function foldInPlace(text) {
    var folded = "";
    for (var at = 0; at < text.length; at++) folded += foldChar(text[at]);
    return folded;
  }

  /** What is compared: width, case, kind and size of kana do not matter. Twin of folded() in search.py. */
  function fold(text) {
    return foldInPlace(text.normalize("NFKC"));
  }

  /** The script of a character: Chinese, katakana, hiragana, Latin, digit, or nothing of these. */
  function script(char) {
    if (char === undefined) return "";
    if (char >= "ぁ" && char <= "ゖ") return "h";
    if ((char >= "ァ" && char <= "ヺ") || char === "ー" || (char >= "ｦ" && char <= "ﾟ")) return "k";
    if ((char >= "一" && char <= "鿿") || char === "々" || char === "〆") return "c";
    var plain = foldChar(char);
    if (plain >= "0" && plain <= "9") return "d";
    if (plain >= "a" && plain <= "z") return "a";
    return "";
  }

  /** 七十二 as 72; what is no number as null. */
  function numeral(text) {
    var total = 0, digit = 0;
    for (var at = 0; at < text.length; at++) {
      var value = DIGITS[text[at]];
      if (value < 10) digit = value;
      else if (value < 10000) { total += (digit || 1) * value; digit = 0; }
      else { total = (total + digit || 1) * value; digit = 0; }
    }
    return total + digit || null;
  }

  // --- the index -----------------------------------------------------------------------------------

  /** The letters that stand for characters: twin of LETTERS in packing.py. */
  var LETTERS = (function () {
    var letters = "";
    for (var code = 0x20; code < 0x800; code++) {
      if (code === 0x7f) code = 0xa1;
      if (code !== 0x22 && code !== 0x5c && code !== 0xad) letters += String.fromCharCode(code);
    }
    return letters;
  })();

  /** Gives back a text that the build wrote in short letters. */
  function unpacker(data) {
    var chars = new Map();
    Array.from(data.alphabet).forEach(function (char, at) { chars.set(LETTERS[at], char); });
    function unpack(text) {
      var whole = "";
      for (var at = 0; at < text.length; at++) {
        var char = text[at], code = char.charCodeAt(0);
        whole += code >= 0xe000 && code < 0xf900 ? repeated[code - 0xe000] : chars.get(char) || char;
      }
      return whole;
    }
    var repeated = [];
    data.repeated.forEach(function (text) { repeated.push(unpack(text)); });
    return unpack;
  }

  /** Everything that a search needs, from the data that the build wrote. */
  function prepare(data) {
    var unpack = unpacker(data);
    var fields = [], raw = [], at = 0, sections = [], dictionary = new Map();
    function add(kind, page, section, text) {
      if (!text) return;
      fields.push({ kind: kind, page: page, section: section, start: at, length: text.length, lead: /^([A-Z]?\d+ )?/.exec(text)[0].length });
      raw.push(text);
      at += text.length + 1;
    }
    data.pages.forEach(function (page, number) {
      add("title", number, -1, page.t);
      page.k.forEach(function (word) { add("keyword", number, -1, word); });
      page.x.forEach(function (word) { add("context", number, -1, word); });
      var first = sections.length;
      for (var place = 0; place < page.n; place++) {
        var section = sections.length, all = data.sections;
        var above = all.above[section] > 0 ? first + all.above[section] : -1;
        var heading = unpack(all.heading[section]), text = unpack(all.text[section]);
        sections.push({ page: number, id: all.id[section], heading: heading, text: text, above: above, below: [] });
        if (above >= 0) sections[above].below.push(section);
        if (place) add("heading", number, section, heading);
        (all.keywords[section] || []).forEach(function (word) { add("keyword", number, place ? section : -1, word); });
        add("text", number, section, text);
        add("more", number, section, unpack(all.more[section]));
      }
      page.first = first;
      page.last = sections.length;
    });
    var text = raw.join("\n");
    data.synonyms.forEach(function (group, number) {
      group.forEach(function (word) { dictionary.set(fold(word), { group: number }); });
    });
    data.synonyms.forEach(function (group, number) {
      group.forEach(function (word) {
        variants(fold(word)).forEach(function (variant) {
          if (!dictionary.has(variant)) dictionary.set(variant, { group: number });
        });
      });
    });
    data.noise.forEach(function (word) { dictionary.set(fold(word), { noise: true }); });
    var weak = new Set(data.weak.map(fold));
    weak.forEach(function (word) { if (!dictionary.has(word)) dictionary.set(word, { weak: true }); });
    return {
      weak: weak, pages: data.pages, sections: sections, fields: fields, raw: text, folded: foldInPlace(text),
      groups: data.synonyms, dictionary: dictionary, found: new Map(), pairs: pairsOf(fields, raw), leanings: data.leanings,
    };
  }

  /** 問い合わせ窓口 also as 問合せ窓口: the ways to leave out kana between Chinese characters. */
  function variants(word) {
    var parts = word.split(/([ぁ-ゖ]+)(?=[一-鿿々])/), made = [parts[0]];
    if (!/[一-鿿々]$/.test(parts[0])) return [];
    for (var at = 1; at < parts.length; at += 2) {
      var next = [];
      for (var from = 0; from <= parts[at].length; from++) {
        made.forEach(function (begun) { next.push(begun + parts[at].slice(from) + parts[at + 1]); });
      }
      made = next;
    }
    return made.filter(function (variant) { return variant !== word && variant.length > 2; });
  }

  /** Pairs of characters of titles, headings and keywords: the fields that hold each, and how much it tells. */
  function pairsOf(fields, raw) {
    var held = new Map(), worth = new Map(), short = [];
    fields.forEach(function (field, number) {
      if (field.kind !== "title" && field.kind !== "heading" && field.kind !== "keyword") return;
      short.push(number);
      pairsIn(raw[number].slice(field.lead)).forEach(function (pair) {
        if (!held.has(pair)) held.set(pair, []);
        held.get(pair).push(number);
      });
    });
    held.forEach(function (numbers, pair) { worth.set(pair, Math.log(1 + short.length / numbers.length)); });
    short.forEach(function (number) {
      var field = fields[number];
      field.pairs = 0;
      pairsIn(raw[number].slice(field.lead)).forEach(function (pair) { field.pairs += worth.get(pair); });
    });
    return { held: held, worth: worth, unknown: Math.log(1 + short.length) };
  }

  function pairsIn(text) {
    var pairs = new Set();
    fold(text).split(SEPARATORS).forEach(function (chunk) {
      for (var at = 0; at + 1 < chunk.length; at++) pairs.add(chunk.substr(at, 2));
    });
    return pairs;
  }

  /** The query without its empty and weak words. */
  function meant(index, query) {
    return query.normalize("NFKC").toLowerCase().split(SEPARATORS).map(function (chunk) {
      return cut(index, chunk).map(function (part) { return part.noise || index.weak.has(fold(part.word)) ? " " : part.word; }).join("");
    }).join(" ");
  }

  /** How much the query as it is typed looks like a title, heading or keyword: 0 to 1, by field. */
  function likeness(index, query) {
    var shared = new Map(), all = 0;
    pairsIn(query).forEach(function (pair) {
      all += index.pairs.worth.get(pair) || index.pairs.unknown;
      (index.pairs.held.get(pair) || []).forEach(function (number) {
        shared.set(number, (shared.get(number) || 0) + index.pairs.worth.get(pair));
      });
    });
    shared.forEach(function (worth, number) {
      shared.set(number, worth / all * Math.sqrt(worth / index.fields[number].pairs));
    });
    return shared;
  }

  /** How well what stands at a place is the word itself, not a piece of another; 0: not at all. */
  function fit(index, from, length, katakana) {
    var raw = index.raw, first = script(raw[from]), last = script(raw[from + length - 1]);
    var before = script(raw[from - 1]), after = script(raw[from + length]);
    if (first === "d" && (before === "d" || (/[.,]/.test(raw[from - 1]) && script(raw[from - 2]) === "d"))) return 0;
    if (last === "d" && (after === "d" || (/[.,]/.test(raw[from + length]) && script(raw[from + length + 1]) === "d"))) return 0;
    if ((first === "a" && before === "a") || (last === "a" && after === "a")) return length >= 4 ? 0.5 : 0;
    if ((first === "k" && before === "k") || (last === "k" && after === "k")) return length >= 3 ? 0.6 : 0;
    if (katakana && first === "h") return length >= 4 ? 0.6 : 0;
    if (first === "h" && last === "h" && length <= 2 && (before === "h" || after === "h")) return 0.4;
    return 1;
  }

  /** The fields that hold a folded word: the best fit and the number of times, by field. */
  function lookup(index, word, katakana) {
    var key = (katakana ? "k" : "h") + word;
    var known = index.found.get(key);
    if (known) return known;
    var hits = new Map(), field = 0;
    for (var from = index.folded.indexOf(word); from >= 0; from = index.folded.indexOf(word, from + word.length)) {
      field = record(index, hits, from, word.length, katakana, field);
    }
    index.found.set(key, hits);
    return hits;
  }

  /** The same for a pattern, of spellings that differ in their okurigana. */
  function lookupPattern(index, pattern) {
    var known = index.found.get(pattern);
    if (known) return known;
    var hits = new Map(), field = 0, matcher = new RegExp(pattern, "g"), match;
    while ((match = matcher.exec(index.folded))) field = record(index, hits, match.index, match[0].length, false, field);
    index.found.set(pattern, hits);
    return hits;
  }

  function record(index, hits, from, length, katakana, field) {
    while (field + 1 < index.fields.length && index.fields[field + 1].start <= from) field++;
    var fits = fit(index, from, length, katakana);
    if (fits) {
      var hit = hits.get(field);
      if (!hit) hits.set(field, { fit: fits, count: 1, length: length, opens: from === index.fields[field].start + index.fields[field].lead });
      else { hit.count++; hit.fit = Math.max(hit.fit, fits); }
    }
    return field;
  }

  // --- the query -----------------------------------------------------------------------------------

  /** A query as units: each is one idea, with all the ways in which the site may spell it. */
  function units(index, query) {
    var found = [];
    query.normalize("NFKC").toLowerCase().split(SEPARATORS).forEach(function (chunk) {
      if (!chunk) return;
      var parts = cut(index, chunk);
      var made = [];
      parts.forEach(function (part) {
        if (part.noise) return;
        if (part.group !== undefined) made.push(ofGroup(index, part.group, part.word));
        else if (part.weak) made.push({ word: part.word, weight: WEAK, spellings: spell(index, [[part.word, 1]]) });
        else (part.word.match(TOKEN) || []).forEach(function (token) {
          var unit = ofToken(index, token, chunk);
          if (unit) made.push(unit);
        });
      });
      if (!made.length) {
        var whole = { word: chunk, weight: 0.5, spellings: spell(index, [[chunk, 1]]) };
        if (!heard(index, whole)) whole.spellings = pieces(index, chunk);
        made.push(whole);
      }
      if (made.length > 1 && chunk.length >= 4) made[0].phrase = chunk;
      found = found.concat(made);
    });
    var seen = new Map();
    return found.filter(function (unit) {
      if (index.weak.has(fold(unit.word))) unit.weight = Math.min(unit.weight, WEAK);
      var key = unit.group !== undefined ? unit.group : unit.word, first = seen.get(key);
      if (!first) return seen.set(key, unit);
      first.spellings.forEach(function (way) { if (way.word === fold(unit.word)) way.weight = 1; });
      return false;
    });
  }

  /** A chunk of the query as known words, noise, and what lies between. */
  function cut(index, chunk) {
    var folded = fold(chunk), parts = [], literal = "", at = 0;
    function flush() {
      if (literal) parts.push({ word: literal });
      literal = "";
    }
    while (at < chunk.length) {
      var known = knownAt(index, chunk, folded, at);
      if (known) {
        flush();
        parts.push(known);
        at += known.word.length;
      } else literal += chunk[at++];
    }
    flush();
    return parts;
  }

  function knownAt(index, chunk, folded, at) {
    for (var length = Math.min(LONGEST, chunk.length - at); length >= 2; length--) {
      var entry = index.dictionary.get(folded.substr(at, length));
      if (entry && isWord(chunk, at, length)) return Object.assign({ word: chunk.substr(at, length) }, entry);
    }
    return null;
  }

  function isWord(chunk, at, length) {
    var first = script(chunk[at]), last = script(chunk[at + length - 1]);
    if (/[kad]/.test(first) && script(chunk[at - 1]) === first) return false;
    if (/[kad]/.test(last) && script(chunk[at + length]) === last) return false;
    return first !== "h" || length >= 3 || script(chunk[at - 1]) !== "h" || PARTICLES.indexOf(chunk[at - 1]) >= 0;
  }

  function ofGroup(index, group, word) {
    var ways = [[word, 1]];
    index.groups[group].forEach(function (other) { if (fold(other) !== fold(word)) ways.push([other, SYNONYM]); });
    return { word: word, group: group, weight: 1, spellings: spell(index, ways) };
  }

  function spell(index, ways) {
    return ways.map(function (way) {
      return { word: fold(way[0]), weight: way[1], katakana: /^[ァ-ヺー]+$/.test(way[0]) };
    });
  }

  /** A word that no group knows: its spellings, from the likeliest; when the site has none, what comes near. */
  function ofToken(index, token, chunk) {
    var unit = { word: token, weight: 1, spellings: [] };
    var kind = script(token[0]), ways = [[token, 1]];
    function number(digits, counter, weight) {
      ways.push([digits.replace(/\B(?=(\d{3})+$)/g, ",") + counter, weight], [digits + counter, weight]);
    }
    if (kind === "h") {
      if (token.length < 2 || (token.length === 2 && token !== chunk)) return null;
      unit.weight = token === chunk ? 1 : 0.3;
    } else if (kind === "d") {
      var bare = token.replace(/[^0-9]/g, ""), counter = token.replace(/[0-9,.]/g, "");
      number(bare, counter, 1);
      if (counter) number(bare, "", 0.4);
    } else if (kind === "k" && token.length >= 4 && token.endsWith("ー")) {
      ways.push([token.slice(0, -1), 0.95]);
    } else if (kind === "c") {
      var stem = token.match(/^[^ぁ-ゖ]+/)[0], tail = token.length - stem.length;
      var counted = token.match(NUMERAL);
      if (counted) number(numeral(counted[1]).toString(), counted[2], 1);
      if (stem.length > 1) ways = ways.concat([[stem, 1]]);
      else for (var rest = tail - 1; rest >= 0; rest--) ways.push([token.slice(0, 1 + rest), rest > 1 ? 0.9 : rest ? 0.75 : 0.15]);
      if (stem.length === 1 && (!tail || (tail === 1 && PARTICLES.indexOf(token[1]) >= 0))) unit.weight = 0.5;
    }
    unit.spellings = spell(index, ways);
    if (kind === "c" && tail && stem.length === 1) unit.spellings.push({ pattern: stem + "[ぁ-ん]", word: stem, weight: 0.65 });
    if (heard(index, unit)) return unit;
    if (kind === "c") {
      unit.spellings = unit.spellings.concat(okurigana(token, 0.85));
      if (heard(index, unit)) return unit;
      unit.spellings = abbreviated(stem);
      if (heard(index, unit)) return unit;
      unit.spellings = pieces(index, token);
    } else if (kind === "k" || kind === "a") {
      unit.spellings = unit.spellings.concat(nearest(index, token));
      if (!heard(index, unit)) unit.spellings = pieces(index, token);
    } else if (kind === "h") {
      unit.spellings = unit.spellings.concat(begun(index, token));
      if (!heard(index, unit)) unit.spellings = pieces(index, token);
    }
    return unit;
  }

  function heard(index, unit) {
    return unit.spellings.some(function (way) { return hits(index, way).size; });
  }

  function hits(index, way) {
    return way.pattern ? lookupPattern(index, way.pattern) : lookup(index, way.word, way.katakana);
  }

  /** 問合せ also as 問い合わせ: the kana between and after Chinese characters may differ. */
  function okurigana(token, weight) {
    var kanji = token.replace(/[^一-鿿々]/g, "");
    if (kanji.length < 2) return [];
    return [{ pattern: Array.from(kanji).join("[ぁ-ん]{0,2}"), word: token, weight: weight }];
  }

  /** 電通法 also as 電気通信事業法: names of laws and offices are cut to some of their characters. */
  function abbreviated(stem) {
    if (stem.length < 3 || stem.length > 5) return [];
    return [{ pattern: Array.from(stem).join("[一-鿿々]{0,4}"), word: stem, weight: 0.8 }];
  }

  /** Pairs of characters, and at last single ones, of a word that the site does not have as a whole. */
  function pieces(index, word) {
    var folded = fold(word), pairs = [], hiragana = /^[ぁ-ゖー]+$/.test(word);
    for (var at = 0; at + 1 < folded.length; at++) pairs.push(folded.substr(at, 2));
    var ways = pairs
      .filter(function (pair) { return hiragana || script(pair[0]) !== "h" || script(pair[1]) !== "h"; })
      .map(function (pair) { return { word: pair, weight: 0.5, part: true }; })
      .filter(function (way) { return hits(index, way).size; });
    if (ways.length) return ways;
    return Array.from(word)
      .filter(function (char) { return script(char) === "c"; })
      .map(function (char) { return { word: fold(char), weight: 0.2, part: true }; });
  }

  /** Words of the site that look like a misspelt one. */
  function nearest(index, token) {
    var wanted = fold(token);
    if (wanted.length < 3) return [];
    if (!index.vocabulary) index.vocabulary = vocabulary(index);
    var best = [], allowed = wanted.length >= 7 ? 2 : 1;
    index.vocabulary.forEach(function (word) {
      if (Math.abs(word.length - wanted.length) > allowed) return;
      var steps = distance(wanted, word, allowed);
      if (steps <= allowed) best.push([steps, word]);
    });
    best.sort(function (a, b) { return a[0] - b[0]; });
    return best.slice(0, 3).reduce(function (ways, near) {
      var entry = index.dictionary.get(near[1]);
      var words = entry && entry.group !== undefined ? index.groups[entry.group] : [near[1]];
      return ways.concat(words.map(function (word) { return { word: fold(word), weight: 0.7 / (near[0] || 1) }; }));
    }, []);
  }

  function vocabulary(index) {
    var words = new Set((index.raw.match(/[ァ-ヺー]{3,}|[A-Za-z]{3,}/g) || []).map(fold));
    index.dictionary.forEach(function (entry, word) {
      if (entry.group !== undefined && word.length >= 3) words.add(word);
    });
    return words;
  }

  /** Steps from one word to the other (change, add, leave out, swap a character); more than allowed: give up. */
  function distance(a, b, allowed) {
    var before = [], row = [], at, other;
    for (other = 0; other <= b.length; other++) row.push(other);
    for (at = 1; at <= a.length; at++) {
      var next = [at], least = at;
      for (other = 1; other <= b.length; other++) {
        var steps = Math.min(row[other] + 1, next[other - 1] + 1, row[other - 1] + (a[at - 1] !== b[other - 1]));
        if (at > 1 && other > 1 && a[at - 1] === b[other - 2] && a[at - 2] === b[other - 1]) {
          steps = Math.min(steps, before[other - 2] + 1);
        }
        next.push(steps);
        least = Math.min(least, steps);
      }
      if (least > allowed) return allowed + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /** A reading that is not yet typed to its end. */
  function begun(index, token) {
    var wanted = fold(token), ways = [];
    if (wanted.length < 3) return ways;
    index.dictionary.forEach(function (entry, word) {
      if (entry.group === undefined || !(word.startsWith(wanted) || distance(wanted, word, 1) <= 1)) return;
      index.groups[entry.group].forEach(function (other) { ways.push({ word: fold(other), weight: 0.6 }); });
    });
    return ways.slice(0, 40);
  }

  // --- scoring -------------------------------------------------------------------------------------

  /** Where a unit is found: how sure, by section and, for titles and keywords, by page. */
  function weigh(index, unit) {
    var inSection = new Map(), inPage = new Map(), touched = new Set(), total = index.sections.length;
    var found = unit.spellings.map(function (way) {
      var own = new Set(), there = hits(index, way);
      there.forEach(function (hit, number) {
        var field = index.fields[number];
        if (field.section >= 0) own.add(field.section);
        else if (field.kind !== "context") own.add(index.pages[field.page].first);
      });
      own.forEach(function (section) { touched.add(section); });
      return { way: way, hits: there, rarity: rarity(own.size, total) };
    });
    var common = rarity(touched.size, total);
    var parts = found.filter(function (one) { return one.way.part; });
    var ofParts = parts.reduce(function (sum, one) { return sum + one.way.weight * one.rarity / parts.length; }, 0);
    unit.value = 0;
    found.forEach(function (one) {
      if (!one.hits.size) return;
      var own = one.way.weight * (one.way.weight === 1 ? (common + one.rarity) / 2 : common);
      var worth = one.way.part ? ofParts : own;
      var share = one.way.part ? one.way.weight * one.rarity / parts.length : own;
      unit.value = Math.max(unit.value, worth);
      one.hits.forEach(function (hit, number) {
        var field = index.fields[number], sure = SURE[field.kind] * hit.fit;
        if (field.kind === "keyword") sure *= 0.5 + 0.5 * Math.min(1, hit.length / field.length);
        if (field.kind === "title" || field.kind === "heading") sure *= 0.55 + 0.45 * Math.min(1, 1.6 * hit.length / (field.length - field.lead)) + (hit.opens ? 0.1 : 0);
        if (field.kind === "text") sure *= (1 + 0.25 * Math.min(3, hit.count - 1)) / (1 + 0.12 * Math.log(1 + field.length / 200));
        var kind = field.kind === "keyword" && hit.length === field.length ? "named" : field.kind;
        var into = field.section >= 0 ? inSection : inPage, key = field.section >= 0 ? field.section : field.page;
        raise(into, key, kind, share * sure, worth, one.way.part);
        if (field.kind === "heading") index.sections[field.section].below.forEach(function (below) {
          raise(inSection, below, "above", share * SURE.above * hit.fit, worth, one.way.part);
        });
      });
    });
    if (!unit.value) unit.value = 0.5 * unit.weight;
    else unit.value *= unit.weight;
    return { sections: inSection, pages: inPage, weight: unit.weight };
  }

  function rarity(held, total) {
    return Math.max(0.12, Math.log(1 + total / (1 + held)) / Math.log(1 + total));
  }

  function raise(into, key, kind, sure, worth, part) {
    var kinds = into.get(key);
    if (!kinds) into.set(key, kinds = {});
    if (part) kinds[kind] = [(kinds[kind] ? kinds[kind][0] : 0) + sure, worth];
    else if (!kinds[kind] || kinds[kind][0] < sure) kinds[kind] = [sure, worth];
  }

  /** Sureness of several fields together: each takes away a part of the remaining doubt. */
  function together(kindsOfSection, kindsOfPage, share) {
    var doubt = 1, worth = 0;
    function take(kinds, part) {
      if (!kinds) return;
      Object.keys(kinds).forEach(function (kind) {
        var one = kinds[kind];
        worth = Math.max(worth, one[1]);
        doubt *= 1 - Math.min(0.95, one[0] / one[1] * part) * one[1];
      });
    }
    take(kindsOfSection, 1);
    take(kindsOfPage, share);
    return 1 - doubt;
  }

  /** Whether a title, a heading or a keyword as a whole is among the fields of a match. */
  function tells(kinds) {
    return kinds !== undefined && Boolean(kinds.title || kinds.heading || kinds.named);
  }

  /** Pages with their sections, best first. */
  function rank(index, asked, query) {
    var places = asked.map(function (unit) { return weigh(index, unit); });
    var all = asked.reduce(function (sum, unit) { return sum + unit.value; }, 0);
    var phrases = asked.filter(function (unit) { return unit.phrase; }).map(function (unit) {
      return lookup(index, fold(unit.phrase), false);
    });
    var candidates = new Set();
    places.forEach(function (place) {
      place.sections.forEach(function (_, section) { candidates.add(section); });
      place.pages.forEach(function (_, page) { candidates.add(index.pages[page].first); });
    });
    var bonus = new Map();
    phrases.forEach(function (found) {
      found.forEach(function (hit, number) {
        var field = index.fields[number];
        var section = field.section >= 0 ? field.section : index.pages[field.page].first;
        bonus.set(section, Math.max(bonus.get(section) || 0, SURE[field.kind] * hit.fit));
      });
    });
    var like = new Map();
    likeness(index, meant(index, query)).forEach(function (share, number) {
      var field = index.fields[number], section = field.section >= 0 ? field.section : index.pages[field.page].first;
      like.set(section, Math.max(like.get(section) || 0, share));
      candidates.add(section);
    });
    var folded = fold(query).replace(/[0-9][0-9,]*/g, "0"), leaning = index.leanings.filter(function (one) {
      return one.words.some(function (word) { return folded.indexOf(fold(word)) >= 0; });
    });
    var pages = new Map();
    candidates.forEach(function (number) {
      var section = index.sections[number], page = index.pages[section.page];
      var root = number === page.first, score = 0, covered = 0, told = 0;
      places.forEach(function (place, at) {
        var sure = together(place.sections.get(number), place.pages.get(section.page), root ? 1 : FROM_PAGE) * place.weight;
        score += sure;
        if (tells(place.sections.get(number)) || tells(place.pages.get(section.page))) told += asked[at].value;
        covered += asked[at].value * Math.min(1, sure / (COVERED * asked[at].value));
      });
      covered = Math.min(1, covered / all);
      told /= all;
      score = (score * (0.2 + 0.8 * covered * covered) * (1 + TOLD * told * told) + PHRASE * all * (bonus.get(number) || 0) + LIKE * all * (like.get(number) || 0)) * page.w;
      var leans = leaning.filter(function (one) {
        return one.toward.some(function (address) { return page.u.startsWith(address); });
      }).length;
      if (leans) score *= LEAN * Math.pow(LEAN_MORE, leans - 1) / Math.min(1, page.w);
      if (score <= 0) return;
      var entry = pages.get(section.page);
      if (!entry) pages.set(section.page, entry = { page: section.page, best: 0, sections: [] });
      entry.sections.push({ section: number, score: score });
      entry.best = Math.max(entry.best, score);
    });
    var ranked = Array.from(pages.values());
    ranked.forEach(function (entry) {
      entry.sections.sort(function (a, b) { return b.score - a.score || a.section - b.section; });
    });
    ranked.sort(function (a, b) { return b.best - a.best || a.page - b.page; });
    return ranked.filter(function (entry) { return entry.best >= 0.12 * ranked[0].best; }).slice(0, PAGES);
  }

  // --- what is shown -------------------------------------------------------------------------------

  function escape(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  /** One expression for all spellings of a unit, the longest first. */
  function matcherOf(unit) {
    if (!unit.matcher) {
      var words = unit.spellings.filter(function (way) { return way.weight > 0.2 || way.word.length > 1; }).map(function (way) {
        return way.pattern || way.word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      });
      words.sort(function (a, b) { return b.length - a.length; });
      unit.matcher = new RegExp(words.join("|") || "(?!)", "g");
    }
    unit.matcher.lastIndex = 0;
    return unit.matcher;
  }

  /** The stretches of a text that the query hit, in order, none overlapping. */
  function stretches(text, asked) {
    var folded = foldInPlace(text), found = [], index = { raw: text };
    asked.forEach(function (unit, number) {
      var match, matcher = matcherOf(unit);
      while ((match = matcher.exec(folded))) {
        if (fit(index, match.index, match[0].length, false)) {
          found.push({ from: match.index, to: match.index + match[0].length, unit: number });
        }
      }
    });
    found.sort(function (a, b) { return a.from - b.from || b.to - a.to; });
    var end = -1;
    return found.filter(function (one) {
      if (one.from < end) return false;
      end = one.to;
      return true;
    });
  }

  function marked(text, found, from, to) {
    var html = "", at = from;
    found.forEach(function (one) {
      if (one.from < from || one.to > to) return;
      html += escape(text.slice(at, one.from)) + "<mark>" + escape(text.slice(one.from, one.to)) + "</mark>";
      at = one.to;
    });
    return html + escape(text.slice(at, to));
  }

  /** The stretch of a text that tells most about the query, with the hits marked, as HTML. */
  function excerpt(text, asked) {
    var found = stretches(text, asked), start = 0, most = -1;
    found.forEach(function (one) {
      var different = new Set(), hitsHere = 0;
      found.forEach(function (other) {
        if (other.from >= one.from && other.to <= one.from + SNIPPET - 20) { different.add(other.unit); hitsHere++; }
      });
      var value = different.size * 10 + Math.min(hitsHere, 5);
      if (value > most) { most = value; start = one.from; }
    });
    var from = Math.max(0, start - 20);
    var sentence = text.slice(from, start).search(/[。 　■・](?!.*[。 　■・])/);
    if (from > 0 && sentence >= 0) from += sentence + 1;
    var to = Math.min(text.length, from + SNIPPET);
    return (from > 0 ? "…" : "") + marked(text, found, from, to) + (to < text.length ? "…" : "");
  }

  function titleOf(index, number) {
    var section = index.sections[number], page = index.pages[section.page];
    if (number === page.first) return page.t;
    var above = section.above >= 0 ? index.sections[section.above].heading : "";
    return above && section.heading.length < 16 ? above + " › " + section.heading : section.heading;
  }

  function entryOf(index, number, score, asked) {
    var section = index.sections[number], page = index.pages[section.page], title = titleOf(index, number);
    return {
      location: page.u + (section.id ? "#" + section.id : ""),
      title: marked(title, stretches(title, asked), 0, title.length),
      text: excerpt(section.text, asked),
      score: score,
      terms: {},
    };
  }

  function entries(index, ranked, asked) {
    return ranked.map(function (found) {
      var first = index.pages[found.page].first;
      var shown = found.sections.filter(function (one) { return one.score >= 0.5 * found.best; }).slice(0, SECTIONS);
      var list = shown.map(function (one, place) {
        var open = place < UNFOLDED && one.score >= 0.8 * found.best;
        return entryOf(index, one.section, open ? found.best : one.score, asked);
      });
      if (shown.every(function (one) { return one.section !== first; })) list.push(entryOf(index, first, 0, asked));
      return list;
    });
  }

  /** How the last word may go on, from words that titles and headings show. */
  function suggestions(index, query) {
    var last = query.split(/[\s-]+/).pop();
    if (last.length < 2) return [];
    if (!index.offered) index.offered = offered(index);
    var fitting = [];
    index.offered.forEach(function (count, word) {
      if (word.startsWith(last) && word.length > last.length) fitting.push([count, word]);
    });
    fitting.sort(function (a, b) { return b[0] - a[0] || a[1].length - b[1].length; });
    return fitting.slice(0, 1).map(function (one) { return one[1]; });
  }

  function offered(index) {
    var words = new Map();
    function offer(text) {
      var title = text.replace(/^[A-Z]?\d+ /, "");
      (title.match(/[一-鿿々ァ-ヺーぁ-ゖ]+|[A-Za-z]+/g) || []).concat(title.match(/[一-鿿々]+(?:い|えい|れ)?|[ァ-ヺー]+/g) || [])
        .forEach(function (word) { if (word.length <= 20) words.set(word, (words.get(word) || 0) + 1); });
    }
    index.pages.forEach(function (page) { offer(page.t); });
    index.sections.forEach(function (section) { offer(section.heading); });
    return words;
  }

  /** The answer to a query, as Material's result list takes it. */
  function search(index, query) {
    var asked = units(index, query);
    if (!asked.length) return { items: [], suggest: [] };
    return { items: entries(index, rank(index, asked, query), asked), suggest: suggestions(index, query) };
  }

  window.playbookSearch = {
    fold: fold, numeral: numeral, distance: distance, prepare: prepare, units: units, rank: rank, excerpt: excerpt,
    suggestions: suggestions, search: search,
  };
})();
