package metatextgrad.embedded.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import metatextgrad.cli.demo.DirectAnswer;
import metatextgrad.config.Settings;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * An application that knows Kafka and JSON only. For each task it reads which prompt to use, calls
 * the model, and reports the task and its answer. Most tasks have their right answer; of some,
 * users state later whether the answer was good; of others nothing becomes known. Used by one
 * thread.
 */
final class LiveApplication implements AutoCloseable {
    /** After this time users give feedback: on the clock of the demo, after some hours. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** An answer on which a user will give feedback. */
    private record Late(long since, TaskSubmitted task, double score) {}

    /** What becomes known about the answer to a task. */
    private enum Knowledge {
        TRUTH,
        FEEDBACK,
        NOTHING;

        private static Knowledge of(TaskSubmitted task) {
            double chance = ContentHash.unit("known", task.id());
            return chance < .8 ? TRUTH : chance < .9 ? FEEDBACK : NOTHING;
        }
    }

    private final Queue<Late> late = new ArrayDeque<>();
    private final Settings settings;
    private final Project project;
    private final LanguageModel model;
    private final KafkaConsumer<String, String> tables;
    private final KafkaProducer<String, String> producer;
    private final String seedPrompt;
    private @Nullable ServedTable table;

    LiveApplication(Settings settings, Project project, LanguageModel model) {
        this.settings = settings;
        this.project = project;
        this.model = model;
        seedPrompt = requireNonNull(project.seed().onlyPrompt());
        Map<String, Object> client = new HashMap<>(settings.client());
        // Java reads tables of aborted transactions otherwise; other clients do not.
        client.put("isolation.level", "read_committed");
        tables = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        producer =
                new KafkaProducer<>(
                        settings.client(), new StringSerializer(), new StringSerializer());
        String topic = Topics.PROMPTS_JSON.in(settings);
        List<TopicPartition> all = new ArrayList<>();
        tables.partitionsFor(topic)
                .forEach(one -> all.add(new TopicPartition(topic, one.partition())));
        tables.assign(all);
        tables.seekToBeginning(all);
    }

    /** Waits until the project serves anything. */
    void start() {
        while (table == null) follow(Duration.ofMillis(100));
    }

    /** Returns the version that serves most. */
    String champion() {
        return requireNonNull(table).versions().getFirst().id();
    }

    /** Answers a task with the served prompt, and reports both. */
    ServedAnswer serve(TaskSubmitted task) {
        follow(Duration.ZERO);
        ServedTable now = requireNonNull(table);
        ServedTable.Version version = now.of(task.id().value());
        String answer = DirectAnswer.text(model, project.loop(), version.prompt(), task);
        double score = DirectAnswer.score(project.loop(), answer, task);
        Knowledge known = Knowledge.of(task);
        send(Topics.TASKS, fields(task, known == Knowledge.TRUTH));
        send(
                Topics.ANSWERS,
                about(task)
                        .put("version", version.id())
                        .put("serial", now.serial())
                        .put("probability", version.share())
                        .put("output", answer)
                        .put("served", Instant.now().toString()));
        if (known == Knowledge.FEEDBACK) late.add(new Late(System.nanoTime(), task, score));
        sendFeedback();
        double frozen = version.prompt().equals(seedPrompt) ? score : score(task, seedPrompt);
        return new ServedAnswer(score, frozen);
    }

    /** Users judge an answer some time after they got it. */
    private void sendFeedback() {
        long due = System.nanoTime() - LATE.toNanos();
        while (!late.isEmpty() && late.peek().since() <= due) {
            Late one = late.remove();
            send(Topics.FEEDBACK, about(one.task()).put("flag", one.score() > 0 ? "good" : "bad"));
        }
    }

    private static ObjectNode fields(TaskSubmitted task, boolean withTarget) {
        ObjectNode fields =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("project", task.project().value())
                        .put("id", task.id().value())
                        .put("input", task.input());
        return withTarget ? fields.put("target", task.target()) : fields;
    }

    private static ObjectNode about(TaskSubmitted task) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("project", task.project().value())
                .put("task", task.id().value());
    }

    private double score(TaskSubmitted task, String prompt) {
        return DirectAnswer.score(model, project.loop(), prompt, task);
    }

    /** Takes over newer serving tables. */
    private void follow(Duration wait) {
        for (ConsumerRecord<String, String> record : tables.poll(wait)) {
            ServedTable read = ServedTable.read(record.value());
            if (read.project().equals(project.id().value())
                    && (table == null || read.serial() > table.serial())) table = read;
        }
    }

    private void send(Topic topic, ObjectNode value) {
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                topic.in(settings), project.id().value(), value.toString()));
    }

    @Override
    public void close() {
        producer.close();
        tables.close();
    }
}
