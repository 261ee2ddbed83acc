// `prokash serve` as an editor sees it: the place is kept, an error lies over the last good page and goes, styles are
// exchanged without a reload.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.resolve(here, '../..');
const program = process.env.PROKASH || path.join(process.env.CARGO_TARGET_DIR || path.join(root, 'target'), 'debug/prokash');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prokash-')), site = path.join(folder, 'site');
let browser, served, address;

before(async () => {
  execFileSync(program, ['new', 'site', site, '--title', 'bn=নমুনা', '--title', 'en=Sample']);
  fs.cpSync(path.join(root, 'themes'), path.join(site, 'themes'), { recursive: true });
  served = spawn(program, ['serve', '--port', '0', '--root', site], { stdio: ['ignore', 'ignore', 'pipe'] });
  address = await new Promise(done => {
    let said = '';
    served.stderr.on('data', it => {
      said += it;
      const found = said.match(/http:\/\/localhost:\d+\//);
      if (found) done(found[0]);
    });
  });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await browser?.close();
  served?.kill();
  fs.rmSync(folder, { recursive: true, force: true });
});

for (const [lang, wrong, line] of [['bn', 'কোথাও ভুল আছে', 'লাইন'], ['en', 'Something is wrong', 'line']]) {
  test(`an edit, an error and its mending, in ${lang}`, { timeout: 120_000 }, async () => {
    const file = path.join(site, `content/notes/first-note.${lang}.md`), text = fs.readFileSync(file, 'utf8');
    const long = text + '\nParagraph.\n'.repeat(80);
    fs.writeFileSync(file, long);
    const tab = await browser.newPage({ viewport: { width: 900, height: 600 } }), failed = [];
    tab.on('pageerror', it => failed.push(it.message));
    await tab.goto(`${address}${lang}/notes/first-note.html`);
    await tab.getByText('Paragraph.').nth(79).waitFor();
    await tab.waitForTimeout(500);
    await tab.evaluate(() => scrollTo(0, 700));
    fs.writeFileSync(file, `${long}\nOne more.\n`);
    await tab.getByText('One more.').waitFor();
    await tab.waitForFunction(() => Math.abs(scrollY - 700) < 3);

    const bad = `${long}\n[x](nowhere.md)\n`;
    fs.writeFileSync(file, bad);
    const box = tab.locator('#prokash-wrong section');
    await box.waitFor();
    const said = await box.innerText(), number = (bad.split('\n').indexOf('[x](nowhere.md)') + 1).toLocaleString(lang, { useGrouping: false });
    assert.ok(said.includes(wrong) && said.includes(`first-note.${lang}.md, ${line} ${number}`) && said.includes('nowhere.md'), said);
    assert.ok(await tab.getByText('One more.').count(), 'the last good page stays');
    // Who loads the page anew sees both.
    await tab.reload();
    await box.waitFor();
    assert.ok(await tab.getByText('One more.').count());

    fs.writeFileSync(file, `${long}\nMended.\n`);
    await tab.getByText('Mended.').waitFor();
    assert.equal(await box.count(), 0);
    assert.deepEqual(failed, []);
    fs.writeFileSync(file, text);
    await tab.close();
  });
}

test('styles change in a page that stays', { timeout: 60_000 }, async () => {
  const tab = await browser.newPage();
  await tab.goto(`${address}en/index.html`);
  await tab.evaluate(() => { window.stays = true; });
  await tab.waitForTimeout(500);
  const file = path.join(site, 'themes/prokash/assets/style.css'), text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, `${text}\nh1 { color: rgb(1, 2, 3) !important }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  await tab.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
  assert.equal(await tab.evaluate(() => window.stays), true);
});

test('what is built has nothing of it', async () => {
  execFileSync(program, ['build', '--root', site], { stdio: 'ignore' });
  for (const page of ['index.html', 'en/index.html', '404.html']) {
    assert.ok(!fs.readFileSync(path.join(site, 'site', page), 'utf8').includes('_prokash'));
  }
});
