// Handles <rundelta-player> of a page as viewers do, in headless Chromium: by keys, by touch on a phone, by the names that
// screen readers read. Prints what came of it as one JSON object.
//   node handling.mjs BROWSER URL SCREENSHOT
import {chromium, devices} from 'playwright-core';

const [browserPath, url, screenshot] = process.argv.slice(2);
const args = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--mute-audio', '--disable-gpu'];
const browser = await chromium.launch({executablePath: browserPath, args});

async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  const player = page.locator('rundelta-player');
  const see = test => page.waitForFunction(test, null, {timeout: 20_000});
  await see(() => document.querySelector('rundelta-player').playback?.shown);
  return {page, player, see, state: () => player.evaluate(({paused, currentTime, playbackRate, playback, shadowRoot}) => ({
    paused, time: currentTime, rate: playbackRate, muted: playback.media.element.muted, loops: playback.isLooping,
    figures: !shadowRoot.getElementById('overlay').hidden, text: shadowRoot.getElementById('text').value,
    quiet: shadowRoot.getElementById('frame').classList.contains('quiet'),
  }))};
}

async function byKeys() {
  const {page, player, see, state} = await open({viewport: {width: 1000, height: 640}});
  await player.focus();
  const found = {};
  for (const key of ['5', '.', ',', 'ArrowLeft', 'End', 'Home', '>', 'm', 'c', 'r', 'i', ' ']) {
    await page.keyboard.press(key);
    await see(() => document.querySelector('rundelta-player').playback.seekTarget === undefined);
    found[key] = await state();
  }
  await page.keyboard.press('f');
  await see(() => document.fullscreenElement !== null);
  const names = await Promise.all([['button', 'Pause'], ['slider', 'Time'], ['combobox', 'Quality'], ['combobox', 'Text'],
    ['combobox', 'Speed'], ['button', 'Full screen'], ['region', 'Video player'], ['img', 'Video']]
    .map(async ([role, name]) => [`${role} ${name}`, await page.getByRole(role, {name, exact: true}).count()]));
  return {found, names: Object.fromEntries(names)};
}

async function byTouch() {
  const {page, player, see, state} = await open(devices['Pixel 7']);
  await page.getByRole('button', {name: 'Play', exact: true}).tap();
  await see(() => document.querySelector('rundelta-player').shadowRoot.querySelector('.quiet'));
  await player.tap();
  const shown = await state();
  await page.screenshot({path: screenshot});
  await player.tap();
  const stopped = await state();
  const bar = await page.getByRole('slider').boundingBox();
  await page.touchscreen.tap(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await see(() => document.querySelector('rundelta-player').playback.seekTarget === undefined);
  return {shown, stopped, sought: await state(), isWide: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)};
}

try {
  console.log(JSON.stringify({keys: await byKeys(), touch: await byTouch()}));
} finally {
  await browser.close();
}
