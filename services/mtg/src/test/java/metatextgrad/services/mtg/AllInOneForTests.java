package metatextgrad.services.mtg;

import java.net.URI;
import java.nio.file.Path;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Settings;

/** Opens the all-in-one to tests of other packages. */
public final class AllInOneForTests implements AutoCloseable {
    private final AllInOne all;

    private AllInOneForTests(AllInOne all) {
        this.all = all;
    }

    public static AllInOneForTests start(Path data, URI models, int workers) {
        return new AllInOneForTests(
                AllInOne.start(
                        data, AllInOne.PortChoice.ANY, endpoint(models), workers, line -> {}));
    }

    /** With a broker that runs elsewhere. */
    public static AllInOneForTests startOn(String brokers, Path data, URI models, int workers) {
        return new AllInOneForTests(
                AllInOne.startOn(brokers, data, endpoint(models), workers, line -> {}));
    }

    public Settings settings() {
        return all.settings();
    }

    public boolean live() {
        return all.report().live();
    }

    @Override
    public void close() {
        all.close();
    }

    private static ModelEndpoint endpoint(URI models) {
        return AllInOne.simulated(models);
    }
}
