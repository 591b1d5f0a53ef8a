package metatextgrad.embedded.faults;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.Invariants;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.embedded.AllInOne;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Opens the all-in-one to tests of other packages. Its models are asked with the key of a {@link
 * Canary}; each of them ends with a look for it, and at what holds of all that was written.
 */
public final class AllInOneForTests implements AutoCloseable {
    private final AllInOne all;
    private final Canary canary;
    private final @Nullable EmbeddedKafka kafka;
    private boolean open = true;
    private boolean reset;
    private boolean nonsense;

    private AllInOneForTests(AllInOne all, Canary canary, @Nullable EmbeddedKafka kafka) {
        this.all = all;
        this.canary = canary;
        this.kafka = kafka;
    }

    /** Starts it with its own broker, and the registry of all tests of this JVM. */
    public static AllInOneForTests start(Path data, URI models, int workers) {
        EmbeddedKafka kafka = EmbeddedKafka.start(data, 0);
        try {
            return startOn(kafka.bootstrapServers(), kafka, data, models, workers);
        } catch (RuntimeException | Error e) {
            kafka.close();
            throw e;
        }
    }

    /** Starts it on a broker that runs elsewhere. */
    public static AllInOneForTests startOn(String brokers, Path data, URI models, int workers) {
        return startOn(brokers, null, data, models, workers);
    }

    private static AllInOneForTests startOn(
            String brokers, @Nullable EmbeddedKafka kafka, Path data, URI models, int workers) {
        Canary canary = Canary.listening();
        try {
            AllInOne all =
                    AllInOne.started(
                            new AllInOne(data, LocalSettings.DEADLINE, line -> {}),
                            one ->
                                    one.startServices(
                                            brokers,
                                            SharedRegistry.url(),
                                            endpoint(models),
                                            workers));
            return new AllInOneForTests(all, canary, kafka);
        } catch (RuntimeException | Error e) {
            canary.close();
            throw e;
        }
    }

    public Settings settings() {
        return all.settings();
    }

    /** Returns its page of metrics. */
    public String scrape() {
        return all.meters().scrape();
    }

    public boolean live() {
        return all.report().live();
    }

    /** Services read the log again and repeat their events. */
    public AllInOneForTests afterReset() {
        reset = true;
        return this;
    }

    /** For tests with foreign records on any topic: the invariants do not apply to those. */
    public AllInOneForTests afterNonsense() {
        nonsense = true;
        return this;
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        try (canary;
                kafka;
                all) {
            if (reset) Invariants.requireAfterReset(settings());
            else if (!nonsense) Invariants.require(settings());
            Canary.requireUnseenOn(settings().bootstrapServers());
            Canary.requireUnseenIn("metrics", all.meters().scrape());
            Canary.requireUnseenIn("health", all.report().toString());
        }
        canary.requireUnheard();
    }

    private static ModelEndpoint endpoint(URI models) {
        return new ModelEndpoint(
                models,
                Canary.KEY,
                null,
                List.of(),
                ModelEndpoints.IN_FLIGHT,
                ModelEndpoints.IN_FLIGHT,
                ModelEndpoints.DRAIN,
                null,
                null,
                Prices.NONE,
                false);
    }
}
