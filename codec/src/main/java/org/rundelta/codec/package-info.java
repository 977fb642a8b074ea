/** The Rundelta codec: pictures in, coded frames out, and back. Nothing outside this package is API. */
package org.rundelta.codec;
