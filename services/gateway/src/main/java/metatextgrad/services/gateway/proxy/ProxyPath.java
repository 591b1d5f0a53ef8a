package metatextgrad.services.gateway.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request of the OpenAI protocol goes.
 *
 * @param project as the address names it; null if it names none
 * @param rest path and query behind the version, as the client sent them
 */
record ProxyPath(@Nullable Target project, String rest) {
    private static final Pattern PATH = Pattern.compile("(?:/p/([^/]+))?/v1(/[^?]*)?");

    /** A segment that leads out of the version, also in other spellings. */
    private static final Pattern DOTS =
            Pattern.compile("(?i)(^|/|%2f|%5c|\\\\)(\\.|%2e){1,2}(;[^/]*)?($|/|%2f|%5c|\\\\)");

    /**
     * Reads the address of a request.
     *
     * @param path before decoding
     * @param query null if there is none
     * @throws Denied if it is none of this protocol
     */
    static ProxyPath of(String path, @Nullable String query) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches())
            throw new Denied(
                    404,
                    "unknown_path",
                    "there is nothing at this path: use /v1/..., /p/PROJECT/v1/... or /api/v1/...");
        String rest = parts.group(2) == null ? "" : parts.group(2);
        if (hasDot(rest) && DOTS.matcher(rest).find())
            throw new Denied(400, "invalid_path", "the path must have no `.` or `..` segments");
        return new ProxyPath(
                parts.group(1) == null ? null : Target.read(decoded(parts.group(1))),
                query == null ? rest : rest + "?" + query);
    }

    /** Whether the gateway looks into the body. */
    boolean isChat(String method) {
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        return method.equals("POST") && path.equals("/chat/completions");
    }

    /** Most paths have none, and the pattern takes long. */
    private static boolean hasDot(String path) {
        return path.indexOf('.') >= 0 || path.indexOf('%') >= 0;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Denied(400, "invalid_path", "the name of the project is not encoded");
        }
    }
}
