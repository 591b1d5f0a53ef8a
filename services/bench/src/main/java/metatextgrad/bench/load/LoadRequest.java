package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;

/** The bytes of a request, with a body of exactly 1 KiB. */
final class LoadRequest {
    static final int SIZE = 1024;

    private LoadRequest() {}

    static byte[] of(URI target, LoadOrder.Kind kind) {
        String body = body(kind);
        String head =
                """
                POST %s HTTP/1.1
                Host: %s
                Content-Type: application/json
                Authorization: Bearer sk-bench
                Content-Length: %d

                """
                        .formatted(target.getPath(), target.getAuthority(), body.length())
                        .replace("\n", "\r\n");
        return (head + body).getBytes(US_ASCII);
    }

    private static String body(LoadOrder.Kind kind) {
        String begin =
                "{\"model\":\"%s\",\"stream\":%s,\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"%s "
                        .formatted(
                                FixedUpstream.MODEL,
                                kind != LoadOrder.Kind.PLAIN,
                                kind == LoadOrder.Kind.OPEN ? FixedUpstream.HOLD : "Complete:");
        String end = "\"}]}";
        String filler = "( [ { < ".repeat(SIZE / 8);
        return begin + filler.substring(0, SIZE - begin.length() - end.length()) + end;
    }
}
