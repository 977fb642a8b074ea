/** Codecs side by side, on the same frames and the same clock: bytes, quality, speed. */
package org.rundelta.compare;
