// Virtual time, and a network in it: to be imported before the player's script.

/** Bytes come in parts of this size, as from files. */
const PART = 65536;

// Time passes only when all that is left to do is to wait.

/** What is between two moments that are the same but for rounding. */
const SHORTEST_MS = 1e-6;

let now = 0;
const timers = new Set();
Object.defineProperty(globalThis, 'performance', {value: {now: () => now}});
globalThis.setTimeout = (act, ms) => {
  const timer = {at: now + Math.max(ms, SHORTEST_MS), act};
  timers.add(timer);
  return timer;
};
globalThis.clearTimeout = timer => timers.delete(timer);

const sleepUntil = ms => new Promise(resolve => setTimeout(resolve, ms - now));

/** Lets time pass, from 0 on, until something has ended. */
export async function passTimeUntil(ended) {
  let hasEnded = false;
  ended.finally(() => hasEnded = true).catch(() => {});
  while (true) {
    await new Promise(setImmediate);
    if (hasEnded) {
      return ended;
    }
    const next = [...timers].reduce((first, timer) => timer.at < first.at ? timer : first);
    timers.delete(next);
    now = next.at;
    next.act();
  }
}

/** Carries what a trace says, from the start again where it ends. */
export class Network {
  constructor(trace) {
    this.trace = trace;
    this.durationMs = trace.reduce((sum, {durationMs}) => sum + durationMs, 0);
  }

  /** The periods from a moment on, each with how long it still lasts. */
  *periodsFrom(ms) {
    let passedMs = ms % this.durationMs;
    while (true) {
      for (const period of this.trace) {
        if (passedMs < period.durationMs) {
          yield {...period, leftMs: period.durationMs - passedMs};
        }
        passedMs = Math.max(0, passedMs - period.durationMs);
      }
    }
  }

  /** When the first byte of an answer is there; of a latency that changes meanwhile, what is left of it changes, too. */
  answered(ms) {
    let share = 1;
    for (const {leftMs, latencyMs} of this.periodsFrom(ms)) {
      if (share * latencyMs <= leftMs) {
        return ms + share * latencyMs;
      }
      share -= leftMs / latencyMs;
      ms += leftMs;
    }
  }

  /** When bits are there that come from a moment on. */
  carried(ms, bits) {
    for (const {leftMs, bandwidthKbps} of this.periodsFrom(ms)) {
      if (bits <= leftMs * bandwidthKbps) {
        return ms + bits / bandwidthKbps;
      }
      bits -= leftMs * bandwidthKbps;
      ms += leftMs;
    }
  }
}

/** In place of the player's own; a place has its size in bytes. */
export class Downloads {
  constructor(network) {
    this.network = network;
  }

  steer() {}

  async get(_, {size}, {signal, watch = () => {}} = {}) {
    const startMs = now;
    await sleepUntil(this.network.answered(now));
    const firstByteMs = now - startMs;
    for (let received = 0; received < size;) {
      const part = Math.min(PART, size - received);
      await sleepUntil(this.network.carried(now, 8 * part));
      received += part;
      watch({receivedBits: 8 * received, sizeBits: 8 * size, elapsedMs: now - startMs, firstByteMs});
      signal.throwIfAborted();
    }
    return {bytes: {byteLength: size}, elapsedMs: now - startMs, firstByteMs};
  }
}

function trackOf({id, bandwidth, segmentMs, initBytes, bytes}, isIndexed) {
  const place = size => ({size, ...isIndexed && {first: 0, last: size - 1}});
  const track = {key: id, bandwidth, init: place(initBytes)};
  const duration = segmentMs / 1000;
  track.segments = bytes.map((size, i) => ({track, start: i * duration, duration, place: place(size)}));
  return track;
}

/** What manifest.js makes of a title. */
export function periodOf({isIndexed, rungs, audio}) {
  return {start: 0, texts: [], rungs: rungs.map(rung => trackOf(rung, isIndexed)), audio: audio && trackOf(audio, isIndexed)};
}

/** The next playback begins at 0. */
export function startOver() {
  timers.clear();
  now = 0;
}
