// Where a title is joined, and what there is of it. One that changes while it is played (ISO/IEC 23009-1, 5.4 and A.3) is
// joined at the live edge less the delay, has new segments as time goes by and from new manifests, and ends when the manifest
// says so or nothing new comes.

const PATIENCE_S = 15;
const POLL_MS = 100;
const SHORTEST_UPDATE_S = 0.5;

class Title {
  /** @param read gets a manifest: read(url) */
  constructor(manifest, read) {
    Object.assign(this, {manifest, read, ahead: 0});
    this.readAt = this.newsAt = performance.now() / 1000;
  }

  /** Seconds since the start of the title, by the first of its clocks that works, else by this machine's. */
  get now() {
    return Date.now() / 1000 + this.ahead - this.manifest.epoch;
  }

  async setClock() {
    for (const [scheme, value] of this.manifest.timings) {
      try {
        const before = Date.now();
        const time = await serverTime(scheme, value ?? '', this.manifest.url);
        if (!Number.isNaN(time)) {
          this.ahead = (time - (before + Date.now()) / 2) / 1000;
          return;
        }
      } catch {
        // then the next
      }
    }
  }

  /** @param isStock whether pictures are to be in a codec of the browser's own */
  async join(isStock) {
    this.isStock = isStock;
    const isLive = this.manifest.isDynamic;
    if (isLive) {
      await this.setClock();
    }
    for (;;) {
      const periods = await this.periods();
      if (periods.length > 0) {
        this.presentation = new Presentation(periods, isLive);
        if (this.presentation.slots.length > 0) {
          return this.presentation;
        }
      }
      if (this.isOver()) {
        throw new ManifestError('The title has no segments now; try again later');
      }
      await wait(POLL_MS);
      await this.update();
    }
  }

  periods() {
    return this.manifest.periods(this.now, this.isStock);
  }

  /** How far behind live it is shown, at least. */
  get delay() {
    return this.manifest.delay || Math.max(this.manifest.minBuffer, 3 * this.presentation.longest);
  }

  /** Where it is joined. */
  get edge() {
    const {start, end, longest, isLive} = this.presentation;
    return isLive ? Math.max(start, Math.min(Math.max(this.now || end, end) - this.delay, end - longest)) : start;
  }

  /** From where on segments can be had. */
  get from() {
    return Math.max(this.presentation.start, this.manifest.isDynamic ? this.now - this.manifest.depth : 0);
  }

  /** Waits until there are more slots than that; false when the title has ended. */
  async hasMore(known, signal) {
    const {presentation} = this;
    while (presentation.slots.length <= known && presentation.isLive) {
      await this.update();
      const before = presentation.slots.length;
      try {
        presentation.add(await this.periods());
      } catch (error) {
        signal.throwIfAborted();
      }
      if (presentation.slots.length > before) {
        this.newsAt = performance.now() / 1000;
      } else if (this.isOver()) {
        presentation.isLive = false;
      } else {
        await wait(POLL_MS, signal);
      }
    }
    return presentation.slots.length > known;
  }

  isOver() {
    const patience = Math.max(PATIENCE_S, 5 * (this.presentation?.longest || 0));
    return this.manifest.isOver(this.now) || performance.now() / 1000 - this.newsAt > patience;
  }

  /** Gets the manifest anew, if the one that is known has had its time; one that is being written is passed over. */
  async update() {
    const age = performance.now() / 1000 - this.readAt;
    if (this.manifest.isDynamic && age >= Math.max(SHORTEST_UPDATE_S, this.manifest.updatePeriod)) {
      this.readAt += age;
      this.manifest = await this.read(this.manifest.newest).catch(() => this.manifest);
    }
  }
}

/** Milliseconds since 1970, by a server; NaN where that cannot be had. */
async function serverTime(scheme, value, base) {
  const kind = /^urn:mpeg:dash:utc:(direct|http-(?:iso|xsdate|head)):2014$/.exec(scheme)?.[1];
  if (kind === 'direct') {
    return Date.parse(value);
  }
  if (!kind) {
    return NaN;
  }
  const response = await fetch(new URL(value.trim().split(/\s+/)[0], base), {method: kind === 'http-head' ? 'HEAD' : 'GET'});
  return kind === 'http-head' ? Date.parse(response.headers.get('Date')) + 500 : Date.parse((await response.text()).trim());
}
