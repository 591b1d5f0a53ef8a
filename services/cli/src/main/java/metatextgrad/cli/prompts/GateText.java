package metatextgrad.cli.prompts;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Text;
import metatextgrad.model.live.GateContest;
import metatextgrad.view.GateView;

/** The lines on a contest. Pure. */
final class GateText {
    private GateText() {}

    static List<String> of(GateView gate) {
        if (gate.judgedOnly())
            return List.of(
                    Texts.format(
                            "%s; a judge model preferred it to champion %s in its run; %s",
                            GateContest.NO_GATE, gate.champion(), Text.lower(gate.stage())));
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "gate: contest %d with champion %s, %s",
                        gate.contest(), gate.champion(), Text.lower(gate.stage())));
        lines.add(
                Texts.format(
                        "  gain %+.3f, 95 %% interval %+.3f to %+.3f, n = %d tasks that no run has read",
                        gate.gain(), gate.gainLow(), gate.gainHigh(), gate.tasks()));
        lines.add(
                Texts.format(
                        "  tasks fixed %d, broken %d, unchanged %d",
                        gate.fixed(), gate.broken(), gate.tasks() - gate.fixed() - gate.broken()));
        lines.add(
                Texts.format(
                        "  evidence class %s; level spent %.4f; evidence %.1f, needed %.1f",
                        gate.evidenceClass(), gate.level(), gate.evidence(), gate.needed()));
        return lines;
    }
}
