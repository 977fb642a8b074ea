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

/** What locations fail and are steered by: the pathway, or of one that has none the server. */
const nameOf = ({name, url}) => name || new URL(url).origin;

/**
 * Downloads, from the locations that a steering server prefers; of each location it remembers when it failed, so that it
 * comes last for a minute.
 */
class Downloads {
  constructor() {
    this.failedAt = new Map();
  }

  /** Asks the steering server if there is one and it is time; bitrate is what is expected, or 0. */
  steer(bitrate) {
    return this.steering?.refresh(this.pathway, bitrate);
  }

  /**
   * Gets a place of one of the locations: {bytes, location, url (where it was found), elapsedMs, firstByteMs}. watch({receivedBits,
   * sizeBits (0 if that is not known), elapsedMs, firstByteMs}) is told of bytes that came. Throws DownloadError when nothing helped, AbortError when aborted.
   */
  async get(locations, place, {signal, watch = () => {}} = {}) {
    for (const pause of [...PAUSES_S, null]) {
      const failures = [];
      let isAnswered = false;
      for (const location of this.inOrder(locations)) {
        try {
          const file = await this.attempt(location, place, signal, watch);
          this.pathway = location.name || this.pathway;
          return file;
        } catch (error) {
          signal?.throwIfAborted();
          this.failedAt.set(nameOf(location), performance.now());
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
    const isAvoided = location => performance.now() - (this.failedAt.get(nameOf(location)) ?? -AVOID_MS) < AVOID_MS;
    const rank = location => this.steering?.rank(location) ?? 0;
    return [...locations].sort((a, b) => isAvoided(a) - isAvoided(b) || compare(rank(a), rank(b)));
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
    const sizeBits = 8 * Number(response.headers.get('Content-Length'));
    const parts = [];
    let received = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      received += part.value.length;
      watch({receivedBits: 8 * received, sizeBits, elapsedMs: performance.now() - startMs, firstByteMs});
    }
    let bytes = await new Blob(parts).arrayBuffer();
    if (isRange && response.status === 200) {
      bytes = bytes.slice(place.first, place.last + 1);
    }
    return {bytes, location, url: embedded(url) ? url.href : response.url, elapsedMs: performance.now() - startMs, firstByteMs};
  }
}

const compare = (a, b) => a < b ? -1 : Number(a > b);

/** A file that stands in the page itself (package --single-file), by its path relative to the page. */
function embedded(url) {
  const folder = new URL('.', document.baseURI).href;
  const file = url.href.startsWith(folder) ? globalThis.rundeltaFiles?.[url.href.slice(folder.length)] : undefined;
  return file === undefined ? null : `data:;base64,${file}`;
}

/** Waits, or throws when aborted. */
function wait(ms, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort);
  });
}
