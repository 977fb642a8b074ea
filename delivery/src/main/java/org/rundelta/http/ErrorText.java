package org.rundelta.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says what is wrong in one line of plain text, and nothing of what is inside. */
final class ErrorText extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.write(true, line(code), callback);
    }

    /** Not modified is no error. */
    @Override
    protected void generateCacheControl(Response response) {
        if (HttpStatus.isClientError(response.getStatus()) || HttpStatus.isServerError(response.getStatus())) {
            super.generateCacheControl(response);
        }
    }

    private static ByteBuffer line(int status) {
        String text = status + " " + HttpStatus.getMessage(status) + "\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
