package metatextgrad.loss;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.CandidateOutput;

/** An event that the loss service reads, as an input of its decider. */
public sealed interface LossInput {
    InputTable<LossInput> TABLE =
            new InputTable<LossInput>()
                    .with(CandidateOutput.class, Output::new)
                    .withResponses(Requester.LOSS, JudgeContext.class, Response::new);

    record Output(CandidateOutput output) implements LossInput {}

    record Response(LlmResponse response, JudgeContext context) implements LossInput {}
}
