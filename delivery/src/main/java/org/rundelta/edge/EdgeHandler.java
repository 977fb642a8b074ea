package org.rundelta.edge;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.rundelta.http.PublicHandler;

/** Who answers which request. Players measure the network by the times of requests, which Timing-Allow-Origin shows them. */
final class EdgeHandler extends PublicHandler {
    private final Site site;

    EdgeHandler(Site site) {
        super(
                field(
                        "Access-Control-Expose-Headers",
                        "Accept-Ranges, Age, Content-Encoding, Content-Length, Content-Range, Date, ETag, Last-Modified"),
                field("Timing-Allow-Origin", "*"));
        this.site = site;
    }

    @Override
    protected void get(Request request, Response response, Callback callback) throws IOException {
        String path = URIUtil.decodePath(request.getHttpURI().getPath());
        site.answer(path, request, response, callback);
    }
}
