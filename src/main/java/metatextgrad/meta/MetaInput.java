package metatextgrad.meta;

import metatextgrad.decide.InputTable;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.RunSignal;
import metatextgrad.model.event.ScoreReport;

/** An event that the meta service reads, as an input of its decider. */
public sealed interface MetaInput {
    InputTable<MetaInput> TABLE =
            new InputTable<MetaInput>()
                    .with(RunSignal.class, Signal::new)
                    .with(ScoreReport.class, Score::new)
                    .withResponses(Asker.META, Response::new);

    record Signal(RunSignal signal) implements MetaInput {}

    record Score(ScoreReport report) implements MetaInput {}

    record Response(LlmResponse response) implements MetaInput {}
}
