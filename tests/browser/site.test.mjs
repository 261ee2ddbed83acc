// The built site of this repository, as a reader meets it: opened from a folder, without a server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fs from 'node:fs';
import path from 'node:path';
import { address, launch, site } from './built.mjs';

let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

async function open(page, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const failed = [];
  tab.on('requestfailed', it => failed.push(it.url()));
  tab.on('pageerror', it => failed.push(it.message));
  await tab.goto(address(page));
  return { tab, failed, close: () => context.close() };
}

test('a reader goes from the front door to a Bangla note and reads it in English', async () => {
  const { tab, failed, close } = await open('index.html');
  await tab.click('a[hreflang="bn"], a[lang="bn"]');
  assert.match(tab.url(), /\/bn\/index\.html$/);
  await tab.goto(address('bn/notes/neet.html'));
  assert.equal(await tab.getAttribute('html', 'lang'), 'bn');
  await tab.click('a[hreflang="en"][rel~="alternate"]');
  assert.match(tab.url(), /\/en\/notes\/neet\.html$/);
  assert.equal(await tab.getAttribute('html', 'lang'), 'en');
  assert.deepEqual(failed, []);
  await close();
});

test('numbers in sentences come from the data, in the digits of the page', async () => {
  const { tab, close } = await open('bn/notes/neet.html');
  assert.match(await tab.innerText('main'), /১৪\.৩%/);
  await tab.goto(address('en/notes/neet.html'));
  assert.match(await tab.innerText('main'), /14\.3%/);
  await close();
});

for (const [width, shown, hidden] of [[360, '.narrow', '.wide'], [1280, '.wide', '.narrow']]) {
  test(`a chart is drawn for a screen ${width} px wide, and nothing is wider than it`, async () => {
    for (const page of ['bn/notes/neet.html', 'en/indicators/8-6-1.html']) {
      const { tab, close } = await open(page, { viewport: { width, height: 800 } });
      assert.ok(await tab.locator(`figure ${shown} svg`).first().isVisible());
      assert.ok(!await tab.locator(`figure ${hidden} svg`).first().isVisible());
      const over = await tab.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${page} is ${over} px too wide`);
      await close();
    }
  });
}

test('a reader chooses the series of a chart, and the choice is in the address', async () => {
  const { tab, failed, close } = await open('bn/charts/8-10-2.html');
  const lines = () => tab.locator('.wide svg g[data-name="নারী"] path[data-mark]').first();
  assert.ok(await lines().isVisible());
  await tab.click('.choices button:has-text("নারী")');
  assert.ok(!await lines().isVisible());
  assert.match(tab.url(), /#0:1$/);
  await tab.reload();
  assert.ok(!await lines().isVisible());
  await tab.focus('.choices button:has-text("পুরুষ")');
  await tab.keyboard.press('Enter');
  assert.match(tab.url(), /#0:1,2$/);
  assert.deepEqual(failed, []);
  await close();
});

test('every view of a chart is a link that needs no script', async () => {
  const { tab, close } = await open('en/indicators/8-10-2.html', { javaScriptEnabled: false });
  assert.equal(await tab.locator('.choices button').count(), 0);
  await tab.click('.views a:has-text("Education")');
  assert.match(tab.url(), /en\/charts\/8-10-2-education\.html$/);
  assert.ok(await tab.locator('.wide svg').isVisible());
  assert.equal(await tab.getAttribute('.views [aria-current]', 'aria-current'), 'page');
  await close();
});

test('everything is there without script, and nothing is asked of the network', async () => {
  const { tab, failed, close } = await open('en/notes/birth-registration.html', { javaScriptEnabled: false });
  assert.ok(await tab.locator('figure svg').count() > 0);
  assert.ok(await tab.locator('figure table').count() > 0);
  assert.deepEqual(failed, []);
  await close();
});

test('a page prints light and without its menu, even from a dark screen', async () => {
  const { tab, close } = await open('bn/notes/neet.html', { colorScheme: 'dark' });
  await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await tab.locator('header nav').first().isVisible(), false);
  const ground = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.ok(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground), ground);
  await close();
});

test('no page is wider than a small phone, nor where a reader spaces the letters out', async () => {
  const pages = fs.readdirSync(site, { recursive: true }).filter(it => it.endsWith('.html'));
  const { tab, close } = await open('index.html', { viewport: { width: 320, height: 640 } });
  // WCAG 2.2, 1.4.12: what a reader's own style may ask for.
  const spaced = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}';
  const wide = [];
  for (const page of pages) {
    await tab.goto(address(page));
    const over = () => tab.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    const plain = await over();
    await tab.addStyleTag({ content: spaced });
    if (Math.max(plain, await over()) > 0) wide.push(page);
  }
  assert.ok(pages.length > 100);
  assert.deepEqual(wide, []);
  await close();
});

test('a page fetches the letters of its own script, and of the other only its name', async () => {
  const fetched = async page => {
    const { tab, close } = await open('index.html');
    const fonts = new Set();
    tab.on('request', it => it.resourceType() === 'font' && fonts.add(path.basename(it.url())));
    await tab.goto(address(page));
    await tab.evaluate(() => document.fonts.ready);
    await close();
    return [...fonts];
  };
  const english = await fetched('en/notes/neet.html'), bangla = await fetched('bn/notes/neet.html');
  assert.ok(english.includes('NotoSansBengali-Name.woff2') && !english.includes('NotoSansBengali-Regular.woff2'), `${english}`);
  assert.ok(bangla.includes('NotoSansBengali-Regular.woff2') && !bangla.includes('NotoSansBengali-Name.woff2'), `${bangla}`);
});
