/** The frame syntax, written once for both directions (docs/bitstream.md). */
package org.rundelta.codec.frame;
