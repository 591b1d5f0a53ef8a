package metatextgrad.decide;

import metatextgrad.model.Event;

/**
 * The whole behaviour of a service with state: what to keep and what to say, given what it kept and
 * what it hears. Pure: no clock, no randomness, no network. Every event may come twice and in any
 * order relative to events of other topics.
 */
public interface Decider {
    Decision decide(Rows rows, Event event);
}
