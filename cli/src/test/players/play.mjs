// Plays a title in a player in headless Chromium and prints what happened as one JSON object.
//   node play.mjs BROWSER ORIGIN PLAYER MANIFEST OPTIONS SCREENSHOT
// BROWSER is Chromium's path, ORIGIN serves page.html and MANIFEST, OPTIONS is an object for scenario.js.
import {chromium} from 'playwright-core';

const [browserPath, origin, player, manifest, options, screenshot] = process.argv.slice(2);
const DEADLINE_MS = 90_000;

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu'],
});
const messages = [];
const failedRequests = [];

/** Runs a function of scenario.js on a page of its own. */
async function run(scenario) {
  const page = await browser.newPage({viewport: {width: 660, height: 380}});
  page.on('console', message => {
    if (['warning', 'error'].includes(message.type())) {
      messages.push(message.text());
    }
  });
  page.on('pageerror', error => messages.push(String(error)));
  page.on('response', response => {
    if (response.status() >= 400) {
      failedRequests.push(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
  await page.exposeFunction('takeScreenshot', () => page.screenshot({path: screenshot}));
  await page.goto(`${origin}/players/page.html?player=${player}`);
  const result = await page.evaluate(
      ([name, url, wanted]) => window[name](url, wanted), [scenario, `${origin}/${manifest}`, JSON.parse(options)]);
  await page.close();
  return result;
}

const results = {};
try {
  const timeout = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no end after ${DEADLINE_MS / 1000} s`)), DEADLINE_MS).unref());
  for (const scenario of ['seek', 'play', 'trick']) {
    results[scenario] = await Promise.race([run(scenario), timeout]);
  }
} catch (error) {
  results.failure = String(error);
} finally {
  await browser.close();
}
console.log(JSON.stringify({...results, messages, failedRequests}));
