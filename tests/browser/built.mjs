// The built site of this repository and the browser that it is opened in.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const site = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../site');
export const address = page => pathToFileURL(path.join(site, page)).href;
export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
