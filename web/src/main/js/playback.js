// Plays a title on a canvas: segments come from Fetching and go to the worker, frames come back and are drawn when it is
// time. Seeking begins a new run; what still comes of an older one is dropped. Where the decoder cannot keep up, or there is
// nothing for it, pictures come in a codec of the browser's own ("stock"), and are shown by its media element.

const TICK_S = 1e-4;
const KEPT_BYTES = 64 << 20;

/** Behind by more than this, it jumps instead of decoding every frame in between. */
const LATE_S = 2;

/** After it had nothing to show, it goes on when so much is decoded. */
const RESUME_S = 1 / 3;

class Playback extends EventTarget {
  constructor(canvas, worker) {
    super();
    Object.assign(this, {canvas, worker, context: canvas.getContext('2d', {alpha: false})});
    this.downloads = new Downloads();
    this.clock = new PlayClock(null);
    this.held = new Map();
    this.knownInits = new Set();
    this.frames = [];
    this.run = 0;
    this.isPlaying = false;
    this.isLooping = false;
    this.speed = 1;
    this.statistics = {shown: 0, dropped: 0, rebuffers: 0, decodeMs: 0, decoded: 0};
    worker.onmessage = ({data}) => this.receive(data);
    worker.onerror = event => this.cannotDecode(event.message ?? 'The decoder cannot be started');
    this.tick = this.tick.bind(this);
  }

  async open(url) {
    const get = (locations, place) => this.downloads.get(locations, place);
    const read = async at => {
      const file = await get([{url: at, name: ''}], {path: ''});
      return new Manifest(new TextDecoder().decode(file.bytes), file.url, async (...where) => (await get(...where)).bytes);
    };
    try {
      const manifest = await read(url);
      await this.steer(manifest);
      this.title = new Title(manifest, read);
      this.isStock = !manifest.isOurs;
      await this.begin();
      requestAnimationFrame(this.tick);
    } catch (error) {
      this.fail(error.message);
    }
  }

  async steer({steering, url}) {
    if (steering) {
      this.downloads.steering = new Steering(steering, url);
      const asked = this.downloads.steer(0);
      await (this.downloads.steering.isAskedFirst && asked);
    }
  }

  /** Begins at the time that is sought, or where the title is joined. */
  async begin() {
    this.presentation = await this.title.join(this.isStock);
    const {isLive, audio, rungs} = this.presentation;
    const video = this.isStock && rungs.at(-1);
    this.media = audio || video ? new Media({audio, video}, isLive ? Infinity : this.duration) : null;
    this.clock = new PlayClock(this.media?.element);
    this.clock.rate = this.speed;
    this.fetching = new Fetching(this.presentation, this.downloads, {
      mostMs: isLive ? 1000 * this.title.delay : undefined,
      hasMore: (known, signal) => this.title.hasMore(known, signal),
      levelMs: () => this.levelMs(),
      took: file => this.take(file),
    });
    await this.media?.opened;
    this.tell('opened');
    this.seek(this.seekTarget ?? this.title.edge);
  }

  /** Goes on in a codec of the browser's own, if there is one; else for that reason not at all. */
  cannotDecode(reason) {
    if (!this.presentation?.hasStock || this.isStock) {
      this.fail(reason);
      return;
    }
    this.seekTarget = this.time;
    this.isStock = true;
    this.run++;
    this.fetchingRun.abort();
    this.held.clear();
    this.clock.stop();
    this.media?.close();
    this.begin().catch(error => this.fail(error.message));
  }

  close() {
    this.isClosed = true;
    this.clock.stop();
    this.fetchingRun?.abort();
    this.worker.terminate();
    this.media?.close();
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }

  fail(message) {
    this.pause();
    this.tell('failed', message);
  }

  // What is buffered

  get slots() {
    return this.presentation.slots;
  }

  get isLive() {
    return this.presentation.isLive;
  }

  /** Where it ends, as far as is known. */
  get duration() {
    return this.presentation?.end ?? NaN;
  }

  slotAt(time) {
    let [low, high] = [0, this.slots.length - 1];
    while (low < high) {
      const middle = low + high >> 1;
      const {start, duration} = this.slots[middle];
      [low, high] = time < start + duration - TICK_S ? [low, middle] : [middle + 1, high];
    }
    return low;
  }

