package metatextgrad.model.state;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Program;
import metatextgrad.model.Tally;

/** The best program of a trial so far and its scores: Φ* and σ* (METHOD §1.2). */
public record Incumbent(Program program, Tally tally) {
    public Incumbent {
        requireNonNull(program, "program is null");
        requireNonNull(tally, "tally is null");
    }

    public double score() {
        return tally.mean();
    }
}
