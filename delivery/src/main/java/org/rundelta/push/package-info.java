/**
 * Copying a packaged title to where it is served: media first, each file verified, the manifest last.
 *
 * <p>{@link org.rundelta.push.Publisher} is the way in. What differs between a directory and other kinds of target is
 * behind {@code PushTarget}; a new kind is one class and one entry in the publisher's table of URL schemes.
 */
package org.rundelta.push;
