package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.event.ScoreAggregated;

/**
 * One trial of a base optimizer with one description. Trials with the same number share their
 * batches, so they are compared in pairs.
 *
 * @param validation the score by which restarts choose
 */
record OracleTrial(
        String optimizer,
        OracleDescription description,
        int task,
        long number,
        double validation,
        double test) {
    /** Runs all optimizers with all descriptions. One call is a few thousand requests. */
    static List<OracleTrial> all(OracleTask of, int task, long number) {
        ExperimentEnvironment environment = new LocalExperimentEnvironment(of.model(), of.tasks());
        ExperimentRequests requests = new ExperimentRequests(of.tasks(), number);
        ScoreStats seedScore =
                environment
                        .trial(
                                requests.evaluation(
                                        "seed", of.project(), of.project().seed(), Split.VAL, 0))
                        .report()
                        .stats();
        List<OracleTrial> trials = new ArrayList<>();
        for (OptimizerSpec base : of.project().optimizers()) {
            for (OracleDescription kind : OracleDescription.values()) {
                String name = base.name() + "-" + kind;
                OptimizerSpec spec = of.described(base, kind, number);
                ScoreAggregated reached =
                        environment
                                .trial(requests.trial(name, of.project(), spec, seedScore, number))
                                .report();
                double test =
                        environment
                                .trial(
                                        requests.evaluation(
                                                name,
                                                of.project(),
                                                reached.program(),
                                                Split.TEST,
                                                0))
                                .report()
                                .stats()
                                .mean();
                trials.add(
                        new OracleTrial(
                                base.name(), kind, task, number, reached.stats().mean(), test));
            }
        }
        return trials;
    }
}
