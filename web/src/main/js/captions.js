// Text tracks: WebVTT, in files (read by the browser) or in MP4 segments (ISO/IEC 14496-30), shown over the picture.

/** So far ahead text is fetched. */
const TEXT_AHEAD_S = 5;

class Captions {
  constructor(box, downloads) {
    Object.assign(this, {box, downloads, text: null, cues: new Map(), shown: ''});
  }

  /** Shows a text from now on, or none. */
  choose(text) {
    this.text = text;
    this.cues.clear();
    this.show(-1);
  }

  show(time) {
    this.text?.segments.filter(({start, duration}) => start < time + TEXT_AHEAD_S && time < start + duration)
      .filter(segment => !this.cues.has(segment)).forEach(segment => this.load(segment));
    const due = [...this.cues.values()].flat().filter(cue => cue.startTime <= time && time < cue.endTime);
    const key = due.map(cue => `${cue.startTime} ${cue.text}`).join('\n');
    if (key !== this.shown) {
      this.shown = key;
      this.box.replaceChildren(...due.map(cue => {
        const line = document.createElement('div');
        line.append(cue.getCueAsHTML());
        return line;
      }));
    }
  }

  async load(segment) {
    const {text} = this;
    const {track, place} = segment;
    this.cues.set(segment, []);
    const get = async where => (await this.downloads.get(track.locations, where)).bytes;
    try {
      const cues = track.codecs === 'wvtt'
        ? cuesOfSamples(await get(place), mp4Track(await get(track.init), 'wvtt')) : await cuesOfFile(await get(place));
      if (this.text === text) {
        this.cues.set(segment, cues.map(({startTime, endTime, text: words}) =>
          new VTTCue(startTime + track.timeOffset, endTime + track.timeOffset, words)));
      }
    } catch (error) {
      console.warn(`text: ${error.message}`);
    }
  }
}

function cuesOfSamples(bytes, track) {
  const view = new DataView(bytes);
  return samplesOf(bytes, track).flatMap(({time, end, data}) =>
    boxesIn(view, data.byteOffset, data.byteOffset + data.length).filter(({type}) => type === 'vttc').map(cue => {
      const words = boxAt(view, 'payl', cue.start, cue.end);
      return new VTTCue(time, end, new TextDecoder().decode(bytes.slice(words.start, words.end)));
    }));
}

async function cuesOfFile(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], {type: 'text/vtt'}));
  const media = document.createElement('video');
  const element = document.createElement('track');
  element.src = url;
  media.append(element);
  element.track.mode = 'hidden';
  await new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error('it is no WebVTT'));
  });
  URL.revokeObjectURL(url);
  return [...element.track.cues];
}
