package metatextgrad.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** Waits until a proxy answers. */
final class FirstAnswer {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String BODY =
            "{\"model\":\"fixed\",\"messages\":[{\"role\":\"user\",\"content\":\"(\"}]}";

    private FirstAnswer() {}

    /**
     * Blocks until an answer of status 200 is as stated. Ends the proxy if there is none.
     *
     * @param label of the proxy, in messages
     * @param chat its address of chat completions
     * @return the way through the proxy
     * @throws EnvironmentProblem if there is none in two minutes, or the proxy ends
     */
    static MeasuredRoute await(
            String label, URI chat, ChildProcess proxy, Predicate<HttpResponse<String>> as) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(chat)
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer sk-bench")
                            .POST(BodyPublishers.ofString(BODY))
                            .build();
            ConditionWait.until(
                    START,
                    () -> {
                        proxy.requireAlive();
                        return isAnswered(client, request, as);
                    },
                    label + " did not answer");
            return new MeasuredRoute(label, chat, proxy);
        } catch (EnvironmentProblem e) {
            proxy.close();
            throw e;
        }
    }

    private static boolean isAnswered(
            HttpClient client, HttpRequest request, Predicate<HttpResponse<String>> as) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 && as.test(answer);
        } catch (IOException e) {
            return false; // nothing listens yet
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }
}
