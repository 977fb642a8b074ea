// Gets files from wherever they are: the next location where one fails, all of them again after a while.

const PAUSES_S = [1, 2];
const SILENCE_S = 10;
const AVOID_MS = 60_000;

class DownloadError extends Error {
  /** @param isAnswered whether some server answered, so that the network is there */
  constructor(message, isAnswered) {
    super(message);
    this.isAnswered = isAnswered;
  }
}

class StatusError extends Error {}

/** Downloads; of each location it remembers when it failed, so that it comes last for a minute. */
class Downloads {
  constructor() {
    this.failedAt = new Map();
  }

  /**
   * Gets a place of one of the locations: {bytes, location, elapsedMs, firstByteMs}. watch({receivedBits, elapsedMs,
   * firstByteMs}) is told of bytes that came. Throws DownloadError when nothing helped, AbortError when aborted.
   */
  async get(locations, place, {signal, watch = () => {}} = {}) {
    for (const pause of [...PAUSES_S, null]) {
      const failures = [];
      let isAnswered = false;
      for (const location of this.inOrder(locations)) {
        try {
          return await this.attempt(location, place, signal, watch);
        } catch (error) {
          signal?.throwIfAborted();
          this.failedAt.set(new URL(location.url).origin, performance.now());
          failures.push(`${new URL(place.path, location.url)}: ${error.message}`);
          isAnswered ||= error instanceof StatusError;
        }
      }
      if (pause === null) {
        throw new DownloadError(failures.join('; '), isAnswered);
      }
      await wait(pause * 1000, signal);
    }
  }

  inOrder(locations) {
    const avoided = ({url}) => performance.now() - (this.failedAt.get(new URL(url).origin) ?? -AVOID_MS) < AVOID_MS;
    return [...locations.filter(location => !avoided(location)), ...locations.filter(avoided)];
  }

  async attempt(location, place, signal, watch) {
    const silence = new AbortController();
    let timer;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(new Error(`nothing came for ${SILENCE_S} s`)), SILENCE_S * 1000);
    };
    const abort = () => silence.abort(signal.reason);
    signal?.addEventListener('abort', abort);
    restart();
    try {
      return await this.read(location, place, silence.signal, soFar => {
        restart();
        watch(soFar);
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  async read(location, place, signal, watch) {
    const startMs = performance.now();
    const isRange = place.first !== undefined;
    const url = new URL(place.path, location.url);
    const response = await fetch(embedded(url) ?? url, {signal, headers: isRange ? {Range: `bytes=${place.first}-${place.last}`} : {}});
    if (!response.ok) {
      throw new StatusError(`HTTP ${response.status}`);
    }
    const firstByteMs = performance.now() - startMs;
    const parts = [];
    let received = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      received += part.value.length;
      watch({receivedBits: 8 * received, elapsedMs: performance.now() - startMs, firstByteMs});
    }
    let bytes = await new Blob(parts).arrayBuffer();
    if (isRange && response.status === 200) {
      bytes = bytes.slice(place.first, place.last + 1);
    }
    return {bytes, location, elapsedMs: performance.now() - startMs, firstByteMs};
  }
}

/** A file that stands in the page itself (package --single-file), by its path relative to the page. */
function embedded(url) {
  const folder = new URL('.', document.baseURI).href;
  const file = url.href.startsWith(folder) ? globalThis.rundeltaFiles?.[url.href.slice(folder.length)] : undefined;
  return file === undefined ? null : `data:;base64,${file}`;
}

/** Waits, or throws when aborted. */
function wait(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, {once: true});
  });
}
