package metatextgrad.candidate;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.ProgramContext;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.BatchReply;

/** An event that the candidate service reads, as an input of its decider. */
public sealed interface CandidateInput {
    InputTable<CandidateInput> TABLE =
            new InputTable<CandidateInput>()
                    .with(BatchReply.class, Batch::new)
                    .withResponses(Requester.CANDIDATE, ProgramContext.class, Response::new);

    record Batch(BatchReply reply) implements CandidateInput {}

    record Response(LlmResponse response, ProgramContext context) implements CandidateInput {}
}
