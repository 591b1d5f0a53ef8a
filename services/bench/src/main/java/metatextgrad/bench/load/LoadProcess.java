package metatextgrad.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.JavaCommand;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.OpenParts;

/** The load generator and the model server of a measurement, each in a process of its own. */
public final class LoadProcess implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error:stderr");

    private final OpenParts parts;
    private final ChildProcess upstream;
    private final ChildProcess load;
    private final BufferedReader results;
    private final BufferedWriter orders;
    private final URI models;

    private LoadProcess(OpenParts parts, Path folder) {
        this.parts = parts;
        upstream =
                parts.add(
                        ChildProcess.piped(
                                "the model server",
                                folder.resolve("upstream"),
                                JavaCommand.of(FLAGS, UpstreamMain.class)));
        load =
                parts.add(
                        ChildProcess.piped(
                                "the load generator",
                                folder.resolve("load"),
                                JavaCommand.of(FLAGS, LoadMain.class)));
        results = load.lines();
        orders = load.input();
        models = URI.create(line(upstream, upstream.lines()));
    }

    /**
     * Starts both; blocks until the model server listens.
     *
     * @param folder of their logs
     * @throws EnvironmentProblem if one of them does not start
     */
    public static LoadProcess start(Path folder) {
        OpenParts parts = new OpenParts();
        try {
            return new LoadProcess(parts, folder);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns the base URL of the model server; it ends in {@code /v1}. */
    public URI models() {
        return models;
    }

    /**
     * Sends requests whose responses end; blocks until each has its response or has failed.
     *
     * @throws EnvironmentProblem if a process has ended
     */
    public LoadResult run(LoadOrder order) {
        return send(order.line());
    }

    /**
     * Opens streams; blocks until all are open, or have failed.
     *
     * @param whileOpen called while they are open
     * @return answered are those that were open at once, and sent tokens then
     * @throws EnvironmentProblem if a process has ended
     */
    public LoadResult open(LoadOrder order, Runnable whileOpen) {
        LoadResult opened = send(order.line());
        whileOpen.run();
        send("");
        return opened;
    }

    private LoadResult send(String order) {
        upstream.requireAlive();
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw load.ended();
        }
        return LoadResult.read(line(load, results));
    }

    private static String line(ChildProcess process, BufferedReader lines) {
        try {
            String line = lines.readLine();
            if (line == null) throw process.ended();
            return line;
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "a process cannot be read: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
