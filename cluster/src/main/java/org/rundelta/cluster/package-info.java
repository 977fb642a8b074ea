/** Segment jobs on Apache Spark: the engine for more than one machine (docs/cluster.md). Nothing else knows Spark. */
package org.rundelta.cluster;
