// Has the player's Fetching fetch titles in virtual time, over a network that is fast enough for every rung, on machines that
// are not, and prints for each the rungs of the segments.
//   node ceiling.mjs SCRIPT PLAYBACKS
// PLAYBACKS is a JSON file: [{title, widths: of the rungs' pictures, loads: what part of a segment's time decoding it takes, by rung,
// stalls: [{firstMs, endMs}] in which it takes all of it, and more}, ...], as CeilingTest has them.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Downloads, Network, passTimeUntil, periodOf, startOver} from './virtual.mjs';

const [script, playbacks] = process.argv.slice(2);
const {Fetching, Presentation} = createRequire(import.meta.url)(script);
const FAST = [{durationMs: 1000, bandwidthKbps: 1e6, latencyMs: 1}];

async function play({title, widths, loads, stalls}) {
  startOver();
  const period = periodOf(title);
  period.rungs.forEach((rung, i) => Object.assign(rung, {width: widths[i], height: widths[i]}));
  const presentation = new Presentation([period], false);
  let bufferedMs = 0;
  let rungs = '';
  const took = ({index, rung}) => {
    rungs += rung;
    const startMs = Math.max(bufferedMs, performance.now());
    const endMs = startMs + 1000 * presentation.slots[index].duration;
    bufferedMs = endMs;
    setTimeout(() => {
      const isStalled = stalls.some(stall => startMs < stall.endMs && stall.firstMs < endMs);
      fetching.ceiling.learn(index, rung, isStalled ? 2 : loads[rung]);
    }, endMs - performance.now());
  };
  const levelMs = () => Math.max(0, bufferedMs - performance.now());
  const hasMore = index => index < presentation.slots.length;
  const fetching = new Fetching(presentation, new Downloads(new Network(FAST)), {hasMore, levelMs, took});
  await passTimeUntil(fetching.run(0, () => true, new AbortController().signal));
  return rungs;
}

for (const playback of JSON.parse(readFileSync(playbacks))) {
  console.log(await play(playback));
}
