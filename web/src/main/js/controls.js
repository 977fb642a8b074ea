// The controls over the canvas: buttons, keys, touch, and the overlay of figures.

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const HIDE_MS = 2500;

/** Less behind where it is joined, a live title is live. */
const LIVE_S = 2;

/** 75.2 is 1:15. */
function clockText(time) {
  const whole = Math.floor(time + TICK_S);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (h > 0 ? `${h}:${String(m).padStart(2, '0')}` : m) + `:${String(s).padStart(2, '0')}`;
}

class Controls {
  constructor(element) {
    this.element = element;
    this.part = element.inside;
    this.frame = this.part('frame');
    this.captions = null;
    this.wireButtons();
    this.wireSeekBar();
    this.wirePointer();
    element.tabIndex = element.getAttribute('tabindex') ?? 0;
    element.addEventListener('keydown', event => this.key(event));
  }

  attach(playback) {
    this.playback = playback;
    this.part('message').hidden = true;
    this.captions = new Captions(this.part('captions'), playback.downloads);
    playback.addEventListener('opened', () => this.opened());
    for (const name of ['time', 'sought', 'seeking', 'changed', 'progress', 'ended']) {
      playback.addEventListener(name, () => this.update());
    }
    playback.addEventListener('failed', ({detail}) => this.say(detail));
    playback.addEventListener('damaged', ({detail}) => this.note(detail));
    this.update();
  }

  opened() {
    const {presentation, media, isStock} = this.playback;
    const {width, height} = presentation.rungs.at(-1);
    this.frame.style.aspectRatio = `${width} / ${height}`;
    this.part('video').replaceChildren(...isStock ? [media.element] : []);
    this.part('canvas').hidden = isStock;
    this.part('mute').hidden = !presentation.audio;
    const quality = ['Auto', ...presentation.rungs.map(rung => `${rung.id} · ${rung.width}×${rung.height}`)];
    this.fill('quality', quality, presentation.rungs.length > 1);
    this.fill('text', ['No text', ...presentation.texts.map(({label}) => label)], presentation.texts.length > 0);
    this.setText(0);
  }

  /** Until it is played or sought, and there is a frame. */
  showPoster(url) {
    const poster = this.part('poster');
    poster.hidden = !url;
    poster.src = url ?? '';
  }

  fill(id, names, isShown) {
    const select = this.part(id);
    select.replaceChildren(...names.map((name, value) => new Option(name, value)));
    select.hidden = !isShown;
  }

  wireButtons() {
    const on = (id, act) => this.part(id).addEventListener(this.part(id).localName === 'select' ? 'change' : 'click', act);
    this.fill('speed', SPEEDS.map(speed => `${speed}×`), true);
    this.part('speed').value = SPEEDS.indexOf(1);
    on('play', () => this.toggle());
    on('back', () => this.playback.step(-1));
    on('next', () => this.playback.step(1));
    on('mute', () => this.mute());
    on('loop', () => this.loop());
    on('figures', () => this.toggleFigures());
    on('full', () => this.fullScreen());
    on('speed', () => this.setSpeed(Number(this.part('speed').value)));
    on('quality', () => this.setQuality(Number(this.part('quality').value)));
    on('text', () => this.setText(Number(this.part('text').value)));
    on('retry', () => this.retry());
  }

  wireSeekBar() {
    const bar = this.part('seek');
    bar.addEventListener('input', () => this.playback.seek(Number(bar.value)));
    bar.addEventListener('pointermove', ({offsetX}) => {
      const part = Math.min(Math.max(offsetX / bar.clientWidth, 0), 1);
      this.preview(Number(bar.min) + part * (bar.max - bar.min), part);
    });
    bar.addEventListener('pointerleave', () => {
      this.part('preview').hidden = true;
    });
  }

  /** Shows the thumbnail of a time, if there is one, at a part of the bar. */
  preview(time, part) {
    const tile = this.playback?.presentation?.tiles.find(({start, length}) => start <= time && time < start + length);
    const preview = this.part('preview');
    preview.hidden = !tile;
    if (tile) {
      const {track, place, start, length} = tile;
      const [columns, rows] = track.tiling;
      const index = Math.floor((time - start) / length * columns * rows);
      const [width, height] = [track.width / columns, track.height / rows];
      const url = new URL(place.path, track.locations[0].url);
      Object.assign(preview.style, {
        width: `${width}px`, height: `${height}px`, left: `clamp(0px, calc(${100 * part}% - ${width / 2}px), calc(100% - ${width}px))`,
        background: `url("${embedded(url) ?? url}") ${-width * (index % columns)}px ${-height * Math.floor(index / columns)}px`,
      });
      preview.textContent = clockText(time);
    }
  }

