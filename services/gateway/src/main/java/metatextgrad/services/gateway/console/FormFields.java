package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.proxy.Bodies;
import metatextgrad.services.gateway.proxy.RequestRoom;

/** The fields of the form that a request sends; none for other requests. Immutable. */
record FormFields(Map<String, String> fields) {
    /** More than other forms have. */
    private static final int MAX_BODY = 64 * 1024;

    /** A dead letter: a record of 128 KB, of which each byte may take three. */
    private static final int MAX_LETTER = 512 * 1024;

    private static final int MAX_FIELDS = 50;

    private static final FormFields NONE = new FormFields(Map.of());
    private static final String ATTRIBUTE = "form";

    FormFields {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads the body of a request once, to its end: a client that still sends sees no answer.
     *
     * @param room gets its bytes
     * @throws metatextgrad.services.gateway.proxy.Denied if it is too large, or is no form
     */
    static void read(Context context, RequestRoom.Place room) throws IOException {
        int most = context.path().startsWith("/dead-letters/") ? MAX_LETTER : MAX_BODY;
        String body = new String(Bodies.read(context.req(), most, room::body), UTF_8);
        context.attribute(ATTRIBUTE, parse(body));
    }

    static FormFields of(Context context) {
        FormFields known = context.attribute(ATTRIBUTE);
        return known == null ? NONE : known;
    }

    /** Of a field that comes twice, the first one counts. */
    static FormFields parse(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", MAX_FIELDS)) {
            int equals = pair.indexOf('=');
            if (equals > 0)
                fields.putIfAbsent(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return new FormFields(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID_BODY.denied("the form is not encoded as forms are");
        }
    }

    /** Returns a field; empty if it is not there. */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }
}
