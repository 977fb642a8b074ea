// The sound, played by the browser from the segments that it is given (Media Source Extensions).

const KEPT_BEHIND_S = 10;

class Sound {
  constructor(track) {
    this.track = track;
    this.element = document.createElement('audio');
    this.source = new MediaSource();
    this.appended = new Set();
    this.queue = Promise.resolve();
    this.element.src = URL.createObjectURL(this.source);
    this.opened = once(this.source, 'sourceopen');
  }

  async open(init, duration) {
    await this.opened;
    URL.revokeObjectURL(this.element.src);
    this.buffer = this.source.addSourceBuffer(`${this.track.mimeType}; codecs="${this.track.codecs}"`);
    this.buffer.timestampOffset = this.track.timeOffset;
    this.source.duration = duration;
    await this.put(init);
  }

  /** Appends a segment, once; after the last one the sound knows its end. */
  append(index, bytes) {
    if (this.appended.has(index)) {
      return;
    }
    this.appended.add(index);
    this.queue = this.queue.then(() => this.put(bytes)).then(() => {
      if (this.appended.size === this.track.segments.length && this.source.readyState === 'open') {
        this.source.endOfStream();
      }
    }).catch(error => console.warn(`sound segment ${index}: ${error.message}`));
  }

  async put(bytes) {
    try {
      this.buffer.appendBuffer(bytes);
    } catch (error) {
      if (error.name !== 'QuotaExceededError') {
        throw error;
      }
      await this.forget(this.element.currentTime - KEPT_BEHIND_S);
      this.buffer.appendBuffer(bytes);
    }
    await once(this.buffer, 'updateend');
  }

  async forget(end) {
    this.buffer.remove(0, Math.max(end, 0.001));
    await once(this.buffer, 'updateend');
    this.track.segments.forEach((segment, index) => {
      if (segment.start < end) {
        this.appended.delete(index);
      }
    });
  }
}

const once = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, {once: true}));
