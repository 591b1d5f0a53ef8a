package metatextgrad.model;

/** A record that a service keeps under a key: an event it may still need, or a state. Immutable. */
public interface Row {}
