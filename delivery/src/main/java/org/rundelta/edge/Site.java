package org.rundelta.edge;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What an edge answers GET and HEAD with. */
interface Site {
    /**
     * Answers, now or later.
     *
     * @param path of the URL, decoded
     */
    void answer(String path, Request request, Response response, Callback callback) throws IOException;
}
