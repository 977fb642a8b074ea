// Has the player's Fetching fetch titles over network traces in virtual time, and prints for each playback the rung of each
// segment, when it was there, and how many downloads were abandoned: {rungs, arrivedMs, abandoned}.
//   node decisions.mjs SCRIPT PLAYBACKS
// PLAYBACKS is a JSON file: [{title, trace, bufferMs}, ...], as DecisionsTest has them.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Downloads, Network, passTimeUntil, periodOf, startOver} from './virtual.mjs';

const [script, playbacks] = process.argv.slice(2);

async function play({title, trace, bufferMs}) {
  startOver();
  const presentation = new Presentation([periodOf(title)], false);
  let leftMs = 0;
  let sinceMs = 0;
  const levelMs = () => {
    leftMs = Math.max(0, leftMs - (performance.now() - sinceMs));
    sinceMs = performance.now();
    return leftMs;
  };
  const result = {rungs: '', arrivedMs: [], abandoned: 0};
  const took = ({index, rung}) => {
    leftMs = levelMs() + 1000 * presentation.slots[index].duration;
    result.rungs += rung;
    result.arrivedMs.push(performance.now());
  };
  const hasMore = index => index < presentation.slots.length;
  const fetching = new Fetching(presentation, new Downloads(new Network(trace)), {mostMs: bufferMs, hasMore, levelMs, took});
  const {choice} = fetching;
  const abandoned = choice.abandoned.bind(choice);
  choice.abandoned = (...args) => {
    result.abandoned++;
    abandoned(...args);
  };
  await passTimeUntil(fetching.run(0, () => true, new AbortController().signal));
  return result;
}

const {Fetching, Presentation} = createRequire(import.meta.url)(script);
for (const playback of JSON.parse(readFileSync(playbacks))) {
  console.log(JSON.stringify(await play(playback)));
}
