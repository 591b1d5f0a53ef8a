package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** Renders pages by the templates that the build has compiled. Thread-safe. */
final class Pages {
    /** Nothing from elsewhere, and nothing inline: text that got through would not run. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** Sets what all answers of the console have in common. */
    static void secure(Context context) {
        var response = context.res();
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    /** Sends a page without parameters of its own. */
    void send(Context context, int status, String template, PageHead head) throws IOException {
        render(context, status, template, Map.of("head", head));
    }

    /** Sends a page. */
    void send(Context context, int status, String template, PageHead head, Object page)
            throws IOException {
        render(context, status, template, Map.of("head", head, "page", page));
    }

    private void render(Context context, int status, String template, Map<String, Object> values)
            throws IOException {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", values, html);
        context.res().setStatus(status);
        context.res().setContentType("text/html; charset=utf-8");
        context.res().getOutputStream().write(html.toString().getBytes(UTF_8));
    }
}
