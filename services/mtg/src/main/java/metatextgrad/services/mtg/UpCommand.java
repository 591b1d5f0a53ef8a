package metatextgrad.services.mtg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metatextgrad.streams.OpsEndpoint;
import metatextgrad.streams.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process on a durable folder, until it is told to end. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps everything running on a data folder; a run in progress goes on after a restart, also after kill -9.",
            "The model: OPENAI_BASE_URL, OPENAI_API_KEY or OPENAI_API_KEY_FILE."
        })
final class UpCommand implements Callable<Integer> {
    private static final int LOOK_SECONDS = 1;

    @Option(
            names = "--data",
            required = true,
            description = "The folder everything is kept in; one process at a time owns it.")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka-port",
            description = "Where applications connect (default: ${DEFAULT-VALUE}).",
            defaultValue = "9092")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            description = "Port of the schema registry (default: ${DEFAULT-VALUE}).",
            defaultValue = "8081")
    private int registryPort;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(System.err);
        SettingsReader configured = Configured.read();
        CountDownLatch ended = new CountDownLatch(1);
        AllInOne all =
                AllInOne.start(
                        data,
                        new AllInOne.PortChoice(kafkaPort, registryPort),
                        configured.model(),
                        1,
                        progress);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    all.close();
                                    ended.countDown();
                                },
                                "end"));
        OpsEndpoint pages = pages(all, configured.settings().opsPort());
        progress.accept(
                "up: KAFKA_BOOTSTRAP_SERVERS="
                        + all.settings().bootstrapServers()
                        + " APICURIO_REGISTRY_URL="
                        + all.settings().registryUrl()
                        + " health and metrics on port "
                        + pages.port());
        watch(all, ended, progress);
        return Exit.FAILURE.code();
    }

    /** Says when the model cannot be used and when it can again; returns when a service failed. */
    private static void watch(AllInOne all, CountDownLatch ended, Progress progress)
            throws InterruptedException {
        String said = "";
        while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            String problem = all.modelProblem().orElse("");
            if (!problem.equals(said)) {
                progress.accept(
                        problem.isEmpty()
                                ? "the model answers again"
                                : "paused, the model cannot be used: " + problem);
                said = problem;
            }
            if (!all.report().live()) {
                progress.accept("a service stopped: " + all.report().json());
                return;
            }
        }
    }

    private static OpsEndpoint pages(AllInOne all, int port) {
        try {
            return OpsEndpoint.open("127.0.0.1", port, all, all.meters());
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    Exit.FAILURE,
                    "port "
                            + port
                            + " of health and metrics is in use: end what uses it, or set MTG_OPS_PORT",
                    e);
        }
    }
}
