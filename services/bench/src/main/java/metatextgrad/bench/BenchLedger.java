package metatextgrad.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.bench.BenchFigure.figure;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.config.Settings;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Usage;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.Event;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.kafka.LedgerReader;
import metatextgrad.services.worker.kafka.WorkerClients;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.topics.Topics;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Measures how long a worker reads the ledger of a partition that it takes over. */
final class BenchLedger {
    private static final int PARTITION = 0;
    private static final double ROWS = 1_000_000;

    private BenchLedger() {}

    /** See {@link BenchPart.Measurement}. */
    static List<BenchFigure> measure(
            BenchEnvironment environment, BenchScale scale, Consumer<String> progress) {
        Settings settings = environment.settings();
        progress.accept("writing %d ledger rows".formatted(scale.rows()));
        write(settings, scale.rows());
        progress.accept("reading them");
        WorkerSettings worker =
                new WorkerSettings(
                        settings.withInstance(null),
                        ModelEndpoints.simulated(URI.create("http://localhost")),
                        WorkerSerde.registry(settings.registry()));
        LedgerReader reader = new LedgerReader(new WorkerClients(worker), worker, 1);
        long start = System.nanoTime();
        Ledger ledger = reader.read(PARTITION);
        double seconds = (System.nanoTime() - start) / 1e9;
        int rows = ledger.size();
        return List.of(
                figure("ledger.rows", "ledger rows read by one worker", rows, ""),
                figure("ledger.seconds", "  in", seconds, "s"),
                figure("ledger.perMillion", "  for a million of them", seconds / rows * ROWS, "s")
                        .atMost(10),
                figure("ledger.bytes", "  heap for each row", (double) ledger.bytes() / rows, "B"));
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // a million futures; the callback reports failures
    private static void write(Settings settings, int rows) {
        var properties = EventWriter.properties(settings, EventWriter.COMMAND.multipliedBy(8));
        properties.put("max.in.flight.requests.per.connection", 5);
        properties.put("linger.ms", 20);
        properties.put("batch.size", 256 * 1024);
        properties.put("compression.type", "zstd");
        String topic = Topics.LLM_LEDGER.in(settings);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (Serializer<Event> events = WorkerSerde.registry(settings.registry()).serializer();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < rows; i++) {
                LedgerEntry row = row(i);
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                PARTITION,
                                row.key().getBytes(UTF_8),
                                events.serialize(topic, row)),
                        (done, e) -> {
                            if (e != null) failure.set(e);
                        });
            }
        }
        if (failure.get() != null)
            throw Exit.FAILURE.problem(failure.get(), "a row was not written: %s", failure.get());
    }

    private static LedgerEntry row(int number) {
        return new LedgerEntry.Done(
                new CallKey(ContentHash.of("bench-call", number)),
                LlmResponse.Outcome.OK,
                new Usage(500, 200),
                new AnswerPosition(BenchWork.ASKER, PARTITION, number),
                new RequestId(ContentHash.of("bench-ask", number)),
                1,
                0);
    }
}
