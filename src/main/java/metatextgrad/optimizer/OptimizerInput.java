package metatextgrad.optimizer;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.BatchReply;
import metatextgrad.model.event.ItemGradients;
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
                    .with(ItemGradients.class, Gradients::new)
                    .withResponses(Asker.OPTIMIZER, Response::new);

    record ToTry(OptimizerToTry optimizer) implements OptimizerInput {}

    record Signal(TrialSignal signal) implements OptimizerInput {}

    record Batch(BatchReply reply) implements OptimizerInput {}

    record Loss(TextualLoss loss) implements OptimizerInput {}

    record Gradients(ItemGradients item) implements OptimizerInput {}

    record Response(LlmResponse response) implements OptimizerInput {}
}
