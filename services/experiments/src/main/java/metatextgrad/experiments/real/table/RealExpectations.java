package metatextgrad.experiments.real.table;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.StudyRow;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.llm.RequestKind;
import metatextgrad.model.Text;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/** Compares the filled cells with what was expected before the first of them. Pure. */
final class RealExpectations {
    private static final double SHARE = .6;
    private static final Set<String> SHARED = Set.of("cents", "dates");
    private static final double BELOW_GEPA = -.03;
    private static final int ABOVE_GEPA = 2;
    private static final double USABLE = .95;
    private static final double USABLE_META = .8;
    private static final long LEARNED_CALLS = 250;
    private static final long GIVEN_CALLS = 500;
    private static final int LEARNED_TASKS = 2;

    /** Kinds of replies that the meta model writes. */
    private static final Set<String> META =
            Set.of(
                    Text.kebab(RequestKind.DESCRIPTION),
                    Text.kebab(RequestKind.COMPOSITION),
                    Text.kebab(RequestKind.DIAGNOSIS));

    /** Answers are scored, and not counted here. */
    private static final Set<String> ANSWERS =
            Set.of(Text.kebab(RequestKind.PROGRAM), Text.kebab(RequestKind.JUDGE));

    private RealExpectations() {}

    static List<RealExpectation> of(
            List<TaskTable> first, List<StudyRow> rows, List<StudyTask> tasks) {
        List<TaskTable> headroom = first.stream().filter(table -> !table.control()).toList();
        List<TaskTable> shared =
                headroom.stream().filter(table -> SHARED.contains(table.task())).toList();
        List<TaskTable> controls = first.stream().filter(TaskTable::control).toList();
        return List.of(
                all(
                        "ours is above the seed prompt in every seed, and the interval over items lies above 0, in every task with headroom",
                        headroom,
                        List.of(RowKind.SEED, RowKind.OURS),
                        table -> ours(table).isAboveInEverySeed(),
                        table ->
                                format(
                                        "%s %d of %d seeds, %+.3f [%+.3f, %+.3f]",
                                        table.task(),
                                        ours(table).seedsAbove(),
                                        ours(table).perSeed().size(),
                                        ours(table).mean(),
                                        ours(table).items().low(),
                                        ours(table).items().high())),
                all(
                        "ours finds at least 60 % of the headroom in cents and dates",
                        shared,
                        List.of(RowKind.SEED, RowKind.HAND, RowKind.OURS),
                        table -> share(table) >= SHARE,
                        table -> format("%s %.0f %%", table.task(), 100 * share(table))),
                all(
                        "the seed prompt stays in the control",
                        controls,
                        List.of(RowKind.SEED, RowKind.OURS),
                        RealExpectations::keepsTheSeed,
                        table ->
                                format(
                                        "%s %s",
                                        table.task(),
                                        keepsTheSeed(table) ? "keeps it" : "replaces it")),
                all(
                        "the prompt of ours has no more tokens than that of GEPA",
                        headroom,
                        List.of(RowKind.GEPA, RowKind.OURS),
                        table -> tokens(table, RowKind.OURS) <= tokens(table, RowKind.GEPA),
                        table ->
                                format(
                                        "%s %.0f against %.0f",
                                        table.task(),
                                        tokens(table, RowKind.OURS),
                                        tokens(table, RowKind.GEPA))),
                againstGepa(headroom),
                cents(headroom),
                learned(rows, tasks),
                usable(rows));
    }

    private static RealExpectation againstGepa(List<TaskTable> tables) {
        String expected =
                "ours minus GEPA is -.03 or more in every task with headroom, and above 0 in two of them";
        List<TaskTable> open = open(tables, List.of(RowKind.GEPA, RowKind.OURS));
        if (!open.isEmpty() || tables.isEmpty()) return empty(expected, open);
        List<Double> means = tables.stream().map(table -> minusGepa(table).mean()).toList();
        boolean met =
                means.stream().allMatch(mean -> mean >= BELOW_GEPA)
                        && means.stream().filter(mean -> mean > 0).count() >= ABOVE_GEPA;
        return RealExpectation.of(
                expected,
                met,
                figures(
                        tables,
                        table -> format("%s %+.3f", table.task(), minusGepa(table).mean())));
    }

    /** The one task with enough seeds for a verdict. */
    private static RealExpectation cents(List<TaskTable> tables) {
        String expected = "in cents, ours is above the seed prompt with 8 seeds";
        for (TaskTable table : tables) {
            SeedDifference difference = table.row(RowKind.OURS).minusSeed();
            if (!table.task().equals("cents") || difference == null) continue;
            CrossedBootstrap crossed = difference.crossed();
            if (crossed == null) continue;
            return RealExpectation.of(
                    expected,
                    crossed.low() > 0,
                    format(
                            "%+.3f [%+.3f, %+.3f] with %d seeds",
                            crossed.estimate(), crossed.low(), crossed.high(), crossed.seeds()));
        }
        return RealExpectation.open(expected, "fewer than 8 seeds are filled");
    }

