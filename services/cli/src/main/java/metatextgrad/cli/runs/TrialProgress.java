package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.model.Text;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.StepRequested;
import metatextgrad.view.TrialNames;

/**
 * Lines about trials. Each begins with the optimizer on trial, or with the result that is measured.
 * Topics are read in any order: a line waits until its optimizer, or the result, is known.
 */
final class TrialProgress {
    private final Consumer<String> lines;
    private final Map<TrialId, Name> names = new LinkedHashMap<>();
    private final List<EvaluationRequested> unnamed = new ArrayList<>();
    private final Map<TrialId, String> optimizers = new LinkedHashMap<>();
    private final Map<TrialId, List<Waiting>> waiting = new LinkedHashMap<>();
    private List<Line> report = List.of();

    /** A trial of a race has one step, and its name already has the number of the arm's step. */
    private record Name(String text, boolean oneStep) {}

    /** A line, with the step of the trial that it is about; 0 for none. */
    private record Waiting(int step, String line) {}

    TrialProgress(Consumer<String> lines) {
        this.lines = lines;
    }

    void name(OptimizerToTry published) {
        name(published.stepRef().trial(), new Name(TrialNames.of(published), false));
    }

    void name(EvaluationRequested evaluation) {
        String name = TrialNames.of(evaluation, report);
        if (name == null) unnamed.add(evaluation);
        else name(evaluation.stepRef().trial(), new Name(name, false));
    }

    void name(StepRequested step) {
        name(step.stepRef().trial(), new Name(TrialNames.of(step), true));
    }

    /** Sets the results, once the run has chosen them. */
    void report(List<Line> chosen) {
        if (chosen.isEmpty()) return;
        report = List.copyOf(chosen);
        List<EvaluationRequested> again = List.copyOf(unnamed);
        unnamed.clear();
        again.forEach(this::name);
    }

    private void name(TrialId trial, Name name) {
        names.put(trial, name);
        List<Waiting> held = waiting.remove(trial);
        if (held != null) held.forEach(line -> print(name, line));
    }

    /** The same for the verdict on an optimizer: in a race no event names its trial. */
    void print(OptimizerVersion version, TrialId trial, String line) {
        optimizers.put(trial, version.spec().name());
        print(trial, line);
    }

    void print(TrialId trial, String line) {
        print(trial, new Waiting(0, line));
    }

    /** Prints the decision of a step. */
    void print(OptimizerState step) {
        String line = Text.lower(step.decision()) + ", " + step.reason();
        print(step.stepRef().trial(), new Waiting(step.stepRef().step(), line));
    }

    private void print(TrialId trial, Waiting line) {
        Name name = names.get(trial);
        if (name != null) {
            print(name, line);
        } else {
            waiting.computeIfAbsent(trial, first -> new ArrayList<>()).add(line);
        }
    }

    /** Prints lines whose names are no longer on the topics. */
    void flush() {
        waiting.forEach(
                (trial, held) -> {
                    String name = optimizers.getOrDefault(trial, "trial " + trial);
                    held.forEach(line -> print(new Name(name, false), line));
                });
        waiting.clear();
    }

    private void print(Name who, Waiting what) {
        String step = what.step() == 0 || who.oneStep() ? "" : "step %d: ".formatted(what.step());
        lines.accept("  " + who.text() + ": " + step + what.line());
    }
}
