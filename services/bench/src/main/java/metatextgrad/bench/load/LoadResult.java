package metatextgrad.bench.load;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What became of the requests of an order.
 *
 * @param failed requests without a whole response of status 200
 * @param micros of the others, from the moment at which a request was due to the end of its
 *     response, of a stream to its first token
 * @param reason of the first failure; empty if there is none
 */
public record LoadResult(int failed, Histogram micros, String reason) {
    private static final int DIGITS = 3;

    /** Returns how many were answered. */
    public long answered() {
        return micros.getTotalCount();
    }

    /** Returns milliseconds; 0 if nothing was answered. */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /** Returns both together. */
    public LoadResult with(LoadResult other) {
        Histogram both = micros.copy();
        both.add(other.micros);
        return new LoadResult(
                failed + other.failed, both, reason.isEmpty() ? other.reason : reason);
    }

    /** Returns the result of no request. */
    public static LoadResult none() {
        return new LoadResult(0, new Histogram(DIGITS), "");
    }

    /** Returns one line; line breaks of the reason become spaces. */
    String line() {
        ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(bytes);
        byte[] encoded = new byte[length];
        bytes.get(0, encoded);
        return "%d %s %s"
                .formatted(
                        failed,
                        Base64.getEncoder().encodeToString(encoded),
                        reason.replaceAll("\\R\\s*", " "));
    }

    /** Reads what {@link #line} wrote. */
    static LoadResult read(String line) {
        String[] parts = line.split(" ", 3);
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
        try {
            Histogram micros = Histogram.decodeFromCompressedByteBuffer(bytes, 1);
            return new LoadResult(Integer.parseInt(parts[0]), micros, parts[2]);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("this is no histogram", e);
        }
    }
}
