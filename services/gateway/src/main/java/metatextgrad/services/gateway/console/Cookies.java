package metatextgrad.services.gateway.console;

import io.javalin.http.Context;
import jakarta.servlet.http.Cookie;
import java.time.Duration;

/**
 * Cookies that scripts cannot read. Their names begin with {@code mtg-}: the proxy passes none of
 * these on.
 */
final class Cookies {
    private static final String OF_THIS_SITE = "Path=/; Max-Age=%d; HttpOnly; SameSite=Strict";

    /** A browser sends it along when a sign-in provider sends the person back. */
    private static final String OF_SIGN_IN = "Path=/sign-in; Max-Age=%d; HttpOnly; SameSite=Lax";

    private Cookies() {}

    static String read(Context context, String name) {
        Cookie[] cookies = context.req().getCookies();
        if (cookies != null)
            for (Cookie one : cookies) if (one.getName().equals(name)) return one.getValue();
        return "";
    }

    /** Sets a cookie that other sites cannot send. */
    static void set(Context context, String name, String value, Duration length) {
        add(context, name, value, OF_THIS_SITE, length);
    }

    static void remove(Context context, String name) {
        set(context, name, "", Duration.ZERO);
    }

    /** Sets a cookie that comes back with a link from another site, to the sign-in alone. */
    static void setForSignIn(Context context, String name, String value, Duration length) {
        add(context, name, value, OF_SIGN_IN, length);
    }

    static void removeForSignIn(Context context, String name) {
        setForSignIn(context, name, "", Duration.ZERO);
    }

    private static void add(
            Context context, String name, String value, String limits, Duration length) {
        context.res()
                .addHeader(
                        "Set-Cookie",
                        "%s=%s; %s%s"
                                .formatted(
                                        name,
                                        value,
                                        limits.formatted(length.toSeconds()),
                                        isEncrypted(context) ? "; Secure" : ""));
    }

    /** A proxy in front of the gateway may end TLS. */
    private static boolean isEncrypted(Context context) {
        return context.req().isSecure()
                || "https".equalsIgnoreCase(context.req().getHeader("X-Forwarded-Proto"));
    }
}
