package metatextgrad.cli.cluster;

import java.util.concurrent.ExecutionException;
import metatextgrad.process.Exit;
import org.apache.kafka.common.KafkaException;

/** Waits for the reply to an admin request. */
@FunctionalInterface
public interface AdminRequest<T> {
    T ask() throws ExecutionException, InterruptedException;

    /**
     * @throws KafkaException with the problem that Kafka reports as its cause
     */
    static <T> T of(AdminRequest<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }
}
