// What is in ISO base media files (ISO/IEC 14496-12): the track of our codec, the samples of a segment, the segments of an
// index. Reading beyond the end throws, so a damaged file ends in an error.

/** The boxes from one byte to another: {type, start, end}, without their headers; at is where a box begins. */
function boxesIn(view, from, to) {
  const found = [];
  for (let at = from, size; at < to; at += size) {
    const type = String.fromCharCode(...[4, 5, 6, 7].map(i => view.getUint8(at + i)));
    size = view.getUint32(at);
    const header = size === 1 ? 16 : 8;
    size = size === 1 ? Number(view.getBigUint64(at + 8)) : size || to - at;
    if (size < header || size > to - at) {
      throw new Error(`box ${type} of ${size} bytes, where ${to - at} are left`);
    }
    found.push({type, at, start: at + header, end: at + size});
  }
  return found;
}

/** The first box along a path, as moov/mvex. */
function boxAt(view, path, from = 0, to = view.byteLength) {
  return path.split('/').reduce((outer, type) => {
    const box = boxesIn(view, outer.start, outer.end).find(inner => inner.type === type);
    if (!box) {
      throw new Error(`box ${type} is missing`);
    }
    return box;
  }, {start: from, end: to});
}

const hasFlag = (view, box, flag) => (view.getUint32(box.start) & flag) !== 0;

/** A field of 32 bits in version 0 of a box, of 64 in version 1. */
const wide = (view, box, at) => view.getUint8(box.start) === 0 ? view.getUint32(at) : Number(view.getBigUint64(at));

/** The track whose samples are described by that type: {id, timescale, defaults, entry (its box)}. */
function mp4Track(bytes, type) {
  const view = new DataView(bytes);
  const movie = boxAt(view, 'moov');
  for (const track of boxesIn(view, movie.start, movie.end).filter(box => box.type === 'trak')) {
    const inside = path => boxAt(view, path, track.start, track.end);
    const entries = inside('mdia/minf/stbl/stsd');
    const [entry] = boxesIn(view, entries.start + 8, entries.end);
    if (entry?.type === type) {
      const [head, media] = [inside('tkhd'), inside('mdia/mdhd')];
      const version = box => view.getUint8(box.start);
      const id = view.getUint32(head.start + (version(head) === 0 ? 12 : 20));
      const timescale = view.getUint32(media.start + (version(media) === 0 ? 12 : 20));
      return {id, timescale, entry, defaults: trackDefaults(view, movie, id)};
    }
  }
  throw new Error(`there is no track in ${type}`);
}

/** The track in our codec, with config. */
function rundeltaTrack(bytes) {
  const track = mp4Track(bytes, 'rdv1');
  const {start, end} = boxAt(new DataView(bytes), 'rdvC', track.entry.start + 78, track.entry.end);
  return {...track, config: new Int8Array(bytes, start, end - start)};
}

function trackDefaults(view, movie, id) {
  const extension = boxAt(view, 'mvex', movie.start, movie.end);
  const box = boxesIn(view, extension.start, extension.end)
    .find(({type, start}) => type === 'trex' && view.getUint32(start + 4) === id);
  const [duration, size, flags] = [12, 16, 20].map(at => box ? view.getUint32(box.start + at) : 0);
  return {duration, size, flags};
}

/** The samples of a track in a segment: {time, end (seconds), isSync, data}. */
function samplesOf(bytes, track) {
  const view = new DataView(bytes);
  const samples = [];
  for (const fragment of boxesIn(view, 0, bytes.byteLength).filter(box => box.type === 'moof')) {
    for (const box of boxesIn(view, fragment.start, fragment.end).filter(({type}) => type === 'traf')) {
      const parts = boxesIn(view, box.start, box.end);
      const head = parts.find(({type}) => type === 'tfhd');
      const start = parts.find(({type}) => type === 'tfdt');
      if (view.getUint32(head.start + 4) === track.id) {
        readRuns(view, parts.filter(({type}) => type === 'trun'), {
          fragment, track, samples, defaults: fragmentDefaults(view, head, track), time: wide(view, start, start.start + 4),
        });
      }
    }
  }
  return samples;
}

/** What a tfhd says, else the defaults of the track. */
function fragmentDefaults(view, head, track) {
  if (hasFlag(view, head, 0x1)) {
    throw new Error('samples placed by their position in the file');
  }
  let at = head.start + (hasFlag(view, head, 0x2) ? 12 : 8);
  const next = (flag, otherwise) => hasFlag(view, head, flag) ? view.getUint32((at += 4) - 4) : otherwise;
  const {duration, size, flags} = track.defaults;
  return {duration: next(0x8, duration), size: next(0x10, size), flags: next(0x20, flags)};
}

function readRuns(view, runs, {fragment, track, samples, defaults, time}) {
  let data = fragment.at;
  for (const run of runs) {
    const count = view.getUint32(run.start + 4);
    if (count > view.byteLength) {
      throw new Error(`${count} samples in ${view.byteLength} bytes`);
    }
    let at = run.start + 8;
    const next = (flag, otherwise) => hasFlag(view, run, flag) ? view.getUint32((at += 4) - 4) : otherwise;
    data = hasFlag(view, run, 0x1) ? fragment.at + next(0x1) : data;
    let first = next(0x4);
    for (let i = 0; i < count; i++, first = undefined) {
      const duration = next(0x100, defaults.duration);
      const size = next(0x200, defaults.size);
      const flags = next(0x400, first ?? defaults.flags);
      const offset = next(0x800, 0) | 0;
      samples.push({
        time: (time + offset) / track.timescale,
        end: (time + offset + duration) / track.timescale,
        isSync: (flags & 0x10000) === 0,
        data: new Int8Array(view.buffer, data, size),
      });
      data += size;
      time += duration;
    }
  }
}

/** The segments of an index (sidx): {timescale, start (seconds), firstOffset, segments: [{bytes, duration (seconds)}]}. */
function readIndexBox(bytes) {
  const view = new DataView(bytes);
  const box = boxAt(view, 'sidx');
  const timescale = view.getUint32(box.start + 8);
  const isLong = view.getUint8(box.start) > 0;
  const at = box.start + (isLong ? 28 : 20);
  const segments = [];
  for (let i = 0; i < view.getUint16(at + 2); i++) {
    segments.push({
      bytes: view.getUint32(at + 4 + 12 * i) & 0x7FFFFFFF,
      duration: view.getUint32(at + 8 + 12 * i) / timescale,
    });
  }
  return {timescale, start: wide(view, box, box.start + 12) / timescale,
    firstOffset: wide(view, box, box.start + (isLong ? 20 : 16)), segments};
}
