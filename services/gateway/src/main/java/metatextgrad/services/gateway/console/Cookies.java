package metatextgrad.services.gateway.console;

import io.javalin.http.Context;
import jakarta.servlet.http.Cookie;
import java.time.Duration;

/** Cookies that scripts cannot read and that other sites cannot send. */
final class Cookies {
    private Cookies() {}

    static String read(Context context, String name) {
        Cookie[] cookies = context.req().getCookies();
        if (cookies != null)
            for (Cookie one : cookies) if (one.getName().equals(name)) return one.getValue();
        return "";
    }

    static void set(Context context, String name, String value, Duration length) {
        context.res()
                .addHeader(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                                .formatted(
                                        name,
                                        value,
                                        length.toSeconds(),
                                        isEncrypted(context) ? "; Secure" : ""));
    }

    static void remove(Context context, String name) {
        set(context, name, "", Duration.ZERO);
    }

    /** A proxy in front of the gateway may end TLS. */
    private static boolean isEncrypted(Context context) {
        return context.req().isSecure()
                || "https".equalsIgnoreCase(context.req().getHeader("X-Forwarded-Proto"));
    }
}
