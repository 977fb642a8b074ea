// Reads an MPD (ISO/IEC 23009-1) with the browser's own parser: what there is to play, and where. Times are in seconds.
//
// A track is one representation: {id, bandwidth (bit/s), codecs, mimeType, width, height, language, role, label, frameRate,
// locations (alternatives: {url, name}), timeOffset (of its media time to the presentation's), init, segments}. A place is
// {path, first, last}: relative to a location, bytes of it if first is a number. A segment is {start, duration, place}.

const TRICK_PLAY = 'http://dashif.org/guidelines/trickmode';
const TILES = 'http://dashif.org/guidelines/thumbnail_tile';

/** A month of two-second segments. */
const MAX_SEGMENTS = 1_300_000;

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

/** Reads the text of a manifest found at a URL; readIndex(locations, place) gets the bytes of a segment index. */
async function readManifest(text, url, readIndex) {
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
  if (root.localName !== 'MPD') {
    throw new ManifestError(`${url} is no DASH manifest (MPD)`);
  }
  const periods = children(root, 'Period');
  if (root.getAttribute('type') === 'dynamic' || periods.length !== 1) {
    throw new ManifestError('Live titles and those of several periods are not played here');
  }
  const [period] = periods;
  const duration = seconds(period.getAttribute('duration') ?? root.getAttribute('mediaPresentationDuration'));
  const locations = locationsBelow(locationsBelow([{url, name: ''}], root), period);
  const sets = children(period, 'AdaptationSet').map(set => tracksOf(set, locationsBelow(locations, set)));
  const ofKind = kind => sets.filter(set => set.length > 0 && !set[0].isTrick && set[0].kind === kind);
  const videos = ofKind('video').find(set => set.some(track => track.codecs.startsWith('rdv1')));
  if (!videos) {
    throw new ManifestError('The title has no video in rdv1, which is all that is decoded here');
  }
  const rungs = videos.sort((a, b) => a.bandwidth - b.bandwidth);
  const audio = fittingAudio(ofKind('audio'), rungs[0].bandwidth);
  for (const track of audio ? [...rungs, audio] : rungs) {
    await locateSegments(track, duration, readIndex);
  }
  return {
    duration: rungs[0].segments.reduce((end, segment) => Math.max(end, segment.start + segment.duration), 0),
    rungs,
    audio,
    texts: ofKind('text').map(([track]) => track).filter(track => track.mimeType === 'text/vtt'),
  };
}

function tracksOf(set, parents) {
  return children(set, 'Representation').map(representation => {
    const attribute = name => representation.getAttribute(name) ?? set.getAttribute(name) ?? '';
    const mimeType = attribute('mimeType');
    return {
      id: attribute('id'),
      kind: set.getAttribute('contentType') ?? mimeType.split('/')[0],
      isTrick: children(set, 'EssentialProperty').some(property => property.getAttribute('schemeIdUri') === TRICK_PLAY),
      bandwidth: Number(attribute('bandwidth')),
      codecs: attribute('codecs'),
      mimeType,
      width: Number(attribute('width')),
      height: Number(attribute('height')),
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
  const templates = [representation, set].map(element => child(element, 'SegmentTemplate')).filter(Boolean);
  return templates.length === 0 ? null : {
    get: name => templates.map(template => template.getAttribute(name)).find(value => value !== null),
    timeline: templates.map(template => child(template, 'SegmentTimeline')).find(Boolean),
  };
}

/** Of the first set whose codec the browser plays, the best that takes at most half of what a rung does, else the lowest. */
function fittingAudio(sets, lowestRung) {
  const type = track => `${track.mimeType}; codecs="${track.codecs}"`;
  const playable = sets.find(([track]) => globalThis.MediaSource?.isTypeSupported(type(track)));
  const tracks = playable?.sort((a, b) => a.bandwidth - b.bandwidth) ?? [];
  return tracks.filter(track => track.bandwidth <= lowestRung / 2).pop() ?? tracks[0] ?? null;
}

async function locateSegments(track, duration, readIndex) {
  if (track.base) {
    await locateByIndex(track, readIndex);
  } else if (track.template) {
    locateByTemplate(track, duration);
  } else {
    throw new ManifestError(`Representation ${track.id} has no segments`);
  }
}

const range = (text, path = '') => {
  const [first, last] = text.split('-').map(Number);
  return {path, first, last};
};

async function locateByIndex(track, readIndex) {
  const where = range(track.base.getAttribute('indexRange'));
  const index = readIndexBox(await readIndex(track.locations, where));
  track.init = range(child(track.base, 'Initialization').getAttribute('range'));
  track.timeOffset = -Number(track.base.getAttribute('presentationTimeOffset') ?? 0) / index.timescale;
  let start = index.start + track.timeOffset;
  let first = where.last + 1 + index.firstOffset;
  track.segments = index.segments.map(({bytes, duration}) => {
    const segment = {start, duration, place: {path: '', first, last: first + bytes - 1}};
    start += duration;
    first += bytes;
    return segment;
  });
}

function locateByTemplate(track, duration) {
  const {get, timeline} = track.template;
  const timescale = Number(get('timescale') ?? 1);
  const offset = Number(get('presentationTimeOffset') ?? 0);
  const times = timeline ? timesOf(timeline, offset + duration * timescale)
    : timesOfEqual(Number(get('duration')), offset, duration * timescale);
  const fill = (pattern, number, time) => pattern.replace(/\$(\w*)(?:%0(\d+)d)?\$/g, (_, name, width) => String({
    '': '$', RepresentationID: track.id, Bandwidth: track.bandwidth, Number: number, Time: time,
  }[name]).padStart(width ?? 0, '0'));
  if (times.length === 0 || times.length > MAX_SEGMENTS) {
    throw new ManifestError(`Representation ${track.id} has ${times.length} segments`);
  }
  track.timeOffset = -offset / timescale;
  track.init = {path: fill(get('initialization'))};
  track.segments = times.map(({time, length}, i) => ({
    start: (time - offset) / timescale,
    duration: length / timescale,
    place: {path: fill(get('media'), Number(get('startNumber') ?? 1) + i, time)},
  }));
}

function timesOf(timeline, end) {
  const times = [];
  let time = 0;
  for (const line of children(timeline, 'S')) {
    const length = Number(line.getAttribute('d'));
    const repeats = Number(line.getAttribute('r') ?? 0);
    time = Number(line.getAttribute('t') ?? time);
    const next = Number(line.nextElementSibling?.getAttribute('t') ?? end);
    const count = repeats < 0 ? Math.ceil((next - time) / length) : repeats + 1;
    for (let i = 0; i < count && times.length <= MAX_SEGMENTS; i++, time += length) {
      times.push({time, length});
    }
  }
  return times;
}

function timesOfEqual(length, start, duration) {
  return Array.from({length: Math.min(Math.ceil(duration / length), MAX_SEGMENTS + 1)}, (_, i) =>
    ({time: start + i * length, length: Math.min(length, duration - i * length)}));
}
