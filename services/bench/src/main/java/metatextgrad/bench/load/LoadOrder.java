package metatextgrad.bench.load;

import java.net.URI;

/**
 * What the load generator sends: requests of 1 KiB to one address, at even intervals.
 *
 * @param target the address of chat completions
 * @param rate requests a second
 * @param count how many
 */
public record LoadOrder(Kind kind, URI target, int rate, int count) {
    /** What a request wants. */
    public enum Kind {
        /** One response. */
        PLAIN,
        /** A stream that ends. */
        STREAM,
        /** A stream that stays open. */
        OPEN
    }

    String line() {
        return "%s %s %d %d".formatted(kind, target, rate, count);
    }

    /** Reads what {@link #line} wrote. */
    static LoadOrder read(String line) {
        String[] parts = line.split(" ", -1);
        return new LoadOrder(
                Kind.valueOf(parts[0]),
                URI.create(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
