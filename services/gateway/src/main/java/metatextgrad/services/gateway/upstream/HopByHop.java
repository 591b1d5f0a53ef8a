package metatextgrad.services.gateway.upstream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that belong to one connection (RFC 9110 §7.6.1): no proxy passes them on. */
public final class HopByHop {
    private static final Set<String> ALWAYS =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private HopByHop() {}

    /**
     * Returns the other headers, in their order.
     *
     * @param headers names and values; a name may be there several times
     */
    public static List<Map.Entry<String, String>> without(List<Map.Entry<String, String>> headers) {
        Set<String> dropped = new HashSet<>(ALWAYS);
        for (Map.Entry<String, String> one : headers)
            if (one.getKey().equalsIgnoreCase("connection"))
                for (String name : one.getValue().split(",", -1))
                    dropped.add(name.strip().toLowerCase(Locale.ROOT));
        List<Map.Entry<String, String>> kept = new ArrayList<>();
        for (Map.Entry<String, String> one : headers)
            if (!dropped.contains(one.getKey().toLowerCase(Locale.ROOT))) kept.add(one);
        return kept;
    }
}
