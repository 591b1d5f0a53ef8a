package metatextgrad.embedded;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;

/**
 * The registration of the broker that ran on this folder before. A new broker that starts while it
 * exists first leads every partition and then none, until it is registered itself. A transaction
 * that ends in between leaves no markers in the logs (KAFKA-20734, brokers from 4.3.0).
 */
final class StaleBrokerRegistration implements MetadataPublisher {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final CompletableFuture<Void> removed = new CompletableFuture<>();

    private StaleBrokerRegistration() {}

    /** Removes the registration, if there is one. */
    static void forget(Controller controller, MetadataLoader loader) {
        var former = new StaleBrokerRegistration();
        loader.installPublishers(List.of(former)).join();
        try {
            unregister(controller, System.nanoTime() + MAX.toNanos());
            former.removed.get(MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the controller did not remove the former broker", e);
        } finally {
            loader.removeAndClosePublisher(former).join();
        }
    }

    private static void unregister(Controller controller, long until)
            throws InterruptedException, ExecutionException {
        var ourselves =
                new ControllerRequestContext(
                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        while (true) {
            try {
                controller.unregisterBroker(ourselves, BrokerSettings.NODE).get();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) return;
                boolean starting = e.getCause() instanceof NotControllerException;
                if (!starting || System.nanoTime() > until) throw e;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public String name() {
        return "FormerBroker";
    }

    @Override
    public void onMetadataUpdate(
            MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        if (image.cluster().broker(BrokerSettings.NODE) == null) removed.complete(null);
    }
}
