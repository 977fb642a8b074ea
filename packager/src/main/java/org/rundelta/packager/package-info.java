/** The pipeline from a source of frames to a packaged title. */
package org.rundelta.packager;
