package metatextgrad.llm;

/**
 * What an asker needs back with the answer, since it keeps no state of its own. The worker copies
 * it without looking inside.
 */
public interface AskContext {}
