package metatextgrad.services.worker.kafka;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.project.Prices;
import metatextgrad.wire.WorkerSerde;

/** Settings of workers without a broker. */
final class SampleSettings {
    static final Settings CLUSTER =
            new Settings(
                    "nowhere:1",
                    null,
                    "mtg.",
                    "one",
                    Path.of("."),
                    0,
                    1,
                    (short) 1,
                    Duration.ofDays(1),
                    Duration.ofMinutes(1),
                    Map.of());

    static final WorkerSettings WORKER = worker(false);

    private SampleSettings() {}

    static WorkerSettings worker(boolean allowRepay) {
        ModelEndpoint endpoint =
                new ModelEndpoint(
                        URI.create("http://nowhere:1"),
                        null,
                        null,
                        List.of(),
                        10,
                        10,
                        Duration.ofSeconds(2),
                        null,
                        null,
                        Prices.NONE,
                        allowRepay);
        return new WorkerSettings(CLUSTER, endpoint, WorkerSerde.local());
    }
}
