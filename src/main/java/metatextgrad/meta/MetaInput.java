package metatextgrad.meta;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.RunSignal;
import metatextgrad.model.event.ScoreAggregated;

/** An event that the meta service reads, as an input of its decider. */
public sealed interface MetaInput {
    InputTable<MetaInput> TABLE =
            new InputTable<MetaInput>()
                    .with(RunSignal.class, Signal::new)
                    .with(ScoreAggregated.class, Score::new)
                    .withResponses(Requester.META, Response::new);

    record Signal(RunSignal signal) implements MetaInput {}

    record Score(ScoreAggregated report) implements MetaInput {}

    record Response(LlmResponse response) implements MetaInput {}
}
