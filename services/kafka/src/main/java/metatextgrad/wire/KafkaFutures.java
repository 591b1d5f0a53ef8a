package metatextgrad.wire;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for the results of Kafka's clients. Blocking. */
public final class KafkaFutures {
    private KafkaFutures() {}

    /**
     * Returns the result.
     *
     * @throws KafkaException if the request failed, or if the thread was interrupted
     */
    public static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
