// Reads an MPD (ISO/IEC 23009-1) with the browser's own parser: what there is to play, and where. Times are in seconds since
// the start of the presentation.
//
// A period is {start, isOpen (whether it goes on behind its last segment), rungs, audio, texts, tiles}, all of them tracks.
// A track is one representation: {id, bandwidth (bit/s), codecs, mimeType, width, height, language, role, label, frameRate,
// tiling, locations (alternatives: {url, name}), timeOffset (of its media time to the presentation's), key (what tells its
// init from others), init, segments}. A place is {path, first, last}: relative to a location, bytes of it if first is a
// number. A segment is {track, start, duration, place}.

const TRICK_PLAY = 'http://dashif.org/guidelines/trickmode';
const TILES = 'http://dashif.org/guidelines/thumbnail_tile';

/** A month of two-second segments. */
const MAX_SEGMENTS = 1_300_000;

/** So much of a live title is looked at, at most. */
const MOST_DEPTH_S = 3600;

class ManifestError extends Error {}

const children = (element, name) => [...element.children].filter(child => child.localName === name);
const child = (element, name) => children(element, name)[0];

/** Seconds of an XML duration, as PT1M2.5S. */
function seconds(duration) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? '');
  return parts ? parts.slice(1).reduce((sum, part, i) => sum + (part ?? 0) * [86400, 3600, 60, 1][i], 0) : NaN;
}

/** The alternatives below others that the base URLs of an element give. */
function locationsBelow(parents, element) {
  const bases = children(element, 'BaseURL');
  return bases.length === 0 ? parents : bases.flatMap(base => parents.map(parent => ({
    url: new URL(base.textContent.trim(), parent.url).href,
    name: base.getAttribute('serviceLocation') ?? parent.name,
  })));
}

const mediaType = track => `${track.mimeType}; codecs="${track.codecs}"`;
const isRundelta = track => track.codecs.startsWith('rdv1');
const isPlayable = track => globalThis.MediaSource?.isTypeSupported(mediaType(track));

/** A manifest, found at a URL. */
class Manifest {
  /** @param readIndex gets the bytes of a segment index: readIndex(locations, place) */
  constructor(text, url, readIndex) {
    const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
    if (root.localName !== 'MPD') {
      throw new ManifestError(`${url} is no DASH manifest (MPD)`);
    }
    const duration = name => seconds(root.getAttribute(name));
    Object.assign(this, {
      root, url, readIndex,
      isDynamic: root.getAttribute('type') === 'dynamic',
      epoch: Date.parse(root.getAttribute('availabilityStartTime')) / 1000,
      updatePeriod: duration('minimumUpdatePeriod'),
      depth: Math.min(duration('timeShiftBufferDepth') || MOST_DEPTH_S, MOST_DEPTH_S),
      delay: duration('suggestedPresentationDelay'),
      minBuffer: duration('minBufferTime') || 0,
      timings: children(root, 'UTCTiming').map(timing => [timing.getAttribute('schemeIdUri'), timing.getAttribute('value')]),
      newest: new URL(child(root, 'Location')?.textContent.trim() ?? '', url).href,
      steering: child(root, 'ContentSteering'),
      end: duration('mediaPresentationDuration') || Infinity,
    });
    let end = this.isDynamic ? NaN : 0;
    this.frames = children(root, 'Period').map(element => {
      const [start, lasts] = ['start', 'duration'].map(name => seconds(element.getAttribute(name)));
      const frame = {element, start: Number.isNaN(start) ? end : start};
      end = frame.end = frame.start + lasts;
      return frame;
    });
    this.frames.forEach((frame, i) => {
      frame.end = frame.end || (this.frames[i + 1]?.start ?? this.end);
    });
  }

  /** Whether there is something in our codec. */
  get isOurs() {
    return [...this.root.querySelectorAll('[codecs]')].some(element => element.getAttribute('codecs').startsWith('rdv1'));
  }

  /** Whether a live title has ended by a time. */
  isOver(now) {
    return !this.isDynamic || now > this.frames.at(-1)?.end;
  }

