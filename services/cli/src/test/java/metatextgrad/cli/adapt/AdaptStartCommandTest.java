package metatextgrad.cli.adapt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import org.junit.jupiter.api.Test;

/** What {@code mtg adapt start} refuses because of earlier windows. */
final class AdaptStartCommandTest {
    private static final Project PROJECT = Traffic.project();
    private static final Project OTHER =
            new Project(
                    PROJECT.id(),
                    PROJECT.seed(),
                    PROJECT.loop(),
                    PROJECT.optimizers(),
                    PROJECT.meta(),
                    new SplitShares(.3, .3, .2),
                    PROJECT.budget(),
                    PROJECT.adapt());

    @Test
    void shouldRefuseOtherSharesOnceTasksAreSplit() {
        assertThatThrownBy(() -> AdaptStartCommand.requireSameShares(window(2), null, OTHER))
                .hasMessage(
                        "`split-shares` of project %s are {train: 0.30, val: 0.30, gate: 0.20}, but its windows are split by {train: %.2f, val: %.2f, gate: %.2f}: set these again and apply the file, or give the project another name",
                        PROJECT.id(),
                        PROJECT.shares().train(),
                        PROJECT.shares().val(),
                        PROJECT.shares().gate());
        assertThatCode(() -> AdaptStartCommand.requireSameShares(window(2), null, PROJECT))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeAnySharesBeforeTheFirstRun() {
        assertThatCode(() -> AdaptStartCommand.requireSameShares(null, null, OTHER))
                .doesNotThrowAnyException();
        assertThatCode(() -> AdaptStartCommand.requireSameShares(window(1), null, OTHER))
                .doesNotThrowAnyException();
    }

    /** The first set binds the shares of a project, also if a run by hand has announced it. */
    @Test
    void shouldRefuseOtherSharesThanThoseOfASet() {
        assertThatThrownBy(() -> AdaptStartCommand.requireSameShares(null, set(), OTHER))
                .hasMessage(
                        "`split-shares` of project %s are {train: 0.30, val: 0.30, gate: 0.20}, but its set `words` is split by {train: %.2f, val: %.2f, gate: %.2f}: set these again and apply the file, or give the project another name",
                        PROJECT.id(),
                        PROJECT.shares().train(),
                        PROJECT.shares().val(),
                        PROJECT.shares().gate());
        assertThatThrownBy(() -> AdaptStartCommand.requireSameShares(window(1), set(), OTHER))
                .hasMessageContaining("set `words`");
        assertThatCode(() -> AdaptStartCommand.requireSameShares(window(2), set(), PROJECT))
                .doesNotThrowAnyException();
    }

    private static SnapshotSpec set() {
        List<TaskId> tasks = List.of(new TaskId("t"));
        return new SnapshotSpec(
                PROJECT.id(), "words", 1, SnapshotSpec.hash(tasks), PROJECT.shares());
    }

    private static AdaptState window(int number) {
        return new AdaptState(
                PROJECT, true, number, null, PROJECT.seed(), "", null, new Serial(number));
    }
}
