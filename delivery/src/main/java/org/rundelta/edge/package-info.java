/**
 * An HTTP edge: serves the files below a folder, as the folder's owner put them there. It moves bytes and understands no
 * media. The HTTP itself is Jetty's: parsing, conditional requests (RFC 9110, 13), byte ranges (14), HTTP/2.
 */
package org.rundelta.edge;