  /**
   * The periods of which there is something.
   *
   * @param now since the start of a live title
   * @param isStock whether its pictures are to be in a codec that the browser itself plays
   */
  async periods(now, isStock) {
    const periods = [];
    for (const {element, start, end} of this.frames) {
      const from = this.isDynamic ? Math.max(now - this.depth, start) : start;
      const isOpen = this.isDynamic && !(end <= now);
      const until = isOpen ? now : end;
      if (until > from) {
        periods.push(await this.period(element, {start, from, until, isOpen, end}, isStock));
      }
    }
    return periods.filter(({rungs}) => rungs[0].segments.length > 0);
  }

  async period(element, window, isStock) {
    const locations = locationsBelow(locationsBelow([{url: this.url, name: ''}], this.root), element);
    const sets = children(element, 'AdaptationSet').map(set => tracksOf(set, locationsBelow(locations, set)));
    const ofKind = kind => sets.filter(set => set.length > 0 && !set[0].isTrick && set[0].kind === kind);
    const [ours, stock] = [isRundelta, isPlayable].map(test => ofKind('video').find(set => set.every(test)));
    const videos = isStock ? stock : ours;
    if (!videos) {
      throw new ManifestError('The title has no video that can be played here: none in rdv1, nor in a codec of this browser');
    }
    const rungs = ladderOf(videos);
    const audio = fittingAudio(ofKind('audio'), rungs[0].bandwidth);
    const texts = ofKind('text').map(([track]) => track).filter(({codecs, mimeType}) => mimeType === 'text/vtt' || codecs === 'wvtt');
    const tiles = ofKind('image').map(([track]) => track).find(({tiling}) => tiling);
    for (const track of [...rungs, audio, ...texts, tiles].filter(Boolean)) {
      await locateSegments(track, window, this.readIndex);
    }
    if (rungs.some(({segments}) => segments.length !== rungs[0].segments.length)) {
      throw new ManifestError('The rungs of the title have not the same segments');
    }
    return {start: window.start, isOpen: window.isOpen, rungs, audio, texts, tiles, hasStock: Boolean(stock)};
  }
}

function tracksOf(set, parents) {
  const property = scheme => children(set, 'EssentialProperty').find(each => each.getAttribute('schemeIdUri') === scheme);
  return children(set, 'Representation').map(representation => {
    const attribute = name => representation.getAttribute(name) ?? set.getAttribute(name) ?? '';
    const mimeType = attribute('mimeType');
    const tiles = property(TILES) ?? children(representation, 'EssentialProperty').find(each => each.getAttribute('schemeIdUri') === TILES);
    return {
      id: attribute('id'),
      kind: set.getAttribute('contentType') ?? mimeType.split('/')[0],
      isTrick: Boolean(property(TRICK_PLAY)),
      tiling: tiles?.getAttribute('value').split('x').map(Number),
      bandwidth: Number(attribute('bandwidth')),
      codecs: attribute('codecs'),
      mimeType,
      width: Number(attribute('width')),
      height: Number(attribute('height')),
      frameRate: attribute('frameRate').split('/').reduce((all, part) => all / part) || 25,
      language: attribute('lang'),
      role: child(set, 'Role')?.getAttribute('value') ?? '',
      label: child(set, 'Label')?.textContent ?? '',
      locations: locationsBelow(parents, representation),
      template: templateOf(representation, set),
      base: child(representation, 'SegmentBase') ?? child(set, 'SegmentBase'),
    };
  });
}

/** The template of a representation: its own attributes before those of its set. */
function templateOf(representation, set) {
  const templates = [representation, set, set.parentElement].map(element => child(element, 'SegmentTemplate')).filter(Boolean);
  return templates.length === 0 ? null : {
    get: name => templates.map(template => template.getAttribute(name)).find(value => value !== null),
    timeline: templates.map(template => child(template, 'SegmentTimeline')).find(Boolean),
  };
}

/** By bandwidth, without those that take as much as one with more pixels: of screen video a small picture may. */
function ladderOf(tracks) {
  const pixels = ({width, height}) => width * height;
  return tracks.sort((a, b) => a.bandwidth - b.bandwidth)
    .filter(each => !pixels(each) || !tracks.some(other => other.bandwidth <= each.bandwidth && pixels(other) > pixels(each)));
}

