package metatextgrad.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.Serial;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;

/** The records of the topics that people and applications follow. */
public record FollowedRecords(
        List<RunState> states,
        List<PromptsServed> tables,
        List<PromptVersion> versions,
        List<OptimizerVersion> verdicts,
        List<OptimizerState> steps) {
    public static FollowedRecords by(WrittenRecords written) {
        return new FollowedRecords(
                written.all(RunState.class),
                written.all(PromptsServed.class),
                written.all(PromptVersion.class),
                written.all(OptimizerVersion.class),
                written.all(OptimizerState.class));
    }

    /** The last state for a reader that ignores older serials. */
    public RunState state() {
        return last(states, RunState::serial);
    }

    /**
     * Fails unless repeated events equal the first ones. A reader that compares serials has then
     * seen no other event at any time.
     */
    public void requireUnchanged(FollowedRecords now, String who) {
        assertThat(LoopScenario.result(now.state()))
                .as(who)
                .isEqualTo(LoopScenario.result(state()));
        assertThat(now.states).as(who).allMatch(state -> !newer(state.serial(), state().serial()));
        assertThat(tables).as(who).containsAll(now.tables);
        assertThat(last(now.tables, PromptsServed::serial))
                .as(who)
                .isEqualTo(last(tables, PromptsServed::serial));
        assertThat(versions).as(who).containsAll(now.versions);
        assertThat(verdicts).as(who).containsAll(now.verdicts);
        assertThat(steps).as(who).containsAll(now.steps);
    }

    private static boolean newer(Serial one, Serial other) {
        return one.compareTo(other) > 0;
    }

    private static <E> E last(List<E> all, Function<E, Serial> serial) {
        return all.stream().max(Comparator.comparing(serial)).orElseThrow();
    }
}
