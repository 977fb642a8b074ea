package org.rundelta.cdn;

/** What one edge holds, by some policy. Objects are numbered from 0; each has a size that does not change. */
interface EdgeCache {
    /**
     * Asks for an object. What of it is not there is fetched, and kept if the policy wants it.
     *
     * @return bytes of it that were there
     */
    long request(int object);
}
