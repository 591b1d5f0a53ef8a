package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.process.StablePort;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.LagReader;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mtg service gateway} beside a whole system, and after that system has ended. */
@Tag("broker")
final class GatewayOnBrokerTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final String KEY = "mtg-5f2c9e7a1b";
    private static final String ADAPT =
            """
            adapt:
              mode: propose
              budget: {day-calls: 20000}
              evidence: [truth]
              canary: {share: 0.1}
            """;
    private static final String BODY =
            "{\"model\":\"any\",\"user\":\"user-7\",\"messages\":[{\"role\":\"user\",\"content\":\"( [\"}]}";

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path temp;
    private int port;

    @Test
    void shouldServeAndReportAndOutliveKafka() throws Exception {
        port = StablePort.any();
        Program program = program("Complete the brackets.");
        String version = VersionId.of(PROJECT, program).value();
        LiveSystem live = LiveSystem.start(temp, Duration.ZERO);
        try (live) {
            live.define("dyck", ADAPT);
            ScoreSummary scores =
                    new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
            Program other = program("Think, then complete the brackets.");
            live.cluster()
                    .send(
                            List.of(
                                    offered("r1", program, program, scores),
                                    offered("r2", other, program, scores)));
            Waits.looking().until(() -> live.mtg().here("prompts", "get", "dyck").code() == 0);
            // A gateway samples no project that does not adapt.
            live.mtg().done("adapt", "start", "dyck");
            Waits.looking().until(() -> live.mtg().here("adapt", "status", "dyck").code() == 0);
            try (MtgCommand.Started first = gateway(live)) {
                awaitTable(first);
                // The model of the project is in another topic.
                HttpResponse<String> answer =
                        Waits.await().until(this::complete, one -> one.statusCode() == 200);
                assertThat(answer.body()).contains("\"model\":\"sim-student\"");
                assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains(version);
                String task = answer.headers().firstValue("x-mtg-task-id").orElseThrow();

                AnswerGiven given = AnswerJson.read(last(live, Topics.ANSWERS));
                assertThat(given.version().value()).isEqualTo(version);
                assertThat(given.task().value()).isEqualTo(task);
                assertThat(given.group()).isEqualTo("user-7");
                assertThat(answer.body())
                        .contains(given.output().lines().findFirst().orElseThrow());
                assertThat(TaskJson.read(last(live, Topics.TASKS), null, null).input())
                        .isEqualTo("( [");

                String feedback =
                        "{\"project\":\"dyck\",\"task\":\"%s\",\"flag\":\"good\"}".formatted(task);
                assertThat(post("/api/v1/feedback", feedback, KEY).statusCode()).isEqualTo(202);
                assertThat(post("/api/v1/feedback", feedback, KEY).statusCode()).isEqualTo(202);
                assertThat(
                                FeedbackJson.read(last(live, Topics.FEEDBACK), Instant.EPOCH)
                                        .task()
                                        .value())
                        .isEqualTo(task);

                showsWhatHappenedTo(task, version);
                sendsADeadLetterAgain(task, live);
                approve(VersionId.of(PROJECT, other).value(), version);
                assertThatLagsAreRead(live.all().settings());

                live.cluster().close();
                live.all().close();
                assertThat(get("/api/v1/promotions").body()).contains("more careful");
                assertThat(complete().headers().firstValue("x-mtg-prompt-version"))
                        .contains(version);
            }
            try (MtgCommand.Started second = gateway(live)) {
                Waits.await().ignoreExceptions().until(() -> complete().statusCode() == 200);
                assertThat(complete().headers().firstValue("x-mtg-prompt-version"))
                        .contains(version);
                assertThat(second.err()).doesNotContain("Exception").doesNotContain(KEY);
            }
        }
    }

    /** The console reads the topics of a task when a person opens its page. */
    private void showsWhatHappenedTo(String task, String version) throws Exception {
        ConsolePerson person = new ConsolePerson(http, port, KEY);
        String page =
                Waits.await()
                        .until(
                                () -> person.get("/projects/dyck/tasks/" + task),
                                body -> body.contains("Feedback of a user: 1.000"));
        assertThat(page)
                .contains("Sent by an application", "Answered by version", "tasks, partition ")
                .contains("/projects/dyck/versions/" + version);
        assertThat(person.get("/projects/dyck/optimizers")).contains("In use: ");
    }

    /** Feedback with a wrong field, which a person corrects. */
    private void sendsADeadLetterAgain(String task, LiveSystem live) throws Exception {
        String wrong = "{\"project\":\"dyck\",\"task\":\"%s\",\"mark\":1}".formatted(task);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        live.all().settings().client(),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.FEEDBACK.in(live.all().settings()), wrong))
                    .get();
        }
        ConsolePerson person = new ConsolePerson(http, port, KEY);
        Pattern link = Pattern.compile("href=\"(/dead-letters/[^\"]*feedback-[^\"]+)\"");
        String list =
                Waits.await()
                        .until(
                                () -> person.get("/dead-letters"),
                                body -> link.matcher(body).find());
        Matcher found = link.matcher(list);
        assertThat(found.find()).isTrue();
        String path = found.group(1);
        person.get(path);
        String right = "{\"project\":\"dyck\",\"task\":\"%s\",\"score\":0.5}".formatted(task);
        assertThat(person.post(path, Map.of("seen", "0", "value", right, "reason", "a typo")))
                .isEqualTo(303);
        Waits.await().until(() -> person.get(path), body -> body.contains("a typo"));
        assertThat(all(live, Topics.FEEDBACK)).contains(right);
    }

    private static ChallengerOffered offered(
            String run, Program program, Program seed, ScoreSummary scores) {
        return new ChallengerOffered(
                PROJECT, new RunId(run), RunKind.USER, program, scores, seed, scores, "tgd");
    }

    /** An operator lets a version serve a share, and another one comes too late. */
    private void approve(String version, String champion) throws Exception {
        Waits.await()
                .until(
                        () -> get("/api/v1/projects/dyck/versions/" + version),
                        one -> one.statusCode() == 200);
        assertThat(get("/api/v1/projects/dyck").body())
                .contains("\"champion\":\"" + champion + "\"");
        String decision =
                "{\"decision\":\"approve\",\"version\":\"%s\",\"reason\":\"more careful\",\"seen\":1}"
                        .formatted(version);
        HttpResponse<InputStream> events =
                http.send(
                        request("/api/v1/events?project=dyck", KEY).build(),
                        HttpResponse.BodyHandlers.ofInputStream());

        HttpResponse<String> made = post("/api/v1/projects/dyck/decisions", decision, KEY);
        HttpResponse<String> late = post("/api/v1/projects/dyck/decisions", decision, KEY);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("\"serial\":2", "\"by\":\"shop\"", version);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("already-decided", "more careful");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter(line -> line.startsWith("data: ")).skip(1).findFirst())
                    .hasValueSatisfying(data -> assertThat(data).contains("more careful"));
        }
    }

    /**
     * Seven tasks, of which intake has read two, and three in a partition that it never read, in an
     * installation of its own.
     */
    private static void assertThatLagsAreRead(Settings live) throws Exception {
        Settings own =
                new Settings(
                        live.bootstrapServers(),
                        live.registryUrl(),
                        "lags.",
                        live.instance(),
                        live.dataFolder(),
                        live.opsPort(),
                        live.opsHost(),
                        live.partitions(),
                        live.replication(),
                        live.retention(),
                        live.deadline(),
                        live.kafka(),
                        live.registryClient());
        TopicPartition tasks = new TopicPartition(Topics.TASKS.in(own), 0);
        try (Admin admin = Admin.create(own.client());
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(
                                own.client(), new StringSerializer(), new StringSerializer());
                LagReader reader = new LagReader(own)) {
            admin.createTopics(List.of(new NewTopic(tasks.topic(), 2, (short) 1))).all().get();
            for (int i = 0; i < 10; i++)
                producer.send(new ProducerRecord<>(tasks.topic(), i < 7 ? 0 : 1, null, "{}")).get();
            admin.alterConsumerGroupOffsets("lags.intake", Map.of(tasks, new OffsetAndMetadata(2)))
                    .all()
                    .get();
            reader.start();

            Waits.await().until(() -> reader.lags().equals(new Lags(5 + 3, 0)));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path, KEY).build(), HttpResponse.BodyHandlers.ofString());
    }

    private MtgCommand.Started gateway(LiveSystem live) throws IOException {
        Path file =
                Files.writeString(
                        temp.resolve("gateway.yaml"),
                        """
                        keys:
                          - {name: shop, sha256: %s, projects: [dyck], scopes: [feed, read, operate]}
                        projects:
                          dyck: {sample: 1}
                        """
                                .formatted(hash()));
        return live.mtg()
                .with("OPENAI_BASE_URL", live.simulator().baseUrl().toString())
                .with("MTG_GATEWAY_PORT", "" + port)
                .with("MTG_GATEWAY_FILE", file.toString())
                .with("MTG_OPS_PORT", "0")
                .with("MTG_DATA", temp.resolve("gateway").toString())
                .start("service", "gateway");
    }

    private static String hash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(KEY.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitTable(MtgCommand.Started gateway) {
        Waits.await()
                .ignoreExceptions()
                .until(
                        () ->
                                http.send(
                                                        request("/api/v1/prompts/dyck", KEY)
                                                                .build(),
                                                        HttpResponse.BodyHandlers.ofString())
                                                .statusCode()
                                        == 200);
    }

    private HttpResponse<String> complete() throws Exception {
        return post("/p/dyck/v1/chat/completions", BODY, "sk-own");
    }

    private HttpResponse<String> post(String path, String body, String key) throws Exception {
        return http.send(
                request(path, key).POST(BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key);
    }

    /** Returns the last record of a topic, once there is one for the project. */
    private static String last(LiveSystem live, Topic topic) {
        return Waits.await().until(() -> all(live, topic), found -> !found.isEmpty()).getLast();
    }

    private static List<String> all(LiveSystem live, Topic topic) {
        String name = topic.in(live.all().settings());
        Map<String, Object> client = live.all().settings().client();
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, String> log =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    log.partitionsFor(name).stream()
                            .map(one -> new TopicPartition(name, one.partition()))
                            .toList();
            log.assign(partitions);
            log.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = log.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> log.position(one) < ends.get(one)))
                log.poll(Duration.ofMillis(100)).forEach(one -> found.add(one.value()));
        }
        // Tasks of a set, which the command line imports, are Avro.
        found.removeIf(value -> !value.startsWith("{"));
        return found;
    }

    private static Program program(String prompt) {
        Variable variable = new Variable(prompt, "system prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", variable, List.of(Node.TASK), null, false)),
                "solve");
    }
}
