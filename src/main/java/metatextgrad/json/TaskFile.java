package metatextgrad.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data set file: JSONL, a BIG-bench file, or CSV with a header, recognized by content. A
 * task is {@code input} and {@code target}, and may have {@code id}, {@code split} and {@code
 * group}.
 */
public final class TaskFile {
    private static final int SHOWN = 20;

    private TaskFile() {}

    /**
     * Returns the tasks of a file. If the file has no splits, the counts assign them. Without
     * counts, the hash assigns them later.
     *
     * @param name what to call the set, such as the file's name
     * @param counts how many tasks from the top go into each split; null if none
     * @param problem returns why a task cannot be used, in one line; null if it can
     * @param skipBad whether unusable rows are omitted and counted
     * @throws InvalidFile with all problems
     */
    public static TaskSet read(
            String text,
            ProjectId project,
            String name,
            @Nullable SplitCounts counts,
            Function<TaskSubmitted, @Nullable String> problem,
            boolean skipBad) {
        return read(TaskRows.readSet(text(text)), project, name, counts, problem, skipBad);
    }

    /**
     * Returns the tasks of a file that are sent as traffic: as many as there are, in no split.
     * Questions may repeat, and tasks may have no right answer yet. A row that repeats the id and
     * target of an earlier one is the same task, and left out.
     */
    public static TaskSet traffic(
            String text,
            ProjectId project,
            String name,
            Function<TaskSubmitted, @Nullable String> problem,
            boolean skipBad) {
        return traffic(TaskRows.readTraffic(text(text)), project, name, problem, skipBad);
    }

    /** As the other method, for rows that were read from another form. */
    public static TaskSet traffic(
            List<TaskRow> all,
            ProjectId project,
            String name,
            Function<TaskSubmitted, @Nullable String> problem,
            boolean skipBad) {
        return read(
                TaskRows.ofTraffic(all, project, ofFields(project, problem)),
                project,
                name,
                null,
                skipBad,
                Integer.MAX_VALUE);
    }

    /** Whether the file has the form of BIG-bench: one object with a list of examples. */
    public static boolean isBigBench(String text) {
        return TaskRows.examples(text(text)).isPresent();
    }

    /**
     * Returns the text of a file without a byte order mark.
     *
     * @throws InvalidFile if it is blank
     */
    public static String text(String text) {
        if (text.isBlank()) throw new InvalidFile("the file is empty");
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** As the other method, for rows that were read from another form. */
    public static TaskSet read(
            List<TaskRow> all,
            ProjectId project,
            String name,
            @Nullable SplitCounts counts,
            Function<TaskSubmitted, @Nullable String> problem,
            boolean skipBad) {
        return read(
                TaskRows.ofSet(all, ofFields(project, problem)),
                project,
                name,
                counts,
                skipBad,
                Snapshot.MAX);
    }

    private static Function<TaskFields, @Nullable String> ofFields(
            ProjectId project, Function<TaskSubmitted, @Nullable String> problem) {
        return fields -> problem.apply(fields.task(project, null));
    }

    private static TaskSet read(
            List<TaskRow> rows,
            ProjectId project,
            String name,
            @Nullable SplitCounts counts,
            boolean skipBad,
            int most) {
        List<String> bad = new ArrayList<>();
        List<TaskFields> good = new ArrayList<>();
        for (TaskRow row : rows) {
            switch (row) {
                case TaskRow.Good usable -> good.add(usable.fields());
                case TaskRow.Bad unusable -> bad.add(unusable.toString());
            }
        }
        if (!skipBad && !bad.isEmpty()) {
            List<String> problems = shown(bad);
            if (!good.isEmpty())
                problems.add(
                        "fix these rows, or skip them with --skip-bad (mtg run, mtg tasks import)");
            throw new InvalidFile(problems);
        }
        checkSize(good.size(), most, bad);
        boolean stated = good.stream().anyMatch(row -> row.split() != null);
        List<TaskFields> used = counts == null || stated ? good : placed(good, counts);
        String set = Ids.of(name) + "-" + version(used);
        List<TaskSubmitted> tasks = used.stream().map(row -> row.task(project, set)).toList();
        return new TaskSet(project, set, tasks, bad, good.size() - used.size());
    }

    private static List<TaskFields> placed(List<TaskFields> rows, SplitCounts counts) {
        if (rows.size() < counts.sum()) {
            throw new InvalidFile(
                    "the file has %s usable tasks, but the counts require %s"
                            .formatted(rows.size(), counts.sum()));
        }
        List<TaskFields> placed = new ArrayList<>();
        for (int i = 0; i < counts.sum(); i++) placed.add(rows.get(i).in(counts.at(i)));
        return placed;
    }

    private static void checkSize(int tasks, int most, List<String> bad) {
        if (tasks == 0) {
            List<String> problems = new ArrayList<>(List.of("the file has no usable task"));
            problems.addAll(bad);
            throw new InvalidFile(shown(problems));
        }
        if (tasks > most) {
            throw new InvalidFile(
                    "the file has %s tasks; a set has at most %s. Import it in parts, each as a set of its own"
                            .formatted(tasks, Snapshot.MAX_TEXT));
        }
    }

    /** Returns a hash of everything that affects the result of a run on the file. */
    private static String version(List<TaskFields> rows) {
        List<List<String>> content =
                rows.stream()
                        .map(
                                row ->
                                        List.of(
                                                row.input(),
                                                String.valueOf(row.target()),
                                                String.valueOf(row.id()),
                                                String.valueOf(row.split()),
                                                String.valueOf(row.group())))
                        .toList();
        return ContentHash.of("set", content).substring(0, 8);
    }

    private static List<String> shown(List<String> problems) {
        List<String> shown = new ArrayList<>(problems.stream().limit(SHOWN).toList());
        if (problems.size() > SHOWN) shown.add("and %s more".formatted(problems.size() - SHOWN));
        return shown;
    }
}
