/** ISO base media files (ISO/IEC 14496-12, in the terms of ISO/IEC 23000-19, CMAF), read and written side by side. */
package org.rundelta.mp4;
