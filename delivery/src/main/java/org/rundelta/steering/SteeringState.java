package org.rundelta.steering;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** The drains of a running server; what operators change is in the file before they are told so. */
final class SteeringState {
    private final DrainFile file;
    private final Clock clock;
    private volatile Drains drains;

    /** @param file or null to keep nothing */
    SteeringState(Path file, SteeringConfig config, Clock clock) throws IOException, SteeringException {
        this.file = new DrainFile(file);
        this.clock = clock;
        Set<String> known = new HashSet<>();
        config.pathways().forEach(pathway -> known.add(pathway.id()));
        Drains read = this.file.read();
        this.file.write(read); // or it would be known that it cannot be written only when somebody drains an edge
        for (String id : read.sinceMs().keySet()) {
            read = known.contains(id) ? read : read.without(id);
        }
        drains = read;
    }

    Drains drains() {
        return drains;
    }

    synchronized void drain(String id) throws IOException {
        change(drains.with(id, clock.millis()));
    }

    synchronized void undrain(String id) throws IOException {
        change(drains.without(id));
    }

    private void change(Drains changed) throws IOException {
        file.write(changed);
        drains = changed;
    }
}
