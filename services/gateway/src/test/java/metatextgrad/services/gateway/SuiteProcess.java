package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs test suites of other languages as processes. */
final class SuiteProcess {
    /** A suite that takes longer hangs. */
    private static final long MINUTES = 5;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    SuiteProcess(Path folder) {
        this.folder = folder;
    }

    SuiteProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Skips the test if the command does not work, with this advice and the command's reason. */
    void assume(String advice, String... command) throws Exception {
        Ended ended = run(command);
        assumeThat(ended.code).as("%s%n%s", advice, ended.output).isZero();
    }

    /** Fails with the output of the suite. Returns the output. */
    String requireSuccess(String... command) throws Exception {
        Ended ended = run(command);
        assertThat(ended.code).as(ended.output).isZero();
        return ended.output;
    }

    private record Ended(int code, String output) {}

    private Ended run(String... command) throws Exception {
        Path output = Files.createTempFile("suite", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Ended(process.waitFor(), Files.readString(output));
        } catch (IOException e) {
            return new Ended(127, e.getMessage());
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
