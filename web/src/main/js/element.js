// The custom element: <rundelta-player src="manifest.mpd" poster="poster.jpg" autoplay loop muted></rundelta-player>. It has the methods and
// properties of media elements that it needs: play, pause, currentTime, duration, paused, ended, playbackRate; besides, step.
// Events: play, pause, seeking, seeked, timeupdate, waiting, playing, ended, error (its detail is the message).

/** A worker of this very script, all of which is the function rundelta: wherever it came from, it has its own text. */
function makeWorker() {
  return new Worker(URL.createObjectURL(new Blob([`(${rundelta})()`], {type: 'text/javascript'})));
}

const Element = globalThis.HTMLElement ?? Object;

class RundeltaPlayer extends Element {
  static get observedAttributes() {
    return ['src'];
  }

  constructor() {
    super();
    this.attachShadow({mode: 'open'}).innerHTML = `<style>${STYLE}</style>${MARKUP}`;
    this.inside = name => this.shadowRoot.getElementById(name);
  }

  get canvas() {
    return this.inside('canvas');
  }

  connectedCallback() {
    this.load();
  }

  disconnectedCallback() {
    this.playback?.close();
    this.playback = null;
  }

  attributeChangedCallback() {
    if (this.playback) {
      this.load();
    }
  }

  load() {
    this.playback?.close();
    this.playback = null;
    if (!this.hasAttribute('src')) {
      return;
    }
    const playback = new Playback(this.canvas, makeWorker());
    this.playback = playback;
    this.controls ??= new Controls(this);
    this.controls.showPoster(this.getAttribute('poster'));
    this.controls.attach(playback);
    playback.isLooping = this.hasAttribute('loop');
    this.passOn(playback);
    playback.open(new URL(this.getAttribute('src'), document.baseURI).href);
  }

  passOn(playback) {
    const tell = (name, detail) => this.dispatchEvent(new CustomEvent(name, {detail}));
    playback.addEventListener('opened', () => {
      if (playback.media && this.hasAttribute('muted')) {
        playback.media.element.muted = true;
      }
      if (this.hasAttribute('autoplay')) {
        playback.play();
      }
      tell('loadedmetadata');
    }, {once: true});
    const names = {seeking: 'seeking', sought: 'seeked', time: 'timeupdate', ended: 'ended'};
    for (const [from, to] of Object.entries(names)) {
      playback.addEventListener(from, () => tell(to));
    }
    playback.addEventListener('changed', () =>
      tell(playback.isWaiting ? 'waiting' : playback.isPlaying ? 'play' : 'pause'));
    playback.addEventListener('failed', ({detail}) => tell('error', detail));
  }

  play() {
    return this.playback.play();
  }

  pause() {
    this.playback.pause();
  }

  step(direction) {
    this.playback.step(direction);
  }

  get currentTime() {
    return this.playback?.presentation ? this.playback.time : 0;
  }

  set currentTime(time) {
    this.playback.seek(time);
  }

  get duration() {
    return this.playback?.presentation?.isLive ? Infinity : this.playback?.duration ?? NaN;
  }

  get paused() {
    return !this.playback?.isPlaying;
  }

  get ended() {
    return this.playback?.isEnded ?? false;
  }

  get playbackRate() {
    return this.playback.rate;
  }

  set playbackRate(rate) {
    this.playback.rate = rate;
  }
}
