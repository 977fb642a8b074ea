/**
 * DASH manifests (ISO/IEC 23009-1) as immutable records, with their reader, their writer, and what follows from them:
 * segment times, URLs, files, and the honest bandwidth. Static presentations with segment templates.
 */
package org.rundelta.dash;
