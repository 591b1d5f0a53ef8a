package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import metatextgrad.streams.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process on a durable folder, until it is told to end. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps everything running on a data folder; a run in progress goes on after a restart,"
                + " also after kill -9.",
            "The model: OPENAI_BASE_URL, OPENAI_API_KEY or OPENAI_API_KEY_FILE."
        })
final class UpCommand implements Callable<Integer> {
    private static final int LOOK_SECONDS = 1;
    private static final String REGISTRY_OPTION = "--registry-port";

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
            names = REGISTRY_OPTION,
            description = "Port of the schema registry (default: ${DEFAULT-VALUE}).",
            defaultValue = "8081")
    private int registryPort;

    @Option(names = ServiceCommand.ALLOW_REPAY, description = ServiceCommand.ALLOWING_REPAY)
    private boolean allowRepay;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(System.err);
        SettingsReader configured = Configured.read();
        int opsPort = configured.settings().opsPort();
        Ports.requireDifferent(kafkaPort, KafkaNode.PORT_OPTION, registryPort, REGISTRY_OPTION);
        Ports.requireDifferent(opsPort, Pages.PORT_OPTION, kafkaPort, KafkaNode.PORT_OPTION);
        Ports.requireDifferent(opsPort, Pages.PORT_OPTION, registryPort, REGISTRY_OPTION);
        // A second process on this folder has the same ports in mind: the folder is what is wrong.
        FolderLock.take(data).close();
        Ports.requireFree(kafkaPort, KafkaNode.NAME, KafkaNode.PORT_OPTION);
        Ports.requireFree(registryPort, EmbeddedRegistry.SPOKEN, REGISTRY_OPTION);
        AllInOne all =
                AllInOne.start(
                        data,
                        new AllInOne.PortChoice(kafkaPort, registryPort, opsPort),
                        configured.model().allowingRepay(allowRepay),
                        1,
                        progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(all, progress), "end"));
        progress.accept(
                "up: KAFKA_BOOTSTRAP_SERVERS="
                        + all.settings().bootstrapServers()
                        + " APICURIO_REGISTRY_URL="
                        + all.settings().registryUrl()
                        + " health and metrics on port "
                        + all.pagesPort());
        ModelProbe.problem(configured.model())
                .ifPresent(problem -> progress.accept("the model cannot be used yet: " + problem));
        watch(all, progress);
        return Exit.OK.code();
    }

    private static void end(AllInOne all, Progress progress) {
        progress.accept("ending");
        all.close();
    }

    /** Says when the model cannot be used and when it can again, until we are told to end. */
    private void watch(AllInOne all, Progress progress) throws InterruptedException {
        String said = "";
        while (true) {
            EnvironmentProblem end = all.end();
            String problem = all.modelProblem().orElse("");
            // Asked last: what was seen before belongs to no ending.
            if (Ending.begun()) return;
            if (end != null) throw withLog(end);
            if (!problem.equals(said)) {
                progress.accept(
                        problem.isEmpty()
                                ? "the model answers again"
                                : "paused, the model cannot be used: " + problem);
                said = problem;
            }
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        }
    }

    private EnvironmentProblem withLog(EnvironmentProblem end) {
        return end.exit()
                .problem(end, "%s. The log is %s.", end.getMessage(), Logs.file(data.normalize()));
    }
}
