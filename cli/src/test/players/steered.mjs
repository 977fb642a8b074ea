// Plays titles at once in headless Chromium while edges are drained and killed, and prints what happened as one JSON object:
// for each player {requests: [{origin, method, path, atMs, status}], standstillMs (the longest for which the time of playback stood still), end,
// ended, errors}, and stepsMs, when each step was taken.
//   node steered.mjs BROWSER PLAN
// PLAN: {"players": {NAME: {"page": URL, "adapter": one of adapters.js, "manifest": URL for it and "bufferS", all absent on a page of our
// own player, "rate": speed of that}}, "steps": [{"atMs": after all have begun, "post": URL or absent, "kill": process id or absent}]}.
import {chromium} from 'playwright-core';

const [browserPath, plan] = process.argv.slice(2);
const {players, steps} = JSON.parse(plan);
const LOOK_MS = 50;

/** Not by the clock: a busy machine may stand still. */
const MOST_LOOKS = 1200;

/** In the page: loads, and leaves window.play to call, and in window.watched what can be asked for while it plays. */
async function load({adapter, manifest, bufferS, rate}) {
  const errors = [];
  let player = document.querySelector('video');
  if (manifest) {
    const {adapters} = await import('./adapters.js');
    adapters[adapter].errors = errors;
    await adapters[adapter].load(player, manifest, 'en', bufferS);
  } else {
    await customElements.whenDefined('rundelta-player');
    player = document.querySelector('rundelta-player');
    player.addEventListener('error', ({detail}) => errors.push(String(detail)));
    player.playbackRate = rate;
  }
  const watched = {time: 0, standstillMs: 0, ended: false, errors};
  window.watched = watched;
  let movedAt;
  setInterval(() => {
    const now = performance.now();
    if (player.currentTime > watched.time || player.ended) {
      movedAt = now;
    }
    Object.assign(watched, {time: player.currentTime, ended: player.ended});
    watched.standstillMs = Math.max(watched.standstillMs, now - (movedAt ?? now));
  }, 20);
  window.play = () => {
    const play = () => player.play()?.catch?.(() => {});
    player.addEventListener('canplay', play);
    play();
  };
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu',
    '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'],
});
const startedAt = performance.now();
const sinceStart = () => Math.round(performance.now() - startedAt);
const results = {};
const messages = [];
const pages = [];

async function open(name, {page: url, ...options}) {
  const page = await browser.newPage({viewport: {width: 660, height: 380}});
  const requests = [];
  results[name] = {requests};
  page.on('console', message => messages.push(message.text()));
  page.on('pageerror', error => messages.push(String(error)));
  const note = (request, status) => {
    const {origin, pathname} = new URL(request.url());
    requests.push({origin, method: request.method(), path: pathname, atMs: sinceStart(), status});
  };
  page.on('response', response => note(response.request(), response.status()));
  page.on('requestfailed', request => note(request, 0));
  await page.goto(url);
  await page.evaluate(load, options);
  pages.push({name, page});
}

const look = () => Promise.all(pages.map(({page}) => page.evaluate(() => window.watched)));

try {
  for (const [name, player] of Object.entries(players)) {
    await open(name, player);
  }
  await Promise.all(pages.map(({page}) => page.evaluate(() => window.play())));
  const stepsMs = [];
  const left = [...steps];
  let begunMs = 0;
  let seen = await look();
  for (let looks = 0; !seen.every(({ended}) => ended) && looks < MOST_LOOKS; looks++) {
    await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    seen = await look();
    begunMs ||= seen.every(({time}) => time > 0) && sinceStart();
    if (left.length > 0 && begunMs && sinceStart() >= begunMs + left[0].atMs) {
      const {post, kill} = left.shift();
      if (post) {
        await fetch(post, {method: 'POST'});
      }
      if (kill) {
        process.kill(kill, 'SIGKILL');
      }
      stepsMs.push(sinceStart());
    }
  }
  pages.forEach(({name}, i) => Object.assign(results[name], seen[i]));
  console.log(JSON.stringify({...results, stepsMs, messages}));
} finally {
  await browser.close();
}
