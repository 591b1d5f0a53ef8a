package metatextgrad.gradient;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.candidate.NodeValues;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Node;
import metatextgrad.model.Score;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Critiques;

/**
 * Selects the calls of an answer that the optimizer may need: those of a right answer, which later
 * prompts may show as worked examples. Where no critic reads a wrong answer, its calls too. Pure.
 */
final class Demonstrations {
    private Demonstrations() {}

    /** Returns the trainable calls, in program order; none if right answers are private. */
    static List<Demonstration> of(TextualLoss.Trace trace, Score score) {
        List<Demonstration> shown = new ArrayList<>();
        LoopSettings settings = trace.item().settings();
        boolean uncriticised = settings.critiques() == Critiques.NONE;
        if (score.outcome() != Score.Outcome.CORRECT && !uncriticised) return shown;
        if (!settings.mayShowTargets()) return shown;
        NodeValues values =
                NodeValues.of(trace.item().program(), trace.item().task().input(), trace.outputs());
        for (Node.LlmCall call : trace.item().program().trainable())
            for (int part = 0; part < values.made(call); part++)
                shown.add(
                        new Demonstration(
                                call.id(), values.message(call, part), values.outputs(call, part)));
        return shown;
    }
}
