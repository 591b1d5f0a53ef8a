package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.model.Evaluation;
import metatextgrad.model.MetaPrompt;
import metatextgrad.model.MetaStructure;
import metatextgrad.model.OptimizerToTry;
import metatextgrad.model.TrialId;

/**
 * Lines about trials, each led by the optimizer on trial. Topics come in any order: a line waits
 * until its optimizer is known.
 */
final class TrialLines {
    private final Consumer<String> lines;
    private final Map<TrialId, String> names = new LinkedHashMap<>();
    private final Map<TrialId, List<String>> waiting = new LinkedHashMap<>();

    TrialLines(Consumer<String> lines) {
        this.lines = lines;
    }

    void name(OptimizerToTry published) {
        TrialId trial = published.trail().trial();
        String name =
                switch (published) {
                    case MetaPrompt prompt ->
                            prompt.spec().name()
                                    + (prompt.round() == 0 ? "" : ", round " + prompt.round());
                    case MetaStructure structure ->
                            "structure " + structure.spec().name() + ", round " + structure.round();
                };
        name(trial, name);
    }

    /** An evaluation has no optimizer; it is called by its purpose. */
    void name(Evaluation evaluation) {
        String purpose = evaluation.purpose();
        name(
                evaluation.trail().trial(),
                purpose.equals("seed")
                        ? "seed program"
                        : purpose.replaceFirst("^test-", "line ")
                                .replaceFirst("^rescore-(.*)", "line $1 again"));
    }

    private void name(TrialId trial, String name) {
        names.put(trial, name);
        List<String> held = waiting.remove(trial);
        if (held != null) held.forEach(line -> say(name, line));
    }

    void say(TrialId trial, String line) {
        String name = names.get(trial);
        if (name != null) {
            say(name, line);
        } else {
            waiting.computeIfAbsent(trial, first -> new ArrayList<>()).add(line);
        }
    }

    /** Says what waits for a name that is not kept any more. */
    void flush() {
        waiting.forEach(
                (trial, held) -> {
                    String name = "trial " + trial;
                    held.forEach(line -> say(name, line));
                });
        waiting.clear();
    }

    private void say(String who, String line) {
        lines.accept("  " + who + ": " + line);
    }
}
