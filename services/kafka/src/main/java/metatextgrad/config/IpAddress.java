package metatextgrad.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An IP address as text. A host name is none, so no name server is needed. */
final class IpAddress {
    static final String RULE = "an IP address, such as 127.0.0.1 or ::1";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern GROUPS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /**
     * Returns the text.
     *
     * @throws IllegalArgumentException if it is no IP address
     */
    static String parse(String text) {
        if (!DIGITS.matcher(text).matches() && !GROUPS.matcher(text).matches())
            throw new IllegalArgumentException(RULE);
        try {
            // Of a text with digits only, this checks the form.
            var unused = InetAddress.getByName(text);
            return text;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }
}