  wirePointer() {
    const show = () => {
      this.frame.classList.remove('quiet');
      clearTimeout(this.hiding);
      this.hiding = setTimeout(() => this.frame.classList.toggle('quiet', this.playback?.isPlaying), HIDE_MS);
    };
    this.frame.addEventListener('pointermove', show);
    this.element.addEventListener('keydown', show);
    this.element.addEventListener('focusin', show);
    this.part('stage').addEventListener('click', ({pointerType}) => {
      const wasQuiet = this.frame.classList.contains('quiet');
      show();
      if (pointerType !== 'touch' || !wasQuiet) {
        this.toggle();
      }
    });
    this.part('stage').addEventListener('dblclick', () => this.fullScreen());
    show();
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.playback?.presentation) {
      return;
    }
    const target = event.composedPath()[0];
    if (target.localName === 'select' || target.localName === 'button' && [' ', 'Enter'].includes(event.key)) {
      return;
    }
    const {playback} = this;
    const by = seconds => () => playback.seek(playback.time + seconds);
    const act = {
      ' ': () => this.toggle(), k: () => this.toggle(),
      ArrowLeft: by(-5), ArrowRight: by(5), j: by(-10), l: by(10),
      ',': () => playback.step(-1), '.': () => playback.step(1),
      Home: () => playback.seek(-Infinity), End: () => playback.seek(Infinity),
      '<': () => this.changeSpeed(-1), '>': () => this.changeSpeed(1),
      m: () => this.mute(), r: () => this.loop(), f: () => this.fullScreen(), i: () => this.toggleFigures(),
      c: () => this.setText((Number(this.part('text').value) + 1) % this.part('text').options.length),
    }[event.key] ?? (/^\d$/.test(event.key) ? () => playback.seek(playback.title.from + (playback.duration - playback.title.from) * event.key / 10) : null);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  toggle() {
    if (this.playback.isPlaying) {
      this.playback.pause();
    } else {
      this.playback.play();
    }
  }

  mute() {
    const element = this.playback.media?.element;
    if (element) {
      element.muted = !element.muted;
      this.update();
    }
  }

  loop() {
    this.playback.isLooping = !this.playback.isLooping;
    this.update();
  }

  toggleFigures() {
    this.part('overlay').hidden = !this.part('overlay').hidden;
    this.update();
  }

  fullScreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      this.element.requestFullscreen?.();
    }
  }

  changeSpeed(by) {
    this.setSpeed(Math.min(Math.max(SPEEDS.indexOf(this.playback.rate) + by, 0), SPEEDS.length - 1));
  }

  setSpeed(index) {
    this.part('speed').value = index;
    this.playback.rate = SPEEDS[index];
  }

  setQuality(value) {
    this.playback.setRung(value === 0 ? null : value - 1);
  }

  setText(value) {
    this.part('text').value = value;
    this.captions.choose(this.playback.presentation.texts[value - 1]);
  }

  retry() {
    this.part('message').hidden = true;
    if (this.playback.presentation) {
      this.playback.seek(this.playback.time);
    } else {
      this.element.load();
    }
  }

  /** What stops the playback. */
  say(message) {
    this.part('problem').textContent = message;
    this.part('message').hidden = false;
  }

  /** What does not. */
  note(message) {
    console.warn(message);
    this.part('note').textContent = message;
    clearTimeout(this.noting);
    this.noting = setTimeout(() => this.part('note').textContent = '', 5000);
  }

  update() {
    const {playback} = this;
    const {isPlaying, isLooping} = playback;
    this.label('play', isPlaying ? 'Pause' : 'Play', isPlaying);
    const isMuted = playback.media?.element.muted;
    this.label('mute', isMuted ? 'Sound on' : 'Sound off', isMuted);
    this.label('loop', isLooping ? 'Play once' : 'Play again and again', isLooping);
    this.frame.classList.toggle('waiting', Boolean(playback.isWaiting || playback.seekTarget !== undefined));
    if (playback.presentation) {
      this.updateTime(playback);
    }
    if (!this.part('overlay').hidden) {
      this.part('overlay').textContent = figures(playback);
    }
  }

  updateTime({time, title, isLive, duration, bufferedEnd, shown, isPlaying, run, statistics}) {
    const bar = this.part('seek');
    bar.min = title.from;
    bar.max = duration;
    bar.value = time;
    const behind = title.edge - time;
    const text = !isLive ? `${clockText(time)} / ${clockText(duration)}` : behind < LIVE_S ? 'live' : `-${clockText(behind)}`;
    const percent = at => `${100 * (at - bar.min) / (duration - bar.min)}%`;
    bar.setAttribute('aria-valuetext', text.replace('/', 'of'));
    bar.style.setProperty('--shown', percent(time));
    bar.style.setProperty('--there', percent(bufferedEnd));
    this.part('clock').textContent = text;
    this.part('poster').hidden ||= Boolean(shown && (isPlaying || run > 1 || statistics.shown > 1));
    this.captions.show(time);
  }

  label(id, label, isOn) {
    const button = this.part(id);
    button.classList.toggle('on', Boolean(isOn));
    if (button.title !== label) {
      button.title = label;
      button.setAttribute('aria-label', label);
    }
  }
}

function figures(playback) {
  const {presentation, shown, statistics, held, isStock, media} = playback;
  if (!shown) {
    return '';
  }
  const rung = presentation.rungs[shown.rung];
  const {bytes, location} = held.get(shown.segment) ?? {};
  const kbps = bytes ? 8 * bytes.byteLength / playback.slots[shown.segment].duration / 1000 : rung.bandwidth / 1000;
  const {totalVideoFrames = 0, droppedVideoFrames = 0} = isStock ? media.element.getVideoPlaybackQuality() : {};
  const [drawn, dropped] = isStock ? [totalVideoFrames - droppedVideoFrames, droppedVideoFrames] : [statistics.shown, statistics.dropped];
  return [
    `rung      ${rung.id}, ${shown.width}×${shown.height}, segment ${shown.segment}`,
    `bitrate   ${kbps.toFixed(0)} kbit/s`,
    `buffer    ${(playback.levelMs() / 1000).toFixed(1)} s`,
    `frames    ${drawn} shown, ${dropped} dropped, ${statistics.rebuffers} rebuffers`,
    isStock ? 'decoding  by the browser' : `decoding  ${(statistics.decodeMs / Math.max(1, statistics.decoded)).toFixed(1)} ms a frame`,
    `edge      ${location ? location.name || new URL(location.url).host || 'this file' : ''}`,
  ].join('\n');
}
