package org.rundelta.push;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects in S3 as anything reads them that knows HTTP, on this machine or others, without credentials. */
public final class S3Source {
    private static final String SCHEME = "s3://";

    /** As long as S3 lets a signature hold; with credentials that end before, it ends with them. */
    private static final Duration VALID = Duration.ofDays(7);

    private S3Source() {}

    /** Whether a name is that of an object in S3. */
    public static boolean isNamed(String name) {
        return name.startsWith(SCHEME);
    }

    /**
     * A URL under which everyone can read an object for a week. Region and credentials are those of the environment, a
     * profile, or the machine.
     *
     * @param name {@code s3://bucket/object}
     * @throws IOException if there is no such object, or these credentials may not read it
     */
    public static String url(String name) throws IOException {
        try {
            S3Address object = S3Address.of(name);
            requireReadable(object);
            try (S3Presigner presigner = S3Calls.presigner()) {
                return S3Calls.get(() -> presigner
                        .presignGetObject(request -> request.signatureDuration(VALID)
                                .getObjectRequest(
                                        get -> get.bucket(object.bucket()).key(object.path())))
                        .url()
                        .toString());
            }
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static void requireReadable(S3Address object) throws IOException {
        if (object.path().isEmpty()) {
            throw new IOException("it names no object: write s3://bucket/film.mkv");
        }
        try (S3Client s3 = S3Calls.client()) {
            S3Calls.run(() -> {
                try {
                    s3.headObject(request -> request.bucket(object.bucket()).key(object.path()));
                } catch (NoSuchKeyException e) {
                    throw new IOException("there is no such object; check its name", e);
                }
            });
        }
    }
}
