package metatextgrad.model;

import java.net.URI;

/** Checks addresses of servers. Pure. */
public final class WebAddress {
    /** What an address must be, for error messages. */
    public static final String RULE =
            "an http(s) address without user, ? and #, with a port up to 65535";

    private static final int HIGHEST_PORT = 65_535;

    private WebAddress() {}

    /**
     * Returns the address.
     *
     * @throws IllegalArgumentException if it breaks {@link #RULE}
     */
    public static URI parse(String text) {
        URI url = URI.create(text);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare =
                url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
        if (!web || !bare || url.getHost() == null || url.getPort() > HIGHEST_PORT)
            throw new IllegalArgumentException(RULE);
        return url;
    }
}
