package org.rundelta.swarm;

/** Is told how peers get on; by several threads, if there are several peers. */
public interface PeerListener {
    /** Is not interested. */
    PeerListener NONE = new PeerListener() {
        @Override
        public void checked(int bytes) {}

        @Override
        public void fetched(int bytes) {}

        @Override
        public void note(String line) {}
    };

    /** That many more bytes of what is there were looked at. */
    void checked(int bytes);

    /** A piece of that many bytes came. */
    void fetched(int bytes);

    /** Something went wrong that does not end it: a tracker is down, a peer is banned. */
    void note(String line);
}
