package metatextgrad.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.JavaCommand;
import metatextgrad.bench.process.ServiceEnvironment;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.services.worker.LlmWorker;

/**
 * A worker in its own JVM with a small heap, as {@code mtg service llm-worker}. It ends with this
 * process.
 */
final class WorkerProcess implements AutoCloseable {
    static final String HEAP = "256m";

    private final ChildProcess process;

    private WorkerProcess(ChildProcess process) {
        this.process = process;
    }

    /** Returns at once. No other instance with this name may run. */
    static WorkerProcess start(Settings settings, String instance, ModelEndpoint endpoint) {
        Path folder = settings.dataFolder().resolve("child-" + instance);
        Map<String, String> environment =
                ServiceEnvironment.of(settings, instance, folder, endpoint.baseUrl());
        environment.put("MTG_MAX_IN_FLIGHT", Integer.toString(endpoint.maxInFlight()));
        List<String> command = JavaCommand.service(List.of("-Xmx" + HEAP), LlmWorker.NAME);
        return new WorkerProcess(ChildProcess.start("a worker", folder, command, environment));
    }

    /**
     * Returns true, for those who wait while it runs.
     *
     * @throws EnvironmentProblem if it has ended
     */
    boolean live() {
        process.requireAlive();
        return true;
    }

    /** Returns the processor time so far, with compilation and garbage collection. */
    Duration cpu() {
        return process.cpu();
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}; returns once the process has terminated. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
