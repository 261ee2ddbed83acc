// Search without a server. A page opened from a folder may load scripts and nothing else, so the index is made of scripts
// that call `prokash(name, value)`; src/render/search.rs writes them and says what is in them.
(function () {
  'use strict';
  const folder = new URL('../search/', document.currentScript.src).href, language = document.documentElement.lang;
  const arrived = {}, asked = {};
  window.prokash = (name, value) => { arrived[name] = value; };

  function element(name, attributes, ...children) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  }
  function load(name) {
    asked[name] = asked[name] || new Promise((done, failed) => {
      const src = folder + name + '.js', onload = () => done(arrived[name]);
      document.head.append(element('script', { src, onload, onerror: failed }));
    });
    return asked[name];
  }

  // The same steps as `text::words` in src/text/words.rs; tests/browser/words.json holds both to one table.
  const fold = text => text.normalize('NFKD').replace(/[\u00ad\u0300-\u036f\u200b-\u200d\ufeff]/g, '').toLowerCase()
    .replace(/_/g, ' ').replace(/[\u09e6-\u09ef]/g, it => it.charCodeAt(0) - 0x9e6).replace(/[\u0966-\u096f]/g, it => it.charCodeAt(0) - 0x966)
    .replace(/\u09ce/g, '\u09a4\u09cd').replace(/\u09c0/g, '\u09bf').replace(/\u09c2/g, '\u09c1').replace(/\u09f0|\u09ac\u09bc/g, '\u09b0')
    .replace(/(\u0981)([\u09be-\u09cc\u09d7]+)/g, '$2\u0981').replace(/\u09be\u09c7/g, '\u09c7\u09be');
  const joint = /[.\u2010\u2013-]/g;
  const numbers = text => text.replace(/(\d),(?=\d)/g, '$1')
    .replace(/[0-9a-z]+(?:[.\u2010\u2013-][0-9a-z]+)*/g, run => {
      const [, before, code] = run.match(/^((?:[a-z][0-9a-z]*[.\u2010\u2013-])*)(.*)$/);
      return /^\d\d?(?:[.\u2010\u2013-](?:\d\d?|[a-z]))+$/.test(code) ? before + code.replace(joint, '_') : run;
    })
    .replace(/(\d)(?=[\u0980-\u09ff])/g, '$1 ');
  const words = text => (numbers(fold(text)).match(/[\p{Alphabetic}\p{M}\p{N}_]+/gu) || []).filter(it => !/^[^0-9]$/u.test(it));
  window.prokash.words = words;

  // Endings that Bangla and English words take; what is left of a word finds its other forms. The shortest are also the ends
  // of many words: they are taken off once.
  const endings = 'গুলো গুলি গুলা সমূহ বৃন্দ দের েরা খানা খানি টুকু ের কে তে টি টা রা য় র ে ও ই ies es s'.split(' ')
    .map(fold).sort((a, b) => b.length - a.length);
  const loose = new Set(endings.concat(['এর', 'এ'].map(fold)));
  function stem(word, turn = 0) {
    const end = endings.find(it => word.endsWith(it) && word.length - it.length >= 3 && (turn === 0 || it.length > 1));
    return end && turn < 3 ? stem(word.slice(0, -end.length), turn + 1) : word;
  }

  // The pages with a word, best first: the word in their title, in a heading or as their code, in their summary or tags, in
  // their text; within each, the word itself, one that begins with it, one that shares its stem. Twelve points to one; none for
  // a word that is in most texts, of which the index names a few.
  async function find({ keys }, word) {
    const points = new Map();
    let common = false;
    function read(line) {
      const [found, ...fields] = line.split(';'), how = found === word ? 0 : found.startsWith(word) ? 1 : 2;
      if (fields[3]?.endsWith('*')) common = true;
      fields.forEach((steps, field) => (steps.match(/\w+/g) || []).reduce((before, step) => {
        const page = before + parseInt(step, 36);
        points.set(page, Math.max(points.get(page) || 0, steps.endsWith('*') ? 0 : 12 - 3 * field - how));
        return page;
      }, 0));
    }
    for (const start of new Set([word, stem(word)])) {
      const parts = keys.map((key, i) => i).filter(i => keys[i] <= start + '\uffff' && !(keys[i + 1] <= start)).slice(0, 4);
      const texts = await Promise.all(parts.map(i => load('words-' + i)));
      texts.forEach(it => it.split('\n').filter(line => line.startsWith(start)).forEach(read));
    }
    return { points, common };
  }

  // The pages with the most of the words; of those with as many, by points, then by the shorter title: pages are numbered so.
  async function search(index, terms) {
    const sums = new Map(), found = await Promise.all(terms.map(it => find(index, it)));
    found.forEach(({ points }) => points.forEach((n, page) => sums.set(page, 0)));
    found.forEach(({ points, common }) => sums.forEach((sum, page) =>
      sums.set(page, sum + (points.has(page) ? 1000 + points.get(page) : common ? 1000 : 0))));
    const pages = Array.from(sums).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return pages.filter(it => it[1] >= Math.floor(pages[0][1] / 1000) * 1000).map(it => it[0]);
  }

  // The text with what was found in `mark`, from a little before the first one; and whether there was any.
  function mark(text, starts) {
    const pieces = text.split(/(\s+)/), hit = it => /\S/.test(it) && words(it).some(word => starts.some(start => word.startsWith(start)));
    const first = pieces.findIndex(hit), from = first > 24 ? first - 12 : 0, to = from + 80;
    const nodes = pieces.slice(from, to).map((it, i) => {
      if (first < 0 || from + i < first || !hit(it)) return it;
      const [, before, word, after] = it.match(/^([^\p{Alphabetic}\p{M}\p{N}]*)(.*?)([^\p{Alphabetic}\p{M}\p{N}]*)$/u);
      return element('span', {}, before, element('mark', {}, word), after);
    });
    return { any: first >= 0, nodes: [from ? '… ' : '', ...nodes, pieces.length > to ? ' …' : ''] };
  }
  // What is stored of a page in a row of files that hold so many pages each.
  const stored = async (row, size, page) => (await load(row + Math.floor(page / size)))[page % size];
  // Puts into `gist` the first text of the page, or of the same page in another language, that has what was found.
  async function quote(index, page, starts, gist) {
    for (const tag of [language, ...index.others]) {
      const [, , title, summary, borrowed] = await stored(tag + '-', index.records, page);
      let found = mark(title + (summary && ' – ' + summary), starts);
      if (!found.any) found = mark(await stored(tag + '-text-', index.texts, page), starts);
      if (!found.any || borrowed) continue;
      [gist.textContent, gist.lang] = ['', tag];
      return gist.append(...found.nodes);
    }
  }

  async function result(index, page, starts) {
    const [path, kind, title, summary, lang = language] = await stored(language + '-', index.records, page);
    const name = mark(title, starts), said = mark(summary, starts), href = folder + '../' + language + '/' + path;
    const gist = element('p', { className: 'gist', lang }, ...said.nodes);
    if (!name.any && !said.any) quote(index, page, starts, gist);
    return element('li', {}, kind && element('p', { className: 'kind' }, kind),
      element('p', { className: 'name' }, element('a', { href, lang }, ...name.nodes)), gist);
  }

  function attend(form) {
    const input = form.querySelector('input'), box = form.querySelector('.results'), wide = form.closest('main');
    const status = element('p', {}), list = element('ul', { className: 'items' });
    status.setAttribute('role', 'status');
    box.append(status, list);
    let turn = 0;
    function show(text, items) {
      [status.textContent, list.textContent] = [text, ''];
      list.append(...items);
      box.classList.toggle('open', text !== '');
    }
    const close = () => { turn++; show('', []); };
    async function answer() {
      const mine = ++turn, typed = fold(input.value).trim(), all = words(typed), telling = all.filter(it => !loose.has(it));
      const terms = telling.length ? telling : all.length ? all : [typed];
      if (!typed) return close();
      const index = await load(language), pages = await search(index, terms), starts = terms.concat(terms.map(it => stem(it)));
      const results = pages.slice(0, wide ? 30 : 8).map(page => result(index, page, starts)), first = await results[0];
      if (mine !== turn) return;
      show(index.said[Math.min(pages.length, index.said.length - 1)], first ? [first] : []);
      for (const it of results.slice(1)) {
        const item = await it;
        if (mine !== turn) return;
        list.append(item);
      }
    }
    input.addEventListener('input', answer);
    // A press on a result may not take the focus away before it is a click.
    box.addEventListener('mousedown', it => it.preventDefault());
    form.addEventListener('focusin', () => { load(language); if (!list.firstChild) answer(); });
    form.addEventListener('focusout', it => { if (!wide && !form.contains(it.relatedTarget)) close(); });
    form.addEventListener('keydown', it => {
      const stops = [input, ...list.querySelectorAll('a')], at = stops.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[it.key];
      if (step === undefined || at < 0) return;
      stops[(at + step + stops.length) % stops.length].focus();
      if (it.key === 'Escape') close();
      it.preventDefault();
    });
    if (wide) input.value = new URLSearchParams(location.search).get('q') || '';
    if (wide) answer();
  }
  document.querySelectorAll('form[role=search]').forEach(attend);
})();
