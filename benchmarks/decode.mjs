// Decodes a file of our codec with the compiled decoder, again and again for some seconds, and prints Mpixel/s of the
// fastest pass, by the time that the processor took, so that what else runs on the machine matters little.
//   node decode.mjs SCRIPT FILE.mp4 [SECONDS]
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [script, file, seconds = 10] = process.argv.slice(2);
const {FrameDecoder, rundeltaTrack, samplesOf} = createRequire(import.meta.url)(script);
const bytes = new Uint8Array(readFileSync(file)).buffer;
const track = rundeltaTrack(bytes);
const samples = samplesOf(bytes, track);
const decoder = new FrameDecoder(track.config);
const takenMs = () => Object.values(process.cpuUsage()).reduce((sum, micros) => sum + micros / 1000, 0);
let fastest = Infinity;
for (const end = takenMs() + 1000 * seconds; takenMs() < end;) {
  const start = takenMs();
  samples.forEach(sample => decoder.decode(sample.data));
  fastest = Math.min(fastest, takenMs() - start);
}
console.log((samples.length * decoder.width() * decoder.height() / fastest / 1000).toFixed(1));
