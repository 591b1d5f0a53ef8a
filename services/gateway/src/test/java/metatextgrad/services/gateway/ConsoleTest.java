package metatextgrad.services.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A gateway whose console has a state, and people who use it without a browser. */
abstract class ConsoleTest extends GatewayTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    final MemoryKafka kafka = new MemoryKafka();
    final MemoryRecords records = new MemoryRecords();

    @BeforeEach
    final void start() throws Exception {
        keys("dyck, ticket-triage", "shop", "ada");
        gateway.kafka(kafka).records(records).start();
    }

    /** Fills the state, with this mark in each text. */
    final ConsoleState fill(String mark) {
        ConsoleState state = new ConsoleState(mark);
        state.fill(gateway.gateway());
        new ConsoleRecords(state, records).fill();
        new ConsoleTraffic(state, records).fill();
        new ConsoleOptimizers(state, records).fill();
        kafka.rollout(gateway.gateway().views());
        return state;
    }

    /** Writes the file of keys: one that reads, and one that decides. */
    final void keys(String projects, String reader, String operator) throws Exception {
        gateway.keys(projects, reader, operator);
    }

    /** A person: cookies and the token of the last page. */
    final class Person {
        private String cookie = "";
        private String token = "";

        /** Signs in with a key. */
        HttpResponse<String> signIn(String key) throws Exception {
            get("/sign-in");
            return post("/sign-in", Map.of("key", key));
        }

        HttpResponse<String> get(String path) throws Exception {
            return send(request(path).GET());
        }

        /** Sends a form with the token of the last page. */
        HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
            return postAs(token, path, fields);
        }

        HttpResponse<String> postAs(String csrf, String path, Map<String, String> fields)
                throws Exception {
            String body =
                    Stream.concat(Stream.of(Map.entry("token", csrf)), fields.entrySet().stream())
                            .map(one -> one.getKey() + "=" + encode(one.getValue()))
                            .collect(joining("&"));
            return send(path, body);
        }

        /** Sends a form with the token of the last page and these fields as they are. */
        HttpResponse<String> postRaw(String path, String body) throws Exception {
            return send(path, "token=%s&%s".formatted(encode(token), body));
        }

        private HttpResponse<String> send(String path, String body) throws Exception {
            return send(
                    request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body)));
        }

        HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path));
            if (!cookie.isEmpty()) request.header("Cookie", cookie);
            return request;
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> response = gateway.send(request);
            List<String> set = response.headers().allValues("set-cookie");
            if (!set.isEmpty()) cookie = set.getLast().replaceAll(";.*", "");
            Matcher found = TOKEN.matcher(response.body());
            if (found.find()) token = found.group(1);
            return response;
        }

        String cookie() {
            return cookie;
        }

        void cookie(String value) {
            cookie = value;
        }
    }

    /** A person who has signed in. */
    final Person person(String key) throws Exception {
        Person person = new Person();
        person.signIn(key);
        person.get("/");
        return person;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
