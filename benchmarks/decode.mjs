// Decodes a file of our codec with the compiled decoder, again and again for some seconds, and prints Mpixel/s of the
// fastest pass.
//   node decode.mjs SCRIPT FILE.mp4 [SECONDS]
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [script, file, seconds = 10] = process.argv.slice(2);
const {FrameDecoder, rundeltaTrack, samplesOf} = createRequire(import.meta.url)(script);
const bytes = new Uint8Array(readFileSync(file)).buffer;
const track = rundeltaTrack(bytes);
const samples = samplesOf(bytes, track);
const decoder = new FrameDecoder(track.config);
let fastest = Infinity;
for (const end = performance.now() + 1000 * seconds; performance.now() < end;) {
  const start = performance.now();
  samples.forEach(sample => decoder.decode(sample.data));
  fastest = Math.min(fastest, performance.now() - start);
}
console.log((samples.length * decoder.width() * decoder.height() / fastest / 1000).toFixed(1));
