package metatextgrad.embedded.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person in the console: the cookie and the token of the last page. */
final class ConsolePerson {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final HttpClient http;
    private final String address;
    private String cookie = "";
    private String token = "";

    /** Signs in. */
    ConsolePerson(HttpClient http, int port, String key) throws Exception {
        this.http = http;
        address = "http://127.0.0.1:" + port;
        get("/sign-in");
        post("/sign-in", Map.of("key", key));
    }

    /** Returns a page. */
    String get(String path) throws Exception {
        return send(request(path).GET()).body();
    }

    /** Sends a form; returns the status. */
    int post(String path, Map<String, String> fields) throws Exception {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("token", token);
        String body =
                all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(joining("&"));
        return send(request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        List<String> set = response.headers().allValues("set-cookie");
        if (!set.isEmpty()) cookie = set.getLast().replaceAll(";.*", "");
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) token = found.group(1);
        return response;
    }
}
