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
 * segment where that was not fetched yet, and hands them on. A rung that cannot be had is replaced by the next lower one.
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
    private List<FetchedMedia> audio = List.of();
    private double lastKbps;
    private double behindLiveMs;

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
        behindLiveMs = live == null
                ? Double.NaN
                : live.behindLiveMs(presentation.slot(segment).startMs());
        DownloadMeter meter = new DownloadMeter(clock, segment);
        if (withAudio.add(segment)) {
            fetchAudio(presentation.slot(segment), meter);
        }
        for (int tried = rung; ; tried--) {
            try {
                fetchMain(segment, tried, watcher, meter);
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
        LocatedRepresentation representation = slot.period().audio();
        audio = new ArrayList<>();
        for (int each = slot.firstAudio(); each < slot.endOfAudio(); each++) {
            byte[] bytes = media(representation, each, meter).bytes();
            audio.add(new FetchedMedia(slot.period(), representation, init(representation, meter), bytes));
        }
    }

    private void fetchMain(int segment, int rung, Watcher watcher, DownloadMeter meter) throws IOException {
        Slot slot = presentation.slot(segment);
        LocatedRepresentation main = slot.rungs().get(rung);
        meter.watch(rung, Watcher.PATIENT);
        byte[] init = init(main, meter);
        meter.watch(rung, watcher);
        Downloads.Fetched media = media(main, slot.segment(), meter);
        if (media == null) {
            return;
        }
        ClientReport.Source source = new ClientReport.Source(
                main.representation().id(),
                media.bytes().length
                        + audio.stream().mapToLong(each -> each.bytes().length).sum(),
                media.location().pathway(),
                media.location().base());
        sources.add(source);
        presentation.learn(segment, rung, media.bytes().length);
        listener.fetched(source);
        handOn(slot, new FetchedMedia(slot.period(), main, init, media.bytes()));
    }

    private void handOn(Slot slot, FetchedMedia main) throws IOException {
        double sinceMs = clock.nowMs();
        if (frames != null) {
            frames.add(main.init(), main.bytes());
        }
        if (recorder != null) {
            recorder.add(slot.startMs(), main, audio);
        }
        clock.leaveOut(sinceMs);
    }

    private Downloads.Fetched media(LocatedRepresentation representation, int index, DownloadMeter meter)
            throws IOException {
        byte[] init = init(representation, meter);
        FileRange place = representation.segments().media().get(index).place();
        SegmentCheck check = new SegmentCheck(representation);
        return downloads.get(representation.locations(), place, bytes -> check.media(init, bytes, index), meter);
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
}
