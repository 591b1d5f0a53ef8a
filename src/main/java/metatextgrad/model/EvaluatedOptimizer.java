package metatextgrad.model;

/**
 * A spec and the score of its trial.
 *
 * @param round the meta round it comes from; 0 as given
 */
public record EvaluatedOptimizer(
        OptimizerSpec spec, int round, Program program, ScoreStats reached) {
    public double score() {
        return reached.mean();
    }
}
