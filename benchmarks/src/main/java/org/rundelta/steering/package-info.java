/** Benchmarks of what is inside the package of steering. */
package org.rundelta.steering;
