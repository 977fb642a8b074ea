package org.rundelta.push;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Calls of Amazon's SDK, whose exceptions become such as a line can be made of. */
final class S3Calls {
    private static final int ATTEMPTS = 6;
    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;

    private S3Calls() {}

    @FunctionalInterface
    interface Call<T> {
        T call() throws IOException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** A client for the region, credentials and endpoint of the environment; servers that are not Amazon's by path. */
    static S3Client client() throws IOException {
        return get(() -> S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .forcePathStyle(isElsewhere())
                .build());
    }

    /** Signs for the same region, credentials and endpoint. */
    static S3Presigner presigner() throws IOException {
        return get(() -> S3Presigner.builder()
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(isElsewhere())
                        .build())
                .build());
    }

    /** Whether it is a server that is not Amazon's. */
    private static boolean isElsewhere() {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").anyMatch(System.getenv()::containsKey)
                || Stream.of("aws.endpointUrlS3", "aws.endpointUrl").anyMatch(System.getProperties()::containsKey);
    }

    static void run(Action action) throws IOException {
        get(() -> {
            action.run();
            return null;
        });
    }

    /** Whether the call was made; false if what it was made on condition of is not so. */
    static boolean unlessPreconditionFails(Action action) throws IOException {
        return get(() -> {
            try {
                action.run();
                return true;
            } catch (AwsServiceException e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                throw e;
            }
        });
    }

    static <T> T get(Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (AwsServiceException e) {
            throw new IOException(refused(e), e);
        } catch (SdkException e) {
            throw new IOException(unreachable(e), e);
        }
    }

    private static String refused(AwsServiceException e) {
        // An answer without a body says no more than its status.
        String unsaid = e.statusCode() == FORBIDDEN ? "AccessDenied" : "";
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? unsaid
                : e.awsErrorDetails().errorCode();
        String advice = switch (code) {
            case "NoSuchBucket" -> "there is no such bucket: make it, or name another";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied" ->
                "it refuses these credentials: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile";
            case "" -> "it does not answer as S3 does: check AWS_ENDPOINT_URL_S3";
            default -> "see what it says of " + code + ", then try again";
        };
        return "refused (HTTP " + e.statusCode() + "): " + advice;
    }

    private static String unreachable(SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof SdkClientException && message.contains("credentials")) {
            return "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or make a profile";
        }
        if (e instanceof SdkClientException && message.contains("region")) {
            return "there is no region: set AWS_REGION";
        }
        return "it does not answer; check AWS_ENDPOINT_URL_S3 and the network, then try again";
    }
}
