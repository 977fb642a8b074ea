// A title as it is played: slot after slot through all periods, each in every rung. The rungs are those of the period that
// has most; in another, each stands for the best that is no better. A live title grows.
//
// A slot is {index, start, duration, period, rungs: a segment for each, sound: the segments that begin in it, soundBefore: the
// one before these}. A text is {label, segments}.

class Presentation {
  constructor(periods, isLive) {
    const richest = periods.reduce((most, period) => period.rungs.length > most.rungs.length ? period : most);
    Object.assign(this, {isLive, rungs: richest.rungs, audio: richest.audio, hasStock: richest.hasStock});
    this.slots = [];
    this.texts = [];
    this.tiles = [];
    this.add(periods);
  }

  get start() {
    return this.slots[0].start;
  }

  get end() {
    const {start, duration} = this.slots.at(-1);
    return start + duration;
  }

  get longest() {
    return this.slots.reduce((longest, {duration}) => Math.max(longest, duration), 0);
  }

  /** Adds what is new: slots of a later period, or later ones of the last. */
  add(periods) {
    for (const period of periods) {
      const last = this.slots.at(-1);
      const isNext = !last || period.start > last.period.start;
      if (isNext || period.start === last.period.start) {
        this.addSlots(period, ...isNext ? [-Infinity, -Infinity] : [this.end, this.soundEnd]);
        this.addOthers(period);
      }
    }
  }

  /** Those behind a time, with the sound behind another. */
  addSlots(period, since, soundSince) {
    const rungs = this.rungs.map(({bandwidth}) => period.rungs.filter(rung => rung.bandwidth <= bandwidth).pop() ?? period.rungs[0]);
    const sound = period.audio?.segments ?? [];
    const isAfter = ({start, duration}, time) => start + duration / 2 > time;
    let next = sound.findIndex(segment => isAfter(segment, soundSince));
    for (const [i, {start, duration}] of period.rungs[0].segments.entries()) {
      if (!isAfter({start, duration}, since)) {
        continue;
      }
      const slot = {index: this.slots.length, start, duration, period, rungs: rungs.map(({segments}) => segments[i]), sound: [],
        soundBefore: sound[next - 1]};
      const isLast = !period.isOpen && i === period.rungs[0].segments.length - 1;
      let {soundEnd} = this;
      for (; sound[next] && (isLast || sound[next].start < start + duration); next++) {
        slot.sound.push(sound[next]);
        soundEnd = sound[next].start + sound[next].duration;
      }
      // Of a live title the sound may come later.
      if (period.isOpen && period.audio && !(soundEnd > start + duration / 2)) {
        return;
      }
      this.soundEnd = soundEnd;
      this.slots.push(slot);
    }
  }

  addOthers(period) {
    for (const track of period.texts) {
      const label = track.label || [track.language || 'text', track.role === 'subtitle' ? '' : track.role].join(' ').trim();
      let text = this.texts.find(each => each.label === label);
      if (!text) {
        this.texts.push(text = {label, segments: []});
      }
      addLater(text.segments, track.segments);
    }
    addLater(this.tiles, period.tiles?.segments ?? []);
  }
}

/** Adds the segments that begin after those that are known. */
function addLater(known, segments) {
  const end = known.at(-1)?.start ?? -Infinity;
  known.push(...segments.filter(({start}) => start > end));
}
