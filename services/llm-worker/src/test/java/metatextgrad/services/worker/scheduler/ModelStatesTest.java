package metatextgrad.services.worker.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.ModelState.Status;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.modelclient.RateHeaders;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.rates.RateLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker reports of its models, in a time of its own. */
final class ModelStatesTest {
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final Reply FULL = new Reply.RateLimited("429 busy", Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "404, '*', UNUSABLE",
        "302, '*', UNUSABLE",
        "401, '*', UNUSABLE",
        "429, small, REFUSING",
        "500, small, FAILING"
    })
    void defect6ShouldReportWhyNoCallOfAModelIsServed(int status, String model, Status expected)
            throws IOException {
        FakeKafka kafka = new FakeKafka(10);
        ReplyWithLimits refusal = over(status);

        traffic(kafka, refusal).run(Duration.ofMinutes(2), 20);

        ModelState row = kafka.models.getLast();
        assertThat(row.model()).isEqualTo(model);
        assertThat(row.status()).isEqualTo(expected);
        assertThat(row.reason()).startsWith("" + status);
        assertThat(row.since()).isEqualTo(kafka.clock.instant());
        assertThat(kafka.gauge("mtg.llm.model.blocked")).isEqualTo(1);
        // The limit falls a few times before so many refusals count as none served.
        assertThat(kafka.models).hasSizeLessThanOrEqualTo(8);

        traffic(kafka, ReplyWithLimits.of(OK)).run(Duration.ofMinutes(2), 20);

        assertThat(kafka.models.getLast().model()).isEqualTo(model);
        assertThat(kafka.models.getLast().status()).isEqualTo(Status.USABLE);
        assertThat(kafka.answers).hasSize(20);
        assertThat(kafka.gauge("mtg.llm.model.blocked")).isZero();
    }

    @Test
    void defect6ShouldCorrectTheRowOfATerminatedWorker() throws IOException {
        FakeKafka kafka = new FakeKafka(10);
        traffic(kafka, over(500)).run(Duration.ofMinutes(2), 20);
        assertThat(kafka.models.getLast().status()).isEqualTo(Status.FAILING);

        kafka.control(kafka.models.toArray(Event[]::new));
        kafka.crash();
        kafka.commit();

        assertThat(kafka.models.getLast().status()).isEqualTo(Status.USABLE);
        assertThat(kafka.models.getLast().key()).isEqualTo("small/0");
    }

    @Test
    void shouldNotReportAModelAsBlockedOnceItsRunIsCancelled() {
        FakeKafka kafka = refused();

        kafka.control(new RunCancelled(new RunId("run")));
        assertThat(kafka.gauge("mtg.llm.model.blocked")).isEqualTo(1);
        kafka.reply(FULL);
        kafka.pass(Duration.ofMinutes(2));
        kafka.commit();

        assertThat(kafka.gauge("mtg.llm.model.blocked")).isZero();
        assertThat(kafka.models)
                .extracting(ModelState::status)
                .containsExactly(Status.THROTTLED, Status.REFUSING, Status.THROTTLED);
    }

    @Test
    void shouldNotReportAModelAsBlockedOnceItsPartitionMoved() {
        FakeKafka kafka = refused();

        kafka.release();

        assertThat(kafka.gauge("mtg.llm.model.blocked")).isZero();
    }

    /** Returns a worker with a waiting call of a model that refuses it, and one in flight. */
    private static FakeKafka refused() {
        FakeKafka kafka = new FakeKafka(10);
        kafka.polled(2);
        kafka.commit();
        kafka.reply(FULL);
        kafka.commit();
        assertThat(kafka.gauge("mtg.llm.model.blocked")).isEqualTo(1);
        return kafka;
    }

    /** 1,681 calls at about 100 calls per second take 17 s; one 429 made 498 s of it. */
    @Test
    void defect1ShouldLoseAFewSecondsToAStrayRefusalAndReportIt() {
        FakeKafka kafka = new FakeKafka(6);
        Reply stray = new Reply.RateLimited("429", Duration.ofSeconds(1));
        int[] calls = {0};
        Traffic traffic =
                new Traffic(
                        kafka,
                        Duration.ofMillis(2),
                        (call, now) -> ReplyWithLimits.of(++calls[0] == 840 ? stray : OK));
        while (kafka.answers.size() < 1681) traffic.run(Duration.ofSeconds(1), 1681);

        assertThat(Duration.ofNanos(kafka.nanos())).isLessThanOrEqualTo(Duration.ofSeconds(25));
        assertThat(kafka.models)
                .extracting(ModelState::status)
                .containsSubsequence(Status.THROTTLED, Status.USABLE);
        assertThat(kafka.models).hasSizeLessThanOrEqualTo(8);
        assertThat(kafka.models.getFirst().calls()).isBetween(50.0, 100.0);
        assertThat(kafka.gauge("mtg.llm.throttled")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"429, requests", "400, tokens", "200, requests", "200, tokens"})
    void shouldForgetALimitThatLaterSuccessfulRepliesDoNotReport(int status, String kind) {
        FakeKafka kafka = new FakeKafka(6);
        Reply first =
                switch (status) {
                    case 429 -> new Reply.RateLimited("429", null);
                    case 400 -> new Reply.Refused(new Failure.Infrastructure("400"));
                    default -> OK;
                };
        int[] calls = {0};
        Traffic traffic =
                new Traffic(
                        kafka,
                        LATENCY,
                        (call, now) ->
                                ++calls[0] == 1
                                        ? new ReplyWithLimits(first, limit(kind, 1))
                                        : ReplyWithLimits.of(OK));
        traffic.run(Duration.ofSeconds(30), 300);

        assertThat(kafka.answers).hasSize(300);
        assertThat(kafka.gauge("mtg.llm.throttled")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"requests, 60", "tokens, 6000"})
    void shouldReportTheRateToWhichAHeaderLimitsCallsThatWait(String kind, int limit) {
        FakeKafka kafka = new FakeKafka(6);
        ReplyWithLimits reply = new ReplyWithLimits(OK, limit(kind, limit));
        Traffic traffic = traffic(kafka, reply).run(Duration.ofSeconds(20), 40);

        ModelState row = kafka.models.getLast();
        assertThat(row.status()).isEqualTo(Status.THROTTLED);
        assertThat(row.calls() + row.tokens()).isEqualTo(limit / 60.0);
        assertThat(kafka.gauge("mtg.llm.throttled")).isEqualTo(limit / 60.0);

        traffic.run(Duration.ofMinutes(2), 40).run(Duration.ofSeconds(5), 44);

        assertThat(kafka.answers).hasSizeGreaterThan(40);
        assertThat(kafka.models)
                .extracting(ModelState::status)
                .containsExactly(Status.THROTTLED, Status.USABLE);
    }

    @ParameterizedTest
    @CsvSource({"6000,", "60, 60"})
    void shouldNotReportALimitThatDelaysNoCallForLongOrIsASettingOfTheUser(
            int reported, @Nullable Integer configured) {
        FakeKafka kafka = new FakeKafka(256, 256, new RateLimits(configured, null, 1));

        traffic(kafka, new ReplyWithLimits(OK, limit("requests", reported)))
                .run(Duration.ofSeconds(30), 300);

        assertThat(kafka.models).isEmpty();
    }

    private static RateHeaders limit(String kind, int perMinute) {
        String name = "x-ratelimit-limit-" + kind;
        return RateHeaders.of(header -> header.equals(name) ? List.of("" + perMinute) : List.of());
    }

    private static Traffic traffic(FakeKafka kafka, ReplyWithLimits reply) {
        return new Traffic(kafka, LATENCY, (call, now) -> reply);
    }

    /** Returns the reply of a server that answers every request with this status. */
    private static ReplyWithLimits over(int status) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(any, 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"error\": {\"message\": \"no\"}}".getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        try (OpenAiModel model = new OpenAiModel(url, ApiKey.of("k"), 1, InstantSource.system())) {
            return model.askWithLimits(SampleRequests.SPEC, List.of(Message.user("2+2?")), 7);
        } finally {
            server.stop(0);
        }
    }
}