/** Of the first set whose codec the browser plays, the best that takes at most half of what a rung does, else the lowest. */
function fittingAudio(sets, lowestRung) {
  const tracks = ladderOf(sets.find(([track]) => isPlayable(track)) ?? []);
  return tracks.filter(track => track.bandwidth <= lowestRung / 2).pop() ?? tracks[0] ?? null;
}

async function locateSegments(track, window, readIndex) {
  if (track.base) {
    await locateByIndex(track, window, readIndex);
  } else if (track.template) {
    locateByTemplate(track, window);
  } else if (track.mimeType === 'text/vtt') {
    track.timeOffset = window.start;
    track.segments = [{start: window.start, duration: window.end - window.start, place: {path: ''}}];
  } else {
    throw new ManifestError(`Representation ${track.id} has no segments`);
  }
  track.segments.forEach(segment => {
    segment.track = track;
  });
  track.key = JSON.stringify([track.locations[0].url, track.init]);
}

const range = (text, path = '') => {
  const [first, last] = text.split('-').map(Number);
  return {path, first, last};
};

async function locateByIndex(track, {start}, readIndex) {
  const where = range(track.base.getAttribute('indexRange'));
  const index = readIndexBox(await readIndex(track.locations, where));
  track.init = range(child(track.base, 'Initialization').getAttribute('range'));
  track.timeOffset = start - Number(track.base.getAttribute('presentationTimeOffset') ?? 0) / index.timescale;
  let time = index.start + track.timeOffset;
  let first = where.last + 1 + index.firstOffset;
  track.segments = index.segments.map(({bytes, duration}) => {
    const segment = {start: time, duration, place: {path: '', first, last: first + bytes - 1}};
    time += duration;
    first += bytes;
    return segment;
  });
}

function locateByTemplate(track, {start, from, until, isOpen}) {
  const {get, timeline} = track.template;
  const timescale = Number(get('timescale') ?? 1);
  const offset = Number(get('presentationTimeOffset') ?? 0);
  const [first, end] = [from, until].map(time => offset + (time - start) * timescale);
  const times = timeline ? timesOf(timeline, end, isOpen) : timesOfEqual(Number(get('duration')), offset, first, end, isOpen);
  const fill = (pattern, number, time) => pattern.replace(/\$(\w*)(?:%0(\d+)d)?\$/g, (_, name, width) => String({
    '': '$', RepresentationID: track.id, Bandwidth: track.bandwidth, Number: number, Time: time,
  }[name]).padStart(width ?? 0, '0'));
  if (times.length > MAX_SEGMENTS) {
    throw new ManifestError(`Representation ${track.id} has more than ${MAX_SEGMENTS} segments`);
  }
  track.timeOffset = start - offset / timescale;
  track.init = {path: fill(get('initialization') ?? '')};
  track.segments = times
    .filter(({time, length}) => time + length > first && (!isOpen || time + length <= end + 1))
    .map(({time, length, index}) => ({
      start: track.timeOffset + time / timescale,
      duration: Math.min(length, isOpen ? length : end - time) / timescale,
      length: length / timescale,
      place: {path: fill(get('media'), Number(get('startNumber') ?? 1) + index, time)},
    }));
}

function timesOf(timeline, end, isOpen) {
  const times = [];
  let time = 0;
  for (const line of children(timeline, 'S')) {
    const length = Number(line.getAttribute('d'));
    const repeats = Number(line.getAttribute('r') ?? 0);
    time = Number(line.getAttribute('t') ?? time);
    const next = Number(line.nextElementSibling?.getAttribute('t') ?? end);
    const count = repeats < 0 ? Math[isOpen ? 'floor' : 'ceil']((next - time) / length) : repeats + 1;
    for (let i = 0; i < count && times.length <= MAX_SEGMENTS; i++, time += length) {
      times.push({time, length, index: times.length});
    }
  }
  return times;
}

function timesOfEqual(length, offset, first, end, isOpen) {
  const from = Math.floor((first - offset) / length);
  const until = Math[isOpen ? 'floor' : 'ceil']((end - offset) / length);
  return Array.from({length: Math.min(until - from, MAX_SEGMENTS + 1) || 0}, (_, i) =>
    ({time: offset + (from + i) * length, length, index: from + i}));
}
