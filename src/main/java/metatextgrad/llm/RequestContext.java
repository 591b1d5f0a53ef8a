package metatextgrad.llm;

/**
 * The context that a requester without state of its own needs back with the answer. The worker
 * copies it without decoding it.
 */
public interface RequestContext {}
