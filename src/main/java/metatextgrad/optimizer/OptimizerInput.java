package metatextgrad.optimizer;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.BatchReply;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialSignal;

/** An event that the optimizer service reads, as an input of its decider. */
public sealed interface OptimizerInput {
    InputTable<OptimizerInput> TABLE =
            new InputTable<OptimizerInput>()
                    .with(OptimizerToTry.class, ToTry::new)
                    .with(TrialSignal.class, Signal::new)
                    .with(BatchReply.class, Batch::new)
                    .with(TextualLoss.class, Loss::new)
                    .with(GradientComputed.class, Gradients::new)
                    .withResponses(Requester.OPTIMIZER, Response::new);

    record ToTry(OptimizerToTry optimizer) implements OptimizerInput {}

    record Signal(TrialSignal signal) implements OptimizerInput {}

    record Batch(BatchReply reply) implements OptimizerInput {}

    record Loss(TextualLoss loss) implements OptimizerInput {}

    record Gradients(GradientComputed item) implements OptimizerInput {}

    record Response(LlmResponse response) implements OptimizerInput {}
}
