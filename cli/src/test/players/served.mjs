// Opens the index of served titles in headless Chromium, goes from there to one, seeks and plays it to its end, on a desktop
// and on a phone; prints what happened as one JSON object.
//   node served.mjs BROWSER INDEX TITLE SEEKS SCREENSHOTS
// SEEKS are seconds as JSON, SCREENSHOTS the path that the names of the pictures begin with.
import {chromium, devices} from 'playwright-core';

const [browserPath, index, title, seeks, screenshots] = process.argv.slice(2);
const args = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu'];
const browser = await chromium.launch({executablePath: browserPath, args});

/** In the page: the pixels shown after each seek, as their hash; then to the end. */
async function watch(times) {
  const player = document.querySelector('rundelta-player');
  const event = name => new Promise(resolve => player.addEventListener(name, resolve, {once: true}));
  const digest = async () => {
    const {canvas} = player;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    const rgb = copy.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, i) => i % 4 < 3);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', rgb));
    return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
  };
  const picture = player.shadowRoot.getElementById('poster');
  const isPosterShown = () => picture.checkVisibility() && picture.naturalWidth > 0;
  const hadPoster = isPosterShown();
  const errors = [];
  player.addEventListener('error', ({detail}) => errors.push(detail));
  const sought = [];
  for (const time of times) {
    const seeked = event('seeked');
    player.currentTime = time;
    await seeked;
    sought.push(await digest());
  }
  const ended = event('ended');
  await player.play();
  await ended;
  return {hadPoster, hasPoster: isPosterShown(), sought, end: player.currentTime, errors};
}

async function visit(name, options) {
  const page = await (await browser.newContext(options)).newPage();
  const failures = [];
  page.on('pageerror', error => failures.push(String(error)));
  page.on('response', response => response.status() >= 400 && failures.push(`${response.status()} ${response.url()}`));
  await page.goto(index);
  await page.waitForFunction(() => document.querySelector('img')?.naturalWidth > 0);
  const poster = await page.locator('img').evaluate(image => new URL(image.src).pathname);
  await page.screenshot({path: `${screenshots}-index-${name}.png`});
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await page.getByRole('link', {name: title, exact: true}).click();
  await page.waitForFunction(() => document.querySelector('rundelta-player')?.playback?.shown);
  await page.waitForFunction(() => document.querySelector('rundelta-player').shadowRoot.getElementById('poster').complete);
  await page.screenshot({path: `${screenshots}-title-${name}.png`});
  const path = new URL(page.url()).pathname;
  return {poster, isWide, path, ...await page.evaluate(watch, JSON.parse(seeks)), failures};
}

try {
  const desktop = await visit('desktop', {viewport: {width: 1280, height: 800}});
  const phone = await visit('phone', devices['Pixel 7']);
  console.log(JSON.stringify({desktop, phone}));
} finally {
  await browser.close();
}
