package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Lane;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.RunRequest;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Tally;
import metatextgrad.model.TrialId;
import metatextgrad.model.Tried;
import org.jspecify.annotations.Nullable;

/**
 * Answers what people handed in (METHOD §4.1): an optimizer is adopted if, as given, it reached
 * more than every one of the run's other optimizers as given; where there is no other, more than
 * the seed program. What was not tried to its end as given waits for another run.
 */
final class Answering {
    private final DecisionBuilder draft;
    private final RunKeys keys;
    private final RunRequest request;

    Answering(DecisionBuilder draft, RunKeys keys, RunRequest request) {
        this.draft = draft;
        this.keys = keys;
        this.request = request;
    }

    /** Says the verdicts; {@code lanes} are at their end. */
    void answer(List<Lane> lanes, Tally seedScore) {
        for (Lane lane : lanes) {
            OptimizerVersion offer = offer(lane);
            Tried base = lane.base();
            if (offer == null || base == null) continue;
            Verdict ended = lane.ends().getFirst().verdict();
            if (ended == Verdict.STOPPED) continue;
            boolean failed = ended == Verdict.FAILED;
            double bar = bar(lanes, seedScore);
            boolean better = request.project().meta().better(base.score(), bar);
            TrialId trial = keys.trial("prompt", lane.optimizer(), 0);
            ScoreReport report = requireNonNull(draft.get(keys.score(trial)));
            draft.emit(
                    offer.answered(
                            request.id(),
                            trial,
                            failed ? null : base.score(),
                            bar,
                            failed ? Verdict.FAILED : better ? Verdict.ADOPTED : Verdict.REJECTED,
                            report.cost()));
        }
    }

    private double bar(List<Lane> lanes, Tally seedScore) {
        double bar = seedScore.mean();
        for (Lane lane : lanes) {
            Tried base = lane.base();
            if (base != null && offer(lane) == null) bar = Math.max(bar, base.score());
        }
        return bar;
    }

    /** The offer behind a lane's optimizer; null if it is not one, or another project's. */
    private @Nullable OptimizerVersion offer(Lane lane) {
        return request.versions().stream()
                .filter(version -> version.verdict() == Verdict.OFFERED)
                .filter(version -> version.project().equals(request.project().id()))
                .filter(version -> version.spec().equals(RunStep.base(request, lane.optimizer())))
                .findFirst()
                .orElse(null);
    }
}