  /** Seconds up to which all is there. */
  get bufferedEnd() {
    let index = this.slotAt(this.time);
    let end = this.time;
    for (; this.held.has(index); index++) {
      end = this.slots[index].start + this.slots[index].duration;
    }
    return end;
  }

  levelMs() {
    return this.isStock && this.isWaiting ? 0 : 1000 * (this.bufferedEnd - this.time);
  }

  take(file) {
    this.held.set(file.index, file);
    if (file.error) {
      this.tell('damaged', file.error);
    }
    this.forgetFarAway();
    this.feed();
    this.tell('progress');
  }

  forgetFarAway() {
    let bytes = 0;
    const here = this.slotAt(this.time);
    const distance = index => index < here ? 2 * (here - index) : index - here;
    for (const [index, file] of [...this.held].sort(([a], [b]) => distance(a) - distance(b))) {
      bytes += file.bytes?.byteLength ?? 0;
      if (bytes > KEPT_BYTES && distance(index) > 4) {
        this.held.delete(index);
      }
    }
  }

  /** Hands on what is there, in order. */
  feed() {
    for (; this.held.has(this.nextFed); this.nextFed++) {
      const file = this.held.get(this.nextFed);
      file.sound?.forEach(each => this.media?.lanes.audio?.append(each));
      if (!this.isStock) {
        this.feedWorker(file);
      } else if (file.bytes) {
        this.media.lanes.video.append(file);
      }
    }
    if (!this.isLive && this.nextFed === this.slots.length) {
      this.media?.finish();
    }
  }

  feedWorker({index, rung, segment, init, bytes}) {
    if (!bytes) {
      this.worker.postMessage({run: this.run, segment: index});
      return;
    }
    const {key, timeOffset: offset} = segment.track;
    if (!this.knownInits.has(key)) {
      this.knownInits.add(key);
      this.worker.postMessage({key, init});
    }
    this.worker.postMessage({run: this.run, segment: index, rung, key, bytes, offset, from: this.from});
  }

  // Going through time

  get time() {
    return this.seekTarget ?? this.clock.time;
  }

  /** Shows the frame of a time, exactly; once the title is open. */
  seek(time) {
    if (!this.presentation) {
      this.seekTarget = time;
      return;
    }
    this.seekTarget = Math.min(Math.max(time, this.title.from), this.isLive ? this.title.edge : this.duration);
    this.from = Math.min(this.seekTarget, this.duration - 2 * TICK_S);
    this.clock.stop();
    this.clock.time = this.isStock ? this.from : this.seekTarget;
    this.isEnded = false;
    this.run++;
    this.frames.forEach(frame => this.recycle(frame));
    this.frames = [];
    this.doneUntil = this.nextFed = this.slotAt(this.from);
    this.decoding = null;
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
      .then(() => this.feed())
      .catch(error => signal.aborted || this.fail(error.message));
  }

  async play() {
    if (this.isEnded || this.presentation && this.time < this.title.from) {
      this.seek(this.title.edge);
    }
    this.isPlaying = true;
    await this.startClock();
    this.tell('changed');
  }

