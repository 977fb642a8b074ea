package org.rundelta.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.rundelta.packager.EngineProvider;
import org.rundelta.packager.TaskEngine;

/** Opens Spark. Whoever starts the JVM may have made settings already, as system properties: {@code spark-submit} does. */
public final class SparkEngineProvider implements EngineProvider {
    private static final String MASTER = "spark.master";
    private static final String JARS = "spark.jars";

    /** System property: the jars that workers need, separated by commas, if the JVM's starter knows them. */
    private static final String OUR_JARS = "rundelta.cluster.jars";

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public TaskEngine open(String master, Map<String, String> settings, Consumer<String> messages)
            throws IOException, InterruptedException {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "rundelta")
                .setIfMissing("spark.speculation", "true")
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        settings.forEach(conf::set);
        if (master != null) {
            conf.setMaster(master);
        }
        if (!conf.contains(MASTER)) {
            throw new IllegalArgumentException(
                    "engine spark needs to know where: give --master spark://HOST:7077, or local[2] for two threads here");
        }
        MasterUrl url = new MasterUrl(conf.get(MASTER));
        url.requireReachable();
        String jars = System.getProperty(OUR_JARS);
        if (jars != null && !url.isLocal()) {
            conf.setIfMissing(JARS, jars);
        }
        return SparkEngine.start(url, conf, messages);
    }
}
