// What the browser itself plays of the segments that it is given (Media Source Extensions): the sound, and pictures in its
// own codecs.

const KEPT_BEHIND_S = 10;
const FAR_S = 1e12;

class Media {
  /** @param tracks {audio, video}, either may be missing; @param duration in seconds, or Infinity */
  constructor(tracks, duration) {
    this.element = document.createElement(tracks.video ? 'video' : 'audio');
    this.source = new MediaSource();
    this.element.src = URL.createObjectURL(this.source);
    this.lanes = {};
    this.opened = once(this.source, 'sourceopen').then(() => {
      URL.revokeObjectURL(this.element.src);
      for (const kind of Object.keys(tracks).filter(each => tracks[each])) {
        this.lanes[kind] = new Lane(this, this.source.addSourceBuffer(mediaType(tracks[kind])));
      }
      this.source.duration = duration;
      if (duration === Infinity) {
        this.source.setLiveSeekableRange(0, FAR_S); // else there is nowhere to seek to before there is a segment
      }
    });
  }

  /** Tells that there is no more, so that the element knows its end. */
  async finish() {
    await Promise.all(Object.values(this.lanes).map(({queue}) => queue));
    if (this.source.readyState === 'open') {
      this.source.endOfStream();
    }
  }

  close() {
    this.element.removeAttribute('src');
    this.element.load();
  }
}

/** One track's way into the element. */
class Lane {
  constructor(media, buffer) {
    Object.assign(this, {media, buffer, type: '', key: '', appended: new Set(), queue: Promise.resolve()});
  }

  /** Appends a segment, once. */
  append({segment, init, bytes}) {
    if (!this.appended.has(segment)) {
      this.appended.add(segment);
      this.queue = this.queue.then(() => this.put(segment.track, init, bytes))
        .catch(error => console.warn(`${segment.track.id}, ${segment.start} s: ${error.message}`));
    }
  }

  async put(track, init, bytes) {
    if (track.key !== this.key) {
      this.buffer.changeType(mediaType(track));
      this.buffer.timestampOffset = track.timeOffset;
      await this.add(init);
      this.key = track.key;
    }
    await this.add(bytes);
  }

  async add(bytes) {
    try {
      this.buffer.appendBuffer(bytes);
    } catch (error) {
      if (error.name !== 'QuotaExceededError') {
        throw error;
      }
      await this.forget(this.media.element.currentTime - KEPT_BEHIND_S);
      this.buffer.appendBuffer(bytes);
    }
    await once(this.buffer, 'updateend');
  }

  async forget(end) {
    this.buffer.remove(0, Math.max(end, 0.001));
    await once(this.buffer, 'updateend');
    this.appended.forEach(segment => segment.start < end && this.appended.delete(segment));
  }
}

const once = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, {once: true}));
