// What a reader's phone has to fetch before the first line can be read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';

const site = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../site');
const read = file => fs.readFileSync(path.join(site, file));
const sent = bytes => zlib.gzipSync(bytes, { level: 9 }).length;
const notes = ['bn', 'en'].flatMap(lang => fs.readdirSync(path.join(site, lang, 'notes'))
  // A page as one file to send holds everything that it shows: its limit is another.
  .filter(it => it.endsWith('.html') && !/^index|\.share\.html$/.test(it))
  .map(it => `${lang}/notes/${it}`));

// The style sheets and scripts that a page asks for by itself.
function asked(page, html) {
  const found = [...html.matchAll(/<(?:link rel="stylesheet" href|script defer src)="([^"]+)"/g)];
  return found.map(it => path.join(path.dirname(page), it[1]));
}

test('a note with up to two charts is at most 25 KB without fonts', () => {
  let looked = 0;
  for (const page of notes) {
    const html = read(page);
    const charts = html.toString().split('<figure class="chart-figure"').length - 1;
    if (charts > 2) continue;
    looked += 1;
    const files = asked(page, html.toString());
    assert.ok(files.length >= 1, `${page} has no style`);
    const bytes = sent(html) + files.reduce((sum, it) => sum + sent(read(it)), 0);
    assert.ok(bytes <= 25_000, `${page}: ${bytes} bytes`);
  }
  assert.ok(looked >= 10, `only ${looked} notes were looked at`);
});

test('all fonts of the site are at most 90 KB, that of formulas 25 KB more, and pages wait for none of them', () => {
  const fonts = fs.readdirSync(path.join(site, 'assets')).filter(it => it.endsWith('.woff2'));
  const size = names => names.reduce((sum, it) => sum + read(`assets/${it}`).length, 0);
  const formulas = it => it.includes('Math');
  const bytes = size(fonts.filter(it => !formulas(it)));
  assert.ok(bytes <= 90_000, `${bytes} bytes`);
  assert.ok(size(fonts.filter(formulas)) <= 25_000, `${size(fonts.filter(formulas))} bytes`);
  const style = read('assets/style.css').toString();
  const faces = [...style.matchAll(/@font-face\{[^}]*\}/g)].map(it => it[0]);
  const fetched = faces.filter(it => it.includes('url('));
  assert.equal(fetched.length, fonts.length);
  for (const face of fetched) assert.match(face, /font-display:swap/);
  for (const face of faces.filter(it => !it.includes('url('))) {
    assert.match(face, /size-adjust:.*ascent-override:.*descent-override:/);
  }
});

test('what the style writes by itself is in the fonts that every page has', () => {
  const style = read('assets/style.css').toString();
  const written = [...style.matchAll(/content:"([^"]*)"/g)].flatMap(it => [...it[1].replace(/\\[0-9a-f]+/g, '')]);
  const rare = style.split('\n').filter(it => it.startsWith('@font-face') && it.includes('-More.woff2'));
  const ranges = rare.flatMap(it => it.match(/unicode-range:([^}]*)/)[1].split(',').map(range => range.slice(2).split('-')));
  assert.ok(written.length > 0 && ranges.length > 0);
  for (const sign of written) {
    const code = sign.codePointAt(0);
    const found = ranges.some(([first, last = first]) => parseInt(first, 16) <= code && code <= parseInt(last, 16));
    assert.ok(!found, `${sign} fetches another font on every page`);
  }
});

test('a card is a small picture', () => {
  const cards = fs.readdirSync(path.join(site, 'cards'), { recursive: true }).filter(it => it.endsWith('.png'));
  assert.ok(cards.length > 20, `${cards.length} cards`);
  for (const card of cards) {
    const { length } = read(path.join('cards', card));
    assert.ok(length <= 60_000, `${card}: ${length} bytes`);
  }
});
