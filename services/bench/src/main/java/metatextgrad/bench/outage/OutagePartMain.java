package metatextgrad.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.bench.process.ChildMain;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.embedded.AllInOne;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.EmbeddedRegistry;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.embedded.ParentWatch;

/**
 * A part of {@code mtg up} in a JVM of its own: the broker, the registry, or all stream services
 * with the worker. It writes the file {@link #READY} into its folder when it is ready.
 */
public final class OutagePartMain {
    static final String READY = "ready";

    private OutagePartMain() {}

    /**
     * Runs the part until the parent ends.
     *
     * @param args the folder, the part, and what it needs
     */
    public static void main(String[] args) {
        ParentWatch.start();
        ChildMain.run(() -> run(args));
    }

    private static void run(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        switch (args[1]) {
            case "kafka" -> EmbeddedKafka.start(folder, Integer.parseInt(args[2]));
            case "registry" -> EmbeddedRegistry.start(folder, Integer.parseInt(args[2]));
            default -> services(folder, args[2], args[3], URI.create(args[4]));
        }
        Files.createFile(folder.resolve(READY));
        Thread.currentThread().join();
    }

    private static void services(Path folder, String brokers, String registry, URI models) {
        AllInOne.started(
                new AllInOne(folder, LocalSettings.DEADLINE, System.out::println),
                all -> all.startServices(brokers, registry, ModelEndpoints.simulated(models), 1));
    }
}
