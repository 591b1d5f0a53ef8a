package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser of their own, who signs in at a provider. */
final class OidcVisitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .build();

    private final URI console;

    OidcVisitor(URI console) {
        this.console = console;
    }

    HttpResponse<String> get(String path) throws Exception {
        return get(console.resolve(path));
    }

    HttpResponse<String> get(URI address) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return post(console.resolve(path), fields);
    }

    private HttpResponse<String> post(URI address, Map<String, String> fields) throws Exception {
        String form =
                fields.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(joining("&"));
        return browser.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Begins a sign-in at this path, and returns the provider's page. */
    URI begin(String path) throws Exception {
        return location(console.resolve(path), get(path));
    }

    /** Signs in at the provider, and returns where it sends the person back to. */
    URI atProvider(String path, String user) throws Exception {
        URI next = begin(path);
        while (next.getPort() != console.getPort()) {
            HttpResponse<String> answer =
                    next.getPath().startsWith("/interaction/")
                            ? post(next, Map.of("user", user))
                            : get(next);
            next = location(next, answer);
        }
        return next;
    }

    /** Signs in, and returns the answer of the console. */
    HttpResponse<String> signIn(String user) throws Exception {
        return get(atProvider("/sign-in/oidc", user));
    }

    /** Returns the token in the forms of a page. */
    static String token(HttpResponse<String> page) {
        Matcher found = TOKEN.matcher(page.body());
        if (!found.find()) throw new AssertionError("no form: " + page.body());
        return found.group(1);
    }

    private static URI location(URI from, HttpResponse<String> answer) {
        return from.resolve(
                answer.headers()
                        .firstValue("location")
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "%d of %s: %s"
                                                        .formatted(
                                                                answer.statusCode(),
                                                                from,
                                                                answer.body()))));
    }

    @Override
    public void close() {
        browser.shutdownNow();
    }
}
