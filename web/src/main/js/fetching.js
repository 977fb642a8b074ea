// Fetches segment after segment, each in the rung that the rule chooses, as the Java client does: the sound that begins in
// a segment before its pictures; the rule decides anew where it abandons; a rung that cannot be had gives way to a lower one.

const MAX_BUFFER_S = 25;
const WATCH_BITS = 12_000;
const WATCH_MS = 50;

/** So many slots a live title is thought to have beyond those that are known. */
const EXPECTED = 32;

/** Time in which bytes came, over all files of one segment; the rest of what passed is latency. */
class Meter {
  constructor() {
    this.startMs = performance.now();
    this.bits = 0;
    this.transferMs = 0;
  }

  /** What has come by now, with a file that is under way: {bits, sizeBits (of all), elapsedMs, firstByteMs}. */
  now({receivedBits = 0, sizeBits = 0, elapsedMs = 0, firstByteMs = 0} = {}) {
    const elapsed = performance.now() - this.startMs;
    const transfer = this.transferMs + elapsedMs - firstByteMs;
    const bits = this.bits + receivedBits;
    return {
      bits,
      sizeBits: Math.max(bits, this.bits + sizeBits),
      elapsedMs: elapsed,
      firstByteMs: Math.max(0, elapsed - transfer),
    };
  }

  add({bytes, elapsedMs, firstByteMs}) {
    this.bits += 8 * bytes.byteLength;
    this.transferMs += elapsedMs - firstByteMs;
  }
}

/** One presentation's segments. */
class Fetching {
  /**
   * @param hasMore waits until there are more slots than so many, or says that there will be none
   * @param levelMs says how much is buffered
   * @param took is told of each slot: {index, rung, segment, init, bytes, sound: [{segment, init, bytes}], location}, or
   *   {index, error} if it cannot be had
   */
  constructor(presentation, downloads, {mostMs = MAX_BUFFER_S * 1000, hasMore, levelMs, took}) {
    Object.assign(this, {presentation, downloads, hasMore, levelMs, took});
    this.inits = new Map();
    this.fixedRung = null;
    this.bitrate = 0;
    const {rungs, audio, slots, longest} = presentation;
    this.ceiling = new Ceiling(rungs);
    this.maxBufferMs = Math.max(mostMs, 2000 * longest);
    this.known = slots.length;
    this.choice = new codec.RungChoice(this.maxBufferMs,
      Float64Array.from(slots, ({duration}) => 1000 * duration),
      Float64Array.from(rungs, ({bandwidth}) => (bandwidth + (audio?.bandwidth ?? 0)) / 1000),
      Float64Array.from(slots.flatMap(slot => slot.rungs.map(bitsOf))),
      Float64Array.from(slots, soundBits),
      slots.every(slot => slot.rungs.every(({place}) => place.first !== undefined)));
    this.expectMore();
  }

  /** Fetches from a slot on, those that isMissing; throws when that is not possible, or aborted. */
  async run(from, isMissing, signal) {
    for (let index = from; await this.isThere(index, signal); index++) {
      let isDone = !isMissing(index);
      const sound = [];
      while (!isDone) {
        await this.waitForRoom(1000 * this.presentation.slots[index].duration, signal);
        isDone = await this.fetchOrPassOver(index, index === from, sound, signal);
      }
    }
  }

  async isThere(index, signal) {
    const isThere = await this.hasMore(index, signal);
    const {slots} = this.presentation;
    for (; this.known < slots.length; this.known++) {
      this.tell(this.known, slots[this.known]);
    }
    this.expectMore();
    return isThere;
  }

  /** Has the rule believe that a live title goes on as it did, so that it does not play it to its end. */
  expectMore() {
    const {slots, isLive} = this.presentation;
    for (let index = slots.length; isLive && index < slots.length + EXPECTED; index++) {
      this.tell(index, slots.at(-1));
    }
  }

  tell(index, slot) {
    this.choice.set(index, 1000 * slot.duration, Float64Array.from(slot.rungs, bitsOf), soundBits(slot));
  }

