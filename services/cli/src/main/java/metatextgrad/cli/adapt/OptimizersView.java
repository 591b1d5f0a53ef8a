package metatextgrad.cli.adapt;

import java.util.List;
import metatextgrad.adapt.ChainOptimizers;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.adapt.OptimizerRule;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** The optimizers of a project that adapts, for {@code mtg adapt status}. Pure. */
final class OptimizersView {
    private OptimizersView() {}

    /**
     * An optimizer in use.
     *
     * @param run that made it; null if the project file defines it, or a user submitted it
     * @param contest how it came into use; null for the project's own
     */
    record InUse(String name, @Nullable String run, @Nullable WindowEvidence contest) {
        String text() {
            String from = run == null ? "as given" : "made by run " + run;
            return "optimizer in use: %s, %s%s"
                    .formatted(name, from, contest == null ? "" : "; " + known(contest));
        }
    }

    /**
     * An optimizer that is or was compared with one in use.
     *
     * @param against the one in use
     * @param needed the evidence with which it is adopted
     * @param window on which both are compared now; null if on none
     * @param reason how the contest ended; empty while it is open
     */
    record Candidate(
            int number,
            String name,
            @Nullable String run,
            String against,
            OptimizerContest.Stage stage,
            WindowEvidence contest,
            double needed,
            @Nullable Integer window,
            String reason) {
        String text() {
            String who =
                    "candidate optimizer %d: %s%s against %s"
                            .formatted(number, name, run == null ? "" : " of run " + run, against);
            return switch (stage) {
                case OPEN ->
                        "%s; %s of %.0f; %d windows or more decide"
                                .formatted(who, known(contest), needed, OptimizerRule.LEAST);
                case ADOPTED, DROPPED -> "%s was %s, %s".formatted(who, Text.lower(stage), reason);
            };
        }
    }

    static List<InUse> inUse(Project project, List<OptimizerVersion> versions) {
        return ChainOptimizers.of(project, versions).stream().map(OptimizersView::inUse).toList();
    }

    private static InUse inUse(Chosen chosen) {
        OptimizerVersion version = chosen.version();
        return new InUse(
                chosen.spec().name(),
                version == null ? null : run(version),
                version == null ? null : version.contest());
    }

    static @Nullable Candidate candidate(AdaptState state) {
        OptimizerContest contest = state.contest();
        if (contest == null) return null;
        return new Candidate(
                contest.number(),
                contest.candidate().spec().name(),
                run(contest.candidate()),
                contest.incumbent().name(),
                contest.stage(),
                contest.known(),
                1 / OptimizerRule.LEVEL,
                contest.open() == null ? null : contest.open().window(),
                contest.reason());
    }

    private static @Nullable String run(OptimizerVersion version) {
        return version.run() == null ? null : version.run().value();
    }

    private static String known(WindowEvidence contest) {
        return Texts.format(
                "%+.3f a step on %s, evidence %.1f",
                contest.difference(),
                Texts.counted(contest.windows(), "window"),
                contest.evidence());
    }
}
