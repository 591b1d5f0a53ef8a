package metatextgrad.embedded.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.client.Prompt;
import metatextgrad.client.PromptClient;
import metatextgrad.client.UserFeedback;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.ServingJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.rollout.Assignment;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client of applications on a broker. */
@Tag("broker")
final class JavaClientTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final Program FIRST = program("Answer.");
    private static final Program SECOND = program("Answer in French.");
    private static final int PARTITIONS = 3;
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String TABLES = "mtg." + Topics.PROMPTS_JSON.name();
    private static final String TASKS = "mtg." + Topics.TASKS.name();
    private static final String ANSWERS = "mtg." + Topics.ANSWERS.name();
    private static final String FEEDBACK = "mtg." + Topics.FEEDBACK.name();
    private static final List<String> TOPICS = List.of(TABLES, TASKS, ANSWERS, FEEDBACK);

    @TempDir private Path temp;
    private EmbeddedKafka broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedKafka.start(temp.resolve("data"), 0);
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(
                            TOPICS.stream()
                                    .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldServeAndReport() {
        serve(table(1, new Serving.Alone()));
        PromptsServed shared = table(2, canary());
        serve(shared);
        List<String> failures = new CopyOnWriteArrayList<>();

        try (PromptClient client =
                PromptClient.builder(kafka(), "dyck")
                        .waitAtMost(Waits.LONG)
                        .onFailure((message, cause) -> failures.add(message))
                        .connect()) {
            for (int user = 0; user < 50; user++) {
                Prompt prompt = client.prompt("user-" + user).orElseThrow();
                Assignment expected = Assignment.of(shared, "user-" + user);
                assertThat(prompt.version()).isEqualTo(expected.version().value());
                assertThat(prompt.probability()).isEqualTo(expected.probability());
                assertThat(prompt.serial()).isEqualTo(2);
            }
            Prompt prompt = client.prompt("user-7").orElseThrow();
            client.submit("question-1", "user-7", "( [", "] )");
            client.report("question-1", prompt, "] )");
            client.feedback("question-1", UserFeedback.score(.75).withComment("good"));

            serve(table(3, new Serving.Alone()));
            Waits.await().until(() -> client.prompt("user-7").orElseThrow().serial() == 3);
        }

        TaskSubmitted task = TaskJson.read(only(TASKS), null, null);
        assertThat(task.project()).isEqualTo(PROJECT);
        assertThat(task.id().value()).isEqualTo("question-1");
        assertThat(task.group()).isEqualTo("user-7");
        assertThat(task.input()).isEqualTo("( [");
        assertThat(task.target()).isEqualTo("] )");
        AnswerGiven answer = AnswerJson.read(only(ANSWERS));
        Assignment chosen = Assignment.of(shared, "user-7");
        assertThat(answer)
                .isEqualTo(
                        new AnswerGiven(
                                PROJECT,
                                task.id(),
                                "user-7",
                                chosen.version(),
                                shared.serial(),
                                chosen.probability(),
                                "] )",
                                answer.served()));
        assertThat(answer.served()).isBeforeOrEqualTo(Instant.now());
        assertThat(FeedbackJson.read(only(FEEDBACK), NOON))
                .isEqualTo(new FeedbackGiven(PROJECT, task.id(), .75, null, "good", NOON));
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldContinueWithItsFileAfterARestartWithoutABroker() {
        Path file = temp.resolve("dyck.json");
        serve(table(2, canary()));
        Prompt before;
        try (PromptClient client =
                PromptClient.builder(kafka(), "dyck").waitAtMost(Waits.LONG).file(file).connect()) {
            before = client.prompt("user-7").orElseThrow();
            broker.close();
            assertThat(client.prompt("user-7")).contains(before);
        }

        try (PromptClient client =
                PromptClient.builder(kafka(), "dyck")
                        .waitAtMost(Duration.ZERO)
                        .file(file)
                        .connect()) {
            assertThat(client.prompt("user-7")).contains(before);
        }
    }

    /** The snippet of the page as the body of a program. */
    @Test
    void shouldRunTheSnippetOfThePage() throws Exception {
        serve(table(2, canary()));
        String snippet =
                snippet()
                        .replace("localhost:9092", broker.bootstrapServers())
                        .replace("dyck.json", temp.resolve("dyck.json").toString());
        assertThat(snippet).contains(broker.bootstrapServers());
        String imports = lines(snippet, true);
        String body = lines(snippet, false);
        Path source =
                Files.writeString(
                        temp.resolve("Application.java"),
                        imports
                                + "public class Application {\n"
                                + "static String model(String prompt, String input) { return prompt + input; }\n"
                                + "public static void run() throws Exception {\n"
                                + body
                                + "}}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int compiled =
                compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        temp.toString(),
                        source.toString());
        assertThat(compiled).isZero();

        try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
            loader.loadClass("Application").getMethod("run").invoke(null);
        }

        assertThat(json(only(TASKS)).get("group").asText()).isEqualTo("user-7");
        assertThat(json(only(ANSWERS)).get("output").asText()).startsWith("Answer");
        assertThat(json(only(FEEDBACK)).get("flag").asText()).isEqualTo("good");
    }

    private static String lines(String snippet, boolean areImports) {
        return snippet.lines()
                .filter(line -> line.startsWith("import ") == areImports)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String snippet() throws Exception {
        String page = Files.readString(Readme.ROOT.resolve("docs/connect.md"));
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private void serve(PromptsServed table) {
        String json =
                ServingJson.of(
                                table,
                                Collections.emptySortedMap(),
                                version ->
                                        version.equals(VersionId.of(PROJECT, FIRST))
                                                ? FIRST
                                                : SECOND)
                        .json();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TABLES, PROJECT.value(), json));
        }
    }

    private static PromptsServed table(long serial, Serving serving) {
        return new PromptsServed(
                PROJECT,
                VersionId.of(PROJECT, FIRST),
                List.of(),
                serving,
                "",
                "",
                new Serial(serial));
    }

    private static Serving canary() {
        return new Serving.Canary(VersionId.of(PROJECT, SECOND), .25, NOON);
    }

    /** The value of the only record, which has the project as its key. */
    private String only(String topic) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Waits.reading()
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                                return !found.isEmpty();
                            });
        }
        assertThat(found).hasSize(1).extracting(ConsumerRecord::key).containsExactly("dyck");
        return found.getFirst().value();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program program(String prompt) {
        Variable variable = new Variable(prompt, "system prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", variable, List.of(Node.TASK), null, false)),
                "solve");
    }
}
