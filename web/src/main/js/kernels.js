// The inner loops of photographic blocks, on pictures that lie in one memory: in vectors of WebAssembly (kernels.wat), and
// where there are none, or the page's Content-Security-Policy forbids them, in plain loops. All addresses, and what is from one row
// or sample to the next, are in bytes.

/** The loops and the memory, of so many bytes, of one decoder; array(count) is a part of it. */
function kernels(bytes) {
  let memory;
  let loops;
  try {
    memory = new WebAssembly.Memory({initial: Math.ceil(bytes / 65536)});
    const code = Uint8Array.from(atob(KERNELS), letter => letter.charCodeAt(0));
    loops = new WebAssembly.Instance(new WebAssembly.Module(code), {codec: {memory}}).exports;
  } catch {
    memory = {buffer: new ArrayBuffer(bytes)};
    loops = plainKernels(new Int32Array(memory.buffer));
  }
  let used = 0;
  return {
    ...loops,
    array(count) {
      const array = new Int32Array(memory.buffer, used, count);
      used += 4 * count;
      return array;
    },
  };
}

const plainKernels = samples => ({
  /**
   * Filters rows: each sample is the sum of some count of samples, a step apart, by as many taps; with a shift they are
   * rounded and limited to 0 to 255.
   */
  filter(from, fromStride, to, toStride, columns, rows, step, taps, count, shift) {
    for (; rows-- > 0; from += fromStride, to += toStride) {
      for (let x = 0; x < columns; x++) {
        let sum = 1 << shift >> 1;
        for (let k = 0; k < count; k++) {
          sum += samples[(taps >> 2) + k] * samples[(from + k * step >> 2) + x];
        }
        samples[(to >> 2) + x] = shift ? Math.min(Math.max(sum >> shift, 0), 255) : sum;
      }
    }
  },

  /** Colours of a row; with a shift of 1 there are half as many differences as pixels. */
  colours(luma, blue, red, to, count, shift) {
    const limit = value => Math.min(Math.max(value, 0), 255);
    for (let x = 0; x < count; x++) {
      const y = samples[(luma >> 2) + x];
      const b = samples[(blue >> 2) + (x >> shift)] - 128;
      const r = samples[(red >> 2) + (x >> shift)] - 128;
      samples[(to >> 2) + x] = limit(y + (103206 * r + 32768 >> 16)) << 16
        | limit(y - (12276 * b + 30679 * r + 32768 >> 16)) << 8 | limit(y + (121609 * b + 32768 >> 16));
    }
  },
});
