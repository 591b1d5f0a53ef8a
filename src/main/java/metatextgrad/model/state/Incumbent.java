package metatextgrad.model.state;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;

/** The best program of a trial so far and its scores: Φ* and σ* (METHOD §1.2). */
public record Incumbent(Program program, ScoreStats stats) {
    public Incumbent {
        requireNonNull(program, "program is null");
        requireNonNull(stats, "tally is null");
    }

    public double score() {
        return stats.mean();
    }
}
