// Has <rundelta-player> of a page seek and play to the end in headless Chromium, and prints what happened as one JSON object.
//   node element.mjs BROWSER URL OPTIONS SCREENSHOT
// OPTIONS: {"seeks": [seconds], "isSought": whether to seek only, and then stop, "rung": number or null, "text": number of a text, 0 for none, "isLive": whether to play from
// where it is joined, "earlyAt": seconds at which to play, told before the title is open, "rate": speed, "isSlow": whether decoding is to seem too slow, "appendMs": for which media
// source buffers wait, "width": 1280, "height": 800}.
import {chromium} from 'playwright-core';

const [browserPath, url, options, screenshot] = process.argv.slice(2);
const {width = 1280, height = 800, isSlow = false, appendMs = 0, ...wanted} = JSON.parse(options);
const DEADLINE_MS = wanted.isSought ? 600_000 : 60_000;

/** In the page. */
async function watch({seeks, isSought = false, rung = null, text = 0, isLive = false, earlyAt = null, rate = 1}) {
  let element = document.querySelector('rundelta-player') ?? await new Promise(() => {});
  const errors = [];
  await customElements.whenDefined('rundelta-player');
  const part = id => element.shadowRoot.getElementById(id);
  if (!part('message').hidden) {
    errors.push(part('problem').textContent);
  }
  if (earlyAt !== null) {
    const early = element.cloneNode();
    element.replaceWith(early);
    element = early;
    element.currentTime = earlyAt;
    element.play();
  }
  element.addEventListener('error', ({detail}) => errors.push(detail));
  const until = async test => {
    while (!test() && errors.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  await until(() => element.playback?.shown);
  if (errors.length > 0) {
    await window.takeScreenshot();
    return {errors};
  }
  const {playback} = element;
  if (rung !== null) {
    playback.setRung(rung);
  }
  const words = new Set();
  if (text > 0) {
    part('text').value = text;
    part('text').dispatchEvent(new Event('change'));
    element.addEventListener('timeupdate', () => words.add(part('captions').textContent));
  }
  const digest = async () => {
    const {canvas} = element;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
    const rgb = data.filter((_, i) => i % 4 < 3);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', rgb));
    return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
  };
  const sought = [];
  for (const time of seeks) {
    element.currentTime = time;
    await until(() => playback.seekTarget === undefined);
    sought.push(await digest());
  }
  if (isSought) {
    return {sought, errors};
  }
  if (!isLive && earlyAt === null) {
    element.currentTime = 0;
  }
  await until(() => playback.seekTarget === undefined);
  const joined = element.currentTime;
  element.playbackRate = rate;
  if (earlyAt === null) {
    await element.play();
  }
  await until(() => element.currentTime > joined + 1);
  const preview = await window.takeScreenshot();
  await until(() => element.ended);
  const end = {end: element.currentTime, duration: element.duration, ...playback.statistics};
  const edges = [...playback.held].sort(([a], [b]) => a - b).map(([, {location}]) => location?.name);
  const last = await digest();
  element.step(-1);
  await until(() => playback.seekTarget === undefined);
  const before = await digest();
  const {isStock} = playback;
  return {sought, edges, last, before, joined, words: [...words], preview, isStock, ...end, errors, hasSound: Boolean(playback.media)};
}

/** In the page: what may tell why it does not end. */
function describe() {
  const {playback} = document.querySelector('rundelta-player');
  const {time, seekTarget, run, nextFed, doneUntil, frames, held, isPlaying, isWaiting, isStock, title, presentation, media} = playback;
  const {buffered, readyState, paused, currentTime, seeking, error} = media?.element ?? {};
  const slots = presentation?.slots.map(({index, start, duration}) => [index, start, duration]);
  return JSON.stringify({time, seekTarget, run, nextFed, doneUntil, frames: frames.map(frame => frame.time), held: [...held.keys()], isPlaying, isWaiting,
    isStock, isLive: presentation?.isLive, from: title?.from, edge: title?.edge, slots, readyState, paused, currentTime, seeking, error: error?.message,
    buffered: buffered && Array.from(buffered, (_, i) => [buffered.start(i), buffered.end(i)])});
}

/** In the page: says that decoding took a minute a frame. */
function slowDown() {
  const {set} = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', {
    set(listen) {
      set.call(this, ({data}) => listen({data: {...data, ms: 60_000}}));
    },
  });
}

/** In the page: the element knows what a track is long before it has any of it. */
function appendLate(appendMs) {
  const {appendBuffer} = SourceBuffer.prototype;
  SourceBuffer.prototype.appendBuffer = function(bytes) {
    setTimeout(() => appendBuffer.call(this, bytes), appendMs);
  };
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu'],
});
const messages = [];
try {
  const page = await browser.newPage({viewport: {width, height}});
  page.on('console', message => messages.push(message.text()));
  page.on('pageerror', error => messages.push(String(error)));
  if (isSlow) {
    await page.addInitScript(slowDown);
  }
  if (appendMs > 0) {
    await page.addInitScript(appendLate, appendMs);
  }
  await page.exposeFunction('takeScreenshot', async () => {
    await page.locator('#seek').hover({force: true});
    await page.waitForTimeout(200);
    await page.screenshot({path: screenshot});
    return page.locator('#preview').evaluate(preview => preview.hidden ? null : preview.style.background);
  });
  await page.goto(url);
  const timeout = new Promise((_, reject) =>
    setTimeout(async () => reject(new Error(`no end after ${DEADLINE_MS / 1000} s: ${await page.evaluate(describe)} ${messages}`)), DEADLINE_MS).unref());
  console.log(JSON.stringify({...await Promise.race([page.evaluate(watch, wanted), timeout]), messages}));
} finally {
  await browser.close();
}
