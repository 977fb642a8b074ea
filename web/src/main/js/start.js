// One script for the page, for the worker that decodes, and for Node; on a server that makes pages it does nothing.

if (typeof document === 'object') {
  customElements.get('rundelta-player') ?? customElements.define('rundelta-player', RundeltaPlayer);
} else if (typeof WorkerGlobalScope === 'function') {
  new DecodingWorker(globalThis);
} else if (typeof module === 'object') {
  module.exports = {...codec, rundeltaTrack, samplesOf, readIndexBox, Presentation, Fetching};
}
