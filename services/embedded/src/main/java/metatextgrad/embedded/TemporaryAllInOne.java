package metatextgrad.embedded;

import java.util.function.Consumer;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import org.apache.kafka.common.serialization.Serde;

/** An all-in-one on a temporary folder. Closing it deletes the folder. */
public final class TemporaryAllInOne implements Platform {
    private final TemporaryFolder folder;
    private final AllInOne all;

    private TemporaryAllInOne(TemporaryFolder folder, AllInOne all) {
        this.folder = folder;
        this.all = all;
    }

    /** Found by {@link java.util.ServiceLoader}. */
    public static final class Provider implements Platform.Provider {
        @Override
        public Platform start(ModelEndpoint endpoint, Consumer<String> progress) {
            return TemporaryAllInOne.start(endpoint, progress);
        }
    }

    /** As {@link AllInOne#start}, with one worker, on any free ports. */
    public static TemporaryAllInOne start(ModelEndpoint endpoint, Consumer<String> progress) {
        TemporaryFolder folder = TemporaryFolder.temporary();
        try {
            AllInOne all =
                    AllInOne.start(folder.path(), AllInOne.PortChoice.ANY, endpoint, 1, progress);
            folder.closeOnExit(all);
            return new TemporaryAllInOne(folder, all);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Settings settings() {
        return all.settings();
    }

    @Override
    public Serde<Event> events() {
        return all.events();
    }

    @Override
    public void requireRunning() {
        all.requireRunning();
    }

    @Override
    public void close() {
        try (folder) {
            all.close();
        }
    }
}
