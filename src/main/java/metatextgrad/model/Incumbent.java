package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** The best program of a trial so far and its score: Φ* and σ* (METHOD §1.2). */
public record Incumbent(Program program, double score) {
    public Incumbent {
        requireNonNull(program, "program is null");
    }
}
