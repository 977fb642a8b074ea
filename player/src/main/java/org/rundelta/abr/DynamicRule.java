package org.rundelta.abr;

/**
 * By throughput while the buffer is low, by BOLA once it is not and BOLA chooses no less: Spiteri, Sitaraman and Sparacio,
 * From Theory to Practice (MMSys 2018).
 */
final class DynamicRule implements AbrRule {
    private static final double LOW_BUFFER_MS = 10_000;

    private final AbrRule bola;
    private final AbrRule throughput;
    private boolean isBola;

    DynamicRule(Title title, double maxBufferMs) {
        bola = new BolaRule(title, maxBufferMs);
        throughput = new ThroughputRule(title);
    }

    @Override
    public Decision decide(Observation seen) {
        Decision byBola = bola.decide(seen);
        Decision byThroughput = throughput.decide(seen);
        if (isBola && seen.bufferMs() < LOW_BUFFER_MS && byBola.rung() < byThroughput.rung()) {
            isBola = false;
        } else if (!isBola && seen.bufferMs() > LOW_BUFFER_MS && byBola.rung() >= byThroughput.rung()) {
            isBola = true;
        }
        return isBola ? byBola : byThroughput;
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        return throughput.abandon(soFar, bufferMs);
    }
}
