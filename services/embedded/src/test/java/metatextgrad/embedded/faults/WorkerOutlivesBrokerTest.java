package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import metatextgrad.cli.testing.BlockingModel;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmResponse;
import metatextgrad.process.StablePort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 8: calls in flight during a broker restart are billed once and answered once. */
@Tag("broker")
final class WorkerOutlivesBrokerTest {
    @Test
    void shouldCommitEarlierCallsAfterARestartOfTheBroker(@TempDir Path folder) throws Exception {
        // Given
        int port = StablePort.any();
        EmbeddedKafka before = EmbeddedKafka.start(folder, port);
        String kafka = before.bootstrapServers();
        BlockingModel model = new BlockingModel();
        try (WorkerBench bench = new WorkerBench(kafka, "mtg.")) {
            bench.worker("one", model);
            bench.send(requests(0, 20));
            bench.answered(20);
            model.hold();
            bench.send(requests(20, 60));
            Waits.await().until(() -> model.calls() == 60);

            // When
            before.close();
            model.release();
            try (EmbeddedKafka after = EmbeddedKafka.start(folder, port)) {
                assertThat(bench.answered(60))
                        .hasSize(60)
                        .extracting(LlmResponse::requestId)
                        .doesNotHaveDuplicates();
                bench.send(requests(0, 80));

                // Then
                assertThat(bench.answered(80)).hasSize(80);
                assertThat(model.calls()).isEqualTo(80);
                assertThat(after.bootstrapServers()).isEqualTo(kafka);
                bench.close();
            }
        }
    }
}
