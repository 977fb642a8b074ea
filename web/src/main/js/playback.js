// Plays a title on a canvas: segments come from Fetching and go to the worker, frames come back and are drawn when it is
// time. Seeking begins a new run; what still comes of an older one is dropped.

const TICK_S = 1e-4;
const KEPT_BYTES = 64 << 20;

/** Behind by more than this, it jumps instead of decoding every frame in between. */
const LATE_S = 2;

/** Decoding that takes more of a segment's time than this is not fast enough for its rung. */
const TOO_SLOW = 0.9;

class Playback extends EventTarget {
  constructor(canvas, worker) {
    super();
    Object.assign(this, {canvas, worker, context: canvas.getContext('2d', {alpha: false})});
    this.downloads = new Downloads();
    this.clock = new PlayClock(null);
    this.held = new Map();
    this.knownRungs = new Set();
    this.frames = [];
    this.run = 0;
    this.isPlaying = false;
    this.isLooping = false;
    this.speed = 1;
    this.statistics = {shown: 0, dropped: 0, rebuffers: 0, decodeMs: 0, decoded: 0};
    worker.onmessage = ({data}) => this.receive(data);
    worker.onerror = event => this.fail(event.message ?? 'the decoder cannot be started');
    this.tick = this.tick.bind(this);
  }

  async open(url) {
    try {
      const {bytes, location} = await this.downloads.get([{url, name: ''}], {path: ''});
      const readIndex = (locations, place) => this.downloads.get(locations, place).then(file => file.bytes);
      this.presentation = await readManifest(new TextDecoder().decode(bytes), location.url, readIndex);
      this.duration = this.presentation.duration;
      this.fetching = new Fetching(this.presentation, this.downloads, {
        levelMs: () => this.levelMs(),
        took: segment => this.take(segment),
      });
      await this.openSound();
      this.tell('opened');
      this.seek(0);
      requestAnimationFrame(this.tick);
    } catch (error) {
      this.fail(error.message);
    }
  }

  async openSound() {
    const {audio} = this.presentation;
    if (audio) {
      this.sound = new Sound(audio);
      const {bytes} = await this.downloads.get(audio.locations, audio.init);
      await this.sound.open(bytes, this.duration);
      this.clock = new PlayClock(this.sound.element);
      this.clock.rate = this.speed;
    }
  }

  close() {
    this.isClosed = true;
    this.clock.stop();
    this.fetchingRun?.abort();
    this.worker.terminate();
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }

  fail(message) {
    this.pause();
    this.tell('failed', message);
  }

  // What is buffered

  get segments() {
    return this.presentation.rungs[0].segments;
  }

  segmentAt(time) {
    const index = this.segments.findIndex(({start, duration}) => time < start + duration - TICK_S);
    return index < 0 ? this.segments.length - 1 : index;
  }

  /** Seconds up to which all is there. */
  get bufferedEnd() {
    let index = this.segmentAt(this.time);
    let end = this.time;
    for (; this.held.has(index); index++) {
      end = this.segments[index].start + this.segments[index].duration;
    }
    return end;
  }

  levelMs() {
    return 1000 * (this.bufferedEnd - this.time);
  }

  take(segment) {
    this.held.set(segment.index, segment);
    if (segment.error) {
      this.tell('damaged', segment.error);
    }
    this.forgetFarAway();
    this.feed();
    this.tell('progress');
  }

  forgetFarAway() {
    let bytes = 0;
    const here = this.segmentAt(this.time);
    const distance = index => index < here ? 2 * (here - index) : index - here;
    for (const [index, segment] of [...this.held].sort(([a], [b]) => distance(a) - distance(b))) {
      bytes += segment.bytes?.byteLength ?? 0;
      if (bytes > KEPT_BYTES && distance(index) > 4) {
        this.held.delete(index);
      }
    }
  }

  /** Hands on to the worker and the sound what is there, in order. */
  feed() {
    for (; this.held.has(this.nextFed); this.nextFed++) {
      const {index, rung, init, bytes, sound} = this.held.get(this.nextFed);
      if (!bytes) {
        this.worker.postMessage({run: this.run, segment: index});
        continue;
      }
      if (!this.knownRungs.has(rung)) {
        this.knownRungs.add(rung);
        this.worker.postMessage({rung, init});
      }
      const offset = this.presentation.rungs[rung].timeOffset;
      this.worker.postMessage({run: this.run, segment: index, rung, bytes, offset, from: this.from});
      sound.forEach(each => this.sound.append(each.index, each.bytes));
    }
  }

  // Going through time

  get time() {
    return this.seekTarget ?? this.clock.time;
  }

  /** Shows the frame of a time, exactly. */
  seek(time) {
    this.seekTarget = Math.min(Math.max(time, 0), this.duration);
    this.from = Math.min(this.seekTarget, this.duration - 2 * TICK_S);
    this.clock.stop();
    this.clock.time = this.seekTarget;
    this.isEnded = false;
    this.run++;
    this.frames.forEach(frame => this.recycle(frame));
    this.frames = [];
    this.doneUntil = this.nextFed = this.segmentAt(this.from);
    this.slow = {segment: -1, ms: 0};
    this.worker.postMessage({start: this.run});
    this.feed();
    this.fetchFrom(this.nextFed);
    this.tell('seeking');
  }

