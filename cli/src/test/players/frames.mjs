// Has <rundelta-player> of a page play to the end in headless Chromium, and prints what it showed as one JSON object:
// {seconds (from play to the end), gapMs (for which the page stood still, at most), duration, shown, dropped, late (drawn more than
// a frame's duration after their time), rebuffers, resumed (after each of them, how many seconds were decoded), errors,
// frames: [{time, rung, digest}]}.
//   node frames.mjs BROWSER URL OPTIONS
// OPTIONS: {"isRead": whether each frame is read back from the canvas, for its digest; "slowMs": how long decoding a frame of a
// rung above the lowest takes, as it seems to the page}.
import {chromium} from 'playwright-core';

const [browserPath, url, options] = process.argv.slice(2);
const DEADLINE_MS = 60_000;

/** In the page, before its scripts: messages of the worker with frames take their time. */
function slowDown(ms) {
  globalThis.Worker = class extends Worker {
    set onmessage(listen) {
      let last = Promise.resolve();
      super.onmessage = ({data}) => {
        const isSlow = data.rung > 0;
        last = last.then(() => isSlow && new Promise(resolve => setTimeout(resolve, ms)))
          .then(() => listen({data: isSlow ? {...data, ms} : data}));
      };
    }
  };
}

/** In the page. */
async function watch({isRead}) {
  const element = document.querySelector('rundelta-player');
  const errors = [];
  element.addEventListener('error', ({detail}) => errors.push(detail));
  const until = async test => {
    while (!test() && errors.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };
  const digest = async ({canvas}) => {
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data.filter((_, i) => i % 4 < 3)));
    return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
  };
  const drawn = [];
  const note = ({time, rung}) => drawn.push({time, rung, digest: isRead ? digest(element) : null});
  await until(() => element.playback?.shown);
  const {playback} = element;
  note(playback.shown);
  let late = 0;
  playback.addEventListener('frame', () => {
    const {time, end} = playback.shown;
    late += playback.clock.time - time > end - time;
    note(playback.shown);
  });
  const resumed = [];
  let wasWaiting = false;
  playback.addEventListener('changed', () => {
    if (wasWaiting && !playback.isWaiting) {
      resumed.push(playback.frames.at(-1).end - playback.time);
    }
    wasWaiting = playback.isWaiting;
  });
  const began = performance.now();
  let lookedAt = began;
  let gapMs = 0;
  await element.play();
  await until(() => {
    gapMs = Math.max(gapMs, performance.now() - lookedAt);
    lookedAt = performance.now();
    return element.ended;
  });
  const seconds = (performance.now() - began) / 1000;
  const frames = await Promise.all(drawn.map(async frame => ({...frame, digest: await frame.digest})));
  const {shown, dropped, rebuffers} = playback.statistics;
  return {seconds, gapMs, duration: element.duration, shown, dropped, late, rebuffers, resumed, errors, frames};
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  const {slowMs} = JSON.parse(options);
  if (slowMs) {
    await page.addInitScript(slowDown, slowMs);
  }
  await page.goto(url);
  const timeout = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no end after ${DEADLINE_MS / 1000} s`)), DEADLINE_MS).unref());
  console.log(JSON.stringify(await Promise.race([page.evaluate(watch, JSON.parse(options)), timeout])));
} finally {
  await browser.close();
}
