// Every chart of the built site, measured on screens from a small phone to a desk: its words are large enough,
// lie inside of the drawing and not on one another.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fs from 'node:fs';
import path from 'node:path';
import { address, launch, site } from './built.mjs';

const pages = fs.readdirSync(site, { recursive: true }).filter(it => it.endsWith('.html'))
  .filter(it => fs.readFileSync(path.join(site, it), 'utf8').includes('class="chart"')).sort();
const SMALLEST = 11;
let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

// What is wrong with the charts of the page as it is shown, and how many were looked at.
function measure(smallest) {
  const found = [];
  const shown = [...document.querySelectorAll('svg.chart')].filter(it => it.checkVisibility());
  for (const svg of shown) {
    const scale = svg.getScreenCTM().a;
    const { x, y, width, height } = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll('text')].map(it => {
      const size = parseFloat(getComputedStyle(it).fontSize);
      const box = it.getBBox();
      // A line of text is higher than its letters.
      const middle = box.y + box.height / 2;
      return { words: it.textContent, size, left: box.x, right: box.x + box.width, top: middle - size * .4, bottom: middle + size * .4 };
    });
    for (const [at, it] of texts.entries()) {
      if (it.size * scale < smallest) found.push(`“${it.words}” is ${(it.size * scale).toFixed(1)} px`);
      // The stroke along the top of Bangla letters begins a pixel before them.
      if (it.left < x - 1.5 || it.right > x + width + 1.5 || it.top < y - 1 || it.bottom > y + height + 1) found.push(`“${it.words}” is outside: ${[it.left - x, x + width - it.right, it.top - y, y + height - it.bottom].map(n => n.toFixed(1))}`);
      for (const other of texts.slice(at + 1)) {
        const wide = Math.min(it.right, other.right) - Math.max(it.left, other.left);
        const high = Math.min(it.bottom, other.bottom) - Math.max(it.top, other.top);
        if (wide > 1 && high > 1) found.push(`“${it.words}” lies on “${other.words}”: ${wide.toFixed(1)} by ${high.toFixed(1)}`);
      }
    }
  }
  return { found, charts: shown.length };
}

for (const width of [320, 360, 401, 640, 641, 1280]) {
  test(`the words of every chart can be read on a screen ${width} px wide`, async () => {
    const tab = await browser.newPage({ viewport: { width, height: 800 } });
    const wrong = [];
    let charts = 0;
    for (const page of pages) {
      await tab.goto(address(page));
      await tab.evaluate(() => document.fonts.ready);
      const measured = await tab.evaluate(measure, SMALLEST);
      charts += measured.charts;
      wrong.push(...measured.found.map(it => `${page}: ${it}`));
    }
    await tab.close();
    assert.ok(charts >= pages.length, `${charts} charts on ${pages.length} pages`);
    assert.deepEqual(wrong, []);
  });
}

test('the measurement itself can fail', async () => {
  const tab = await browser.newPage();
  const text = (x, y, size) => `<text x="${x}" y="${y}" style="font-size:${size}px">words</text>`;
  const check = async marks => {
    await tab.setContent(`<svg class="chart" style="width:200px" viewBox="0 0 200 100">${marks}</svg>`);
    return (await tab.evaluate(measure, SMALLEST)).found.length;
  };
  assert.equal(await check(text(10, 20, 13) + text(10, 40, 13)), 0);
  assert.equal(await check(text(10, 20, 10)), 1);
  assert.equal(await check(text(190, 20, 13)), 1);
  assert.equal(await check(text(10, 20, 13) + text(20, 24, 13)), 1);
  await tab.close();
});

test('a reader chooses the bars of a chart, highlights them and links to that state', async () => {
  const page = pages.find(it => /^en\/charts\//.test(it)
    && /<rect data-mark=""/.test(fs.readFileSync(path.join(site, it), 'utf8'))
    && /class="choices"/.test(fs.readFileSync(path.join(site, it), 'utf8')));
  assert.ok(page, 'a chart of bars with a choice');
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(address(page));
  const buttons = tab.locator('.choices button');
  const name = await buttons.first().innerText();
  const bars = tab.locator(`.wide svg g[data-name="${name}"]`);
  const others = tab.locator(`.wide svg g[data-name]:not([data-name="${name}"])`);
  assert.ok(await bars.first().isVisible());
  await buttons.first().focus();
  assert.match(await others.first().getAttribute('class'), /\bdim\b/);
  assert.doesNotMatch(await bars.first().getAttribute('class'), /\bdim\b/);
  await buttons.first().click();
  for (const it of await bars.all()) assert.equal(await it.isVisible(), false);
  assert.ok(await others.first().isVisible());
  assert.match(tab.url(), /#0:0$/);
  await tab.reload();
  assert.equal(await bars.first().isVisible(), false);
  assert.equal(await buttons.first().getAttribute('aria-pressed'), 'false');
  await tab.close();
});
