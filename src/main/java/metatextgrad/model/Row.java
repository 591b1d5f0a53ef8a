package metatextgrad.model;

/** Something a service keeps under a key: an event it may still need, or a state. Immutable. */
public interface Row {}
