/** Small programs that show how to use Rundelta as a library. */
package org.rundelta.samples;
