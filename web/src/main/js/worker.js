// The worker's side: decodes frames ahead of what is shown, as many as the page has buffers for.
//
// In: {start: run}; {key, init} of a track; {run, segment, rung, key, bytes, offset, from}, without bytes if they cannot be
// had; {run, drop: the first segment that is to be forgotten, if it is not begun}; {free: pixels}. Out: {run, segment, rung, time,
// end, width, height, pixels, ms}; {run, segment, isDone}; {run, segment, error}.

/** Frames that are decoded and not yet shown, at most, and how much memory they may take. */
const AHEAD = 12;
const AHEAD_BYTES = 96 << 20;

const EPSILON_S = 1e-4;

/** How many frames of a size there are room for. */
const mostAhead = ({width, height}) => Math.min(AHEAD, Math.ceil(AHEAD_BYTES / (4 * width * height)));

class DecodingWorker {
  constructor(scope) {
    this.scope = scope;
    this.inits = new Map();
    this.made = [];
    this.queue = [];
    this.outstanding = 0;
    this.spare = [];
    this.turns = new MessageChannel();
    this.turns.port1.onmessage = () => this.turn();
    scope.onmessage = ({data}) => this.receive(data);
  }

  receive(message) {
    if (message.start !== undefined) {
      this.run = message.start;
      this.begun = -1;
      this.queue = [];
      this.current = null;
    } else if (message.init) {
      this.inits.set(message.key, message.init);
    } else if (message.free) {
      this.outstanding--;
      this.spare.push(message.free);
    } else if (message.run === this.run && message.drop !== undefined) {
      this.queue = this.queue.filter(({segment}) => segment < message.drop);
    } else if (message.run === this.run && message.segment > this.begun) {
      this.queue.push(message);
    }
    this.goOn();
  }

  /** Takes turns, so that messages are heard between two frames. */
  goOn() {
    const {current} = this;
    if (!this.isWaiting && (current ? this.outstanding < mostAhead(current) : this.queue.length > 0)) {
      this.isWaiting = true;
      this.turns.port2.postMessage(null);
    }
  }

  turn() {
    this.isWaiting = false;
    if (!this.current && this.queue.length > 0) {
      this.begin(this.queue.shift());
    } else if (this.current) {
      this.decodeNext(this.current);
    }
    this.goOn();
  }

  begin(message) {
    this.begun = message.segment;
    if (!message.bytes) {
      this.end(message);
      return;
    }
    try {
      const {track, decoder} = this.decoderOf(message.key);
      const samples = samplesOf(message.bytes, track);
      const [width, height] = [decoder.width(), decoder.height()];
      this.current = {...message, decoder, samples, width, height, next: firstNeeded(samples, message.from - message.offset)};
    } catch (error) {
      this.fail(message, error);
      this.end(message);
    }
  }

  /** The decoder of a track; it takes time to make one, and memory to keep one, so the last two are kept. */
  decoderOf(key) {
    let made = this.made.find(each => each.key === key);
    if (!made) {
      const track = rundeltaTrack(this.inits.get(key));
      made = {key, track, decoder: new codec.FrameDecoder(track.config)};
    }
    this.made = [made, ...this.made.filter(each => each !== made)].slice(0, 2);
    return made;
  }

  decodeNext(current) {
    const {samples, decoder, offset, from} = current;
    if (current.next === samples.length) {
      this.end(current);
      return;
    }
    const sample = samples[current.next++];
    const started = performance.now();
    try {
      const pixels = decoder.decode(sample.data);
      if (sample.end + offset > from + EPSILON_S) {
        const ms = performance.now() - started;
        this.send(current, {time: sample.time + offset, end: sample.end + offset, ms}, pixels);
      }
    } catch (error) {
      this.fail(current, error);
      while (current.next < samples.length && !samples[current.next].isSync) {
        current.next++;
      }
    }
  }

  send({segment, rung, width, height}, frame, source) {
    const spare = this.spare.pop();
    const pixels = spare?.byteLength === 4 * source.length ? spare : new ArrayBuffer(4 * source.length);
    toCanvas(source, new Int32Array(pixels));
    this.outstanding++;
    this.scope.postMessage({run: this.run, segment, rung, width, height, pixels, ...frame}, [pixels]);
  }

  end({segment}) {
    this.current = null;
    this.scope.postMessage({run: this.run, segment, isDone: true});
  }

  fail({segment}, error) {
    this.scope.postMessage({run: this.run, segment, error: String(error.message ?? error)});
  }
}

/** The last sync sample from which the first frame that is wanted can be had. */
function firstNeeded(samples, from) {
  return samples.reduce((first, {isSync, time}, i) => isSync && time <= from + EPSILON_S ? i : first, 0);
}

/** From 0xRRGGBB to the bytes red, green, blue, 255. */
function toCanvas(source, target) {
  for (let i = 0; i < source.length; i++) {
    const pixel = source[i];
    target[i] = -1 << 24 | (pixel & 0xFF) << 16 | pixel & 0xFF00 | pixel >> 16 & 0xFF;
  }
}
