package metatextgrad.adapt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Stage;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The optimizers of a project that adapts to its traffic. They change only by contests over many
 * windows: what one run adopted is a candidate. Pure.
 */
public final class ChainOptimizers {
    private static final WindowEvidence NONE = new WindowEvidence(0, 0, 1);

    /** More would make the request of the meta model long. */
    private static final int MOST_COMPARED = 6;

    private ChainOptimizers() {}

    /**
     * A candidate for the next contest.
     *
     * @param incumbent the optimizer in use whose place it would take; for a further one the first
     */
    record Candidate(OptimizerVersion version, OptimizerSpec incumbent) {}

    /**
     * Returns the optimizers in use, the project's own first.
     *
     * @param versions of this project, in the order of their verdicts
     */
    public static List<Chosen> of(Project project, List<OptimizerVersion> versions) {
        return NextOptimizers.of(
                project, versions.stream().map(ChainOptimizers::byContest).toList());
    }

    /**
     * Returns the last optimizers that windows compared with one in use, the oldest first.
     *
     * @param contest the last contest, which may be open; null before the first one
     */
    static List<OptimizerVersion> compared(
            List<OptimizerVersion> versions, @Nullable OptimizerContest contest) {
        List<OptimizerVersion> all = new ArrayList<>(versions);
        if (contest != null && contest.stage() == Stage.OPEN)
            all.add(contest.candidate().contested(contest.known(), contest.candidate().verdict()));
        List<OptimizerVersion> known =
                all.stream()
                        .filter(one -> one.contest() != null && one.contest().windows() > 0)
                        .toList();
        return known.subList(Math.max(0, known.size() - MOST_COMPARED), known.size());
    }

    private static OptimizerVersion byContest(OptimizerVersion version) {
        return version.verdict() == Verdict.ADOPTED && version.contest() == null
                ? version.as(Verdict.LUCKY)
                : version;
    }

    /**
     * Returns the newest optimizer that a run judged better than those in use, and that has had no
     * contest. Of one run it is the one with the largest gain.
     */
    static Optional<Candidate> next(Project project, List<OptimizerVersion> versions) {
        List<OptimizerVersion> eligible =
                versions.stream()
                        .filter(version -> looksBetter(version) && !hasHad(versions, version))
                        .filter(version -> incumbent(project, versions, version).isPresent())
                        .toList();
        if (eligible.isEmpty()) return Optional.empty();
        return eligible.stream()
                .filter(version -> isOfSameRun(version, eligible.getLast()))
                .min(Comparator.comparingDouble(version -> -gain(version)))
                .flatMap(
                        version ->
                                incumbent(project, versions, version)
                                        .map(incumbent -> new Candidate(version, incumbent)));
    }

    /**
     * Returns the optimizer in use that a contest of this one is against; empty if it is in use, or
     * descends from an optimizer that is not.
     */
    static Optional<OptimizerSpec> incumbent(
            Project project, List<OptimizerVersion> versions, OptimizerVersion candidate) {
        List<OptimizerSpec> now = specs(project, versions);
        List<OptimizerVersion> more = new ArrayList<>(versions);
        more.add(candidate.contested(NONE, Verdict.ADOPTED));
        List<OptimizerSpec> then = specs(project, more);
        if (has(now, candidate.spec()) || !has(then, candidate.spec())) return Optional.empty();
        return Optional.of(
                now.stream().filter(spec -> !has(then, spec)).findFirst().orElse(now.getFirst()));
    }

    private static List<OptimizerSpec> specs(Project project, List<OptimizerVersion> versions) {
        return of(project, versions).stream().map(Chosen::spec).toList();
    }

    private static boolean looksBetter(OptimizerVersion version) {
        return switch (version.verdict()) {
            case LUCKY, ADOPTED -> gain(version) > 0;
            case BASE, REJECTED, FAILED, INVALID, STOPPED, OFFERED -> false;
        };
    }

    private static boolean hasHad(List<OptimizerVersion> versions, OptimizerVersion candidate) {
        return versions.stream()
                .filter(version -> version.contest() != null)
                .anyMatch(version -> isSame(version.spec(), candidate.spec()));
    }

    private static double gain(OptimizerVersion version) {
        Double gain = version.brought();
        return gain == null ? 0 : gain;
    }

    private static boolean isOfSameRun(OptimizerVersion one, OptimizerVersion other) {
        return one.run() != null && one.run().equals(other.run());
    }

    private static boolean has(List<OptimizerSpec> specs, OptimizerSpec one) {
        return specs.stream().anyMatch(spec -> isSame(spec, one));
    }

    private static boolean isSame(OptimizerSpec one, OptimizerSpec other) {
        return one.phasesId().equals(other.phasesId());
    }
}
