/** Timed text: cues, their readers (WebVTT, SubRip, a subset of TTML) and the writer of WebVTT. */
package org.rundelta.text;
