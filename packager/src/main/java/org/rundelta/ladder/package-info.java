/** Finding the ladder that suits a title: trial encodes of parts of it, and the rungs worth having. */
package org.rundelta.ladder;
