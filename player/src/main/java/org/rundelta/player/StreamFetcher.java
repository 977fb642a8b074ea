package org.rundelta.player;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rundelta.abr.Download;
import org.rundelta.dash.FileRange;
import org.rundelta.player.Presentation.Slot;

/**
 * Fetches segments over the network: the audio that begins in one, then the main content, each behind its initialization
 * segment where that was not fetched yet, and hands them on when they are shown. Where a rung cannot be had, the next lower
 * one is fetched; a segment of a live title is waited for.
 */
final class StreamFetcher implements SegmentFetcher {
    private static final byte[] NO_INIT = {};

    private final Presentation presentation;
    private final LiveTitle live;
    private final Downloads downloads;
    private final PathwaySelector pathways;
    private final WallClock clock;
    private final ClientListener listener;
    private final FrameCounter frames;
    private final MovieRecorder recorder;
    private final IdentityHashMap<LocatedRepresentation, byte[]> inits = new IdentityHashMap<>();
    private final Set<Integer> withAudio = new HashSet<>();
    private final List<ClientReport.Source> sources = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private List<FetchedMedia> audio = List.of();
    private long discardedBytes;
    private double lastKbps;
    private double behindLiveMs = Double.NaN;

    /** Media in the buffer that is decoded or saved once it is shown. */
    private record Pending(int segment, FetchedMedia main, List<FetchedMedia> audio) {}

    /**
     * @param live where more comes from, or null
     * @param frames decodes what comes, or null
     * @param recorder saves it, or null
     */
    StreamFetcher(
            Presentation presentation,
            LiveTitle live,
            Downloads downloads,
            PathwaySelector pathways,
            WallClock clock,
            ClientListener listener,
            FrameCounter frames,
            MovieRecorder recorder) {
        this.presentation = presentation;
        this.live = live;
        this.downloads = downloads;
        this.pathways = pathways;
        this.clock = clock;
        this.listener = listener;
        this.frames = frames;
        this.recorder = recorder;
    }

    @Override
    public double availableInMs(int segment) throws IOException {
        return live == null ? 0 : live.availableInMs(segment);
    }

    @Override
    public Download fetch(int segment, int rung, Watcher watcher) throws IOException {
        pathways.refresh(lastKbps);
        double sinceMs = clock.nowMs();
        DownloadMeter meter = new DownloadMeter(clock, segment);
        while (true) {
            try {
                return fetchOnce(segment, rung, watcher, meter);
            } catch (UnavailableException e) {
                if (live == null || !e.isAnswered() || clock.nowMs() - sinceMs > live.patienceMs()) {
                    throw e;
                }
                if (!live.isExpected(segment)) {
                    return null;
                }
            }
        }
    }

    private Download fetchOnce(int segment, int rung, Watcher watcher, DownloadMeter meter) throws IOException {
        Slot slot = presentation.slot(segment);
        double behindMs = live == null ? Double.NaN : live.behindLiveMs(slot.startMs());
        if (!withAudio.contains(segment)) {
            fetchAudio(slot, meter);
            withAudio.add(segment);
        }
        for (int tried = rung; ; tried--) {
            try {
                FetchedMedia main = fetchMain(segment, tried, watcher, meter);
                if (main != null) {
                    add(segment, main);
                    behindLiveMs = behindMs;
                }
                Download download = meter.total();
                lastKbps = download.throughputKbps();
                return download;
            } catch (UnavailableException e) {
                if (tried == 0 || !e.isAnswered()) {
                    throw e;
                }
            }
        }
    }

    private void fetchAudio(Slot slot, DownloadMeter meter) throws IOException {
        audio = new ArrayList<>();
        for (int each = slot.firstAudio(); each < slot.endOfAudio(); each++) {
            audio.add(media(slot.period(), slot.period().audio(), each, meter));
        }
    }

    /** Null if the watcher ended it. */
    private FetchedMedia fetchMain(int segment, int rung, Watcher watcher, DownloadMeter meter) throws IOException {
        Slot slot = presentation.slot(segment);
        LocatedRepresentation main = slot.rungs().get(rung);
        meter.watch(rung, Watcher.PATIENT);
        init(main, meter);
        meter.watch(rung, watcher);
        FetchedMedia media = media(slot.period(), main, slot.segment(), meter);
        if (media != null) {
            presentation.learn(segment, rung, media.bytes().length);
        }
        return media;
    }

    private void add(int segment, FetchedMedia main) {
        long audioBytes = audio.stream().mapToLong(each -> each.bytes().length).sum();
        sources.add(source(main, audioBytes));
        listener.fetched(sources.get(sources.size() - 1));
        if (frames != null || recorder != null) {
            pending.add(new Pending(segment, main, audio));
        }
    }

    private static ClientReport.Source source(FetchedMedia main, long audioBytes) {
        return new ClientReport.Source(
                main.representation().representation().id(),
                main.bytes().length,
                audioBytes,
                main.location().pathway(),
                main.location().base());
    }

    @Override
    public Download replace(int segment, int rung, double mostMs) throws IOException {
        DownloadMeter meter = new DownloadMeter(clock, segment);
        FetchedMedia main = null;
        try {
            main = fetchMain(segment, rung, soFar -> soFar.elapsedMs() < mostMs, meter);
        } catch (UnavailableException e) {
            meter.failed();
        }
        Download download = meter.total();
        if (main != null && download.isCompleteIn(mostMs)) {
            ClientReport.Source before = sources.get(segment);
            discardedBytes += before.mainBytes();
            sources.set(segment, source(main, before.audioBytes()));
            FetchedMedia better = main;
            pending.replaceAll(each -> each.segment == segment ? new Pending(segment, better, each.audio) : each);
        }
        return download;
    }

    /** Has decoded and saved what is shown. */
    @Override
    public void shown(int segments) throws IOException {
        double sinceMs = clock.nowMs();
        while (!pending.isEmpty() && pending.get(0).segment < segments) {
            Pending next = pending.remove(0);
            if (frames != null) {
                frames.add(next.main.init(), next.main.bytes());
            }
            if (recorder != null) {
                recorder.add(presentation.slot(next.segment).startMs(), next.main, next.audio);
            }
        }
        clock.leaveOut(sinceMs);
    }

    /** Null if the watcher ended it. */
    private FetchedMedia media(
            PlayablePeriod period, LocatedRepresentation representation, int index, DownloadMeter meter)
            throws IOException {
        byte[] init = init(representation, meter);
        FileRange place = representation.segments().media().get(index).place();
        SegmentCheck check = new SegmentCheck(representation);
        Downloads.Fetched fetched =
                downloads.get(representation.locations(), place, bytes -> check.media(init, bytes, index), meter);
        return fetched == null
                ? null
                : new FetchedMedia(period, representation, fetched.location(), init, fetched.bytes());
    }

    private byte[] init(LocatedRepresentation representation, DownloadMeter meter) throws IOException {
        byte[] known = inits.get(representation);
        if (known != null) {
            return known;
        }
        FileRange place = representation.segments().initialization();
        byte[] init = place == null
                ? NO_INIT
                : downloads
                        .get(representation.locations(), place, new SegmentCheck(representation)::initialization, meter)
                        .bytes();
        inits.put(representation, init);
        return init;
    }

    /** How far the start of the last segment was behind live when it was requested; NaN of what is not live. */
    double behindLiveMs() {
        return behindLiveMs;
    }

    /** Of each segment that was fetched, in order. */
    List<ClientReport.Source> sources() {
        return sources;
    }

    /** Of segments that were replaced. */
    long discardedBytes() {
        return discardedBytes;
    }
}
