package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.Gradient;
import metatextgrad.model.ProgramId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TextualLoss;

/** One item on its way: answered, scored, criticised. */
final class LossWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            CandidateOutput.class,
                            metatextgrad.events.CandidateOutput.class,
                            LossWire::toAvro,
                            LossWire::fromAvro),
                    new WirePair<>(
                            TextualLoss.class,
                            metatextgrad.events.TextualLoss.class,
                            LossWire::toAvro,
                            LossWire::fromAvro),
                    new WirePair<>(
                            GradientComputed.class,
                            metatextgrad.events.GradientComputed.class,
                            LossWire::toAvro,
                            LossWire::fromAvro));

    private LossWire() {}

    static metatextgrad.events.CandidateOutput toAvro(CandidateOutput output) {
        return new metatextgrad.events.CandidateOutput(
                PartWire.toAvro(output.item()),
                output.outputs().stream().map(PartWire::toAvro).toList(),
                output.answer(),
                Nullables.map(output.failure(), FailureWire::toAvro),
                CostWire.toAvro(output.cost()));
    }

    static CandidateOutput fromAvro(metatextgrad.events.CandidateOutput output) {
        return new CandidateOutput(
                PartWire.fromAvro(output.getItem()),
                output.getOutputs().stream().map(PartWire::fromAvro).toList(),
                output.getAnswer(),
                Nullables.map(output.getFailure(), FailureWire::fromAvro),
                CostWire.fromAvro(output.getCost()));
    }

    static metatextgrad.events.TextualLoss toAvro(TextualLoss loss) {
        return new metatextgrad.events.TextualLoss(
                PartWire.toAvro(loss.stepRef()),
                PartWire.toAvro(loss.slot()),
                loss.task().value(),
                loss.candidate().value(),
                ScoreWire.toAvro(loss.score()),
                Nullables.map(loss.trace(), PartWire::toAvro),
                Nullables.map(loss.failure(), FailureWire::toAvro),
                CostWire.toAvro(loss.cost()));
    }

    static TextualLoss fromAvro(metatextgrad.events.TextualLoss loss) {
        return new TextualLoss(
                PartWire.fromAvro(loss.getStepRef()),
                PartWire.fromAvro(loss.getSlot()),
                new TaskId(loss.getTask()),
                new ProgramId(loss.getCandidate()),
                ScoreWire.fromAvro(loss.getScore()),
                Nullables.map(loss.getTrace(), PartWire::fromAvro),
                Nullables.map(loss.getFailure(), FailureWire::fromAvro),
                CostWire.fromAvro(loss.getCost()));
    }

    static metatextgrad.events.GradientComputed toAvro(GradientComputed item) {
        return new metatextgrad.events.GradientComputed(
                PartWire.toAvro(item.stepRef()),
                PartWire.toAvro(item.slot()),
                item.task().value(),
                item.candidate().value(),
                ScoreWire.toAvro(item.score()),
                item.gradients().stream().map(LossWire::toAvro).toList(),
                item.skipped(),
                CostWire.toAvro(item.cost()),
                Nullables.map(item.failure(), FailureWire::toAvro));
    }

    static GradientComputed fromAvro(metatextgrad.events.GradientComputed item) {
        return new GradientComputed(
                PartWire.fromAvro(item.getStepRef()),
                PartWire.fromAvro(item.getSlot()),
                new TaskId(item.getTask()),
                new ProgramId(item.getCandidate()),
                ScoreWire.fromAvro(item.getScore()),
                item.getGradients().stream().map(LossWire::fromAvro).toList(),
                item.getSkipped(),
                CostWire.fromAvro(item.getCost()),
                Nullables.map(item.getFailure(), FailureWire::fromAvro));
    }

    private static metatextgrad.events.Gradient toAvro(Gradient gradient) {
        return new metatextgrad.events.Gradient(
                gradient.variable(),
                gradient.text(),
                gradient.input(),
                gradient.output(),
                gradient.usedAs());
    }

    private static Gradient fromAvro(metatextgrad.events.Gradient gradient) {
        return new Gradient(
                gradient.getVariable(),
                gradient.getText(),
                gradient.getInput(),
                gradient.getOutput(),
                gradient.getUsedAs());
    }
}
