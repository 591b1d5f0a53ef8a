package metatextgrad.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client of an application: it has the prompts of one project, and reports what the application
 * did with them. It works over Kafka, or over HTTP with a gateway.
 *
 * <p>An outage of either reaches no request. {@link #prompt} reads memory. The methods that write
 * return at once; threads of the client write. Lost are records that Kafka does not take within two
 * minutes (its setting {@code delivery.timeout.ms}), and those beyond 16 MiB per topic. The gateway
 * is tried without a time limit; lost are those beyond 10,000 or 16 MiB of a kind, and those that
 * it refuses for good. {@link #lost} counts them, the listener gets each failure, and the log the
 * first one of an outage, but one a minute at most.
 *
 * <p>Thread-safe. One instance per project is enough for a process.
 */
public final class PromptClient implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String project;
    private final InstantSource clock;
    private final LastTable last;
    private final ClientTransport transport;

    PromptClient(
            PromptClientBuilder settings, ClientTransport.Factory transport, InstantSource clock) {
        this.project = settings.project();
        this.clock = clock;
        ClientFailureListener listener = settings.listener();
        Path file = settings.file();
        this.last =
                new LastTable(
                        project,
                        file == null
                                ? null
                                : new TableFile(file, new FailureLog("use " + file, listener)),
                        new FailureLog("use a serving table of " + project, listener));
        this.transport = transport.create(settings, last);
    }

    /**
     * Connects with the default prefix and without a file: see {@link PromptClientBuilder#connect}.
     *
     * @param kafka settings of Kafka's clients; {@code bootstrap.servers} at least
     * @throws IllegalArgumentException with the reason, in one line, if the settings or the name of
     *     the project are not valid
     */
    public static PromptClient connect(Map<String, ?> kafka, String project) {
        return builder(kafka, project).connect();
    }

    /**
     * @param kafka settings of Kafka's clients; {@code bootstrap.servers} at least
     */
    public static PromptClientBuilder builder(Map<String, ?> kafka, String project) {
        Map<String, ?> all = new HashMap<>(kafka);
        return new PromptClientBuilder(
                (settings, last) -> KafkaTransport.of(all, settings, last), project);
    }

    /**
     * Connects over HTTP, so it needs no class of Kafka.
     *
     * @param gateway its address without a path, such as {@code http://localhost:8080}
     * @param key a gateway key with the scopes {@code read} and {@code feed}
     */
    public static PromptClientBuilder builder(URI gateway, String key, String project) {
        return new PromptClientBuilder(
                (settings, last) -> new GatewayTransport(gateway, key, settings, last), project);
    }

    void start(Duration wait) {
        transport.start();
        try {
            boolean unused = transport.await(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Chooses the prompt of a unit. The same unit has the same prompt until the serving table
     * changes. Never blocks.
     *
     * @param unit the user if there is one, else the task; not blank, since all of a blank unit
     *     would get one version
     * @return empty while no table was read yet, neither from Kafka or the gateway nor from the
     *     file
     */
    public Optional<Prompt> prompt(String unit) {
        if (unit.isBlank())
            throw new IllegalArgumentException(
                    "the unit is blank: pass the user, or the task if there is none");
        return last.table().map(table -> table.prompt(unit));
    }

    /**
     * Submits a task without a known answer. Never blocks.
     *
     * @param task id, as in {@link #report} and {@link #feedback}
     * @param unit the user if there is one, else the task
     */
    public void submit(String task, String unit, String input) {
        submit(task, unit, input, null);
    }

    /**
     * Submits a task. Never blocks.
     *
     * @param task id, as in {@link #report} and {@link #feedback}
     * @param unit the user if there is one, else the task
     * @param target the right answer if you know it
     */
    public void submit(String task, String unit, String input, @Nullable String target) {
        Map<String, Object> fields = fields();
        fields.put("id", task);
        if (!unit.equals(task)) fields.put("group", unit);
        fields.put("input", input);
        if (target != null) fields.put("target", target);
        transport.send(ClientTopics.TASKS, fields);
    }

    /**
     * Reports the answer to a task, and that it was served now. Never blocks.
     *
     * @param prompt which answered, as {@link #prompt} returned it for the unit of the task
     */
    public void report(String task, Prompt prompt, String output) {
        Map<String, Object> fields = fields();
        fields.put("task", task);
        if (!prompt.unit().equals(task)) fields.put("group", prompt.unit());
        fields.put("version", prompt.version());
        fields.put("serial", prompt.serial());
        fields.put("probability", prompt.probability());
        fields.put("output", output);
        fields.put("served", clock.instant().toString());
        transport.send(ClientTopics.ANSWERS, fields);
    }

    /** Reports how good the answer to a task was. Never blocks. */
    public void feedback(String task, UserFeedback given) {
        Map<String, Object> fields = fields();
        fields.put("task", task);
        if (given.score() != null) fields.put("score", given.score());
        if (given.flag() != null)
            fields.put("flag", given.flag() == UserFeedback.Flag.GOOD ? "good" : "bad");
        if (given.comment() != null) fields.put("comment", given.comment());
        if (given.target() != null) fields.put("target", given.target());
        transport.send(ClientTopics.FEEDBACK, fields);
    }

    /** Returns how many records of this client were lost since its start. */
    public long lost() {
        return transport.lost();
    }

    /**
     * Writes what waits, for some seconds at most. {@link #prompt} works on with the last table.
     */
    @Override
    public void close() {
        try {
            transport.close(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project", project);
        return fields;
    }
}
