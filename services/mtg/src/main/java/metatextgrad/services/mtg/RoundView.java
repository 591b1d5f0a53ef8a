package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.RoundEnd;
import metatextgrad.model.RunState;
import org.jspecify.annotations.Nullable;

/**
 * How a round of the meta level ended.
 *
 * @param score null if the round reached none
 * @param baselineScore the score it had to beat
 * @param repairs requests after an unusable reply
 * @param reason why nothing was tried, or why the trial failed; otherwise empty
 */
record RoundView(
        RoundEnd.MetaPhase phase,
        String optimizer,
        int round,
        Verdict verdict,
        @Nullable Double score,
        double baselineScore,
        int repairs,
        String reason) {
    static List<RoundView> all(RunState run) {
        return run.rounds().stream()
                .map(
                        end ->
                                new RoundView(
                                        end.phase(),
                                        end.optimizer(),
                                        end.round(),
                                        end.verdict(),
                                        end.score(),
                                        end.against(),
                                        end.repairs(),
                                        end.reason()))
                .toList();
    }
}
