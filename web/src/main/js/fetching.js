// Fetches segment after segment, each in the rung that the rule chooses, as the Java client does: the sound that begins in
// a segment before its pictures; the rule decides anew where it abandons; a rung that cannot be had gives way to a lower one.

const MAX_BUFFER_S = 25;
const WATCH_BITS = 12_000;
const WATCH_MS = 50;

/** Time in which bytes came, over all files of one segment; the rest of what passed is latency. */
class Meter {
  constructor() {
    this.startMs = performance.now();
    this.bits = 0;
    this.transferMs = 0;
    this.askedMs = -WATCH_MS;
    this.askedBits = 0;
  }

  /** What has come by now, with a file that is under way: {bits, elapsedMs, firstByteMs}. */
  now({receivedBits = 0, elapsedMs = 0, firstByteMs = 0} = {}) {
    const elapsed = performance.now() - this.startMs;
    const transfer = this.transferMs + elapsedMs - firstByteMs;
    return {bits: this.bits + receivedBits, elapsedMs: elapsed, firstByteMs: Math.max(0, elapsed - transfer)};
  }

  /** Whether to look at the download again. */
  isDue(soFar) {
    const {bits, elapsedMs} = this.now(soFar);
    const due = bits - this.askedBits >= WATCH_BITS && elapsedMs - this.askedMs >= WATCH_MS;
    if (due) {
      [this.askedBits, this.askedMs] = [bits, elapsedMs];
    }
    return due;
  }

  add({bytes, elapsedMs, firstByteMs}) {
    this.bits += 8 * bytes.byteLength;
    this.transferMs += elapsedMs - firstByteMs;
  }
}

/** One presentation's segments; they are kept for going back as long as they are not too much. */
class Fetching {
  /**
   * @param levelMs says how much is buffered
   * @param took is told of each segment: {index, rung, init, bytes, sound, location}, or {index, error} if it cannot be had
   */
  constructor(presentation, downloads, {levelMs, took}) {
    Object.assign(this, {presentation, downloads, levelMs, took});
    this.inits = new Map();
    this.fixedRung = null;
    this.ceiling = presentation.rungs.length - 1;
    const {rungs, audio} = presentation;
    const [{segments}] = rungs;
    this.maxBufferMs = Math.max(MAX_BUFFER_S * 1000, ...segments.map(({duration}) => 2000 * duration));
    const bits = (track, {duration, place}) =>
      place.first === undefined ? track.bandwidth * duration : 8 * (place.last - place.first + 1);
    this.choice = new codec.RungChoice(this.maxBufferMs,
      Float64Array.from(segments, ({duration}) => 1000 * duration),
      Float64Array.from(rungs, ({bandwidth}) => (bandwidth + (audio?.bandwidth ?? 0)) / 1000),
      Float64Array.from(segments.flatMap((_, i) => rungs.map(rung => bits(rung, rung.segments[i])))),
      Float64Array.from(segments, (_, i) => this.soundOf(i).reduce((sum, each) => sum + bits(audio, audio.segments[each]), 0)),
      rungs[0].base !== null && rungs[0].base !== undefined);
  }

  /** The segments of the sound that begin in one of the pictures; in the last, all that follow. */
  soundOf(index) {
    const {rungs: [{segments}], audio} = this.presentation;
    const start = index === 0 ? -Infinity : segments[index].start;
    const end = index === segments.length - 1 ? Infinity : segments[index + 1].start;
    return audio ? [...audio.segments.keys()].filter(i => audio.segments[i].start >= start && audio.segments[i].start < end)
      : [];
  }

  /** Fetches from a segment on, those that isMissing; throws when that is not possible, or aborted. */
  async run(from, isMissing, signal) {
    const {segments} = this.presentation.rungs[0];
    for (let index = from; index < segments.length; index++) {
      let isThere = !isMissing(index);
      while (!isThere) {
        await this.waitForRoom(1000 * segments[index].duration, signal);
        isThere = await this.fetchOrPassOver(index, signal);
      }
    }
  }

  async waitForRoom(durationMs, signal) {
    const started = performance.now();
    while (this.levelMs() + durationMs > this.maxBufferMs) {
      await wait(Math.min(250, this.levelMs() + durationMs - this.maxBufferMs), signal);
    }
    const waited = performance.now() - started;
    if (waited > 1) {
      this.choice.waited(waited);
    }
  }

  /** What no server has is passed over; without a network there is nothing to go on with. */
  async fetchOrPassOver(index, signal) {
    try {
      return await this.fetch(index, signal);
    } catch (error) {
      if (!error.isAnswered || signal.aborted) {
        throw error;
      }
      this.took({index, error: error.message});
      return true;
    }
  }

  /** Whether the segment is there then; otherwise it was abandoned. */
  async fetch(index, signal) {
    const meter = new Meter();
    const decided = this.choice.rung(index, this.levelMs());
    const rung = Math.min(this.fixedRung ?? decided, this.ceiling);
    await wait(this.fixedRung === null ? this.choice.pauseMs() : 0, signal);
    const sound = await this.fetchSound(index, meter, signal);
    for (let tried = rung; ; tried--) {
      try {
        return await this.fetchPictures(index, tried, sound, meter, signal);
      } catch (error) {
        if (tried === 0 || !(error instanceof DownloadError)) {
          throw error;
        }
      }
    }
  }

  async fetchSound(index, meter, signal) {
    const sound = [];
    for (const each of this.soundOf(index)) {
      sound.push({index: each, bytes: await this.file(this.presentation.audio, each, meter, {signal})});
    }
    return sound;
  }

  async fetchPictures(index, rung, sound, meter, signal) {
    const track = this.presentation.rungs[rung];
    const init = await this.init(track, meter, signal);
    const abandoning = new AbortController();
    signal.addEventListener('abort', () => abandoning.abort(signal.reason), {signal: abandoning.signal});
    const expected = this.choice.sizeBits(index, rung);
    let lower = -1;
    const watch = soFar => {
      if (index > 0 && this.fixedRung === null && meter.isDue(soFar)) {
        const {bits, elapsedMs, firstByteMs} = meter.now(soFar);
        lower = this.choice.abandon(index, rung, Math.max(bits, expected), bits, elapsedMs, firstByteMs, this.levelMs());
        if (lower >= 0) {
          this.choice.abandoned(index, rung, Math.max(bits + 1, expected), bits, elapsedMs, firstByteMs, lower, this.levelMs());
          abandoning.abort();
        }
      }
    };
    let file;
    try {
      file = await this.downloads.get(track.locations, track.segments[index].place, {signal: abandoning.signal, watch});
    } catch (error) {
      signal.throwIfAborted();
      if (lower >= 0) {
        return false;
      }
      throw error;
    }
    meter.add(file);
    const {bits, elapsedMs, firstByteMs} = meter.now();
    this.choice.learn(index, rung, 8 * file.bytes.byteLength);
    this.took({index, rung, init, bytes: file.bytes, sound, location: file.location});
    this.choice.finished(index, rung, bits, elapsedMs, firstByteMs, this.levelMs());
    return true;
  }

  async init(track, meter, signal) {
    if (!this.inits.has(track)) {
      const file = await this.downloads.get(track.locations, track.init, {signal});
      meter.add(file);
      this.inits.set(track, file.bytes);
    }
    return this.inits.get(track);
  }

  async file(track, index, meter, options) {
    const file = await this.downloads.get(track.locations, track.segments[index].place, options);
    meter.add(file);
    return file.bytes;
  }
}
