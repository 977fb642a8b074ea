package org.rundelta.edge;

import java.io.IOException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** The files below a folder, and pages that show them. */
final class FolderSite implements Site {
    private final FileService files;
    private final Pages pages;
    private final Metrics metrics;

    FolderSite(FileService files, Pages pages, Metrics metrics) {
        this.files = files;
        this.pages = pages;
        this.metrics = metrics;
    }

    @Override
    public void answer(String path, Request request, Response response, Callback callback) throws IOException {
        boolean isAnswered = metrics.answer(path, request, response, callback)
                || files.answer(path, request, response, callback)
                || pages.answer(path, request, response, callback);
        if (isAnswered) {
            return;
        }
        if (files.isPage(path + "/") || pages.isPage(path + "/")) {
            // A page names what is beside it, so its URL has to end with a slash.
            String folder = URIUtil.encodePath(path) + "/";
            Response.sendRedirect(request, response, callback, HttpStatus.MOVED_PERMANENTLY_301, folder, false);
        } else {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
    }
}
