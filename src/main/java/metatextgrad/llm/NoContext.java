package metatextgrad.llm;

/**
 * The context of requesters that keep state: optimizer and meta find everything under reply key,
 * step and place.
 */
public record NoContext() implements RequestContext {}
