// One script for the page, for the worker that decodes, and for Node.

if (typeof document === 'object') {
  customElements.define('rundelta-player', RundeltaPlayer);
} else if (typeof WorkerGlobalScope === 'function') {
  new DecodingWorker(globalThis);
} else {
  module.exports = {...codec, rundeltaTrack, samplesOf, readIndexBox, Presentation, Fetching};
}
