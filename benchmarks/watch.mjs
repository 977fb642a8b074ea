// Plays titles that are served with the player in headless Chromium; benchmarks/watch says what is measured.
//   node watch.mjs BROWSER late ORIGIN TITLE...
//   node watch.mjs BROWSER offset ORIGIN TITLE
//   node watch.mjs BROWSER memory ORIGIN TITLE MINUTES
import {readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';

const {chromium} = createRequire(new URL('../cli/src/test/players/', import.meta.url))('playwright-core');
const [browserPath, measure, origin, ...args] = process.argv.slice(2);
const MEASURED_EVERY_MS = 30_000;
const MIB = 1 << 20;

/** In the page: waits until the player shows something. */
async function shown() {
  const element = document.querySelector('rundelta-player');
  while (!element.playback?.shown) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** In the page: plays to the end, and says how many frames were late, of how many. */
async function countLate() {
  const element = document.querySelector('rundelta-player');
  const {playback} = element;
  let late = 0;
  playback.addEventListener('frame', () => {
    const {time, end} = playback.shown;
    late += playback.clock.time - time > end - time;
  });
  const ended = new Promise(resolve => element.addEventListener('ended', resolve));
  await element.play();
  await ended;
  const {shown: frames, dropped, rebuffers, decodeMs, decoded} = playback.statistics;
  return {late: late + dropped, frames: frames + dropped, dropped, rebuffers, decodeMs: decodeMs / decoded};
}

/**
 * In the page: plays a title that flashes and beeps, and says how much later, in ms, pictures were drawn than the sound says
 * it is (clock), and each flash than its beep left the audio element (flashes): from there to the loudspeaker browsers allow
 * for in the element's time, but not where a page takes the sound to look at it, as here.
 */
async function compareSound() {
  const element = document.querySelector('rundelta-player');
  const {playback} = element;
  const media = playback.media.element;
  const context = new AudioContext();
  const listener = `registerProcessor('beeps', class extends AudioWorkletProcessor {
    quiet = 0;
    process([[samples = []]]) {
      samples.forEach((sample, i) => {
        if (Math.abs(sample) > 0.1) {
          if (this.quiet > sampleRate / 2) {
            this.port.postMessage(currentTime + i / sampleRate);
          }
          this.quiet = 0;
        }
        this.quiet++;
      });
      return true;
    }
  })`;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([listener], {type: 'text/javascript'})));
  const beeps = new AudioWorkletNode(context, 'beeps');
  const source = context.createMediaElementSource(media);
  source.connect(beeps);
  source.connect(context.destination);
  const heard = [];
  beeps.port.onmessage = ({data}) => {
    heard.push(performance.now() + 1000 * (data - context.currentTime));
  };
  const seen = [];
  const clock = [];
  let wasLight = true;
  playback.addEventListener('frame', () => {
    const isLight = playback.context.getImageData(0, 0, 1, 1).data[0] > 127;
    if (isLight && !wasLight) {
      seen.push(performance.now());
    }
    wasLight = isLight;
    clock.push(1000 * (media.currentTime - playback.shown.time));
  });
  const ended = new Promise(resolve => element.addEventListener('ended', resolve));
  await element.play();
  await ended;
  const nearest = at => heard.reduce((best, beep) => Math.abs(at - beep) < Math.abs(at - best) ? beep : best);
  return {clock: clock.slice(1), flashes: seen.map(at => at - nearest(at))};
}

const middle = values => [...values].sort((a, b) => a - b)[values.length >> 1];
const describe = values => [Math.min(...values), middle(values), Math.max(...values)].map(ms => ms.toFixed(0)).join(', ');

async function open(title) {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-gpu'],
  });
  const page = await browser.newPage({viewport: {width: 1920, height: 1080}});
  await page.goto(`${origin}/${title}/index.html`);
  await page.evaluate(shown);
  return {browser, page};
}

/** Sends commands to a worker of the page. */
async function workerOf(session) {
  const attached = new Promise(resolve => session.once('Target.attachedToTarget', resolve));
  await session.send('Target.setAutoAttach', {autoAttach: true, waitForDebuggerOnStart: false, flatten: false});
  const {sessionId} = await attached;
  const waiting = new Map();
  session.on('Target.receivedMessageFromTarget', ({message}) => {
    const {id, result} = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  let id = 0;
  return {
    send: method => new Promise(resolve => {
      waiting.set(++id, resolve);
      session.send('Target.sendMessageToTarget', {sessionId, message: JSON.stringify({id, method})});
    }),
  };
}

/** MiB of a JavaScript heap and of the buffers beside it, after garbage collection. */
async function heapOf(session) {
  await session.send('HeapProfiler.collectGarbage');
  const {usedSize, backingStorageSize = 0} = await session.send('Runtime.getHeapUsage');
  return `${(usedSize / MIB).toFixed(1)} + ${(backingStorageSize / MIB).toFixed(1)}`;
}

/** MiB that are resident of the process that is largest of those that show pages. */
function resident() {
  const sizes = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => {
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')
        ? Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))[1]) / 1024 : 0;
    } catch {
      return 0;
    }
  });
  return Math.max(...sizes);
}

async function measureMemory(title, minutes) {
  const {browser, page} = await open(title);
  const session = await page.context().newCDPSession(page);
  const worker = await workerOf(session);
  await page.evaluate(() => {
    const element = document.querySelector('rundelta-player');
    element.playback.isLooping = true;
    return element.play();
  });
  console.log('minutes, MiB of the page (heap + buffers), of its worker, resident');
  for (const end = performance.now() + 60_000 * minutes, began = performance.now(); performance.now() < end;) {
    await page.waitForTimeout(MEASURED_EVERY_MS);
    const passed = ((performance.now() - began) / 60_000).toFixed(1);
    console.log(`${passed}, ${await heapOf(session)}, ${await heapOf(worker)}, ${resident().toFixed(0)}`);
  }
  await browser.close();
}

if (measure === 'late') {
  for (const title of args) {
    const {browser, page} = await open(title);
    const {late, frames, dropped, rebuffers, decodeMs} = await page.evaluate(countLate);
    console.log(`${title}: ${(100 * late / frames).toFixed(2)} % late (${late} of ${frames} frames, ${dropped} of them dropped), `
      + `${rebuffers} rebuffers, ${decodeMs.toFixed(1)} ms to decode a frame`);
    await browser.close();
  }
} else if (measure === 'offset') {
  const {browser, page} = await open(args[0]);
  const {clock, flashes} = await page.evaluate(compareSound);
  console.log(`pictures behind the sound's clock (least, median, most): ${describe(clock)} ms, of ${clock.length} frames`);
  console.log(`flashes behind their beeps: ${describe(flashes)} ms, of ${flashes.length}`);
  await browser.close();
} else {
  await measureMemory(args[0], Number(args[1]));
}
