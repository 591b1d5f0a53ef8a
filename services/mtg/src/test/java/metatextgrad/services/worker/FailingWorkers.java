package metatextgrad.services.worker;

import java.util.function.UnaryOperator;
import metatextgrad.llm.LanguageModel;
import org.apache.kafka.clients.producer.Producer;

/** Opens to tests a worker whose transactions come to a point at which something happens. */
public final class FailingWorkers {
    private FailingWorkers() {}

    /**
     * @param point gives the worker's producer, and gets another one
     */
    public static LlmWorker worker(
            WorkerSettings settings,
            LanguageModel model,
            WorkerMeters meters,
            WorkerReports reports,
            UnaryOperator<Producer<byte[], byte[]>> point) {
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    Producer<byte[], byte[]> producer() {
                        return point.apply(super.producer());
                    }
                };
        return new LlmWorker(settings, clients, model, meters, reports);
    }
}