  async waitForRoom(durationMs, signal) {
    while (this.levelMs() + durationMs > this.maxBufferMs) {
      await wait(Math.min(250, this.levelMs() + durationMs - this.maxBufferMs), signal);
    }
  }

  /** What no server has is passed over; without a network there is nothing to go on with. */
  async fetchOrPassOver(index, isFirst, sound, signal) {
    try {
      return await this.fetch(index, isFirst, sound, signal);
    } catch (error) {
      if (!error.isAnswered || signal.aborted) {
        throw error;
      }
      this.took({index, error: error.message});
      return true;
    }
  }

  /**
   * Whether the segment is there then; otherwise it was abandoned.
   *
   * @param sound what is there of it, if pictures were abandoned before
   */
  async fetch(index, isFirst, sound, signal) {
    this.downloads.steer(this.bitrate);
    const decided = this.choice.rung(index, this.levelMs());
    const rung = Math.min(this.fixedRung ?? decided, this.ceiling.of(index));
    const meter = new Meter();
    const {start, sound: begun, soundBefore} = this.presentation.slots[index];
    const isBeforeNeeded = isFirst && soundBefore && !(begun[0]?.start <= start);
    const wanted = isBeforeNeeded ? [soundBefore, ...begun] : begun;
    for (const segment of wanted.slice(sound.length)) {
      sound.push(await this.file(segment, meter, {signal}));
    }
    for (let tried = rung; ; tried--) {
      try {
        return await this.fetchPictures(index, tried, sound, meter, signal);
      } catch (error) {
        if (tried === 0 || !error.isAnswered) {
          throw error;
        }
      }
    }
  }

  async fetchPictures(index, rung, sound, meter, signal) {
    const abandoning = new AbortController();
    signal.addEventListener('abort', () => abandoning.abort(signal.reason), {signal: abandoning.signal});
    let lower = -1;
    let askedBits = 0;
    let askedMs = 0;
    const watch = soFar => {
      const {receivedBits} = soFar;
      const transferMs = soFar.elapsedMs - soFar.firstByteMs;
      const isDue = receivedBits - askedBits >= WATCH_BITS && transferMs - askedMs >= WATCH_MS;
      if (isDue && index > 0 && this.fixedRung === null) {
        [askedBits, askedMs] = [receivedBits, transferMs];
        const {bits, sizeBits, elapsedMs, firstByteMs} = meter.now(soFar);
        lower = this.choice.abandon(index, rung, sizeBits, bits, elapsedMs, firstByteMs, this.levelMs());
        if (lower >= 0) {
          this.choice.abandoned(index, rung, sizeBits, bits, elapsedMs, firstByteMs, lower, this.levelMs());
          abandoning.abort();
        }
      }
    };
    let file;
    try {
      file = await this.file(this.presentation.slots[index].rungs[rung], meter, {signal: abandoning.signal, watch});
    } catch (error) {
      signal.throwIfAborted();
      if (lower >= 0) {
        return false;
      }
      throw error;
    } finally {
      abandoning.abort();
    }
    const {bits, elapsedMs, firstByteMs} = meter.now();
    this.bitrate = 1000 * bits / Math.max(1, elapsedMs - firstByteMs);
    this.choice.learn(index, rung, 8 * file.bytes.byteLength);
    this.took({index, rung, ...file, sound});
    this.choice.finished(index, rung, bits, elapsedMs, firstByteMs, this.levelMs());
    return true;
  }

  /** A segment, and the init of its track: {segment, init, bytes, location}. */
  async file(segment, meter, options) {
    const {track, place} = segment;
    if (!this.inits.has(track.key)) {
      const init = await this.downloads.get(track.locations, track.init, {signal: options.signal});
      meter.add(init);
      this.inits.set(track.key, init.bytes);
    }
    const file = await this.downloads.get(track.locations, place, options);
    meter.add(file);
    return {segment, init: this.inits.get(track.key), bytes: file.bytes, location: file.location};
  }
}

/** What a segment takes as far as the manifest tells. */
const bitsOf = ({track, duration, place}) =>
  place.first === undefined ? track.bandwidth * duration : 8 * (place.last - place.first + 1);

const soundBits = ({sound}) => sound.reduce((sum, segment) => sum + bitsOf(segment), 0);
