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
        ModelEndpoint endpoint = new ModelEndpoint(models, "simulated", null, AllInOne.IN_FLIGHT);
        return new AllInOneForTests(
                AllInOne.start(data, AllInOne.PortChoice.ANY, endpoint, workers, line -> {}));
    }

    public Settings settings() {
        return all.settings();
    }

    @Override
    public void close() {
        all.close();
    }
}
