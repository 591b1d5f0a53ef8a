package metatextgrad.loss;

import static java.util.Objects.requireNonNull;

import metatextgrad.llm.AskContext;
import metatextgrad.model.CandidateOutput;

/** What loss needs back with a judge's verdict: the answer that is judged. */
public record JudgeContext(CandidateOutput output) implements AskContext {
    public JudgeContext {
        requireNonNull(output, "output is null");
    }
}
