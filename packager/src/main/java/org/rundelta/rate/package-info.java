/** Rate control: how coarse each picture must be for a title to have a bitrate. */
package org.rundelta.rate;
