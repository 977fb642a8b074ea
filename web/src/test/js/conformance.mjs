// Decodes the conformance vectors with the compiled decoder, in vectors and in plain loops, and prints what frames.txt holds,
// twice.
//   node conformance.mjs SCRIPT FOLDER
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';

const [script, folder] = process.argv.slice(2);
const {FrameDecoder} = createRequire(import.meta.url)(script);

function digest(pixels) {
  const bytes = new Uint8Array(3 * pixels.length);
  pixels.forEach((pixel, i) => bytes.set([pixel >> 16, pixel >> 8, pixel], 3 * i));
  return createHash('sha256').update(bytes).digest('hex');
}

function attempt(decoder, frame) {
  try {
    return digest(decoder.decode(frame));
  } catch (error) {
    return error.message.includes('malformed') ? 'malformed' : String(error);
  }
}

/** The parts of a vector: each stands behind its length. */
function parts(file) {
  const found = [];
  for (let at = 0; at < file.length;) {
    const length = file.readInt32BE(at);
    found.push(new Int8Array(file.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return found;
}

function decodeAll() {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.rdv'))) {
    const [config, ...frames] = parts(readFileSync(`${folder}/${name}`));
    const decoder = new FrameDecoder(config);
    frames.forEach((frame, i) => console.log(`${name.slice(0, -4)} ${i} ${attempt(decoder, frame)}`));
  }
}

let instances = 0;
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...from) {
    super(...from);
    instances++;
  }
};
decodeAll();
if (instances === 0) {
  throw new Error('no decoder uses vectors');
}
globalThis.WebAssembly = undefined;
decodeAll();
