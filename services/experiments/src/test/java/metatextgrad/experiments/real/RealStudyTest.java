package metatextgrad.experiments.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.experiments.record.CallFile;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.strategy.WorkedExamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RealStudyTest {
    private static final StudyTask TASK = new DoubledTask("doubled", true);
    private static final StudyTask OTHER = new DoubledTask("twice", true);
    private static final long CALLS = 40;

    private final RepliesForTests server = new RepliesForTests();
    private final List<String> progress = new ArrayList<>();

    @TempDir private Path temp;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldMakeNoRecordedCallAgainAndWriteTheSameRow() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.OURS, CALLS, 1);
        assertThat(fill(List.of(cell))).isEmpty();
        Path file = temp.resolve("rows/doubled-ours-40-1.json");
        String row = Files.readString(file);
        int calls = server.calls();
        assertThat(calls).as("search and test").isBetween(20, 50);

        Files.delete(file);
        assertThat(fill(List.of(cell))).isEmpty();
        assertThat(server.calls()).isEqualTo(calls);
        assertThat(Files.readString(file)).isEqualTo(row);

        Files.delete(temp.resolve("cache/calls.jsonl"));
        assertThat(fill(List.of(cell))).isEmpty();
        assertThat(server.calls()).isEqualTo(calls);
    }

    @Test
    void shouldFindTheRuleWithinTheCallsAndCountThem() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.OURS, 80, 1);
        fill(List.of(cell));
        StudyRow row = rows().read(cell).orElseThrow();
        assertThat(row.calls()).isBetween(10L, 80L);
        assertThat(row.callsByRole().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(row.calls());
        assertThat(row.prompt()).contains("Give the double");
        assertThat(row.promptCharacters()).isEqualTo(row.prompt().length());
        assertThat(row.test()).isEqualTo("111111");
        assertThat(row.score()).isEqualTo(1);
        assertThat(row.seedValidation()).isZero();
        assertThat(row.validation()).isEqualTo(1);
        assertThat(row.unusable()).isEmpty();
        assertThat(row.replies()).containsKey("critique").containsKey("prompt-rewrite");
        assertThat(row.replies().get("critique").usable())
                .isEqualTo(row.replies().get("critique").replies());
        assertThat(row.models()).containsEntry("program", "small").containsEntry("meta", "large");
        assertThat(row.train()).isEqualTo(4);
        assertThat(row.val()).isEqualTo(5);
        assertThat(row.date()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void shouldScoreTheSeedPromptAndTheOneWrittenByHandOnce() throws Exception {
        List<StudyCell> cells =
                RealStudy.cells(List.of(TASK), List.of(RowKind.SEED, RowKind.HAND), CALLS, 3);
        assertThat(cells).hasSize(2);
        fill(cells);
        assertThat(server.calls()).isEqualTo(12);
        assertThat(rows().read(cells.getFirst()).orElseThrow().test()).isEqualTo("000000");
        assertThat(rows().read(cells.getLast()).orElseThrow().test()).isEqualTo("111111");
        assertThat(rows().read(cells.getLast()).orElseThrow().calls()).isZero();
    }

    @Test
    void shouldRestartWithinTheCalls() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.RESTARTS, 80, 1);
        fill(List.of(cell));
        StudyRow row = rows().read(cell).orElseThrow();
        assertThat(row.calls()).isLessThanOrEqualTo(80);
        assertThat(row.score()).isEqualTo(1);
    }

    /** Skipped without the Python packages. */
    @ParameterizedTest
    @EnumSource(names = {"GEPA", "MIPRO", "CAPO"})
    void shouldCountAndRecordTheCallsOfPeers(RowKind peer) throws Exception {
        withPeers(
                () -> {
                    StudyCell cell = StudyCell.of("doubled", peer, 120, 1);
                    assertThat(fill(List.of(cell))).isEmpty();
                    StudyRow row = rows().read(cell).orElseThrow();
                    int calls = server.calls();
                    assertThat(row.validation()).isEqualTo(1);
                    assertThat(row.score()).isEqualTo(1);
                    assertThat(row.calls()).isBetween(10L, 140L);
                    assertThat(row.callsByRole()).containsKey("program").hasSizeGreaterThan(1);
                    Files.delete(temp.resolve("rows/doubled-%s-120-1.json".formatted(peer)));
                    fill(List.of(cell));
                    assertThat(server.calls()).isEqualTo(calls);
                    assertThat(rows().read(cell)).hasValue(row);
                });
    }

    /** Otherwise the seed prompt would be shown as the result of the peer. */
    @Test
    void shouldLeaveACellEmptyWhosePeerValidatedNothing() throws Exception {
        withPeers(
                () ->
                        assertThat(fill(List.of(StudyCell.of("doubled", RowKind.MIPRO, 10, 1))))
                                .containsExactly(
                                        "doubled, mipro, seed 1: no program was validated within 10 calls: use more --calls"));
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void withPeers(Check check) throws Exception {
        String installed = System.getProperty(PeerScript.PROPERTY);
        System.setProperty(PeerScript.PROPERTY, Path.of("peers").toAbsolutePath().toString());
        try {
            PeerScript.installed().check();
            check.run();
        } catch (PeersUnavailable e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        } finally {
            if (installed == null) System.clearProperty(PeerScript.PROPERTY);
            else System.setProperty(PeerScript.PROPERTY, installed);
        }
    }

    @Test
    void shouldLeaveACellEmptyWhoseOptimizerIsNotLearnedYet() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.OURS_LEARNED, CALLS, 2);
        assertThat(fill(List.of(cell)))
                .containsExactly(
                        "doubled, ours-learned, seed 2: the cell twice, ours, seed 2 is empty: ./mtg experiment real --task twice --row ours --calls 40 --seeds 2");
        fill(List.of(StudyCell.of("twice", RowKind.OURS, CALLS, 2)));
        assertThat(fill(List.of(cell)))
                .containsExactly(
                        "doubled, ours-learned, seed 2: no search on another task learned an optimizer");
    }

    @Test
    void shouldTestTheFoundPromptOnTheOtherModel() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.OURS_ON_LARGE, 80, 1);
        assertThat(fill(List.of(cell)))
                .containsExactly(
                        "doubled, ours-on-large, seed 1: the cell doubled, ours, seed 1 is empty: ./mtg experiment real --task doubled --row ours --calls 80 --seeds 1");
        StudyCell ours = StudyCell.of("doubled", RowKind.OURS, 80, 1);
        fill(List.of(ours));
        assertThat(fill(List.of(cell))).isEmpty();
        StudyRow row = rows().read(cell).orElseThrow();
        assertThat(row.prompt()).isEqualTo(rows().read(ours).orElseThrow().prompt());
        assertThat(row.models()).containsEntry("program", "large");
        assertThat(row.calls()).isZero();
        assertThat(row.budget()).isEqualTo(80);
    }

    @Test
    void shouldShowRandomTrainingRowsAsExamples() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.EXAMPLES, CALLS, 2);
        fill(List.of(cell));
        StudyRow row = rows().read(cell).orElseThrow();
        assertThat(WorkedExamples.count(row.prompt())).isEqualTo(4);
        assertThat(row.prompt()).startsWith("Read the number.").contains("<OUT>Answer: ");
        assertThat(row.calls()).isZero();
        assertThat(server.calls()).isEqualTo(6);
    }

    /** Otherwise the ceiling of the table would be that of an older prompt. */
    @Test
    void shouldMeasureAgainAPromptThatHasChanged() throws Exception {
        StudyCell cell = StudyCell.of("doubled", RowKind.HAND, CALLS, 1);
        fill(List.of(cell));
        assertThat(RealStudy.open(List.of(cell), List.of(TASK), rows())).isEmpty();
        Path file = temp.resolve("rows/doubled-hand.json");
        Files.writeString(file, Files.readString(file).replace("Write the double", "Double it"));
        assertThat(RealStudy.open(List.of(cell), List.of(TASK), rows())).containsExactly(cell);
    }

    @Test
    void shouldNotShowThePromptOfATaskWithTextsOfOthers() throws Exception {
        StudyCell cell = StudyCell.of("private", RowKind.HAND, CALLS, 1);
        fill(List.of(cell));
        StudyRow row = rows().read(cell).orElseThrow();
        assertThat(row.prompt()).isEmpty();
        assertThat(row.promptCharacters()).isPositive();
    }

    @Test
    void shouldWriteTheScoreOfARowInOneCharacter() {
        assertThat(List.of(StudyRow.digit(0), StudyRow.digit(1), StudyRow.digit(.1)))
                .containsExactly('0', '1', 'a');
        assertThat(List.of(StudyRow.digit(.5), StudyRow.digit(2 / 3.), StudyRow.digit(.9)))
                .containsExactly('e', 'g', 'i');
    }

    @Test
    void shouldFillRowsThatNeedOtherTasksLast() {
        assertThat(
                        RealStudy.cells(
                                List.of(TASK, OTHER),
                                List.of(RowKind.OURS, RowKind.OURS_LEARNED),
                                CALLS,
                                1))
                .hasToString(
                        "[doubled, ours, seed 1, twice, ours, seed 1, doubled, ours-learned, seed 1, twice, ours-learned, seed 1]");
    }

    @Test
    void shouldReportTooFewCallsWithTheCell() {
        assertThatThrownBy(() -> fill(List.of(StudyCell.of("doubled", RowKind.OURS, 5, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "doubled, ours, seed 1: the budget of 15 calls is too small");
    }

    private List<String> fill(List<StudyCell> cells) throws IOException, InterruptedException {
        try (OpenAiModel model =
                        new OpenAiModel(
                                server.baseUrl(), ApiKey.of("x"), 4, InstantSource.system());
                CallFile calls = CallFile.open(temp.resolve("cache/calls.jsonl"))) {
            return new RealStudy(
                            List.of(TASK, OTHER, new DoubledTask("private", false)),
                            List.of(TASK, OTHER),
                            model,
                            StudyModels.SERVED,
                            rows(),
                            temp.resolve("cache"),
                            calls,
                            InstantSource.system(),
                            progress::add)
                    .fill(cells);
        }
    }

    private RowFolder rows() {
        return new RowFolder(temp.resolve("rows"));
    }
}
