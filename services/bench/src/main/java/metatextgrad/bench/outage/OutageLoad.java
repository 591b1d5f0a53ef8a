package metatextgrad.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import metatextgrad.bench.load.BenchSchedule;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Completions at a fixed rate, every second one as a stream, each on a thread of its own. A request
 * is sent when it is due, however slow earlier ones are. For one phase of the benchmark.
 */
final class OutageLoad implements AutoCloseable {
    static final int PER_SECOND = 50;

    /** Names the version that answered, or {@code pass-through}. */
    private static final String VERSION = "x-mtg-prompt-version";

    private static final String KIBI = "Complete the sequence: ( [ { < ".repeat(32);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String phase;
    private final String version;
    private final BenchSchedule schedule;
    private final AtomicReferenceArray<@Nullable OutageRequest> ended;
    private final CompletableFuture<Void> sender;

    private OutageLoad(URI address, String phase, String version, Duration lasting) {
        this.address = address;
        this.phase = phase;
        this.version = version;
        int count = Math.toIntExact(lasting.toSeconds()) * PER_SECOND;
        ended = new AtomicReferenceArray<>(count);
        schedule =
                new BenchSchedule(
                        System.nanoTime(), Duration.ofSeconds(1).dividedBy(PER_SECOND), 0, count);
        sender = schedule.start(this::send);
    }

    /**
     * Starts the load; returns at once.
     *
     * @param phase part of the ids of its requests
     * @param version that has to answer each of them
     */
    static OutageLoad start(URI address, String phase, String version, Duration lasting) {
        return new OutageLoad(address, phase, version, lasting);
    }

    /** Blocks until so much of the load was due. */
    void awaitDue(Duration part) {
        try {
            BenchSchedule.await(schedule.start() + part.toNanos());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    /** Blocks until every request has ended, or for {@code most}. */
    void awaitEnds(Duration most) {
        var unused = ConditionWait.within(most, sender::isDone);
    }

    /** Returns all requests; those that have not ended have no answer. */
    List<OutageRequest> requests() {
        return IntStream.range(0, ended.length())
                .mapToObj(
                        number ->
                                Optional.ofNullable(ended.get(number))
                                        .orElse(ended(number, "no answer yet")))
                .toList();
    }

    /** Breaks off what is in flight. */
    @Override
    public void close() {
        client.shutdownNow();
        sender.exceptionally(failure -> null).join();
    }

    private void send(int number) {
        String problem;
        try {
            problem = problem(number, client.send(request(number), BodyHandlers.ofString()));
        } catch (IOException e) {
            problem = String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "interrupted";
        }
        ended.set(number, ended(number, problem));
    }

    private HttpRequest request(int number) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer sk-own")
                .header("Content-Type", "application/json")
                .header(OutageProxy.ID, id(number))
                .POST(BodyPublishers.ofString(body(streams(number))))
                .build();
    }

    private static String body(boolean streams) {
        return "{\"model\":\"any\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(streams, KIBI);
    }

    private OutageRequest ended(int number, @Nullable String problem) {
        long due = schedule.due(number);
        return new OutageRequest(id(number), due, (System.nanoTime() - due) / 1000, problem);
    }

    private @Nullable String problem(int number, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) return "status " + answer.statusCode();
        String by = answer.headers().firstValue(VERSION).orElse("nothing");
        if (!by.equals(version)) return "served by " + by;
        boolean whole =
                answer.body().contains(OutageUpstream.TEXT)
                        && (!streams(number) || answer.body().endsWith(OutageUpstream.LAST_EVENT));
        return whole ? null : "not the whole answer";
    }

    private String id(int number) {
        return phase + "-" + number;
    }

    private static boolean streams(int number) {
        return number % 2 == 1;
    }
}
