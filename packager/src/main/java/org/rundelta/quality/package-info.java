/** How close pictures are to what they were made from: comparison of frames, by index. */
package org.rundelta.quality;
