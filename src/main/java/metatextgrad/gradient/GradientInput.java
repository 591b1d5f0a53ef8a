package metatextgrad.gradient;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.BackwardContext;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.TextualLoss;

/** An event that the gradient service reads, as an input of its decider. */
public sealed interface GradientInput {
    InputTable<GradientInput> TABLE =
            new InputTable<GradientInput>()
                    .with(TextualLoss.class, Loss::new)
                    .withResponses(Requester.GRADIENT, BackwardContext.class, Response::new);

    record Loss(TextualLoss loss) implements GradientInput {}

    record Response(LlmResponse response, BackwardContext context) implements GradientInput {}
}
