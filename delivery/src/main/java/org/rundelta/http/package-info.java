/** What all HTTP servers of this module have in common: how Jetty is set up, started and ended, whom they answer, and how they refuse. */
package org.rundelta.http;
