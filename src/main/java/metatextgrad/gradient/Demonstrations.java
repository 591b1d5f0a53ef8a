package metatextgrad.gradient;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.candidate.NodeValues;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Node;
import metatextgrad.model.Score;
import metatextgrad.model.event.TextualLoss;

/** Selects what later prompts may show as worked examples: the calls of a right answer. Pure. */
final class Demonstrations {
    private Demonstrations() {}

    /**
     * Returns the trainable calls, in program order; none unless the answer is right and public.
     */
    static List<Demonstration> of(TextualLoss.Trace trace, Score score) {
        List<Demonstration> shown = new ArrayList<>();
        if (score.outcome() != Score.Outcome.CORRECT) return shown;
        if (!trace.item().settings().mayShowTargets()) return shown;
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
