package metatextgrad.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import metatextgrad.bench.load.BenchSchedule;

/** Feedback of an application to the API of the gateways, once a second during a fault. */
final class OutageWrites implements AutoCloseable {
    /** Kafka has the record. */
    static final String ACCEPTED = "202";

    /** Kafka is unavailable, and the application has to send the record again. */
    static final String SEND_AGAIN = "503 with Retry-After";

    /** The request has no answer in time. */
    static final String NO_ANSWER = "no answer yet";

    /** Longer than a gateway takes to refuse a record. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final URI address;
    private final int count;
    private final CompletableFuture<Void> sender;

    /** Starts to send for this time; returns at once. */
    OutageWrites(URI address, Duration lasting) {
        this.address = address;
        count = Math.toIntExact(lasting.toSeconds());
        BenchSchedule schedule =
                new BenchSchedule(System.nanoTime(), Duration.ofSeconds(1), 0, count);
        sender = schedule.start(number -> answers.merge(send(), 1, Integer::sum));
    }

    /** Returns whether one is accepted now. */
    static boolean isAccepted(URI address) {
        try (OutageWrites one = new OutageWrites(address, Duration.ofSeconds(1))) {
            return one.answers(GRACE).containsKey(ACCEPTED);
        }
    }

    /**
     * Waits until all are sent and answered.
     *
     * @param grace how long the last one may take
     * @return how often each answer came, and {@link #NO_ANSWER} for the others
     */
    Map<String, Integer> answers(Duration grace) {
        long most = Duration.ofSeconds(count).plus(grace).toMillis();
        sender.completeOnTimeout(null, most, TimeUnit.MILLISECONDS).join();
        Map<String, Integer> all = new TreeMap<>(answers);
        int missing = count - all.values().stream().mapToInt(Integer::intValue).sum();
        if (missing > 0) all.put(NO_ANSWER, missing);
        return all;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Sends one; returns its status, and whether it states when to send it again. */
    private String send() {
        String body =
                "{\"project\":\"%s\",\"task\":\"t\",\"flag\":\"good\"}"
                        .formatted(OutageSystem.PROJECT);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + OutageSystem.KEY)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            boolean again = answer.headers().firstValue("Retry-After").isPresent();
            return answer.statusCode() + (again ? " with Retry-After" : "");
        } catch (IOException e) {
            return String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
