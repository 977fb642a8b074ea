// Text tracks: WebVTT files, read by the browser and shown over the canvas.

class Captions {
  constructor(box, downloads) {
    Object.assign(this, {box, downloads, cues: [], shown: ''});
  }

  /** Shows a track from now on, or none. */
  async choose(track) {
    this.chosen = track;
    this.cues = [];
    this.show(-1);
    if (track) {
      const {bytes} = await this.downloads.get(track.locations, {path: ''});
      const cues = await cuesOf(bytes);
      this.cues = this.chosen === track ? cues : this.cues;
    }
  }

  show(time) {
    const due = this.cues.filter(cue => cue.startTime <= time && time < cue.endTime);
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
}

async function cuesOf(bytes) {
  const url = URL.createObjectURL(new Blob([bytes], {type: 'text/vtt'}));
  const media = document.createElement('video');
  const element = document.createElement('track');
  element.src = url;
  media.append(element);
  element.track.mode = 'hidden';
  await new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error('the text is no WebVTT'));
  });
  URL.revokeObjectURL(url);
  return [...element.track.cues];
}
