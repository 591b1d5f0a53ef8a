package metatextgrad.embedded.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.DirectAnswer;
import metatextgrad.config.Settings;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
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
 * the model, and reports the task and how good its answer was. Used by one thread.
 */
final class LiveApplication implements AutoCloseable {
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
        double score = score(task, version.prompt());
        send(Topics.TASKS.in(settings), fields(task));
        send(
                Topics.LIVE_SCORES.in(settings),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("project", project.id().value())
                        .put("task", task.id().value())
                        .put("version", version.id())
                        .put("serial", now.serial())
                        .put("probability", version.share())
                        .put("score", score)
                        .put("evidence", "truth")
                        .put("served", Instant.now().toString()));
        double frozen = version.prompt().equals(seedPrompt) ? score : score(task, seedPrompt);
        return new ServedAnswer(score, frozen);
    }

    private static ObjectNode fields(TaskSubmitted task) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("project", task.project().value())
                .put("id", task.id().value())
                .put("input", task.input())
                .put("target", task.target());
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

    private void send(String topic, ObjectNode value) {
        var unused =
                producer.send(new ProducerRecord<>(topic, project.id().value(), value.toString()));
    }

    @Override
    public void close() {
        producer.close();
        tables.close();
    }
}
