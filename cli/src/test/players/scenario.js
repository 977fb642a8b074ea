// What every player is made to do with a title, each on a page of its own: to seek, and to play to the end with
// switches of quality, both with text; and to say what it saw. The players themselves are behind adapters.js.
import {adapters} from './adapters.js';

const video = document.getElementById('video');
const player = adapters[new URLSearchParams(location.search).get('player')];

const event = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, {once: true}));

/** Goes to a time and waits for the picture that is shown there; says its media time. */
async function seek(time) {
  const seeked = event(video, 'seeked');
  const shown = new Promise(resolve => {
    const look = (_, frame) => Math.abs(frame.mediaTime - time) < 1 ? resolve(frame.mediaTime)
      : video.requestVideoFrameCallback(look);
    video.requestVideoFrameCallback(look);
  });
  video.currentTime = time;
  await seeked;
  return shown;
}

/** Mean brightness of the picture now shown, 0 to 255. */
function brightness() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 36];
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const {data} = context.getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    sum += data[i] + data[i + 1] + data[i + 2];
  }
  return sum / (data.length / 4 * 3);
}

/** Red, green and blue of a part of a picture, much smaller. */
function pixels(picture, x, y, width, height) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 36];
  const context = canvas.getContext('2d');
  context.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** The pixels of the thumbnail that the player has for a time, or null. */
async function thumbnail(time) {
  const found = await player.thumbnail?.(time);
  if (!found) {
    return null;
  }
  const tile = new Image();
  tile.src = found.url;
  await tile.decode();
  return pixels(tile, found.x, found.y, found.width, found.height);
}

/** Which of some thumbnails looks most like a picture. */
function nearest(picture, thumbnails) {
  const differences = thumbnails.map(other => other.reduce((sum, value, i) => sum + Math.abs(value - picture[i]), 0));
  return differences.indexOf(Math.min(...differences));
}

/** A rebuffer: it waits although it is not seeking, and no media is there to play. */
function isStarved() {
  const end = [...Array(video.buffered.length).keys()]
      .filter(i => video.buffered.start(i) <= video.currentTime + 0.1)
      .map(i => video.buffered.end(i))
      .reduce((a, b) => Math.max(a, b), 0);
  return !video.seeking && !video.ended && end < Math.min(video.duration, video.currentTime + 0.1);
}

/** The sizes of the pictures shown, the last one last. */
function watchSizes(sizes) {
  const size = `${video.videoWidth}x${video.videoHeight}`;
  if (video.videoWidth > 0 && sizes[sizes.length - 1] !== size) {
    sizes.push(size);
  }
}

/** The cues now shown. */
function shownCues() {
  return [...video.textTracks].filter(track => track.mode === 'showing').flatMap(track => [...track.activeCues ?? []]);
}

const plain = cue => cue.text.replace(/<[^>]*>/g, '').trim();

/** What is to be read, each text once, in alphabetical order. */
const shownText = () => [...new Set(shownCues().map(plain))].sort().join(' + ');

/** Waits for text, and says what it is; after some seconds without it, that there is none. */
async function readText() {
  for (let tries = 0; shownText() === '' && tries < 60; tries++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return shownText();
}

/**
 * Goes to a time, and says what is to be seen there. When dash.js clears what it has buffered, it at times forgets text
 * that it has just got (its issue 4503), and gets it again after a seek to elsewhere and back, as a viewer would.
 */
async function look(time) {
  let shown = await seek(time);
  if (await readText() === '') {
    await seek(video.duration * 0.75);
    shown = await seek(time);
  }
  return {shown, text: await readText(), brightness: brightness()};
}

/**
 * Keeps what is to be read, one after the other, and from when to when each text is to be shown: of one that is in several
 * cues, from the first's start to the last's end.
 */
function watchText(texts, times) {
  const text = shownText();
  if (text !== '' && texts[texts.length - 1] !== text) {
    texts.push(text);
  }
  for (const cue of shownCues()) {
    const [start, end] = times[plain(cue)] ?? [Infinity, 0];
    times[plain(cue)] = [Math.min(start, cue.startTime), Math.max(end, cue.endTime)];
  }
}

async function playToTheEnd(options) {
  const sizes = [];
  const texts = [];
  const times = {};
  const qualities = player.qualities();
  // The first choice differs from what is there already.
  const first = video.videoWidth < options.largestWidth ? qualities - 1 : 0;
  let rebuffers = 0;
  let switches = 0;
  const watch = () => {
    watchSizes(sizes);
    watchText(texts, times);
    if (video.currentTime >= switches * options.switchEvery) {
      player.choose((first + switches) % qualities);
      switches++;
    }
  };
  video.addEventListener('waiting', () => rebuffers += isStarved() ? 1 : 0);
  const timer = setInterval(watch, 20);
  const ended = event(video, 'ended');
  await video.play();
  await ended;
  clearInterval(timer);
  return {rebuffers, sizes, texts, times};
}

async function load(url, options) {
  const loaded = event(video, 'loadeddata');
  await player.load(video, url, options.language);
  await loaded;
}

window.seek = async (url, options) => {
  await load(url, options);
  const found = {seeks: []};
  const pictures = [];
  for (const part of [0.55, 0.95, 0.2]) {
    const wanted = video.duration * part;
    found.seeks.push({wanted, ...await look(wanted)});
    pictures.push(pixels(video, 0, 0, video.videoWidth, video.videoHeight));
  }
  const thumbnails = await Promise.all(found.seeks.map(({wanted}) => thumbnail(wanted)));
  found.thumbnails = thumbnails.includes(null) ? [] : pictures.map(picture => nearest(picture, thumbnails));
  await window.takeScreenshot();
  found.errors = player.errors;
  return found;
};

window.play = async (url, options) => {
  await load(url, options);
  return {...await playToTheEnd(options), end: video.currentTime, duration: video.duration, errors: player.errors};
};

/** Plays fast from the beginning, where the player can, and says which sizes it showed. */
window.trick = async (url, options) => {
  if (!player.trickPlay) {
    return null;
  }
  await load(url, options);
  const sizes = [];
  const timer = setInterval(() => watchSizes(sizes), 20);
  const ended = event(video, 'ended');
  player.trickPlay(4);
  await video.play();
  await ended;
  clearInterval(timer);
  return {sizes, errors: player.errors};
};
