package metatextgrad.services.gateway.records;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.view.TrialNames;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, in the order of their decisions.
 *
 * @param isWhole false if older steps, names or scores were not read
 */
public record RunSteps(List<Step> steps, boolean isWhole) {
    /** Topics in which trials of optimizers begin. */
    static final List<Topic> STARTS =
            List.of(Topics.TRIALS, Topics.META_PROMPTS, Topics.META_STRUCTURES);

    private static final Comparator<PlacedEvent> ORDER =
            Comparator.comparing(PlacedEvent::at)
                    .thenComparing(one -> one.event().key())
                    .thenComparingLong(PlacedEvent::offset);

    /**
     * A step.
     *
     * @param by name of the trial
     * @param score of its proposal; null if none was measured
     */
    public record Step(
            OptimizerState state, String by, @Nullable ScoreAggregated score, PlacedEvent record) {}

    public RunSteps {
        steps = List.copyOf(steps);
    }

    /** Reads the steps of a run. */
    public static RunSteps of(RecordReader reader, RunId run) {
        Predicate<Event> wanted = ofRun(run);
        RecordsFound states =
                reader.read(RecordQuery.of(List.of(Topics.OPTIMIZER_STATE), null, wanted));
        RecordsFound starts = reader.read(RecordQuery.of(STARTS, null, wanted));
        RecordsFound scores =
                reader.read(RecordQuery.of(List.of(Topics.SCORES), run.value(), wanted));
        Map<TrialId, String> names = names(starts);
        Map<String, ScoreAggregated> scored = new HashMap<>();
        scores.events(ScoreAggregated.class)
                .filter(one -> one.scope() == ScoreAggregated.Scope.STEP)
                .forEach(one -> scored.put(key(one.stepRef()), one));
        List<Step> steps =
                states.records().stream()
                        .sorted(ORDER)
                        .map(one -> step(one, names, scored))
                        .toList();
        return new RunSteps(steps, states.isWhole() && starts.isWhole() && scores.isWhole());
    }

    private static Step step(
            PlacedEvent record, Map<TrialId, String> names, Map<String, ScoreAggregated> scored) {
        OptimizerState state = (OptimizerState) record.event();
        TrialId trial = state.stepRef().trial();
        return new Step(
                state,
                names.getOrDefault(trial, "trial " + trial),
                scored.get(key(state.stepRef())),
                record);
    }

    /** Returns the names of the trials that begin with these records. */
    static Map<TrialId, String> names(RecordsFound starts) {
        Map<TrialId, String> names = new HashMap<>();
        starts.events(OptimizerToTry.class)
                .forEach(one -> names.put(one.stepRef().trial(), TrialNames.of(one)));
        starts.events(StepRequested.class)
                .forEach(one -> names.put(one.stepRef().trial(), TrialNames.of(one)));
        return names;
    }

    static Predicate<Event> ofRun(RunId run) {
        return event -> event instanceof TrialEvent one && one.stepRef().run().equals(run);
    }

    private static String key(StepRef step) {
        return step.trial() + "|" + step.step();
    }
}
