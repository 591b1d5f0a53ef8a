package metatextgrad.cli.testing;

import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import metatextgrad.llm.LanguageModel;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.kafka.LedgerReader;
import metatextgrad.services.worker.kafka.WorkerClients;
import metatextgrad.services.worker.kafka.WorkerSettings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Gives tests a worker whose transactions have a fail point. */
public final class FailingWorkers {
    private FailingWorkers() {}

    /**
     * Reads one partition's ledger, as a worker does after it was assigned the partition.
     *
     * @param meanwhile runs after the reader knows the end of a log and before it reads the log
     */
    public static void readLedger(WorkerSettings settings, int partition, Runnable meanwhile) {
        WorkerClients clients =
                new WorkerClients(settings) {
                    @Override
                    public Consumer<byte[], byte[]> watermarks() {
                        return closing(super.watermarks(), meanwhile);
                    }
                };
        new LedgerReader(clients, settings, 3).read(partition);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<byte[], byte[]> closing(
            Consumer<byte[], byte[]> consumer, Runnable then) {
        return (Consumer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        FailingWorkers.class.getClassLoader(),
                        new Class<?>[] {Consumer.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(consumer, arguments);
                            if (method.getName().equals("close")) then.run();
                            return result;
                        });
    }

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
                    public Producer<byte[], byte[]> producer() {
                        return point.apply(super.producer());
                    }
                };
        return new LlmWorker(settings, clients, model, meters, reports);
    }
}
