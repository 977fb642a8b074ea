// What time it is in the title: by the sound if there is any, else by the machine's clock.

class PlayClock {
  /** @param sound an audio element, or null */
  constructor(sound) {
    this.sound = sound;
    this.base = 0;
    this.since = null;
    this.speed = 1;
  }

  get isSilent() {
    return !this.sound || this.sound.ended || this.sound.error;
  }

  /** Seconds; where the sound ends before the pictures do, the machine's clock goes on from there. */
  get time() {
    if (!this.isSilent) {
      this.base = this.sound.currentTime;
      this.since &&= performance.now();
      return this.base;
    }
    return this.since === null ? this.base : this.base + (performance.now() - this.since) / 1000 * this.speed;
  }

  set time(time) {
    this.base = time;
    this.since &&= performance.now();
    if (this.sound) {
      this.sound.currentTime = time;
    }
  }

  set rate(speed) {
    this.base = this.time;
    this.since &&= performance.now();
    this.speed = speed;
    if (this.sound) {
      this.sound.playbackRate = speed;
    }
  }

  get rate() {
    return this.speed;
  }

  /** Throws if the browser does not let the sound play before the viewer did something. */
  async start() {
    this.since ??= performance.now();
    if (!this.isSilent) {
      await this.sound.play();
    }
  }

  stop() {
    this.base = this.time;
    this.since = null;
    this.sound?.pause();
  }
}
