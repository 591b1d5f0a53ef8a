package metatextgrad.conformance;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Split;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.StepRequested;

/** Which programs of a race others were made from, by its events. */
final class ProgramDescent {
    private final Map<String, String> steps = new TreeMap<>();
    private final Map<String, List<String>> parents = new TreeMap<>();
    private final List<String> scored = new ArrayList<>();

    void accept(Event event) {
        switch (event) {
            case StepRequested step ->
                    steps.put(
                            step.purpose().replaceFirst("^step/", "validate/"),
                            step.program().id().value());
            case EvaluationRequested one when !one.merged().isEmpty() ->
                    parents.put(one.program().id().value(), values(one.merged()));
            case EvaluationRequested one when steps.containsKey(one.purpose()) ->
                    parents.put(
                            one.program().id().value(),
                            List.of(requireNonNull(steps.get(one.purpose()))));
            case ScoreAggregated report when report.split() == Split.VAL ->
                    scored.add(report.program().id().value());
            default -> {}
        }
    }

    /** Returns the newest program that all of these come from. */
    String ancestor(List<ProgramId> programs) {
        Set<String> common = new TreeSet<>(scored);
        for (String one : values(programs)) common.retainAll(lineage(one));
        return scored.reversed().stream().filter(common::contains).findFirst().orElseThrow();
    }

    private Set<String> lineage(String program) {
        Set<String> lineage = new TreeSet<>(List.of(program));
        for (String parent : parents.getOrDefault(program, List.of()))
            lineage.addAll(lineage(parent));
        return lineage;
    }

    private static List<String> values(List<ProgramId> ids) {
        return ids.stream().map(ProgramId::value).toList();
    }
}
