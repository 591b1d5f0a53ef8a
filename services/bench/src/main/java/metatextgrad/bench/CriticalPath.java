package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.CallCount;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;

/**
 * The number of model calls of a finished run that had to follow one another. Lower bound for the
 * duration of the run: this number times the model latency. Prompt phases run in parallel, so the
 * longest counts. Steps of a trial, rounds of a phase and critiques of an item follow one another;
 * items do not. Requests after an unusable reply are not counted, except those of the meta model,
 * which the run reports.
 */
final class CriticalPath {
    private final Map<String, List<ScoreAggregated>> steps = new TreeMap<>();
    private final Map<String, Integer> promptPhases = new TreeMap<>();
    private final List<String> structures = new ArrayList<>();
    private final RunState run;

    private CriticalPath(RunState run) {
        this.run = run;
    }

    /** Returns the number for a finished run, from its events in any order. */
    static int calls(RunState run, List<Event> events) {
        CriticalPath path = new CriticalPath(run);
        events.forEach(path::handle);
        return path.calls();
    }

    private void handle(Event event) {
        switch (event) {
            case MetaPromptPublished tried ->
                    promptPhases.put(tried.stepRef().trial().value(), tried.optimizer());
            case MetaStructurePublished tried -> structures.add(tried.stepRef().trial().value());
            case ScoreAggregated score -> {
                if (score.scope() == ScoreAggregated.Scope.STEP)
                    steps.computeIfAbsent(score.stepRef().trial().value(), any -> new ArrayList<>())
                            .add(score);
            }
            default -> {}
        }
    }

    private int calls() {
        Program seed = run.request().project().seed();
        Map<Integer, Integer> callsByPhase = new TreeMap<>();
        promptPhases.forEach(
                (trial, promptPhase) ->
                        callsByPhase.merge(promptPhase, trial(trial), Integer::sum));
        int prompts = 0;
        for (Map.Entry<Integer, Integer> promptPhase : callsByPhase.entrySet())
            prompts =
                    Math.max(
                            prompts,
                            promptPhase.getValue()
                                    + requests(MetaPhase.PROMPT) / callsByPhase.size());
        int structureCalls = structures.stream().mapToInt(this::trial).sum();
        int finalScoringCalls =
                run.lines().stream().mapToInt(line -> depth(line.program())).max().orElse(0);
        return depth(seed)
                + prompts
                + structureCalls
                + requests(MetaPhase.STRUCTURE)
                + finalScoringCalls;
    }

    /** Returns requests to the meta model in a phase: one per round and repair. */
    private int requests(MetaPhase phase) {
        return run.rounds().stream()
                .filter(end -> end.phase() == phase && end.round() > 0)
                .mapToInt(CriticalPath::requests)
                .sum();
    }

    private static int requests(RoundEnd end) {
        return 1 + end.repairs();
    }

    /**
     * Counts, per step, the batch, its critiques, the update and the validation of the new program.
     */
    private int trial(String trial) {
        Program incumbent = run.request().project().seed();
        double best = run.lines().getFirst().validation().mean();
        int calls = 0;
        List<ScoreAggregated> sorted = new ArrayList<>(steps.getOrDefault(trial, List.of()));
        sorted.sort((one, other) -> one.stepRef().step() - other.stepRef().step());
        for (ScoreAggregated step : sorted) {
            int backward = CallCount.of(incumbent).backward();
            calls += depth(incumbent) + backward + 1 + depth(step.program());
            if (step.stats().mean() > best) {
                best = step.stats().mean();
                incumbent = step.program();
            }
        }
        return calls;
    }

    /** Returns the longest chain of model calls in a program. */
    static int depth(Program program) {
        Map<String, Integer> depths = new TreeMap<>();
        for (Node node : program.nodes()) {
            int above =
                    node.inputs().stream()
                            .mapToInt(input -> depths.getOrDefault(input, 0))
                            .max()
                            .orElse(0);
            depths.put(node.id(), above + (node instanceof Node.LlmCall ? 1 : 0));
        }
        return depths.getOrDefault(program.output(), 0);
    }
}
