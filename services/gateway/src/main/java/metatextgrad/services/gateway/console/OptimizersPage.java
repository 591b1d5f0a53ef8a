package metatextgrad.services.gateway.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.adapt.ChainOptimizers;
import metatextgrad.adapt.OptimizerRule;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.project.Project;
import metatextgrad.services.gateway.records.OptimizerRecords;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * The lineage of the optimizers of a project, with the evidence of each.
 *
 * @param inUse names of those with which the next run starts
 * @param rows in the order of their verdicts, the newest first
 * @param contests over windows of traffic, the newest first
 * @param isWhole false if older records were not read
 */
public record OptimizersPage(
        String project,
        List<String> inUse,
        List<Row> rows,
        List<ContestOf> contests,
        boolean isWhole) {
    private static final int MOST = 200;

    /**
     * An optimizer that was tried.
     *
     * @param run that tried it; null while it waits for one
     * @param parents names of those it was made from
     * @param score of the program that it made; null if there is none
     * @param against the score it had to beat
     * @param contest how it did over windows; null without a contest
     */
    public record Row(
            String name,
            String verdict,
            @Nullable String run,
            List<String> parents,
            @Nullable Double score,
            double against,
            @Nullable Double gain,
            @Nullable WindowEvidence contest,
            String description,
            String cost) {
        static Row of(OptimizerVersion version, Map<String, String> names) {
            return new Row(
                    version.spec().name(),
                    Text.lower(version.verdict()),
                    version.run() == null ? null : version.run().value(),
                    version.parents().stream()
                            .map(one -> names.getOrDefault(one, Figures.brief(one)))
                            .toList(),
                    version.score(),
                    version.against(),
                    version.gain(),
                    version.contest(),
                    Figures.masked(version.spec().taskDescription()),
                    Figures.cost(version.cost()));
        }
    }

    /**
     * A contest of a candidate with an optimizer in use.
     *
     * @param gain difference of the gains of first steps, over the windows
     * @param plot null before the first window
     * @param needed evidence with which the candidate is adopted
     */
    public record ContestOf(
            int number,
            String candidate,
            String incumbent,
            String stage,
            String reason,
            PairedDifference gain,
            @Nullable IntervalPlot plot,
            double evidence,
            double needed,
            List<Observation> windows) {
        static ContestOf of(OptimizerContest contest) {
            PairedDifference gain =
                    PairedDifference.of(
                            contest.counted().stream()
                                    .mapToDouble(Observation::difference)
                                    .toArray());
            return new ContestOf(
                    contest.number(),
                    contest.candidate().spec().name(),
                    contest.incumbent().name(),
                    Text.lower(contest.stage()),
                    contest.reason(),
                    gain,
                    contest.counted().isEmpty()
                            ? null
                            : IntervalPlot.of(gain.estimate(), gain.low(), gain.high()),
                    contest.evidence(),
                    1 / OptimizerRule.LEVEL,
                    contest.observations().reversed());
        }
    }

    static OptimizersPage of(Project project, OptimizerRecords records) {
        Map<String, String> names = new HashMap<>();
        project.optimizers().forEach(one -> names.put(one.contentId(), one.name()));
        records.versions().forEach(one -> names.put(one.spec().contentId(), one.spec().name()));
        return new OptimizersPage(
                project.id().value(),
                ChainOptimizers.of(project, records.versions()).stream()
                        .map(one -> one.spec().name())
                        .toList(),
                records.versions().reversed().stream()
                        .limit(MOST)
                        .map(one -> Row.of(one, names))
                        .toList(),
                records.contests().reversed().stream().map(ContestOf::of).toList(),
                records.isWhole());
    }
}
