/** The encoder's decisions; no decoder needs it. */
package org.rundelta.codec.search;
