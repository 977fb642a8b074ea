package org.rundelta.player;

import java.io.IOException;
import java.util.List;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.ReserveRule;
import org.rundelta.abr.Title;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;

/** Plays DASH titles without showing them: what a viewer would get from the network there is, now. */
public final class StreamingClient {
    private StreamingClient() {}

    /**
     * Plays a title to its end.
     *
     * @throws IOException if it cannot be had, or the thread is interrupted
     * @throws ManifestException if its manifest is malformed, unsupported or over a limit
     * @throws IllegalArgumentException if there is no such rule, or the buffer does not hold two segments
     */
    public static ClientReport play(ClientOptions options, ClientListener listener)
            throws IOException, ManifestException {
        WallClock clock = new WallClock(options.isFast(), options.throttle() != Throttle.NONE);
        Transport transport = new Transport(options.manifest(), options.timeout());
        PathwaySelector pathways = new PathwaySelector(clock);
        Downloads downloads = new Downloads(transport, clock, pathways);
        Manifest manifest = Manifest.get(options.manifest(), downloads);
        Mpd mpd = manifest.mpd();
        LiveTitle live = null;
        if (mpd.changes()) {
            clock.slowDown();
            live = new LiveTitle(manifest.uri(), mpd, downloads, clock);
        }
        Presentation presentation =
                live == null ? new PresentationReader(manifest.uri(), mpd, downloads).read() : live.join();
        if (mpd.contentSteering() != null) {
            pathways.steer(
                    new Steering(mpd.contentSteering(), manifest.uri(), transport, clock),
                    mpd.contentSteering().queryBeforeStart());
        }
        if (options.save() != null) {
            presentation.checkSavable();
        }
        listener.opened(live == null ? presentation.segments() : -1);
        double openMs = clock.lap();
        downloads.holdBack(options.throttle());
        double bufferMs = options.buffer().toMillis();
        bufferMs = live == null ? bufferMs : Math.min(bufferMs, live.mostMs());
        Title title = presentation.title();
        AbrRule rule = new ReserveRule(AbrRules.make(options.abr(), title, bufferMs));
        try (FrameCounter frames = new FrameCounter();
                MovieRecorder recorder = options.save() == null ? null : MovieRecorder.open(options.save())) {
            StreamFetcher fetcher = new StreamFetcher(
                    presentation,
                    live,
                    downloads,
                    pathways,
                    clock,
                    listener,
                    options.isDecoded() ? frames : null,
                    recorder);
            PlaybackReport playback =
                    new PlaybackLoop(title, rule, bufferMs, clock, fetcher, options.isReplacing()).run();
            if (recorder != null) {
                recorder.finish();
            }
            List<PlaybackReport.Fetched> fetched = playback.fetched();
            double latencyMs =
                    fetcher.behindLiveMs() + fetched.get(fetched.size() - 1).bufferMs();
            return new ClientReport(
                    playback,
                    openMs,
                    fetcher.sources(),
                    fetcher.discardedBytes(),
                    downloads.failures(),
                    latencyMs,
                    frames.finish());
        }
    }
}
