package metatextgrad.experiments.real;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.experiments.record.CallFile;
import metatextgrad.json.OptimizerFile;
import metatextgrad.llm.LanguageModel;
import org.jspecify.annotations.Nullable;

/**
 * Fills the cells of the table of real models, one after another. A filled cell is a file, and is
 * never filled again. Each call is recorded, so a cell that was stopped continues where it was.
 *
 * @param tasks all tasks of the study
 * @param sources the tasks on which optimizers are learned for other tasks
 * @param cache the folder of recorded calls and fetched data
 */
public record RealStudy(
        List<StudyTask> tasks,
        List<StudyTask> sources,
        LanguageModel model,
        StudyModels models,
        RowFolder rows,
        Path cache,
        CallFile calls,
        InstantSource clock,
        Consumer<String> progress) {
    public RealStudy {
        tasks = List.copyOf(tasks);
        sources = List.copyOf(sources);
    }

    /**
     * Returns the cells of these tasks and rows. A row that needs the other tasks comes last.
     *
     * @param seeds the number of seeds
     */
    public static List<StudyCell> cells(
            List<StudyTask> tasks, List<RowKind> kinds, long calls, int seeds) {
        List<StudyCell> cells = new ArrayList<>();
        List<StudyCell> last = new ArrayList<>();
        for (StudyTask task : tasks) {
            for (RowKind kind : RowKind.values()) {
                if (!kinds.contains(kind)) continue;
                for (int seed = 1; seed <= (kind.hasSeeds() ? seeds : 1); seed++)
                    (kind == RowKind.OURS_LEARNED || kind.isOnLarge() ? last : cells)
                            .add(StudyCell.of(task.name(), kind, calls, seed));
            }
        }
        cells.addAll(last);
        return cells;
    }

    /**
     * Returns those of the cells that are not filled. A cell of a given prompt counts as empty once
     * the project has another prompt.
     */
    public static List<StudyCell> open(
            List<StudyCell> cells, List<StudyTask> tasks, RowFolder rows) {
        return cells.stream().filter(cell -> !isFilled(cell, task(tasks, cell), rows)).toList();
    }

    private static boolean isFilled(StudyCell cell, StudyTask task, RowFolder rows) {
        return rows.read(cell)
                .filter(
                        row ->
                                !task.quotable()
                                        || switch (cell.row()) {
                                            case SEED, SEED_ON_LARGE ->
                                                    row.prompt().equals(seed(task));
                                            case HAND -> row.prompt().equals(task.handWritten());
                                            default -> true;
                                        })
                .isPresent();
    }

    private static String seed(StudyTask task) {
        return task.project().seed().trainable().getFirst().prompt().value();
    }

    /**
     * Fills these cells. Returns why cells stayed empty, in a line each: their data or their
     * program is not here, or a row that they need is not filled.
     *
     * @throws IllegalStateException if a call cannot be made, with the cell
     */
    public List<String> fill(List<StudyCell> cells) throws InterruptedException {
        List<String> empty = new ArrayList<>();
        List<StudyCell> open = open(cells, tasks, rows);
        for (StudyCell cell : open) {
            try {
                fill(cell);
                progress.accept(
                        "%s is filled, %d of %d"
                                .formatted(cell, open.indexOf(cell) + 1, open.size()));
            } catch (DataUnavailable | PeersUnavailable e) {
                String line = cell + ": " + e.getMessage();
                progress.accept(line);
                empty.add(line);
            } catch (IllegalStateException e) {
                throw new IllegalStateException(cell + ": " + e.getMessage(), e);
            }
        }
        return empty;
    }

    private void fill(StudyCell cell)
            throws InterruptedException, DataUnavailable, PeersUnavailable {
        StudyTask task = task(tasks, cell);
        StudyRows data = task.rows(cache);
        Given given =
                switch (cell.row()) {
                    case OURS_LEARNED -> learned(cell);
                    case OURS_ON_LARGE -> found(cell);
                    default -> new Given.Nothing();
                };
        CellRunner runner = new CellRunner(model, calls, models, clock, progress);
        rows.write(cell, runner.row(cell, task, data, given));
    }

    /** Returns the prompt that the search with the same seed and number of calls found. */
    private Given.Prompt found(StudyCell cell) throws DataUnavailable {
        StudyRow row = ours(cell.task(), cell);
        if (row.prompt().isEmpty())
            throw new DataUnavailable("the results of this task show no prompt");
        return new Given.Prompt(row.prompt());
    }

    /** Returns the row of a task that {@link RowKind#OURS} has with the seed of this cell. */
    private StudyRow ours(String task, StudyCell cell) throws DataUnavailable {
        StudyCell source = StudyCell.of(task, RowKind.OURS, cell.calls(), cell.seed());
        return rows.read(source)
                .orElseThrow(
                        () ->
                                new DataUnavailable(
                                        "the cell %s is empty: %s"
                                                .formatted(source, source.command())));
    }

    /**
     * Returns the optimizer that gained most on the validation rows of another task, with the same
     * seed and number of calls.
     */
    private Given.Learned learned(StudyCell cell) throws DataUnavailable {
        StudyRow best = null;
        for (StudyTask other : sources) {
            if (other.name().equals(cell.task()) || !other.hasHeadroom()) continue;
            best = better(best, ours(other.name(), cell));
        }
        if (best == null)
            throw new DataUnavailable("no search on another task learned an optimizer");
        String file = String.valueOf(best.optimizer());
        return new Given.Learned(
                OptimizerFile.read(file, optimizer -> List.of()).optimizer(), best.task());
    }

    private static @Nullable StudyRow better(@Nullable StudyRow best, StudyRow row) {
        if (row.optimizer() == null) return best;
        return best == null || row.gain() > best.gain() ? row : best;
    }

    private static StudyTask task(List<StudyTask> tasks, StudyCell cell) {
        return tasks.stream()
                .filter(task -> task.name().equals(cell.task()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task " + cell.task()));
    }
}
