// The search, as a reader uses it: on this repository's own site from a folder and from a server, and on a site of a
// thousand pages on a slow machine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.resolve(here, '../..'), site = path.join(root, 'site');
const program = process.env.PROKASH || path.join(process.env.CARGO_TARGET_DIR || path.join(root, 'target'), 'debug/prokash');
const folder = (of, page) => pathToFileURL(path.join(of, page)).href;
let browser, server;

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  server = http.createServer((request, response) => {
    const file = path.join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname).replace('/below/', ''));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[path.extname(file)] || 'application/octet-stream' }).end(fs.readFileSync(file));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage(), failed = [];
  tab.on('requestfailed', it => failed.push(it.url()));
  tab.on('pageerror', it => failed.push(it.message));
  await tab.goto(address);
  return { tab, failed, close: () => context.close() };
}

// Types as a reader does, letter by letter, and waits for an answer.
async function type(tab, query) {
  const box = tab.locator('input[type=search]');
  await box.fill('');
  await box.click();
  for (const letter of query) await tab.keyboard.insertText(letter);
  await tab.waitForFunction(() => document.querySelector('[role=status]').textContent);
  await tab.waitForTimeout(150);
}

const found = tab => tab.$$eval('[role=search] li', all => all.map(it => ({
  page: it.querySelector('a').href.replace(/.*?\/((bn|en)\/)/, '$1'),
  kind: it.querySelector('.kind')?.innerText,
  marks: Array.from(it.querySelectorAll('mark'), mark => mark.innerText),
})));

test('words are folded as the table says, and as the program folded the site', async () => {
  const { tab, close } = await open(folder(site, 'bn/search.html'));
  const table = JSON.parse(fs.readFileSync(path.join(here, 'words.json'), 'utf8'));
  const fold = texts => tab.evaluate(all => all.map(it => prokash.words(it).join(' ')), texts);
  assert.deepEqual(await fold(table.map(it => it[0])), table.map(it => it[1]));
  const files = fs.readdirSync(path.join(site, 'search'));
  const value = name => new Function('prokash', fs.readFileSync(path.join(site, 'search', name), 'utf8').replace('prokash', 'return prokash'))((_, it) => it);
  const words = files.filter(it => it.startsWith('words-')).flatMap(it => value(it).split('\n'));
  const known = new Set(words.map(it => it.split(';')[0]));
  const texts = files.filter(it => it.includes('-text-')).flatMap(value);
  const missing = (await fold(texts)).flatMap(it => it.split(' ')).filter(it => it && !known.has(it));
  assert.deepEqual(missing, []);
  assert.ok(known.size > 2000);
  await close();
});

for (const from of ['a folder', 'a server']) {
  const address = page => from === 'a folder' ? folder(site, page) : `http://127.0.0.1:${server.address().port}/below/${page}`;
  test(`both scripts find pages in both languages, from ${from}`, async () => {
    for (const [page, query, expected, mark] of [
      ['bn/index.html', 'বেকার', 'bn/indicators/8-5-2.html', 'বেকারত্বের'],
      ['bn/notes/neet.html', '৮.৬.১', 'bn/indicators/8-6-1.html', null],
      ['bn/index.html', 'unemployment', 'bn/indicators/8-5-2.html', 'Unemployment'],
      ['en/notes/index.html', 'unempl', 'en/indicators/8-5-2.html', 'Unemployment'],
      ['en/index.html', '8-6-1', 'en/indicators/8-6-1.html', null],
      ['en/search.html', 'বেকারত্বের', 'en/indicators/8-5-2.html', 'বেকারত্বের'],
      ['bn/search.html', 'জন্ম নিবন\u09cd\u200cধনকে', 'bn/notes/birth-registration.html', 'নিবন্ধন'],
      ['bn/index.html', 'ব\u09be\u0981\u09a7\u09be', 'bn/notes/neet.html', null],
    ]) {
      const { tab, failed, close } = await open(address(page));
      await type(tab, query);
      const results = await found(tab), result = results.find(it => it.page === expected);
      assert.ok(result, `${query} on ${page}: ${JSON.stringify(results.map(it => it.page))}`);
      assert.ok(result.kind, query);
      if (mark) assert.ok(result.marks.includes(mark), `${query}: ${result.marks}`);
      const status = await tab.innerText('[role=status]');
      assert.match(status, page.startsWith('bn') ? /[০-৯]টি ফলাফল/ : /\d+ results?/);
      assert.deepEqual(failed, []);
      await close();
    }
  });
}

test('results are reached and left by keyboard alone', async () => {
  const { tab, close } = await open(folder(site, 'en/index.html'));
  await type(tab, 'earnings');
  const focused = () => tab.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await tab.keyboard.press('ArrowDown');
  const first = await focused();
  await tab.keyboard.press('Tab');
  assert.notEqual(await focused(), first);
  await tab.keyboard.press('ArrowUp');
  assert.equal(await focused(), first);
  await tab.keyboard.press('Escape');
  assert.equal(await focused(), 'search');
  assert.equal((await found(tab)).length, 0);
  await type(tab, 'earnings');
  await tab.keyboard.press('ArrowDown');
  const [to] = await found(tab);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
  assert.ok(tab.url().endsWith(to.page));
  await type(tab, 'bank');
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
  assert.match(tab.url(), /en\/search\.html\?q=bank$/);
  await tab.waitForSelector('main [role=search] li');
  await close();
});

test('a search that finds nothing says so and leaves the list of all pages', async () => {
  const { tab, close } = await open(folder(site, 'bn/search.html'));
  await type(tab, 'qqqqzz');
  assert.match(await tab.innerText('[role=status]'), /কোনো পাতা পাওয়া যায়নি/);
  assert.ok(await tab.locator('main h3').count() > 15);
  await close();
});

