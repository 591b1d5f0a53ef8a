package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.regex.Pattern;

/** Where a person goes after the sign-in: a page of the console, and never another site. */
final class ReturnPath {
    static final String HOME = "/";

    /** The parameter that carries it. */
    static final String NAME = "to";

    private static final Pattern PAGE =
            Pattern.compile(
                    "/dead-letters|/(projects|runs|dead-letters)/[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]{0,400}");

    private ReturnPath() {}

    /** Returns the path if it is a page, and the first page otherwise. */
    static String of(String path) {
        return PAGE.matcher(path).matches() ? path : HOME;
    }

    /** Returns an address that carries the path along. */
    static String carriedBy(String address, String path) {
        return path.equals(HOME)
                ? address
                : "%s?%s=%s".formatted(address, NAME, URLEncoder.encode(path, UTF_8));
    }
}
