package metatextgrad.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;

/**
 * A worker in a small heap, whose calls end only after the line {@link #RELEASE}. For each line
 * that it reads, it prints its calls in flight and the bytes in its heap.
 */
public final class HeapOwner {
    public static final String RELEASE = "release";

    private HeapOwner() {}

    public static void main(String[] args) throws IOException {
        List<String> reported = Files.readAllLines(Path.of(args[0], "worker"));
        BlockingModel model = new BlockingModel();
        model.hold();
        new LlmWorker(
                        WorkerBench.settings(reported.get(0), reported.get(1), "heap"),
                        model,
                        new WorkerMeters(new SimpleMeterRegistry()),
                        new WorkerOwner.Ends())
                .start();
        System.out.println("started");
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(RELEASE)) model.release();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println(
                    model.calls() + " " + (runtime.totalMemory() - runtime.freeMemory()));
        }
    }
}
