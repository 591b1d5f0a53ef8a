package metatextgrad.services.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;

/** A connection to a model server. For one request at a time. */
final class UpstreamConnection extends DefaultManagedHttpClientConnection {
    /** Bytes. Each connection keeps two buffers, also while its stream is silent. */
    private static final int BUFFER = 2048;

    private static final int HEADER_LINES = 1000;
    private static final int HEADER_LINE = 64 * 1024;

    /** Bytes of a body between two looks for an early answer; with TLS each takes up to 1 ms. */
    private static final int EARLY = 256 * 1024;

    private static final Http1Config HTTP =
            Http1Config.custom()
                    .setBufferSize(BUFFER)
                    .setMaxHeaderCount(HEADER_LINES)
                    .setMaxLineLength(HEADER_LINE)
                    .build();

    UpstreamConnection() {
        super(
                "model server",
                // Each byte of a header becomes one character, and the same byte again.
                ISO_8859_1.newDecoder(),
                ISO_8859_1.newEncoder(),
                HTTP,
                null,
                null,
                // A server may refuse a large body before it has all of it.
                new MonitoringResponseOutOfOrderStrategy(EARLY),
                null,
                null);
    }

    /** Bytes that no request waits for, such as a 408, are not an answer to the next one. */
    @Override
    public boolean isStale() throws IOException {
        long before = getEndpointDetails().getReceivedBytesCount();
        return super.isStale() || getEndpointDetails().getReceivedBytesCount() != before;
    }
}
