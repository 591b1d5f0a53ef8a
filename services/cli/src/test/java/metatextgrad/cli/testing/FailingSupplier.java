package metatextgrad.cli.testing;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import metatextgrad.streams.StreamClients;
import org.apache.kafka.clients.producer.Producer;

/** Supplies one stream processor of this process with a producer that has a {@link FailPoint}. */
public final class FailingSupplier extends StreamClients {
    private static volatile String application = "";
    private static volatile FailPoint point =
            FailPoint.of(FailPoint::forwards, true, FailPoint.HALT);

    /** Before the processors start. */
    static Map<String, String> at(String application, FailPoint point) {
        FailingSupplier.application = requireNonNull(application);
        FailingSupplier.point = requireNonNull(point);
        return Map.of("default.client.supplier", FailingSupplier.class.getName());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = super.getProducer(config);
        boolean here = ("" + config.get("transactional.id")).startsWith(application + "-");
        return here ? point.in(producer) : producer;
    }
}
