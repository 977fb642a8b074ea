/**
 * A second decoder, written from docs/bitstream.md alone: slow and plain, section by section in the document's own words,
 * sharing no code with the codec. It judges whether the document is true and complete, and then every change of the
 * decoder proper. So it follows the document only, never the code.
 */
package org.rundelta.codec.reference;
