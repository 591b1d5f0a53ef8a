package metatextgrad.embedded.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Readme;
import metatextgrad.config.Settings;
import metatextgrad.json.Resources;
import metatextgrad.json.TaskJson;
import metatextgrad.model.event.TaskSubmitted;

/**
 * An application in Python, in a process of its own: it has the functions of {@code
 * docs/connect.md}, Kafka and JSON, and nothing of ours.
 */
final class PythonApplication implements AutoCloseable {
    private final Process process;
    private final Path log;

    private PythonApplication(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Whether Python has a client of Kafka. */
    static boolean isPossible() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("python3", "-c", "import confluent_kafka")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    static PythonApplication start(
            Path folder, Settings settings, String models, List<TaskSubmitted> tasks)
            throws IOException {
        String page = Files.readString(Readme.ROOT.resolve("docs/connect.md"));
        String functions =
                Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining());
        Path script = folder.resolve("application.py");
        Files.writeString(script, functions + Resources.text("/application.py"));
        Path file = folder.resolve("traffic.jsonl");
        Files.write(file, tasks.stream().map(TaskJson::write).toList());
        Path log = folder.resolve("python.log");
        ProcessBuilder command =
                new ProcessBuilder("python3", script.toString(), models, file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        command.environment().put("BROKERS", settings.bootstrapServers());
        return new PythonApplication(command.start(), log);
    }

    /** Throws with its output if it has failed. */
    void requireNoFailure() throws IOException {
        if (!process.isAlive() && process.exitValue() != 0)
            throw new AssertionError("the application failed: " + Files.readString(log));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
