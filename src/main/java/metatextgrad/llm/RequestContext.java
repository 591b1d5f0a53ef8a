package metatextgrad.llm;

/**
 * The context that a requester without state of its own needs back with the answer. The worker
 * passes it through as a {@link RawContext}; requesters read it decoded.
 */
public sealed interface RequestContext
        permits ProgramContext, JudgeContext, BackwardContext, NoContext, RawContext {}
