/** What is known of files by their names. */
package org.rundelta.media;
