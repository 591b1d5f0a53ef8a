package metatextgrad.llm;

import metatextgrad.model.event.CandidateOutput;

/**
 * The context that the loss service needs back with a judge's verdict: the answer under judgement.
 */
public record JudgeContext(CandidateOutput output) implements RequestContext {}
