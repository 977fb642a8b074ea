// One object of the same form for each player. Errors are all that a player reports, recovered from or not. Text is loaded
// in the language wanted, and shown by the browser.

// So little that most of a short title is fetched after the first switch.
const BUFFER_S = 3;

const script = src => new Promise((resolve, reject) => {
  const element = document.createElement('script');
  Object.assign(element, {src, onload: resolve, onerror: () => reject(new Error(`cannot load ${src}`))});
  document.head.append(element);
});

const dashjs = {
  errors: [],
  async load(video, url, language, bufferS = BUFFER_S) {
    await script('node_modules/dashjs/dist/modern/umd/dash.all.min.js');
    this.player = window.dashjs.MediaPlayer().create();
    this.player.updateSettings({
      streaming: {
        abr: {autoSwitchBitrate: {video: false}},
        buffer: {bufferTimeDefault: bufferS, bufferTimeAtTopQuality: bufferS},
      },
    });
    this.player.on('error', ({error}) => this.errors.push(`${error.code} ${error.message}`));
    this.player.initialize(video, null, false);
    this.player.setInitialMediaSettingsFor('text', {lang: language});
    // Before that it misses that the video is played, and never asks for a newer manifest.
    const initialized = new Promise(resolve => this.player.on('streamInitialized', resolve));
    this.player.attachSource(url);
    await initialized;
  },
  qualities() {
    return this.player.getRepresentationsByType('video').length;
  },
  choose(index) {
    this.player.setRepresentationForTypeByIndex('video', index, false);
  },
  thumbnail(time) {
    return new Promise(resolve => this.player.provideThumbnail(time, resolve));
  },
};

const shaka = {
  errors: [],
  async load(video, url, language) {
    await script('node_modules/shaka-player/dist/shaka-player.compiled.js');
    window.shaka.polyfill.installAll();
    this.player = new window.shaka.Player();
    this.player.addEventListener('error', ({detail}) => this.errors.push(`${detail.code} ${detail.data}`));
    await this.player.attach(video);
    this.player.configure({abr: {enabled: false}, streaming: {bufferingGoal: BUFFER_S}});
    await this.player.load(url);
    this.player.selectTextTrack(this.player.getTextTracks().find(track => track.language === language));
  },
  variants() {
    return this.player.getVariantTracks().sort((a, b) => a.bandwidth - b.bandwidth);
  },
  qualities() {
    return this.variants().length;
  },
  choose(index) {
    this.player.selectVariantTrack(this.variants()[index], false);
  },
  async thumbnail(time) {
    const found = await this.player.getThumbnails(null, time);
    return found && {...found, url: found.uris[0], x: found.positionX, y: found.positionY};
  },
  trickPlay(rate) {
    this.player.trickPlay(rate);
  },
};

const hlsjs = {
  errors: [],
  async load(video, url, language, bufferS = BUFFER_S) {
    await script('node_modules/hls.js/dist/hls.min.js');
    this.player = new window.Hls({maxBufferLength: bufferS, maxMaxBufferLength: bufferS});
    this.player.on(window.Hls.Events.ERROR, (_, data) => this.errors.push(`${data.details} ${data.error?.message}`));
    const parsed = new Promise(resolve => this.player.once(window.Hls.Events.MANIFEST_PARSED, resolve));
    this.player.loadSource(url);
    this.player.attachMedia(video);
    await parsed;
    this.player.subtitleTrack = this.player.subtitleTracks.findIndex(track => track.lang === language);
  },
  qualities() {
    return this.player.levels.length;
  },
  choose(index) {
    this.player.loadLevel = index;
  },
};

export const adapters = {dashjs, shaka, hlsjs};
