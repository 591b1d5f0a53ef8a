package metatextgrad.services.gateway.proxy;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Keeps the console's cookies out of the proxy. Both are at one address, so a browser sends them
 * along with each request, and a model server must neither see nor set them.
 */
final class ConsoleCookies {
    private static final String PREFIX = "mtg-";

    private ConsoleCookies() {}

    /** Returns a {@code Cookie} header without them; empty if nothing is left. */
    static String without(String header) {
        if (!header.contains(PREFIX)) return header;
        return Arrays.stream(header.split(";", -1))
                .map(String::strip)
                .filter(pair -> !pair.startsWith(PREFIX))
                .collect(Collectors.joining("; "));
    }

    /** Whether a {@code Set-Cookie} header sets one of them, also as a cookie without a name. */
    static boolean isSetBy(String header) {
        return header.replaceFirst("^[\\s=]+", "").startsWith(PREFIX);
    }
}