  fetchFrom(index) {
    this.fetchingRun?.abort();
    this.fetchingRun = new AbortController();
    const {signal} = this.fetchingRun;
    this.fetching.run(index, each => !this.held.has(each), signal)
      .catch(error => signal.aborted || this.fail(error.message));
  }

  async play() {
    if (this.isEnded) {
      this.seek(0);
    }
    this.isPlaying = true;
    await this.startClock();
    this.tell('changed');
  }

  /** The clock runs when it shall and there is something to show; without the viewer's leave, silently. */
  async startClock() {
    if (!this.isPlaying || this.seekTarget !== undefined || this.isWaiting) {
      return;
    }
    try {
      await this.clock.start();
    } catch (error) {
      if (error.name === 'NotAllowedError') {
        this.sound.element.muted = true;
        await this.clock.start();
        this.tell('changed');
      }
    }
  }

  pause() {
    this.isPlaying = false;
    this.clock.stop();
    this.tell('changed');
  }

  /** Goes on or back by one frame. */
  step(direction) {
    this.pause();
    if (direction > 0 && this.frames.length > 0) {
      this.draw(this.frames.shift());
      this.clock.time = this.shown.time;
      this.tell('sought');
    } else if (direction < 0 && this.shown?.time > 0) {
      this.seek(this.shown.time - 10 * TICK_S);
    }
  }

  /** Plays one rung, or with null what the rule chooses; what is not shown yet is fetched anew. */
  setRung(rung) {
    this.fetching.fixedRung = rung;
    this.held.clear();
    this.seek(this.time);
  }

  set rate(rate) {
    this.speed = rate;
    this.clock.rate = rate;
    this.tell('changed');
  }

  get rate() {
    return this.speed;
  }

  // Frames

  receive(message) {
    if (message.run !== this.run) {
      this.recycle(message);
    } else if (message.error) {
      this.tell('damaged', message.error);
    } else if (message.isDone) {
      this.doneUntil = message.segment + 1;
      if (this.seekTarget !== undefined && this.doneUntil === this.segments.length) {
        this.fail('From here on nothing can be shown');
      }
    } else {
      this.frames.push(message);
      this.watchSpeed(message);
      if (this.seekTarget !== undefined) {
        this.arrive();
      }
    }
  }

  recycle({pixels}) {
    if (pixels) {
      this.worker.postMessage({free: pixels}, [pixels]);
    }
  }

  /** The first frame of a run is the one that was sought. */
  arrive() {
    this.draw(this.frames.shift());
    this.seekTarget = undefined;
    this.isWaiting = false;
    this.tell('sought');
    this.startClock();
  }

  /** Where decoding is too slow for a rung, lower ones are fetched from then on. */
  watchSpeed({segment, rung, ms}) {
    this.statistics.decoded++;
    this.statistics.decodeMs += ms;
    if (segment !== this.slow.segment) {
      this.slow = {segment, ms: 0};
    }
    this.slow.ms += ms;
    if (this.slow.ms > 1000 * TOO_SLOW * this.segments[segment].duration && rung > 0) {
      this.fetching.ceiling = Math.min(this.fetching.ceiling, rung - 1);
    }
  }

  draw(frame) {
    if (this.canvas.width !== frame.width || this.canvas.height !== frame.height) {
      Object.assign(this.canvas, {width: frame.width, height: frame.height});
    }
    this.context.putImageData(new ImageData(new Uint8ClampedArray(frame.pixels), frame.width, frame.height), 0, 0);
    this.shown = {...frame, pixels: null};
    this.statistics.shown++;
    this.recycle(frame);
    this.tell('frame');
  }

  tick() {
    if (this.isClosed) {
      return;
    }
    if (this.isPlaying && this.seekTarget === undefined) {
      this.showDue();
    }
    requestAnimationFrame(this.tick);
  }

  showDue() {
    const now = this.clock.time + TICK_S;
    let due = null;
    while (this.frames.length > 0 && this.frames[0].time <= now) {
      if (due) {
        this.statistics.dropped++;
        this.recycle(due);
      }
      due = this.frames.shift();
    }
    if (due) {
      this.draw(due);
      this.goOn();
    } else if (this.frames.length > 0) {
      this.goOn();
    } else if (now >= (this.shown?.end ?? 0)) {
      this.starve(now);
    }
    this.tell('time');
  }

  goOn() {
    if (this.isWaiting) {
      this.isWaiting = false;
      this.startClock();
      this.tell('changed');
    }
  }

  starve(now) {
    if (this.doneUntil === this.segments.length) {
      if (now >= this.duration) {
        this.end();
      }
    } else if (now - this.shown.end > LATE_S) {
      this.seek(now);
    } else if (!this.isWaiting) {
      this.isWaiting = true;
      this.clock.stop();
      this.statistics.rebuffers++;
      this.tell('changed');
    }
  }

  end() {
    if (this.isLooping) {
      this.seek(0);
      return;
    }
    this.pause();
    this.isEnded = true;
    this.tell('ended');
  }
}
