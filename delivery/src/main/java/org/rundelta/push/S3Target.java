package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rundelta.media.MediaType;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A prefix in a bucket of Amazon S3 or a server like it. Objects cannot be renamed, but an upload in parts appears as a whole
 * when it is completed; media that nothing names yet is put in one request if it is small. The server checks the SHA-256
 * of each part. Beside the title lie the lock and the record of files,
 * below {@code .rundelta-push}.
 */
final class S3Target implements PushTarget {
    private static final String STATE_FOLDER = ".rundelta-push/";
    private static final String RECORD = STATE_FOLDER + "files";
    private static final String LOCK = STATE_FOLDER + "lock";

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private static final String SHORTLY = "public, max-age=2";
    private static final int PART = 8 << 20;

    /** Above this, parts grow with the file: there may be 10,000. */
    private static final int MOST_PARTS = 9_000;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final Duration lockPatience;
    private final Map<String, Upload> uncommitted = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /** Put where they belong, and not committed. */
    private final Set<String> inPlace = ConcurrentHashMap.newKeySet();

    private LeaseLock lock;

    /** @param parts in order */
    private record Upload(String id, List<CompletedPart> parts) {}

    S3Target(S3Client s3, String bucket, String prefix, Duration lockPatience) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.lockPatience = lockPatience;
    }

    /**
     * Looks at the URL, and for a region and credentials where the SDK does: environment, profile, machine.
     *
     * @param target {@code s3://bucket/prefix}
     * @param title which cannot overlap with it
     * @param care whatever it is, hashes are compared
     * @throws IOException if it is no such URL, or there is no region
     */
    static PushTarget open(String target, Path title, PushCare care) throws IOException {
        S3Address address = S3Address.of(target);
        String path = address.path();
        String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        return new S3Target(S3Calls.client(), address.bucket(), prefix, LeaseLock.PATIENCE);
    }

    @Override
    public void begin() throws IOException {
        lock = LeaseLock.acquire(new LockObject(), lockPatience);
        if (lock.isOfTheDead()) {
            S3Calls.run(() -> s3.listMultipartUploadsPaginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .uploads()
                    .forEach(this::abort));
        }
    }

    private void abort(MultipartUpload upload) {
        s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
    }

    /** An object, which is put only if there is none. */
    private final class LockObject implements LeaseLock.Place {
        @Override
        public boolean make(String holder) throws IOException {
            boolean isMade = S3Calls.unlessPreconditionFails(() -> s3.putObject(
                    request -> request.bucket(bucket).key(prefix + LOCK).ifNoneMatch("*"),
                    RequestBody.fromString(holder, UTF_8)));
            // A request that was tried twice may have been answered twice.
            return isMade || String.valueOf(read()).startsWith(holder);
        }

        @Override
        public String read() throws IOException {
            return text(LOCK);
        }

        @Override
        public void write(String holder) throws IOException {
            put(LOCK, holder);
        }

        @Override
        public void delete() throws IOException {
            S3Target.this.delete(LOCK);
        }
    }

    private String text(String path) throws IOException {
        return S3Calls.get(() -> {
            try {
                return s3.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + path))
                        .asUtf8String();
            } catch (NoSuchKeyException e) {
                return null;
            }
        });
    }

    private void put(String path, String text) throws IOException {
        S3Calls.run(() -> s3.putObject(
                request -> request.bucket(bucket).key(prefix + path), RequestBody.fromString(text, UTF_8)));
    }

    @Override
    public OptionalLong size(String path) throws IOException {
        return S3Calls.get(() -> {
            try {
                return OptionalLong.of(
                        s3.headObject(request -> request.bucket(bucket).key(prefix + path))
                                .contentLength());
            } catch (NoSuchKeyException e) {
                missing.add(path);
                return OptionalLong.empty();
            }
        });
    }

    @Override
    public boolean holds(String path, long size, Source source) throws IOException {
        return S3Calls.get(() -> {
            try (ResponseInputStream<GetObjectResponse> in =
                    s3.getObject(request -> request.bucket(bucket).key(prefix + path))) {
                return FileBuffer.ofThread().isSame(Channels.newChannel(in), source);
            }
        });
    }

    @Override
    public Map<String, Instant> owned() throws IOException {
        return PushRecord.parse(Objects.requireNonNullElse(text(RECORD), ""));
    }

    @Override
    public void own(Map<String, Instant> files) throws IOException {
        if (!files.equals(owned())) {
            put(RECORD, PushRecord.format(files));
        }
    }

    /** What is stored cannot be read back before it is complete: the server's checksums stand for it. */
    @Override
    public boolean put(String path, long size, Source source) throws IOException {
        boolean isNew = missing.contains(path) && !TitleFile.isManifestPath(path);
        return isNew && size <= PART ? putAtOnce(path, size, source) : putInParts(path, size, source);
    }

    /** In one request, which is what S3 is paid for. */
    private boolean putAtOnce(String path, long size, Source source) throws IOException {
        inPlace.add(path);
        return S3Calls.get(() -> {
            try (InputStream in = source.open()) {
                byte[] bytes = in.readAllBytes();
                s3.putObject(
                        request -> request.bucket(bucket)
                                .key(prefix + path)
                                .contentType(MediaType.of(path).name())
                                .cacheControl(cacheControl(path))
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromBytes(bytes));
                return bytes.length == size;
            }
        });
    }

    private static String cacheControl(String path) {
        return MediaType.neverChanges(path) ? FOR_GOOD : SHORTLY;
    }

    private boolean putInParts(String path, long size, Source source) throws IOException {
        return S3Calls.get(() -> {
            String id = s3.createMultipartUpload(request -> request.bucket(bucket)
                            .key(prefix + path)
                            .contentType(MediaType.of(path).name())
                            .cacheControl(cacheControl(path))
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                    .uploadId();
            Upload upload = new Upload(id, new ArrayList<>());
            uncommitted.put(path, upload);
            try (InputStream in = source.open()) {
                return uploadParts(path, upload, in, (int) Math.max(PART, size / MOST_PARTS)) == size;
            }
        });
    }

    /** @return how many bytes that were */
    private long uploadParts(String path, Upload upload, InputStream in, int partBytes) throws IOException {
        long uploaded = 0;
        byte[] bytes = in.readNBytes(partBytes);
        do {
            RequestBody body = RequestBody.fromBytes(bytes);
            int number = upload.parts.size() + 1;
            UploadPartResponse part = s3.uploadPart(
                    request -> request.bucket(bucket)
                            .key(prefix + path)
                            .uploadId(upload.id)
                            .partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                    body);
            upload.parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(part.eTag())
                    .checksumSHA256(part.checksumSHA256())
                    .build());
            uploaded += bytes.length;
            bytes = in.readNBytes(partBytes);
        } while (bytes.length > 0);
        return uploaded;
    }

    @Override
    public void commit(String path) throws IOException {
        lock.requireHeld();
        if (inPlace.remove(path)) {
            return;
        }
        Upload upload = uncommitted.get(path);
        S3Calls.run(() -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key(prefix + path)
                .uploadId(upload.id)
                .multipartUpload(all -> all.parts(upload.parts))));
        uncommitted.remove(path);
    }

    /** What S3 has answered for, it keeps. */
    @Override
    public void flush() {}

    @Override
    public void delete(String path) throws IOException {
        S3Calls.run(() -> s3.deleteObject(request -> request.bucket(bucket).key(prefix + path)));
    }

    @Override
    public void close() throws IOException {
        try (s3) {
            if (lock != null) {
                discard();
            }
        }
    }

    private void discard() throws IOException {
        try {
            for (String path : inPlace) {
                delete(path);
            }
            for (Map.Entry<String, Upload> entry : uncommitted.entrySet()) {
                S3Calls.run(() -> s3.abortMultipartUpload(request ->
                        request.bucket(bucket).key(prefix + entry.getKey()).uploadId(entry.getValue().id)));
            }
        } finally {
            lock.close();
        }
    }
}
