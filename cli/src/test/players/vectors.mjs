// Decodes the conformance vectors in headless Chromium and prints {lines: [...]}, what frames.txt holds.
//   node vectors.mjs BROWSER ORIGIN FOLDER
import {readFileSync, readdirSync} from 'node:fs';
import {chromium} from 'playwright-core';

const [browserPath, origin, folder] = process.argv.slice(2);
const vectors = readdirSync(folder).filter(file => file.endsWith('.rdv'))
  .map(file => [file.slice(0, -4), readFileSync(`${folder}/${file}`).toString('base64')]);

/** In the page: loads the script as Node does, and goes through the vectors. */
async function decodeAll(all) {
  const module = {};
  const script = await (await fetch('rundelta-player.js')).text();
  new Function('module', 'document', 'WorkerGlobalScope', script)(module, undefined, undefined);
  const lines = [];
  for (const [name, base64] of all) {
    const file = await (await fetch(`data:;base64,${base64}`)).arrayBuffer();
    const parts = [];
    for (let at = 0; at < file.byteLength; at += 4 + parts[parts.length - 1].length) {
      parts.push(new Int8Array(file, at + 4, new DataView(file).getUint32(at)));
    }
    const decoder = new module.exports.FrameDecoder(parts.shift());
    for (const [i, part] of parts.entries()) {
      let result;
      try {
        const bytes = new Uint8Array([...decoder.decode(part)].flatMap(pixel => [pixel >> 16, pixel >> 8, pixel]));
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        result = [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
      } catch (error) {
        result = error.message.includes('malformed') ? 'malformed' : String(error);
      }
      lines.push(`${name} ${i} ${result}`);
    }
  }
  return lines;
}

const browser = await chromium.launch({executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu']});
try {
  const page = await browser.newPage();
  await page.goto(`${origin}/index.html`);
  console.log(JSON.stringify({lines: await page.evaluate(decodeAll, vectors)}));
} finally {
  await browser.close();
}
