package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import metatextgrad.embedded.TemporaryFolder;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.ShutdownState;

/** Measures part after part on one broker. A failed part does not affect the others. */
final class BenchSession {
    private final BenchScale scale;
    private final Consumer<String> progress;
    private final List<BenchFigure> figures = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    BenchSession(BenchScale scale, Consumer<String> progress) {
        this.scale = scale;
        this.progress = progress;
    }

    void measure(List<BenchPart> parts) {
        progress.accept("starting Kafka and the schema registry");
        try (TemporaryFolder folder = TemporaryFolder.temporary();
                BenchEnvironment environment = new BenchEnvironment(folder.path())) {
            folder.closeOnExit(environment);
            for (BenchPart part : parts) if (!ShutdownState.begun()) measure(part, environment);
            figures.addAll(BenchMemory.now());
        }
    }

    List<BenchFigure> figures() {
        return List.copyOf(figures);
    }

    /** Returns why parts have no figures, a line each. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns why figures are missing, a line each: failures, then what was skipped. */
    List<String> notMeasured() {
        return Stream.concat(failures.stream(), skipped.stream()).toList();
    }

    private void measure(BenchPart part, BenchEnvironment environment) {
        progress.accept(part.name() + " (load average " + BenchMachine.now().loadAverage() + ")");
        try {
            figures.addAll(part.measurement().measure(environment, scale, log(part)));
        } catch (EnvironmentProblem e) {
            failures.add(part.name() + ": " + e.getMessage());
            progress.accept("not measured: " + failures.getLast());
        }
    }

    private BenchPart.Log log(BenchPart part) {
        return new BenchPart.Log() {
            @Override
            public void accept(String line) {
                progress.accept(line);
            }

            @Override
            public void skipped(String reason) {
                skipped.add(part.name() + ": " + reason);
                progress.accept("not measured: " + skipped.getLast());
            }
        };
    }
}
