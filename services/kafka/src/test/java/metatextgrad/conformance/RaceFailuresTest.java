package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.Scope;
import metatextgrad.model.event.StepRequested;
import org.junit.jupiter.api.Test;

/**
 * Steps of a race that a model did not answer. They are no steps without a gain: an optimizer must
 * not look worse, or its rival better, because a server was away (METHOD §3.1).
 */
final class RaceFailuresTest {
    private static final Reply AWAY = new Reply.TryAgain("503", null, true);

    @Test
    void shouldNotCountAStepWhoseWriterIsAway() {
        EmittedEvents run = RaceScenario.scenario().script(writerAway()).run();

        List<ScoreAggregated> lost =
                ends(run).values().stream().filter(end -> end.failure() != null).toList();
        assertThat(lost)
                .filteredOn(end -> end.failure() instanceof Failure.Infrastructure)
                .hasSizeGreaterThan(5);
        assertThat(lost)
                .noneMatch(
                        end ->
                                end.failure() instanceof Failure.Content
                                        && end.failure().message().contains("503"));
    }

    @Test
    void shouldNeitherCountNorValidateAProposalThatWasHardlyScored() {
        EmittedEvents run = RaceScenario.scenario().script(programAway()).run();

        List<ScoreAggregated> hardly =
                ends(run).values().stream().filter(end -> isAway(text(end.program()))).toList();
        assertThat(hardly).isEmpty();
        assertThat(ends(run).values())
                .filteredOn(end -> end.failure() instanceof Failure.Infrastructure)
                .hasSizeGreaterThan(5)
                .allSatisfy(end -> assertThat(end.before()).isNull());
        assertThat(run.all(EvaluationRequested.class))
                .noneMatch(one -> isAway(text(one.program())));
    }

    @Test
    void shouldFailAStepIfAllItsCritiquesFail() {
        EmittedEvents run = RaceScenario.scenario().script(criticsAway()).run();

        assertThat(ends(run).values())
                .filteredOn(end -> end.failure() instanceof Failure.Infrastructure)
                .hasSizeGreaterThan(5)
                .extracting(end -> end.failure().message())
                .anyMatch(message -> message.contains("no critique arrived, and 3 failed: "));
        assertThat(ends(run).values())
                .noneMatch(
                        end ->
                                end.failure() instanceof Failure.Content
                                        && end.failure().message().contains("no critique"));
    }

    /** Returns the last report of each step of the race, by its trial. */
    private static Map<String, ScoreAggregated> ends(EmittedEvents run) {
        Map<String, ScoreAggregated> ends = new TreeMap<>();
        for (StepRequested step : run.all(StepRequested.class))
            for (ScoreAggregated end : run.all(ScoreAggregated.class))
                if (end.scope() == Scope.TRIAL
                        && end.stepRef().trial().equals(step.stepRef().trial()))
                    ends.put(step.stepRef().trial().value(), end);
        return ends;
    }

    private static Script writerAway() {
        Script script = RaceScenario.script();
        return RaceScenario.rising(script)
                .writer(
                        call ->
                                Math.floorMod(call.seed(), 2) == 0
                                        ? AWAY
                                        : RaceScenario.nextLevel(call));
    }

    /** Most of them, so that some batches have no critique at all. */
    private static Script criticsAway() {
        Script script = RaceScenario.script();
        return RaceScenario.rising(script)
                .critic(
                        call ->
                                Math.floorMod(call.user().hashCode(), 5) > 0
                                        ? AWAY
                                        : Script.answered(Script.critic(call)));
    }

    private static Script programAway() {
        Script script = RaceScenario.script();
        return RaceScenario.rising(script)
                .student(
                        call ->
                                isAway(call.system())
                                        ? AWAY
                                        : Script.answered(RaceScenario.student(call)));
    }

    private static String text(Program program) {
        return program.trainable().getFirst().prompt().value();
    }

    /** A third of the proposals. */
    private static boolean isAway(String prompt) {
        int at = prompt.indexOf("in way ");
        return at >= 0 && Math.floorMod(prompt.substring(at).hashCode(), 3) == 0;
    }
}
