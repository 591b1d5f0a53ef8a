package metatextgrad.lineage;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.lineage.Ancestry.Critique;
import metatextgrad.lineage.Ancestry.Step;
import metatextgrad.meta.RunKeys;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * Records where the programs of one run come from, folded from the run's events in any order. Not
 * thread-safe.
 */
public final class Lineage implements Consumer<Event> {
    private final RunId run;
    private final Map<String, OptimizerToTry> tried = new TreeMap<>();
    private final Map<String, TreeMap<Integer, OptimizerState>> steps = new TreeMap<>();
    private final Map<String, Map<String, Score>> outcomes = new TreeMap<>();
    private final Map<String, OptimizerState> passed = new TreeMap<>();
    private final Map<String, Map<String, Score>> validations = new TreeMap<>();
    private final Map<String, TreeMap<Integer, GradientComputed>> gradients = new TreeMap<>();
    private final Map<String, StepOperator> operators = new TreeMap<>();
    private final Map<String, OptimizerVersion> versions = new TreeMap<>();
    private @Nullable RunState state;

    public Lineage(RunId run) {
        this.run = run;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof TrialEvent step && !step.stepRef().run().equals(run)) return;
        switch (event) {
            case RunState known -> {
                boolean later = state == null || known.serial().compareTo(state.serial()) > 0;
                if (known.request().id().equals(run) && later) state = known;
            }
            case OptimizerToTry trial -> tried.put(trial.key(), trial);
            case StepRequested step ->
                    operators.put(step.stepRef().trial().value(), step.operator());
            case OptimizerState step -> handle(step);
            case EvaluationRequested evaluation -> handle(evaluation);
            case ScoreAggregated report -> scored(report);
            case GradientComputed item ->
                    gradients
                            .computeIfAbsent(stepKey(item.stepRef()), step -> new TreeMap<>())
                            .put(item.slot().number(), item);
            case OptimizerVersion version -> {
                if (run.equals(version.run())) handle(version);
            }
            default -> {}
        }
    }

    /** Returns the run's last state; null if none has arrived. */
    public @Nullable RunState state() {
        return state;
    }

    /**
     * Returns all steps of the trial that made this line, accepted or not, in order. The steps of a
     * race are trials of their own: those on the way to the line.
     */
    public List<OptimizerState> steps(Line line) {
        if (passed.containsKey(line.program().id().value())) return raced(line.program());
        TrialId trial = trial(line);
        return trial == null
                ? List.of()
                : List.copyOf(steps.getOrDefault(trial.value(), new TreeMap<>()).values());
    }

    /** Returns how the run came to this line of its report. */
    public Ancestry of(Line line) {
        Program seed = requireNonNull(state).request().project().seed();
        List<OptimizerState> accepted = steps(line).stream().filter(Lineage::isOnTheWay).toList();
        List<Map<String, Score>> scores = new ArrayList<>();
        scores.add(outcomes.getOrDefault(new RunKeys(run).seed().value(), Map.of()));
        accepted.forEach(step -> scores.add(of(step)));
        List<String> common = common(scores);
        List<Step> path = new ArrayList<>();
        Program before = seed;
        for (int i = 0; i < accepted.size(); i++) {
            OptimizerState step = accepted.get(i);
            Program after = requireNonNull(step.candidate());
            path.add(
                    new Step(
                            number(i, step),
                            operator(step),
                            before.id(),
                            before,
                            after,
                            step.tasks(),
                            critiques(step),
                            step.cost(),
                            difference(scores.get(i + 1), scores.get(i), common)));
            before = after;
        }
        return new Ancestry(
                line,
                path,
                difference(scores.getLast(), scores.getFirst(), common),
                optimizers(line));
    }

    /**
     * Returns the number of a step on the way to a line. In a race each step is a trial of its own,
     * so its place counts.
     *
     * @param place among {@link #steps}, from 0
     */
    public static int number(int place, OptimizerState step) {
        return step.decision() == Decided.PASSED ? place + 1 : step.stepRef().step();
    }

    private @Nullable StepOperator operator(OptimizerState step) {
        return step.tasks().isEmpty()
                ? null
                : operators.getOrDefault(step.stepRef().trial().value(), StepOperator.PLAIN);
    }

    private static boolean isOnTheWay(OptimizerState step) {
        return step.decision() == Decided.ACCEPTED || step.decision() == Decided.PASSED;
    }

    /** Of equal proposals of a race, the first trial by its id counts, in any order of events. */
    private void handle(OptimizerState step) {
        steps.computeIfAbsent(step.key(), trial -> new TreeMap<>())
                .put(step.stepRef().step(), step);
        Program candidate = step.candidate();
        if (step.decision() == Decided.PASSED && candidate != null)
            passed.merge(candidate.id().value(), step, Lineage::first);
    }

    /** A merge is a step from its better parent, without train tasks and requests. */
    private void handle(EvaluationRequested evaluation) {
        if (evaluation.merged().isEmpty()) return;
        handle(
                new OptimizerState(
                        evaluation.stepRef(),
                        Decided.PASSED,
                        "merge",
                        evaluation.program(),
                        null,
                        evaluation.program(),
                        0,
                        0,
                        Cost.NONE,
                        evaluation.merged().getFirst(),
                        List.of(),
                        List.of()));
    }

    private static OptimizerState first(OptimizerState one, OptimizerState other) {
        return one.key().compareTo(other.key()) <= 0 ? one : other;
    }

    /** Returns the steps from the seed program to a program of a race. */
    private List<OptimizerState> raced(Program program) {
        ArrayDeque<OptimizerState> way = new ArrayDeque<>();
        TreeSet<String> seen = new TreeSet<>();
        OptimizerState step = passed.get(program.id().value());
        while (step != null && seen.add(step.key())) {
            way.addFirst(step);
            ProgramId parent = step.parent();
            step = parent == null ? null : passed.get(parent.value());
        }
        return List.copyOf(way);
    }

    /** The run also keeps a row of its own for a submitted optimizer that it tried unchanged. */
    private void handle(OptimizerVersion version) {
        String content = version.spec().contentId();
        if (version.submitted()) versions.putIfAbsent(content, version);
        else versions.put(content, version);
    }

    private void scored(ScoreAggregated report) {
        if (report.outcomes().isEmpty()) return;
        Map<String, Score> scores = new TreeMap<>();
        for (ScoreAggregated.ItemOutcome item : report.outcomes())
            scores.put(item.task().value(), item.score());
        if (report.split() == Split.VAL && report.stepRef().sample() == 0)
            validations.merge(report.program().id().value(), scores, Lineage::larger);
        boolean step = report.scope() == ScoreAggregated.Scope.STEP;
        String key = step ? stepKey(report.stepRef()) : report.stepRef().trial().value();
        outcomes.put(key, scores);
    }

    /** A program may have scores on half of the items first. */
    private static Map<String, Score> larger(Map<String, Score> one, Map<String, Score> other) {
        return one.size() >= other.size() ? one : other;
    }

    private Map<String, Score> of(OptimizerState step) {
        Program candidate = step.candidate();
        return step.decision() == Decided.PASSED && candidate != null
                ? validations.getOrDefault(candidate.id().value(), Map.of())
                : outcomes.getOrDefault(stepKey(step.stepRef()), Map.of());
    }

    /** Returns the items for which every program on the path has a score. */
    private static List<String> common(List<Map<String, Score>> programs) {
        TreeSet<String> common = new TreeSet<>(programs.getFirst().keySet());
        for (Map<String, Score> scores : programs)
            common.removeIf(item -> !scores.containsKey(item) || !scores.get(item).counts());
        return List.copyOf(common);
    }

    private static PairedDifference difference(
            Map<String, Score> after, Map<String, Score> before, List<String> items) {
        return PairedDifference.of(
                items.stream().map(after::get).toList(), items.stream().map(before::get).toList());
    }

    private List<Critique> critiques(OptimizerState step) {
        List<Critique> critiques = new ArrayList<>();
        for (GradientComputed item :
                gradients.getOrDefault(stepKey(step.stepRef()), new TreeMap<>()).values()) {
            if (!step.tasks().contains(item.task())) continue;
            item.gradients().forEach(one -> critiques.add(new Critique(item.task(), one)));
        }
        return critiques;
    }

    /** Returns the trial whose program the line reports; null for the seed program's line. */
    private @Nullable TrialId trial(Line line) {
        return tried.values().stream()
                .filter(trial -> trial.spec().equals(line.optimizer()))
                .filter(trial -> trial.round() == line.round())
                .map(trial -> trial.stepRef().trial())
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the versions, starting from the first parents. For a structure, only the parent named
     * first is followed.
     */
    private List<OptimizerVersion> optimizers(Line line) {
        ArrayDeque<OptimizerVersion> chain = new ArrayDeque<>();
        OptimizerSpec spec = line.optimizer();
        String next = spec == null ? null : spec.contentId();
        TreeSet<String> seen = new TreeSet<>();
        while (next != null && seen.add(next)) {
            OptimizerVersion version = versions.get(next);
            if (version == null) break;
            chain.addFirst(version);
            next = version.parents().isEmpty() ? null : version.parents().getFirst();
        }
        return List.copyOf(chain);
    }

    private static String stepKey(StepRef step) {
        return step.trial() + "|" + step.step();
    }
}