test('without script the box leads to a list of all pages of the language', async () => {
  const { tab, close } = await open(folder(site, 'bn/notes/neet.html'), { javaScriptEnabled: false });
  await tab.fill('input[type=search]', 'নিট');
  await Promise.all([tab.waitForNavigation(), tab.click('[role=search] button')]);
  const letters = await tab.$$eval('main h3', all => all.map(it => it.textContent));
  assert.deepEqual(letters.slice(0, 2), ['অ', 'আ']);
  assert.ok(!letters.includes('A'));
  const links = await tab.$$eval('main section section a', all => all.map(it => it.href.replace(/.*?\/(bn\/)/, '$1')));
  const pages = fs.readdirSync(path.join(site, 'bn'), { recursive: true }).filter(it => it.endsWith('.html'));
  // A chart's own page and a page as one file are parts of their page: they are there to be embedded and sent.
  const listed = pages.filter(it => !/^(search|charts)|\.share\.html$/.test(it)).map(it => `bn/${it}`);
  assert.deepEqual(links.map(decodeURIComponent).sort(), listed.sort());
  await close();
});

// A word that is in the text of every note, another form of it, and a word that is in every thirtieth.
const everywhere = { bn: 'সবখানে', en: 'everywhere' }, form = { bn: 'সবখানেই', en: 'everywheres' }, seldom = { bn: 'কদাচিৎ', en: 'seldom' };

// A site of a thousand pages whose words are as many and as unevenly spread as those of real texts.
function thousand(at) {
  let seed = 7;
  const dice = of => (seed = (seed * 48271) % 2147483647) % of;
  const parts = { en: 'ba co di fe gu ha le mo nu pra ri sto ta ve wi'.split(' '), bn: 'বা কো দি ফে গু হা লে মো নু প্র রি স্তো তা ভে শি'.split(' ') };
  const word = tag => {
    let rank = Math.floor(3000 ** (dice(10000) / 10000)), made = '';
    for (; rank > 0; rank = Math.floor(rank / 15)) made += parts[tag][rank % 15];
    return made + parts[tag][made.length % 15];
  };
  const words = (tag, many) => Array.from({ length: many }, () => word(tag)).join(' ');
  fs.mkdirSync(path.join(at, 'content/notes'), { recursive: true });
  fs.writeFileSync(path.join(at, 'prokash.yaml'), 'title: { bn: মাপ, en: Measure }\nlanguages: [bn, en]\n');
  for (let number = 0; number < 510; number++) {
    for (const tag of ['bn', 'en']) {
      const body = Array.from({ length: 6 }, () => `## ${words(tag, 4)}\n\n${words(tag, 100)}\n`).join('\n');
      const text = `---\ntitle: ${words(tag, 5)}\nsummary: ${words(tag, 20)}\n---\n\n${body}\n${everywhere[tag]} ${number % 30 ? '' : seldom[tag]}\n`;
      fs.writeFileSync(path.join(at, `content/notes/note-${number}.${tag}.md`), text);
    }
  }
}

test('of a thousand pages little is loaded before the first key, and the first result comes at once', async report => {
  const at = fs.mkdtempSync(path.join(os.tmpdir(), 'prokash-search-'));
  thousand(at);
  execFileSync(program, ['build', '--root', at], { stdio: 'pipe' });
  const out = path.join(at, 'site');
  const weigh = names => names.map(it => fs.readFileSync(path.join(out, it))).reduce(([raw, small], it) => [raw + it.length, small + gzipSync(it).length], [0, 0]);
  for (const tag of ['bn', 'en']) {
    const { tab, close } = await open(folder(out, `${tag}/index.html`));
    await tab.click('input[type=search]');
    await tab.waitForTimeout(200);
    const scripts = await tab.$$eval('script[src]', all => all.map(it => it.src));
    const loaded = scripts.map(it => path.relative(out, fileURLToPath(it)));
    assert.deepEqual(loaded.sort(), ['assets/search.js', `search/${tag}.js`]);
    const [raw, small] = weigh(loaded);
    report.diagnostic(`${tag}: before the first key ${raw} bytes, ${small} compressed`);
    assert.ok(raw <= 15_000, `${raw} bytes are loaded before the first key`);
    const slow = await tab.context().newCDPSession(tab);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await tab.evaluate(() => {
      window.times = [];
      let typed = 0;
      document.addEventListener('input', () => { typed = performance.now(); }, true);
      new MutationObserver(() => {
        if (typed && document.querySelector('[role=search] li')) times.push(Math.round(performance.now() - typed));
        if (document.querySelector('[role=search] li')) typed = 0;
      }).observe(document.querySelector('.results'), { childList: true, subtree: true });
    });
    for (const query of tag === 'bn' ? ['গুকো', 'রিস্তো', 'হা ভে'] : ['codi', 'prari', 'ha ve']) {
      await tab.fill('input[type=search]', '');
      for (const letter of query) {
        await tab.keyboard.insertText(letter);
        await tab.waitForTimeout(300);
      }
      assert.ok((await found(tab)).length > 0, query);
    }
    await type(tab, everywhere[tag]);
    assert.equal((await found(tab)).length, 8);
    assert.match(await tab.innerText('[role=status]'), /৩০টির বেশি|More than 30/);
    await type(tab, `${seldom[tag]} ${form[tag]}`);
    assert.match(await tab.innerText('[role=status]'), /^(১৭|17)/);
    report.diagnostic(`${tag}: milliseconds from a key to its first result, processor slowed four times: ${await tab.evaluate(() => times.join(' '))}`);
    await close();
  }
  fs.rmSync(at, { recursive: true });
});
