package metatextgrad.embedded;

import java.util.function.Consumer;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.config.ModelEndpoint;

/** Found by {@link java.util.ServiceLoader}. */
public final class AllInOneProvider implements Platform.Provider {
    @Override
    public Platform start(ModelEndpoint endpoint, Consumer<String> progress) {
        return AllInOne.temporary(endpoint, progress);
    }
}
