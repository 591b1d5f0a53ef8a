package metatextgrad.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.LlmWorker;

/**
 * A worker in its own JVM with a small heap, as {@code mtg service llm-worker}. It ends with this
 * process.
 */
final class WorkerProcess implements AutoCloseable {
    static final String HEAP = "256m";

    private static final int NEEDS_FLAG = 23;
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "TZ", "LOG_LEVEL");

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once. No other instance with this name may run. */
    static WorkerProcess start(Settings settings, String instance, ModelEndpoint endpoint) {
        try {
            Path folder =
                    Files.createDirectories(settings.dataFolder().resolve("child-" + instance));
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().keySet().retainAll(PASSED_ON);
            builder.environment().putAll(environment(settings, instance, folder, endpoint));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new WorkerProcess(builder.start(), log);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "no worker can be started: %s", e.getMessage());
        }
    }

    boolean live() {
        if (process.isAlive()) return true;
        throw Exit.FAILURE.problem("a worker terminated unexpectedly: %s", lastLine());
    }

    /** Returns the processor time so far, with compilation and garbage collection. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}; returns once the process has terminated. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= NEEDS_FLAG)
            command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(WorkerProcessMain.class.getName());
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.addAll(List.of("service", LlmWorker.NAME));
        return command;
    }

    private static Map<String, String> environment(
            Settings settings, String instance, Path folder, ModelEndpoint endpoint) {
        Map<String, String> set = new TreeMap<>();
        set.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        set.put("APICURIO_REGISTRY_URL", String.valueOf(settings.registryUrl()));
        set.put("MTG_PREFIX", settings.prefix());
        set.put("MTG_INSTANCE", instance);
        set.put("MTG_DATA", folder.toString());
        set.put("MTG_OPS_PORT", "0");
        set.put("MTG_PARTITIONS", Integer.toString(settings.partitions()));
        set.put("MTG_REPLICATION", Short.toString(settings.replication()));
        set.put("MTG_RETENTION", settings.retention().toMinutes() + "m");
        set.put("MTG_MAX_IN_FLIGHT", Integer.toString(endpoint.maxInFlight()));
        set.put("OPENAI_BASE_URL", endpoint.baseUrl().toString());
        set.put("OPENAI_API_KEY", "none");
        return set;
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it has no output" : lines.getLast();
        } catch (IOException e) {
            return "its output cannot be read";
        }
    }
}
