package metatextgrad.experiments.real.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.experiments.real.RowKind;
import metatextgrad.experiments.real.StudyRow;
import metatextgrad.experiments.real.StudyRow.ReplyCount;
import metatextgrad.experiments.real.StudyTask;
import metatextgrad.experiments.real.table.RealExpectation.Status;
import metatextgrad.experiments.real.tasks.StudyTasks;
import org.junit.jupiter.api.Test;

final class RealTableTest {
    private static final int ITEMS = 20;

    private final List<StudyRow> rows = new ArrayList<>();

    @Test
    void shouldCompareSeedBySeedOnTheSameItems() {
        add("cents", RowKind.SEED, 0, 2);
        add("cents", RowKind.HAND, 0, 18);
        add("cents", RowKind.GEPA, 1, 8);
        add("cents", RowKind.GEPA, 2, 8);
        add("cents", RowKind.OURS, 1, 12);
        add("cents", RowKind.OURS, 2, 14);
        TableRow ours = table(2).tasks().getFirst().row(RowKind.OURS);
        assertThat(ours.seeds()).extracting(TableRow.SeedScore::score).containsExactly(.6, .7);
        assertThat(requireNonNull(ours.mean())).isCloseTo(.65, within());
        SeedDifference minusSeed = requireNonNull(ours.minusSeed());
        assertThat(minusSeed.mean()).isCloseTo(.55, within());
        assertThat(minusSeed.items().low()).isBetween(.2, .5);
        assertThat(minusSeed.crossed()).as("no verdict below 8 seeds").isNull();
        assertThat(minusSeed.isAboveInEverySeed()).isTrue();
        assertThat(requireNonNull(ours.minusPeers().get(RowKind.GEPA)).perSeed()).hasSize(2);
        assertThat(requireNonNull(ours.minusPeers().get(RowKind.GEPA)).mean())
                .isCloseTo(.25, within());
        assertThat(requireNonNull(ours.share())).isCloseTo(.55 / .8, within());
        assertThat(ours.empty()).isEmpty();
    }

    @Test
    void shouldShowEmptyCellsWithTheCommandThatFillsThem() {
        add("cents", RowKind.OURS, 1, 12);
        TableRow ours = table(3).tasks().getFirst().row(RowKind.OURS);
        assertThat(ours.empty())
                .containsExactly(
                        "./mtg experiment real --task cents --row ours --calls 300 --seeds 2",
                        "./mtg experiment real --task cents --row ours --calls 300 --seeds 3");
        assertThat(ours.minusSeed()).isNull();
        assertThat(table(3).tasks())
                .extracting(TaskTable::task)
                .containsExactly("cents", "dates", "sections", "letters");
        assertThat(table(3).expectations())
                .extracting(RealExpectation::status)
                .contains(Status.OPEN);
    }

    @Test
    void shouldJudgeWhatWasExpectedOnceItsCellsAreFilled() {
        for (StudyTask task : StudyTasks.first()) {
            add(task.name(), RowKind.SEED, 0, 2);
            add(task.name(), RowKind.HAND, 0, 18);
            add(task.name(), RowKind.GEPA, 1, 8);
            add(task.name(), RowKind.OURS, 1, task.name().equals("dates") ? 9 : 15);
        }
        assertThat(table(1).expectations())
                .extracting(one -> one.status() + " " + one.figures())
                .containsExactly(
                        "met cents 1 of 1 seeds, +0.650 [+0.421, +0.879], dates 1 of 1 seeds, +0.350 [+0.121, +0.579], sections 1 of 1 seeds, +0.650 [+0.421, +0.879]",
                        "missed cents 81 %, dates 44 %",
                        "missed letters replaces it",
                        "missed cents 15 against 8, dates 9 against 8, sections 15 against 8",
                        "met cents +0.350, dates +0.050, sections +0.350",
                        "open fewer than 8 seeds are filled",
                        "open rows ours-learned with --calls 250 and ours with --calls 500 are empty",
                        "missed critique 36 of 40");
    }

    /** A half-right answer counts half, and the model of the other roles has its own seed row. */
    @Test
    void shouldCompareGradedScoresWithTheSeedPromptOfTheSameModel() {
        add("cents", RowKind.SEED, 0, 2);
        add("cents", RowKind.SEED_ON_LARGE, 0, 10);
        add("cents", RowKind.OURS_ON_LARGE, 1, "1".repeat(10) + "e".repeat(ITEMS - 10));
        TableRow large = table(1).tasks().getFirst().row(RowKind.OURS_ON_LARGE);
        assertThat(large.mean()).isEqualTo(.75);
        assertThat(requireNonNull(large.minusSeed()).mean()).isCloseTo(.25, within());
        assertThat(large.share()).isNull();
    }

    @Test
    void shouldGiveAVerdictWithEightSeeds() {
        add("cents", RowKind.SEED, 0, 2);
        for (int seed = 1; seed <= 8; seed++) add("cents", RowKind.OURS, seed, 12 + seed % 3);
        SeedDifference minus =
                requireNonNull(table(8).tasks().getFirst().row(RowKind.OURS).minusSeed());
        assertThat(requireNonNull(minus.crossed()).low()).isPositive();
        assertThat(table(8).expectations())
                .filteredOn(one -> one.expected().contains("8 seeds"))
                .extracting(RealExpectation::status)
                .containsExactly(Status.MET);
    }

    private RealTable table(int seeds) {
        return RealTable.of(rows, StudyTasks.first(), StudyTasks.all(), 300, seeds);
    }

    /** The first items are the right ones, so that rows share them. */
    private void add(String task, RowKind kind, long seed, int right) {
        add(task, kind, seed, "1".repeat(right) + "0".repeat(ITEMS - right));
    }

    private void add(String task, RowKind kind, long seed, String test) {
        int right = (int) test.chars().filter(digit -> digit == '1').count();
        boolean search = kind.hasSeeds();
        rows.add(
                new StudyRow(
                        task,
                        kind.toString(),
                        seed,
                        search ? 300 : 0,
                        search ? 280 : 0,
                        Map.of(),
                        1,
                        1,
                        1,
                        kind + " prompt",
                        right,
                        right,
                        null,
                        null,
                        test,
                        Map.of(),
                        kind == RowKind.OURS ? Map.of("critique", new ReplyCount(10, 9)) : Map.of(),
                        40,
                        40,
                        0,
                        null,
                        null,
                        Map.of(),
                        "2026-12-01"));
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-9);
    }
}