  /** The clock runs when it shall and there is something to show; without the viewer's leave, silently. */
  async startClock() {
    if (!this.isPlaying || !this.shown || this.seekTarget !== undefined || this.isWaiting) {
      return;
    }
    try {
      await this.clock.start();
    } catch (error) {
      if (error.name === 'NotAllowedError') {
        this.media.element.muted = true;
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
    if (this.isStock) {
      this.seek(this.time + direction / this.presentation.rungs[0].frameRate);
    } else if (direction > 0 && this.frames.length > 0) {
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
      if (this.decoding?.segment === message.segment && this.slots[message.segment].start > this.from - TICK_S) {
        this.learnSpeed();
      }
      if (this.seekTarget !== undefined && this.isAllDone) {
        this.fail('From here on nothing can be shown');
      }
    } else {
      this.frames.push(message);
      if (this.seekTarget !== undefined) {
        this.draw(this.frames.shift());
        this.arrive();
      }
      this.watchSpeed(message);
    }
  }

  /** Whether the title ends behind what was decoded. */
  get isAllDone() {
    return !this.isLive && this.doneUntil === this.slots.length;
  }

  recycle({pixels}) {
    if (pixels) {
      this.worker.postMessage({free: pixels}, [pixels]);
    }
  }

  /** The first frame of a run is the one that was sought. */
  arrive() {
    this.seekTarget = undefined;
    this.isWaiting = false;
    this.tell('sought');
    this.startClock();
  }

  /** Of each frame: where the lowest rung is too slow to decode, there may be other codecs. */
  watchSpeed({segment, rung, ms}) {
    this.statistics.decoded++;
    this.statistics.decodeMs += ms;
    if (segment !== this.decoding?.segment) {
      this.decoding = {segment, rung, load: 0};
    }
    this.decoding.load += ms / 1000 * this.speed / this.slots[segment].duration;
    if (this.decoding.load > TOO_SLOW) {
      this.learnSpeed();
      if (rung === 0 && this.presentation.hasStock) {
        this.cannotDecode();
      }
    }
  }

  learnSpeed() {
    const {segment, rung, load} = this.decoding;
    this.fetching.ceiling.learn(segment, rung, load);
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
    this.leap();
    if (this.isStock) {
      this.watchMedia();
    } else if (this.isPlaying && this.seekTarget === undefined) {
      this.showDue();
    }
    requestAnimationFrame(this.tick);
  }

  /** Over a hole in what the media element has, behind which there is more. */
  leap() {
    const {element} = this.media ?? {};
    if (this.isPlaying && this.seekTarget === undefined && element && !element.seeking
      && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) {
      const {buffered, currentTime} = element;
      const starts = Array.from(buffered, (_, i) => buffered.start(i)).filter(start => start > currentTime);
      if (starts.length > 0) {
        this.seek(starts[0]);
      }
    }
  }

  /** The browser shows pictures by itself. */
  watchMedia() {
    const {element} = this.media;
    const {time} = this;
    const hasPicture = !element.seeking && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    const slot = this.slotAt(time);
    this.shown = {time, segment: slot, rung: this.held.get(slot)?.rung ?? 0, width: element.videoWidth, height: element.videoHeight};
    if (this.seekTarget !== undefined) {
      if (hasPicture) {
        this.arrive();
      }
    } else if (this.isPlaying) {
      const isWaiting = element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
      if (element.ended) {
        this.end();
      } else if (isWaiting !== Boolean(this.isWaiting)) {
        this.isWaiting = isWaiting;
        this.statistics.rebuffers += isWaiting;
        this.tell('changed');
      }
      this.tell('time');
    }
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
    }
    if (this.frames.length > 0 || now < (this.shown?.end ?? 0)) {
      this.goOn(now);
    } else {
      this.starve(now);
    }
    this.tell('time');
  }

  /** Goes on after starving, with enough to show or all that there is. */
  goOn(now) {
    const last = this.frames.at(-1) ?? this.shown;
    const isEnough = last.end > now + RESUME_S || this.frames.length >= mostAhead(last);
    if (this.isWaiting && (isEnough || this.doneUntil === this.nextFed)) {
      this.isWaiting = false;
      this.startClock();
      this.tell('changed');
    }
  }

  starve(now) {
    if (this.isAllDone) {
      if (now >= this.duration) {
        this.end();
      }
    } else if (now - this.shown.end > LATE_S) {
      this.seek(now);
    } else if (!this.isWaiting) {
      this.isWaiting = true;
      this.clock.stop();
      this.statistics.rebuffers++;
      this.replaceSlow();
      this.tell('changed');
    }
  }

  /** What is fetched, not begun and too slow to decode gives way to lower rungs. */
  replaceSlow() {
    const first = this.doneUntil + 1;
    const slow = [...this.held].filter(([index, {rung}]) => index >= first && rung > this.fetching.ceiling.rung);
    if (slow.length > 0) {
      slow.forEach(([index]) => this.held.delete(index));
      this.worker.postMessage({run: this.run, drop: first});
      this.nextFed = Math.min(this.nextFed, first);
      this.feed();
      this.fetchFrom(first);
    }
  }

  end() {
    if (this.isLooping) {
      this.seek(this.title.edge);
      return;
    }
    this.pause();
    this.isEnded = true;
    this.tell('ended');
  }
}