    private static RealExpectation learned(List<StudyRow> rows, List<StudyTask> tasks) {
        String expected =
                "a learned optimizer reaches with 250 calls what the given one reaches with 500, on two tasks";
        List<String> figures = new ArrayList<>();
        int reached = 0;
        for (StudyTask task : tasks) {
            Double with = mean(rows, task, RowKind.OURS_LEARNED, LEARNED_CALLS);
            Double given = mean(rows, task, RowKind.OURS, GIVEN_CALLS);
            if (with == null || given == null) continue;
            figures.add(format("%s %.3f against %.3f", task.name(), with, given));
            if (with >= given) reached++;
        }
        return figures.size() < LEARNED_TASKS
                ? RealExpectation.open(
                        expected,
                        "rows ours-learned with --calls 250 and ours with --calls 500 are empty")
                : RealExpectation.of(
                        expected, reached >= LEARNED_TASKS, String.join(", ", figures));
    }

    private static RealExpectation usable(List<StudyRow> rows) {
        String expected =
                "of the replies 95 % or more were usable, of those of the meta model 80 % or more";
        Map<String, long[]> kinds = new TreeMap<>();
        for (StudyRow row : rows)
            row.replies()
                    .forEach(
                            (kind, count) -> {
                                if (ANSWERS.contains(kind)) return;
                                long[] sum = kinds.computeIfAbsent(kind, any -> new long[2]);
                                sum[0] += count.replies();
                                sum[1] += count.usable();
                            });
        if (kinds.isEmpty()) return RealExpectation.open(expected, "no search is filled");
        boolean met = true;
        List<String> figures = new ArrayList<>();
        for (Map.Entry<String, long[]> kind : kinds.entrySet()) {
            long[] sum = kind.getValue();
            met &= sum[1] >= (META.contains(kind.getKey()) ? USABLE_META : USABLE) * sum[0];
            figures.add("%s %d of %d".formatted(kind.getKey(), sum[1], sum[0]));
        }
        return RealExpectation.of(expected, met, String.join(", ", figures));
    }

    private static RealExpectation all(
            String expected,
            List<TaskTable> tables,
            List<RowKind> needed,
            Predicate<TaskTable> met,
            Function<TaskTable, String> figures) {
        List<TaskTable> open = open(tables, needed);
        if (!open.isEmpty() || tables.isEmpty()) return empty(expected, open);
        return RealExpectation.of(
                expected, tables.stream().allMatch(met), figures(tables, figures));
    }

    private static List<TaskTable> open(List<TaskTable> tables, List<RowKind> needed) {
        return tables.stream()
                .filter(table -> needed.stream().anyMatch(kind -> !table.isFull(kind)))
                .toList();
    }

    private static RealExpectation empty(String expected, List<TaskTable> open) {
        return RealExpectation.open(
                expected,
                "cells are empty: "
                        + open.stream().map(TaskTable::task).collect(Collectors.joining(", ")));
    }

    private static String figures(List<TaskTable> tables, Function<TaskTable, String> figures) {
        return tables.stream().map(figures).collect(Collectors.joining(", "));
    }

    private static SeedDifference ours(TaskTable table) {
        return requireNonNull(table.row(RowKind.OURS).minusSeed());
    }

    private static SeedDifference minusGepa(TaskTable table) {
        return requireNonNull(table.row(RowKind.OURS).minusPeers().get(RowKind.GEPA));
    }

    private static double share(TaskTable table) {
        Double share = table.row(RowKind.OURS).share();
        return share == null ? 0 : share;
    }

    private static double tokens(TaskTable table, RowKind kind) {
        return requireNonNull(table.row(kind).promptTokens());
    }

    private static boolean keepsTheSeed(TaskTable table) {
        String seed = table.row(RowKind.SEED).cells().getFirst().prompt();
        return table.row(RowKind.OURS).cells().stream()
                .allMatch(cell -> cell.prompt().equals(seed));
    }

    private static @Nullable Double mean(
            List<StudyRow> rows, StudyTask task, RowKind kind, long calls) {
        List<StudyRow> cells = TaskTable.cells(rows, task, kind, calls);
        return cells.isEmpty()
                ? null
                : (Double) cells.stream().mapToDouble(StudyRow::score).average().orElseThrow();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
