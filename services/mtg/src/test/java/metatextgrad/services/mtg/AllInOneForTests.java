package metatextgrad.services.mtg;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import metatextgrad.model.Prices;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Settings;

/**
 * Opens the all-in-one to tests of other packages. Its models are asked with the key of a {@link
 * Canary}; each of them ends with a look for it, and at what holds of all that was written.
 */
public final class AllInOneForTests implements AutoCloseable {
    private final AllInOne all;
    private final Canary canary;
    private boolean open = true;
    private boolean reset;
    private boolean nonsense;

    private AllInOneForTests(AllInOne all, Canary canary) {
        this.all = all;
        this.canary = canary;
    }

    public static AllInOneForTests start(Path data, URI models, int workers) {
        return started(
                () ->
                        AllInOne.start(
                                data,
                                AllInOne.PortChoice.ANY,
                                endpoint(models),
                                workers,
                                line -> {}));
    }

    /** With a broker that runs elsewhere. */
    public static AllInOneForTests startOn(String brokers, Path data, URI models, int workers) {
        return started(
                () -> AllInOne.startOn(brokers, data, endpoint(models), workers, line -> {}));
    }

    private static AllInOneForTests started(Supplier<AllInOne> start) {
        Canary canary = Canary.listening();
        try {
            return new AllInOneForTests(start.get(), canary);
        } catch (RuntimeException | Error e) {
            canary.close();
            throw e;
        }
    }

    public Settings settings() {
        return all.settings();
    }

    public boolean live() {
        return all.report().live();
    }

    /** Services read the log again, and say again what they had said. */
    public AllInOneForTests afterReset() {
        reset = true;
        return this;
    }

    /** Others have written records of any kind on any topic: nothing holds of all of them. */
    public AllInOneForTests afterNonsense() {
        nonsense = true;
        return this;
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        try (canary;
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
                AllInOne.IN_FLIGHT,
                AllInOne.IN_FLIGHT,
                AllInOne.DRAIN,
                null,
                null,
                Prices.NONE);
    }
}
