package org.rundelta.cache;

import java.util.List;

/**
 * What is to be fetched.
 *
 * @param path of its URL
 * @param via the field Via of the request
 * @param held what is held of it, though no longer fresh; null if nothing is
 * @param upstreams where from, in the order in which to ask
 * @param pace how fast
 * @param keeper who hears how it went
 * @param expected what it has to be; null if it may be anything
 * @param isPinned whether it is to stay when room is needed
 */
record FetchOrder(
        String path,
        String via,
        CachedFile held,
        List<Upstream> upstreams,
        Pace pace,
        Keeper keeper,
        OrderedFile expected,
        boolean isPinned) {

    /** Tells when more bytes may come. */
    @FunctionalInterface
    interface Pace {
        Pace FULL = (count, next) -> next.run();

        void after(int count, Runnable next);
    }

    /** Keeps what has come. */
    interface Keeper {
        void kept(CachedFile file);

        void revalidated(CachedFile before, CachedFile after);

        /** An upstream said that it is not to be had; it was held before, or null. */
        void refused(String path, Answer.Refused refusal, CachedFile held);

        /** No upstream answered as it should. */
        void failed(String path, Answer.Refused refusal);

        void ended(Fetch fetch, String path);
    }
}
