package metatextgrad.simulator.question;

/** So many of a thing. */
public record Amount(int count, String thing) {}
