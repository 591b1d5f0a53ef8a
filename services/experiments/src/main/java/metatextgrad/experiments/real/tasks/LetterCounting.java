package metatextgrad.experiments.real.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.experiments.real.tasks.TextTask.Row;
import metatextgrad.model.project.Project;

/** The control: letters to count, which no prompt makes a small model do. */
record LetterCounting() implements StudyTask {
    private static final TextTask TASK = new TextTask("letters", 60, 200);
    private static final int ROWS = TASK.others() + TASK.test();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Line(String input, String target) {}

    @Override
    public String name() {
        return TASK.name();
    }

    @Override
    public boolean hasHeadroom() {
        return false;
    }

    @Override
    public String source() {
        return "letter_counting of the Python package reasoning-gym 0.1.25, Apache-2.0";
    }

    @Override
    public Project project() {
        return TASK.project();
    }

    @Override
    public String handWritten() {
        return TASK.handWritten();
    }

    @Override
    public StudyRows rows(Path cache) throws DataUnavailable {
        Path file = cache.resolve("letters.jsonl");
        if (!Files.exists(file)) fetch(cache);
        List<Row> rows = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(file, UTF_8)) {
                Line line = MAPPER.readValue(text, Line.class);
                rows.add(new Row(String.valueOf(rows.size()), line.input(), line.target()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.size() != ROWS)
            throw new DataUnavailable(
                    "%s has %d rows, not %d: remove it".formatted(file, rows.size(), ROWS));
        return TASK.rows(rows.subList(0, TASK.others()), rows.subList(TASK.others(), ROWS), 0);
    }

    private static void fetch(Path cache) throws DataUnavailable {
        String peers = System.getProperty(PeerScript.PROPERTY);
        if (peers == null)
            throw new DataUnavailable(
                    "this installation has no script that fetches reasoning-gym: use a checkout of the project; the other tasks still run");
        Path script = Path.of(peers).resolveSibling("data").resolve("run");
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), "letters", cache.toString(), "" + ROWS);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0)
                throw new DataUnavailable(
                        "%s; the other tasks still run"
                                .formatted(said.lines().reduce("", (a, b) -> b)));
        } catch (IOException e) {
            throw new DataUnavailable(script + " cannot be started; the other tasks still run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataUnavailable("interrupted");
        }
    }
}
