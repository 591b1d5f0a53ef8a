package metatextgrad.model.state;

import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;

/** The best program of a trial so far and its scores: Φ* and σ* (METHOD §1.2). */
public record Incumbent(Program program, ScoreStats stats) {

    public double score() {
        return stats.mean();
    }
}
