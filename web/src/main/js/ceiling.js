// The highest rung that is decoded in time. Decoding that is too slow lowers it. It rises again by a rung when some segments in turn
// were so easy that the next rung should be, too, and one segment of that, fetched on trial, was fast enough; after each failure twice
// as many have to be.

/** Decoding that takes more of a segment's time than this is not fast enough for its rung. */
const TOO_SLOW = 0.9;

/** What takes no more is easy. */
const EASY = 0.6;

const FIRST_WAIT = 4;
const LONGEST_WAIT = 128;

class Ceiling {
  constructor(rungs) {
    Object.assign(this, {rungs, rung: rungs.length - 1, trial: -1, easy: 0, wait: FIRST_WAIT});
  }

  /** For a segment that is to be fetched. */
  of(index) {
    if (this.isRising) {
      this.isRising = false;
      this.trial = index;
    }
    return index === this.trial ? this.rung + 1 : this.rung;
  }

  /** Learns what decoding a segment took, as part of its time; what is too slow can be told before its end. */
  learn(index, rung, load) {
    const isTrial = index === this.trial && rung > this.rung;
    const next = Math.min(this.rung + 1, this.rungs.length - 1);
    if (load > TOO_SLOW) {
      if (rung > 0 && (isTrial || rung <= this.rung)) {
        this.rung = rung - 1;
        this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
        this.trial = -1;
        this.isRising = false;
      }
      this.easy = 0;
    } else if (isTrial) {
      this.rung = rung;
    } else if (rung >= this.rung && index > this.trial) {
      const pixels = ({width, height}) => width * height;
      this.easy = load * pixels(this.rungs[next]) > EASY * pixels(this.rungs[rung]) ? 0 : this.easy + 1;
      if (this.easy >= this.wait) {
        this.easy = 0;
        this.isRising = next > this.rung;
        this.wait = this.isRising ? this.wait : FIRST_WAIT;
      }
    }
  }
}
