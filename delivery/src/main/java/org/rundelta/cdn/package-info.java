/**
 * A simulator of a CDN: what edges save when they are filled ahead, and when they fetch on a miss and evict. Virtual time, no
 * network; the same seed gives the same figures. docs/cdn-simulation.md defines them.
 */
package org.rundelta.cdn;
